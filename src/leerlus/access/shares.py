"""Sharing: one thing, one receiver, an end date, stopped at once (reliability document 2.3)."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, Q, QuerySet, prefetch_related_objects
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from leerlus.access.actor import Actor
from leerlus.access.audit import record_event
from leerlus.access.door import get_own, registered_models, shared_id_of, shares_reaching
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent, Share
from leerlus.access.receivers import Receiver, may_be_shared_with
from leerlus.access.shared_pages import page_of
from leerlus.organisations.models import Person
from leerlus.organisations.prepared import PreparedQuery

DEFAULT_DAYS: Final = 90
LONGEST_DAYS: Final = 366


def share(
    actor: Actor,
    row: Model,
    receiver: Receiver,
    ends_on: date,
    parts: Iterable[str] = (),
    made_for: UUID | None = None,
) -> Share:
    """Show one's own row to one person or one team until a date. Raises ValidationError with a message for the field.

    `parts` says what is shown of a thing that can be shown in part. Sharing again with the same receiver, for the same
    thing when it was made for one, replaces the date and the parts.
    """
    record = registered_models()[type(row)].record
    get_own(actor, type(row), row.pk)
    today = timezone.localdate()
    if not today <= ends_on <= today + timedelta(days=LONGEST_DAYS):
        raise ValidationError({"ends_on": _("Choose a date between today and a year from now.")})
    if not may_be_shared_with(actor, record, receiver):
        raise ValidationError({"receiver": _("You cannot share this with this person.")})
    shown = _parts_of(row, frozenset(parts))
    shared_id = shared_id_of(row)
    with transaction.atomic():
        made, _created = Share.objects.active().update_or_create(
            owner_id=actor.person_id,
            **_to(receiver),
            record=record.value,
            object_id=shared_id,
            made_for=made_for,
            defaults={"ends_on": ends_on, "parts": shown},
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

    Stops every open share of this thing with this receiver, whatever it was made for, so that nothing stays open behind
    the one that is seen.
    """
    if given.owner_id != actor.person_id:
        raise PermissionError("only the owner stops a share")
    same_receiver: dict[str, Any] = {"receiver_id": given.receiver_id, "team_id": given.team_id}
    _stop(
        actor,
        given,
        Share.objects.filter(
            owner_id=given.owner_id, record=given.record, object_id=given.object_id, **same_receiver
        ),
    )


def stop_what_was_made_for(actor: Actor, made_for: UUID) -> None:
    """Stop every share that was made for a thing that is called off, by who gave it or by who received it.

    Shares of the same things that were made for something else, or on their own, stay.
    """
    of_actor = Q(owner_id=actor.person_id) | Q(receiver_id=actor.person_id)
    with transaction.atomic():
        for given in Share.objects.filter(of_actor, made_for=made_for, stopped_at=None):
            _stop(actor, given, Share.objects.filter(pk=given.pk))


def _stop(actor: Actor, given: Share, which: "QuerySet[Share]") -> None:
    with transaction.atomic():
        if which.filter(stopped_at=None).update(stopped_at=timezone.now()):
            record_event(
                AccessEvent.Action.STOPPED_SHARING,
                actor=actor,
                subject_id=given.owner_id,
                receiver_id=given.receiver_id or given.team_id,
                record=Record(given.record),
                object_id=given.object_id,
            )


def given_share(actor: Actor, pk: UUID) -> Share:
    """A share given by the actor, open or not, or 404."""
    found = Share.objects.filter(owner_id=actor.person_id, pk=pk).select_related("receiver", "team").first()
    if found is None:
        raise Http404
    return found


def shares_given(actor: Actor) -> QuerySet[Share]:
    """The open shares that the actor gave."""
    return Share.objects.active().filter(owner_id=actor.person_id).select_related("receiver", "team")


def shares_over(actor: Actor) -> QuerySet[Share]:
    """The shares that the actor gave and that are no longer open."""
    return Share.objects.over().filter(owner_id=actor.person_id).select_related("receiver", "team")


def shares_received(actor: Actor) -> QuerySet[Share]:
    """The open shares of others that reach the actor, as a person or through a team."""
    reaching = shares_reaching(actor).exclude(owner_id=actor.person_id)
    return reaching.select_related("owner", "team")


def shares_of(actor: Actor, row: Model) -> list[Share]:
    """The open shares of one of the actor's own rows; mostly there are none, and that is asked at every page."""
    registration = registered_models()[type(row)]
    today = timezone.localdate()
    if registration.whole:
        found = list(
            Share.objects.active(today).filter(
                _names(row, registration.whole), owner=actor.person_id, record=registration.record.value
            )
        )
    else:
        found = _OPEN.rows(actor.person_id, registration.record.value, shared_id_of(row), today)
    prefetch_related_objects(found, "receiver", "team")
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


def shares_by_which(actor: Actor, row: Model) -> list[Share]:
    """The open shares by which the actor sees a row of somebody else: their own, and those of their teams."""
    registration = registered_models()[type(row)]
    shares = shares_reaching(actor).filter(_names(row, registration.whole), record=registration.record.value)
    return list(shares.select_related("owner", "team"))


def parts_shown(shares: Iterable[Share]) -> frozenset[str]:
    """What these shares show together of a thing that can be shown in part."""
    return frozenset(part for one in shares for part in one.parts)


def _names(row: Model, whole: str) -> Q:
    """A share that names this row, or the whole it belongs to."""
    condition = Q(object_id=shared_id_of(row))
    if whole:
        wholes: QuerySet[Any, Any] = type(row)._default_manager.filter(pk=row.pk).values(whole)
        condition |= Q(object_id__in=wholes)
    return condition


def _to(receiver: Receiver) -> dict[str, Any]:
    """Both fields of the receiver, so that one is always empty."""
    return (
        {"receiver": receiver, "team": None}
        if isinstance(receiver, Person)
        else {"receiver": None, "team": receiver}
    )


def _parts_of(row: Model, chosen: frozenset[str]) -> list[str]:
    """The chosen parts in the order of the page. Raises ValidationError for none, or for one that does not exist."""
    page = page_of(type(row))
    possible = [part.name for part in page.parts] if page else []
    if chosen - set(possible) or (possible and not chosen):
        raise ValidationError({"parts": _("Choose at least one part to show.")})
    return [name for name in possible if name in chosen]
