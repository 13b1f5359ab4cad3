"""The one door: querysets of what an actor may see, taken from the matrix. Default: nothing.

Apps register each model once (`register`); views ask `visible` or `get_visible` and never filter by role.
"""

from dataclasses import dataclass
from typing import Final, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.http import Http404

from leerlus.access.actor import Actor
from leerlus.access.audit import record_event
from leerlus.access.matrix import Reach, Record, may_receive, reach
from leerlus.access.models import AccessEvent, Share

AnyModel = TypeVar("AnyModel", bound=Model)


@dataclass(frozen=True, slots=True)
class Registration:
    """How a model sits in the matrix: its kind of record and the paths to its owner and its municipality.

    `shared_id` is the path to the id that a share names (for a part of a whole: the whole's id).
    """

    record: Record
    owner: str
    municipality: str
    shared_id: str


_REGISTER: Final[dict[type[Model], Registration]] = {}


def register(
    model: type[Model],
    record: Record,
    *,
    owner: str = "person",
    municipality: str = "",
    shared_id: str = "pk",
) -> None:
    """Tell the door about a model; without this nobody sees any row of it."""
    path = municipality or f"{owner}__municipality"
    _REGISTER[model] = Registration(record, owner, path, shared_id)


def registered_models() -> dict[type[Model], Registration]:
    return dict(_REGISTER)


def visible(actor: Actor, model: type[AnyModel]) -> QuerySet[AnyModel]:
    """The rows of a model that this actor may see. An unregistered model, or no role, gives none."""
    rows: QuerySet[AnyModel] = model._default_manager.all()
    registration = _REGISTER.get(model)
    if registration is None:
        return rows.none()
    seen = reach(registration.record, actor.roles)
    condition = Q(pk__in=[])
    if seen & {Reach.OWN, Reach.GROUP, Reach.FULL}:
        condition |= Q(**{registration.owner: actor.person_id})
    if Reach.GROUP in seen:
        condition |= _in_own_teams(actor, registration)
    if Reach.FULL in seen and actor.municipality_id:
        condition |= Q(**{registration.municipality: actor.municipality_id})
    if may_receive(registration.record, actor.roles):
        condition |= _shared_with(actor, registration)
    return rows.filter(condition)


def visible_own(actor: Actor, model: type[AnyModel]) -> QuerySet[AnyModel]:
    """Only the actor's own rows: for pages that change something, or that are about oneself."""
    registration = _REGISTER.get(model)
    rows = visible(actor, model)
    return rows.filter(**{registration.owner: actor.person_id}) if registration else rows


def get_visible(actor: Actor, model: type[AnyModel], pk: UUID) -> AnyModel:
    """One row, or 404 that does not tell absent from forbidden. Seeing somebody else's row is logged."""
    found = visible(actor, model).filter(pk=pk).first()
    if found is None:
        raise Http404
    registration = _REGISTER[model]
    owner_id = owner_of(found)
    if owner_id != actor.person_id:
        record_event(
            AccessEvent.Action.VIEWED,
            actor=actor,
            subject_id=owner_id,
            record=registration.record,
            object_id=pk,
        )
    return found


def get_own(actor: Actor, model: type[AnyModel], pk: UUID) -> AnyModel:
    """One of the actor's own rows, or 404."""
    found = visible_own(actor, model).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def owner_of(row: Model) -> UUID:
    """The person a row belongs to, following the registered path."""
    value: object = row
    for step in _REGISTER[type(row)].owner.split("__"):
        value = getattr(value, step)
    pk = getattr(value, "pk", value)
    if not isinstance(pk, UUID):
        raise TypeError(f"{type(row).__name__} has no owner")
    return pk


def _in_own_teams(actor: Actor, registration: Registration) -> Q:
    teams = actor.team_ids | actor.managed_team_ids
    path = (
        "memberships__team_id__in"
        if registration.owner == "pk"
        else f"{registration.owner}__memberships__team_id__in"
    )
    return Q(**{path: teams, registration.municipality: actor.municipality_id})


def _shared_with(actor: Actor, registration: Registration) -> Q:
    shares = Share.objects.active().filter(receiver_id=actor.person_id, record=registration.record.value)
    return Q(
        **{
            f"{registration.shared_id}__in": shares.values("object_id"),
            registration.municipality: actor.municipality_id,
        }
    )
