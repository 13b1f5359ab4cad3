"""Sharing: one thing, one receiver, an end date, stopped at once (reliability document 2.3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, prefetch_related_objects
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from leerlus.access.actor import Actor, actor_of
from leerlus.access.audit import record_event
from leerlus.access.door import get_own, registered_models, shared_id_of, visible
from leerlus.access.matrix import Record, may_receive
from leerlus.access.models import AccessEvent, Share
from leerlus.organisations.models import Membership, Person
from leerlus.organisations.prepared import PreparedQuery

DEFAULT_DAYS: Final = 90
LONGEST_DAYS: Final = 366

_PAGES: Final[dict[Record, str]] = {}


@dataclass(frozen=True, slots=True)
class OpenShare:
    """An open share with where the shared thing can be read; `url` is empty when no page shows this kind."""

    share: Share
    record: Record
    url: str


def register_shared_page(record: Record, url_name: str) -> None:
    """Tell which address shows a shared record of this kind; the address takes the id of the record as `pk`."""
    _PAGES[record] = url_name


def possible_receivers(actor: Actor, record: Record) -> list[Person]:
    """Colleagues of the own municipality with whom this kind of record may be shared, by name."""
    if actor.municipality_id is None:
        return []
    roles: dict[Person, set[str]] = {}
    for held in (
        Membership.objects.current()
        .filter(municipality_id=actor.municipality_id)
        .filter(person__municipality_id=actor.municipality_id, person__is_active=True)
        .exclude(person_id=actor.person_id)
        .select_related("person")
        .order_by("person__name", "person_id")
    ):
        roles.setdefault(held.person, set()).add(held.role)
    return [person for person, held_roles in roles.items() if may_receive(record, frozenset(held_roles))]


def share(actor: Actor, row: Model, receiver: Person, ends_on: date) -> Share:
    """Show one's own row to one person until a date. Raises ValidationError with a message for the field."""
    record = registered_models()[type(row)].record
    get_own(actor, type(row), row.pk)
    today = timezone.localdate()
    if not today <= ends_on <= today + timedelta(days=LONGEST_DAYS):
        raise ValidationError({"ends_on": _("Choose a date between today and a year from now.")})
    receives = actor_of(receiver)
    if (
        receives.person_id == actor.person_id
        or receives.municipality_id != actor.municipality_id
        or not may_receive(record, receives.roles)
    ):
        raise ValidationError({"receiver": _("You cannot share this with this person.")})
    shared_id = shared_id_of(row)
    with transaction.atomic():
        made, _created = Share.objects.active().update_or_create(
            owner_id=actor.person_id,
            receiver=receiver,
            record=record.value,
            object_id=shared_id,
            defaults={"ends_on": ends_on},
        )
        record_event(
            AccessEvent.Action.SHARED,
            actor=actor,
            subject_id=actor.person_id,
            receiver_id=receiver.pk,
            record=record,
            object_id=shared_id,
        )
    return made


def stop_sharing(actor: Actor, given: Share) -> None:
    """Stop a share of one's own; from the next request on the receiver sees nothing of it.

    Stops every open share of this thing with this receiver, so that two made at the same moment end together.
    """
    if given.owner_id != actor.person_id:
        raise PermissionError("only the owner stops a share")
    with transaction.atomic():
        stopped = Share.objects.filter(
            owner_id=given.owner_id,
            receiver_id=given.receiver_id,
            record=given.record,
            object_id=given.object_id,
            stopped_at=None,
        ).update(stopped_at=timezone.now())
        if stopped:
            record_event(
                AccessEvent.Action.STOPPED_SHARING,
                actor=actor,
                subject_id=actor.person_id,
                receiver_id=given.receiver_id,
                record=Record(given.record),
                object_id=given.object_id,
            )


def shares_of(actor: Actor, row: Model) -> list[Share]:
    """The open shares of one of the actor's own rows; mostly there are none, and that is asked at every page."""
    record = registered_models()[type(row)].record.value
    found = _OPEN.rows(actor.person_id, record, shared_id_of(row), timezone.localdate())
    prefetch_related_objects(found, "receiver")
    return found


_OPEN: Final = PreparedQuery(
    lambda owner, record, object_id, day: Share.objects.active(day).filter(
        owner=owner, record=record, object_id=object_id
    ),
    UUID,
    str,
    UUID,
    date,
)


def given_share(actor: Actor, pk: UUID) -> Share:
    """A share given by the actor, or 404."""
    found = Share.objects.filter(owner_id=actor.person_id, pk=pk).first()
    if found is None:
        raise Http404
    return found


def shares_given(actor: Actor) -> list[OpenShare]:
    """What the actor shows to others today."""
    return _that_open(
        actor, Share.objects.active().filter(owner_id=actor.person_id).select_related("receiver")
    )


def shares_received(actor: Actor) -> list[OpenShare]:
    """What others show to the actor today: only what the door would really open."""
    return _that_open(
        actor, Share.objects.active().filter(receiver_id=actor.person_id).select_related("owner")
    )


def _that_open(actor: Actor, shares: Iterable[Share]) -> list[OpenShare]:
    """The shares whose record is there and visible to the actor."""
    found = []
    for one in shares:
        record = Record(one.record)
        models = [
            model
            for model, registration in registered_models().items()
            if registration.record is record and registration.shared_id == "pk"
        ]
        if any(visible(actor, model).filter(pk=one.object_id).exists() for model in models):
            url_name = _PAGES.get(record)
            url = reverse(url_name, kwargs={"pk": one.object_id}) if url_name else ""
            found.append(OpenShare(one, record, url))
    return found
