"""What of measuring waits for somebody, for the start page: to read and decide, or to look together."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone

from leerlus.access.actor import Actor
from leerlus.access.door import visible_own
from leerlus.measurement.designing import sets_of
from leerlus.measurement.models import MeasurementSet, SetAgreement

LOOK_FROM: Final = timedelta(days=3)
"""So many days before the team looks together it is named on the start page."""


def look_is_near(day: date) -> bool:
    """Whether the day to look together is near, or has passed."""
    return day <= timezone.localdate() + LOOK_FROM


@dataclass(frozen=True, slots=True)
class Waiting:
    """A set that waits for somebody: until they decide, or (`look_on`) until the team looks together."""

    set_id: UUID
    look_on: date | None


def waiting_for(actor: Actor) -> list[Waiting]:
    """The sets of the actor's teams to which they did not say yes, or whose day to look is near or has passed."""
    today = timezone.localdate()
    rows = (
        sets_of(actor)
        .filter(closed_on=None, proposed_on__isnull=False, ends_on__gte=today)
        .annotate(
            said_yes=Exists(visible_own(actor, SetAgreement).filter(measurement=OuterRef("pk"))),
            active=Exists(MeasurementSet.objects.active().filter(pk=OuterRef("pk"))),
        )
        .values_list("pk", "next_look_on", "said_yes", "active")
    )
    return [
        Waiting(pk, look_on if said_yes else None)
        for pk, look_on, said_yes, active in rows
        if not said_yes or (active and look_on is not None and look_is_near(look_on))
    ]
