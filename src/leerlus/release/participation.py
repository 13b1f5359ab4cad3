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
from leerlus.release.models import Contribution, CountingConsent, Pause
from leerlus.release.purposes import LEVELS, RECORDS, Purpose


def count_in(person_id: UUID, purpose: Purpose = Purpose.TEAM_PICTURE) -> None:
    """Say yes to counting for a purpose, from the next round on."""
    with transaction.atomic():
        _consent, is_new = CountingConsent.objects.get_or_create(person_id=person_id, purpose=purpose)
        if is_new:
            _record(person_id, AccessEvent.Action.COUNTED_IN, RECORDS[purpose])


def count_out(person_id: UUID, purpose: Purpose = Purpose.TEAM_PICTURE) -> None:
    """Take a yes back. The values that were kept for it, to be carried along, go at once."""
    with transaction.atomic():
        deleted, _of_what = CountingConsent.objects.filter(person_id=person_id, purpose=purpose).delete()
        _kept_values(person_id).filter(figure__level__in=LEVELS[purpose]).update(sealed_value=None)
        if deleted:
            _record(person_id, AccessEvent.Action.COUNTED_OUT, RECORDS[purpose])


def pause(person_id: UUID) -> None:
    """Count nowhere until the pause ends, whatever else was said yes to."""
    with transaction.atomic():
        hold_yeses([person_id])
        _pause, is_new = Pause.objects.get_or_create(person_id=person_id)
        _kept_values(person_id).update(sealed_value=None)
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
    yeses = CountingConsent.objects.filter(person_id__in=list(person_ids))
    list(yeses.order_by("pk").select_for_update().values_list("pk", flat=True))


def counts(person_id: UUID, purpose: Purpose = Purpose.TEAM_PICTURE) -> bool:
    """Whether somebody said yes to counting for a purpose, paused or not."""
    return CountingConsent.objects.filter(person_id=person_id, purpose=purpose).exists()


def yeses_of(person_id: UUID) -> set[Purpose]:
    """Everything somebody said yes to, paused or not."""
    said = CountingConsent.objects.filter(person_id=person_id).values_list("purpose", flat=True)
    return {Purpose(purpose) for purpose in said}


def paused_since(person_id: UUID) -> datetime | None:
    """Since when somebody's answers count nowhere; None when they did not pause."""
    return Pause.objects.filter(person_id=person_id).values_list("since", flat=True).first()


def is_paused(person_id: UUID) -> bool:
    """Whether somebody's answers count nowhere now. Everything that adds people up asks this, or `who_count`."""
    return Pause.objects.filter(person_id=person_id).exists()


def not_paused() -> QuerySet[Person]:
    """Everybody whose answers may be added up with those of others, as far as the pause is concerned."""
    return Person.objects.exclude(pk__in=Pause.objects.values("person_id"))


def who_count(purpose: Purpose = Purpose.TEAM_PICTURE) -> QuerySet[Person]:
    """Everybody who said yes to counting for a purpose, and did not pause."""
    return not_paused().filter(pk__in=CountingConsent.objects.filter(purpose=purpose).values("person_id"))


def erased_once(person_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Who of these erased their content at some time, and may be somebody without a name in an earlier figure."""
    erased = Person.objects.filter(pk__in=list(person_ids)).exclude(content_erased_on=None)
    return frozenset(erased.values_list("pk", flat=True))


def _kept_values(person_id: UUID) -> QuerySet[Contribution]:
    return Contribution.objects.filter(person_id=person_id)


def _record(person_id: UUID, action: AccessEvent.Action, record: Record = Record.SCAN_PARTICIPATION) -> None:
    """What somebody chose about counting stands in their own log."""
    record_event(
        action,
        actor_id=person_id,
        subject_id=person_id,
        municipality_id=Person.objects.values_list("municipality_id", flat=True).get(pk=person_id),
        record=record,
    )
