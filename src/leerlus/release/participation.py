"""Who wants to count: the yes, the pause, and what goes at once when either changes (reliability R2, R5b)."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from leerlus.access.audit import record_event
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent
from leerlus.organisations.models import Person
from leerlus.release.models import Contribution, Pause, TeamPictureConsent


def count_in(person_id: UUID) -> None:
    """Say yes to counting in the team picture, from the next round on."""
    with transaction.atomic():
        _consent, is_new = TeamPictureConsent.objects.get_or_create(person_id=person_id)
        if is_new:
            _record(person_id, AccessEvent.Action.COUNTED_IN)


def count_out(person_id: UUID) -> None:
    """Take the yes back. The values that were kept to be carried along go at once."""
    with transaction.atomic():
        deleted, _of_what = TeamPictureConsent.objects.filter(person_id=person_id).delete()
        _forget_values(person_id)
        if deleted:
            _record(person_id, AccessEvent.Action.COUNTED_OUT)


def pause(person_id: UUID) -> None:
    """Count nowhere until the pause ends, whatever else was said yes to."""
    with transaction.atomic():
        hold_yeses([person_id])
        _pause, is_new = Pause.objects.get_or_create(person_id=person_id)
        _forget_values(person_id)
        if is_new:
            _record(person_id, AccessEvent.Action.PAUSED)


def end_pause(person_id: UUID) -> None:
    """Count again where a yes was given, from the next round on."""
    with transaction.atomic():
        deleted, _of_what = Pause.objects.filter(person_id=person_id).delete()
        if deleted:
            _record(person_id, AccessEvent.Action.RESUMED)


def hold_yeses(person_ids: Iterable[UUID]) -> None:
    """Let nobody of these take their yes back, or pause, until the transaction of the caller ends.

    A round that is being published keeps values; whoever changes their mind waits for it, and then forgets those too.
    """
    yeses = TeamPictureConsent.objects.filter(person_id__in=list(person_ids))
    list(yeses.order_by("pk").select_for_update().values_list("pk", flat=True))


def counts(person_id: UUID) -> bool:
    """Whether somebody said yes to counting in the team picture, paused or not."""
    return TeamPictureConsent.objects.filter(person_id=person_id).exists()


def paused_since(person_id: UUID) -> datetime | None:
    """Since when somebody's answers count nowhere; None when they did not pause."""
    return Pause.objects.filter(person_id=person_id).values_list("since", flat=True).first()


def is_paused(person_id: UUID) -> bool:
    """Whether somebody's answers count nowhere now. Everything that adds people up asks this, or `who_count`."""
    return Pause.objects.filter(person_id=person_id).exists()


def not_paused() -> QuerySet[Person]:
    """Everybody whose answers may be added up with those of others, as far as the pause is concerned."""
    return Person.objects.exclude(pk__in=Pause.objects.values("person_id"))


def who_count() -> QuerySet[Person]:
    """Everybody who said yes to counting in the team picture, and did not pause."""
    return not_paused().filter(pk__in=TeamPictureConsent.objects.values("person_id"))


def _forget_values(person_id: UUID) -> None:
    Contribution.objects.filter(person_id=person_id).update(sealed_value=None)


def _record(person_id: UUID, action: AccessEvent.Action) -> None:
    """What somebody chose about counting stands in their own log."""
    record_event(
        action,
        actor_id=person_id,
        subject_id=person_id,
        municipality_id=Person.objects.values_list("municipality_id", flat=True).get(pk=person_id),
        record=Record.SCAN_PARTICIPATION,
    )
