"""Sharing: one thing, one receiver, an end date, stopped at once (reliability document 2.3)."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from leerlus.access.actor import Actor, actor_of
from leerlus.access.audit import record_event
from leerlus.access.door import get_own, registered_models
from leerlus.access.matrix import Record, may_receive
from leerlus.access.models import AccessEvent, Share
from leerlus.organisations.models import Membership, Person

DEFAULT_DAYS: Final = 90
LONGEST_DAYS: Final = 366


def possible_receivers(actor: Actor, record: Record) -> list[Person]:
    """Colleagues of the own municipality with whom this kind of record may be shared, by name."""
    people: QuerySet[Person] = (
        Person.objects.filter(
            municipality_id=actor.municipality_id,
            is_active=True,
            memberships__in=Membership.objects.current(),
        )
        .exclude(pk=actor.person_id)
        .distinct()
        .order_by("name")
    )
    roles: dict[UUID, set[str]] = {}
    for person_id, role in (
        Membership.objects.current().filter(person__in=people).values_list("person_id", "role")
    ):
        roles.setdefault(person_id, set()).add(role)
    return [person for person in people if may_receive(record, frozenset(roles.get(person.pk, ())))]


def share(actor: Actor, row: Model, receiver: Person, ends_on: date) -> Share:
    """Show one's own row to one person until a date. Raises ValidationError with a message for the field."""
    registration = registered_models()[type(row)]
    get_own(actor, type(row), row.pk)
    today = timezone.localdate()
    if not today <= ends_on <= today + timedelta(days=LONGEST_DAYS):
        raise ValidationError({"ends_on": _("Choose a date between today and a year from now.")})
    receives = actor_of(receiver)
    if receives.municipality_id != actor.municipality_id or not may_receive(
        registration.record, receives.roles
    ):
        raise ValidationError({"receiver": _("You cannot share this with this person.")})
    shared_id = row.pk if registration.shared_id == "pk" else getattr(row, registration.shared_id)
    with transaction.atomic():
        made, _created = Share.objects.active().update_or_create(
            owner_id=actor.person_id,
            receiver=receiver,
            record=registration.record.value,
            object_id=shared_id,
            defaults={"ends_on": ends_on},
        )
        record_event(
            AccessEvent.Action.SHARED,
            actor=actor,
            subject_id=actor.person_id,
            record=registration.record,
            object_id=shared_id,
        )
    return made


def stop_sharing(actor: Actor, given: Share) -> None:
    """Stop a share of one's own; from the next request on the receiver sees nothing of it."""
    if given.owner_id != actor.person_id:
        raise PermissionError("only the owner stops a share")
    with transaction.atomic():
        Share.objects.filter(pk=given.pk, stopped_at=None).update(stopped_at=timezone.now())
        record_event(
            AccessEvent.Action.STOPPED_SHARING,
            actor=actor,
            subject_id=actor.person_id,
            record=Record(given.record),
            object_id=given.object_id,
        )


def shares_of(actor: Actor, row: Model) -> QuerySet[Share]:
    """The open shares of one of the actor's own rows."""
    registration = registered_models()[type(row)]
    return (
        Share.objects.active()
        .filter(owner_id=actor.person_id, record=registration.record.value, object_id=row.pk)
        .select_related("receiver")
    )
