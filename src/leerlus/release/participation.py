"""Who wants to count: the yes, the pause, and what goes at once when either changes (reliability R2, R5b)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from leerlus.organisations.models import Person
from leerlus.release.models import Contribution, Pause, TeamPictureConsent


def count_in(person_id: UUID) -> None:
    """Say yes to counting in the team picture, from the next round on."""
    TeamPictureConsent.objects.get_or_create(person_id=person_id)


def count_out(person_id: UUID) -> None:
    """Take the yes back. The values that were kept to be carried along go at once."""
    with transaction.atomic():
        TeamPictureConsent.objects.filter(person_id=person_id).delete()
        _forget_values(person_id)


def pause(person_id: UUID) -> None:
    """Count nowhere until the pause ends, whatever else was said yes to."""
    with transaction.atomic():
        Pause.objects.get_or_create(person_id=person_id)
        _forget_values(person_id)


def end_pause(person_id: UUID) -> None:
    """Count again where a yes was given, from the next round on."""
    Pause.objects.filter(person_id=person_id).delete()


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
