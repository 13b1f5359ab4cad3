"""A finished sitting of any instrument, in one line."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from leerlus.access.actor import actor_of
from leerlus.organisations.models import Person
from leerlus.scans.models import Sitting
from leerlus.scans.sittings import finish_sitting, start_sitting


def finished(person: Person, code: str, days_ago: int = 0, **answers: Any) -> Sitting:
    """A sitting with these answers, finished so many days ago."""
    actor = actor_of(person)
    sitting = start_sitting(actor, code)
    sitting.store_answers(answers)
    finish_sitting(actor, sitting)
    Sitting.objects.filter(pk=sitting.pk).update(finished_at=timezone.now() - timedelta(days=days_ago))
    sitting.refresh_from_db()
    return sitting
