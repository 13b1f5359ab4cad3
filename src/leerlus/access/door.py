"""The one door: querysets of what an actor may see, taken from the matrix. Default: nothing.

Apps register each model once (`register`); views ask `visible` or `get_visible` and never filter by role.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final, TypeVar
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.http import Http404

from leerlus.access.actor import Actor
from leerlus.access.audit import record_event
from leerlus.access.matrix import Reach, Record, may_receive, reach
from leerlus.access.models import AccessEvent, Share
from leerlus.organisations.models import Membership
from leerlus.organisations.prepared import PreparedQuery
from leerlus.organisations.roles import Role

AnyModel = TypeVar("AnyModel", bound=Model)


@dataclass(frozen=True, slots=True)
class Registration:
    """How a model sits in the matrix: its kind of record and the paths to its owner and its municipality.

    `shared_id` is the path to the id that a share names (for a part of a whole: the whole's id). `whole` is the path to
    something that can be shared as a whole beside it, for instance the plan of a step. A model without an owner belongs
    to a team: `team` is the path to that team. `party` is the path to the other side of something that an owner has
    with somebody who leads their team. With neither owner nor team a row belongs to the municipality. `common` says
    that rows of no municipality come with Leerlus, for whoever sees such rows in full.
    """

    record: Record
    owner: str
    municipality: str
    shared_id: str
    team: str
    whole: str = ""
    party: str = ""
    common: bool = False


class Refused(Http404):
    """Somebody asked for a row that exists but is not for them. Looks like absence; is written in the log.

    Raised, not written at once, so that the line survives the transaction that this exception rolls back.
    """

    def __init__(self, subject_id: UUID | None, record: Record, object_id: UUID) -> None:
        super().__init__()
        self.subject_id = subject_id
        self.record = record
        self.object_id = object_id


_REGISTER: Final[dict[type[Model], Registration]] = {}


def register(
    model: type[Model],
    record: Record,
    *,
    owner: str = "person",
    municipality: str = "",
    shared_id: str = "pk",
    team: str = "",
    whole: str = "",
    party: str = "",
    common: bool = False,
) -> None:
    """Tell the door about a model; without this nobody sees any row of it. Raises ValueError on a second answer."""
    path = municipality or f"{owner}__municipality"
    registration = Registration(record, "" if team else owner, path, shared_id, team, whole, party, common)
    if _REGISTER.setdefault(model, registration) != registration:
        raise ValueError(f"{model.__name__} is registered already, in another way")


def registered_models() -> dict[type[Model], Registration]:
    """All models behind the door."""
    return dict(_REGISTER)


def visible(actor: Actor, model: type[AnyModel]) -> QuerySet[AnyModel]:
    """The rows of a model that this actor may see. An unregistered model, or no role, gives none."""
    rows: QuerySet[AnyModel] = model._default_manager.all()
    registration = _REGISTER.get(model)
    if registration is None:
        return rows.none()
    seen = reach(registration.record, actor.roles)
    condition = Q(pk__in=[])
    if seen & {Reach.OWN, Reach.FULL}:
        condition |= _own(actor, registration)
    if registration.common and Reach.FULL in seen:
        condition |= Q(**{f"{registration.municipality}__isnull": True})
    if actor.municipality_id is not None:
        inside = Q(**{registration.municipality: actor.municipality_id})
        condition |= inside & _in_own_teams(actor, registration)
        if Reach.FULL in seen:
            condition |= inside
        if Reach.PARTY in seen and registration.party:
            condition |= inside & _with_a_member_led(actor, registration)
        if may_receive(registration.record, actor.roles):
            condition |= inside & _shared_with(actor, registration)
    return rows.filter(condition)


def sees_all(actor: Actor, record: Record) -> bool:
    """Whether this actor sees all of a kind of record in the own municipality."""
    return Reach.FULL in reach(record, actor.roles)


def visible_own(actor: Actor, model: type[AnyModel]) -> QuerySet[AnyModel]:
    """Only the actor's own rows: for pages that change something, or that are about oneself."""
    rows = visible(actor, model)
    registration = _REGISTER.get(model)
    if registration is None:
        return rows
    if reach(registration.record, actor.roles) & {Reach.OWN, Reach.FULL}:
        # Every own row is visible: spare the database the other ways to see one.
        rows = model._default_manager.all()
    return rows.filter(_own(actor, registration))


def kept_of_one(actor: Actor, model: type[AnyModel]) -> QuerySet[AnyModel]:
    """One's own rows, also when every role has ended: for the rights on one's own data, never for content pages."""
    registration = _REGISTER.get(model)
    if registration is None or not registration.owner:
        return model._default_manager.none()
    return model._default_manager.filter(**{registration.owner: actor.person_id})


def get_visible(actor: Actor, model: type[AnyModel], pk: UUID) -> AnyModel:
    """One row, or 404 that does not tell absent from forbidden. Seeing somebody else's row is logged."""
    found = _own_row(actor, model, pk)
    if found is not None:
        return found
    found = visible(actor, model).filter(pk=pk).first()
    if found is None:
        raise _absence(model, pk)
    owner_id = owner_of(found)
    if owner_id not in (None, actor.person_id):
        record_event(
            AccessEvent.Action.VIEWED,
            actor=actor,
            subject_id=owner_id,
            record=_REGISTER[model].record,
            object_id=pk,
        )
    return found


def get_own(actor: Actor, model: type[AnyModel], pk: UUID) -> AnyModel:
    """One of the actor's own rows, or 404."""
    found = _own_row(actor, model, pk) or visible_own(actor, model).filter(pk=pk).first()
    if found is None:
        raise _absence(model, pk)
    return found


def get_as_party(actor: Actor, model: type[AnyModel], pk: UUID) -> AnyModel:
    """A row of which the actor is the owner or the other side, or 404: for changing the own part of it."""
    found = _own_row(actor, model, pk) or visible_as_party(actor, model).filter(pk=pk).first()
    if found is None:
        raise _absence(model, pk)
    return found


def visible_as_party(actor: Actor, model: type[AnyModel]) -> QuerySet[AnyModel]:
    """The rows of which the actor is the owner or the other side, of those the actor may see."""
    rows = visible(actor, model)
    registration = _REGISTER.get(model)
    if registration is None or not registration.party:
        return rows.none()
    return rows.filter(_own(actor, registration) | Q(**{registration.party: actor.person_id}))


def _own_row(actor: Actor, model: type[AnyModel], pk: UUID) -> AnyModel | None:
    """A row of one's own, by a prepared query: the usual case, and pages with questions must be fast."""
    registration = _REGISTER.get(model)
    if registration is None or not registration.owner:
        return None
    if not reach(registration.record, actor.roles) & {Reach.OWN, Reach.FULL}:
        return None
    return _own_row_query(model, registration.owner).first(pk, actor.person_id)


@cache
def _own_row_query(model: type[AnyModel], owner: str) -> PreparedQuery[AnyModel]:
    def build(pk: UUID, owner_id: UUID) -> QuerySet[AnyModel]:
        return model._default_manager.filter(Q(pk=pk), Q(**{owner: owner_id})).order_by()

    return PreparedQuery(build, UUID, UUID)


def owner_of(row: Model) -> UUID | None:
    """The person a row belongs to, following the registered path; None for what belongs to a team, or to nobody."""
    path = _REGISTER[type(row)].owner
    return _at_path(row, path) if path else None


def shared_id_of(row: Model) -> UUID:
    """The id that a share of this row names: its own, or that of the whole it is a part of."""
    path = _REGISTER[type(row)].shared_id
    shared_id = _at_path(row, path)
    if shared_id is None:
        raise TypeError(f"{type(row).__name__}.{path} is empty, and cannot be shared")
    return shared_id


def _absence(model: type[Model], pk: UUID) -> Http404:
    """The 404 for a row that was not found: the kind that is logged when the row does exist."""
    registration = _REGISTER.get(model)
    hidden = model._default_manager.filter(pk=pk).first() if registration else None
    if registration is None or hidden is None:
        return Http404()
    return Refused(owner_of(hidden), registration.record, pk)


def _at_path(row: Model, path: str) -> UUID | None:
    """The id at the end of a path of fields, without fetching the row it belongs to; None where the path breaks off."""
    *steps, last = path.split("__")
    value: object = row
    for step in steps:
        value = getattr(value, step)
        if value is None:
            return None
    found = getattr(value, f"{last}_id") if hasattr(value, f"{last}_id") else getattr(value, last)
    if found is not None and not isinstance(found, UUID):
        raise TypeError(f"{type(row).__name__}.{path} does not lead to an id")
    return found


def _own(actor: Actor, registration: Registration) -> Q:
    if registration.team:
        return Q(**{f"{registration.team}__in": actor.team_ids | actor.managed_team_ids})
    return Q(**{registration.owner: actor.person_id}) if registration.owner else Q(pk__in=[])


def _in_own_teams(actor: Actor, registration: Registration) -> Q:
    """Rows of people who are now in a team in which the actor holds a role that reaches the group."""
    teams = frozenset[UUID]().union(
        *(
            actor.teams_of(Role(role))
            for role in actor.roles
            if Reach.GROUP in reach(registration.record, frozenset({role}))
        )
    )
    if registration.team:
        return Q(**{f"{registration.team}__in": teams})
    if not registration.owner:
        return Q(pk__in=[])
    members = Membership.objects.current().filter(team_id__in=teams)
    return Q(**{f"{registration.owner}__in": members.values("person_id")})


def _with_a_member_led(actor: Actor, registration: Registration) -> Q:
    """Rows of which the actor is the other side, of caseworkers who are now in a team the actor leads.

    Who no longer leads the team sees nothing of them, and neither does who leads it next. Nor does anybody see those of
    a caseworker whose account was closed.
    """
    members = Membership.objects.current().filter(
        team_id__in=actor.managed_team_ids, role=Role.CASEWORKER, person__is_active=True
    )
    return Q(
        **{registration.party: actor.person_id, f"{registration.owner}__in": members.values("person_id")}
    )


def _shared_with(actor: Actor, registration: Registration) -> Q:
    """Rows that their owner, whose account is still open, now shares with the actor: by themselves or as a whole."""
    if registration.team:
        return Q(pk__in=[])
    reaching = shares_reaching(actor).filter(
        record=registration.record.value, owner_id=OuterRef(registration.owner)
    )
    condition = Q(Exists(reaching.filter(object_id=OuterRef(registration.shared_id))))
    if registration.whole:
        condition |= Q(Exists(reaching.filter(object_id=OuterRef(registration.whole))))
    return condition


def shares_reaching(actor: Actor) -> QuerySet[Share]:
    """The open shares that reach this actor now, as a person or through a team in which they are a caseworker today.

    Who also leads that team is its manager, whom a share with the team never reaches. That a share reaches somebody
    does not open anything yet: the matrix decides (`visible`).
    """
    through = actor.team_ids - actor.managed_team_ids
    return Share.objects.active().filter(
        Q(receiver_id=actor.person_id) | Q(team_id__in=through), owner__is_active=True
    )
