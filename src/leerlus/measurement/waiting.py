"""What of measuring waits for somebody, for the start page: to read and decide, or to look together."""

from datetime import timedelta
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from leerlus.access.actor import Actor
from leerlus.access.door import visible_own
from leerlus.measurement.designing import sets_of
from leerlus.measurement.models import MeasurementSet, SetAgreement

LOOK_FROM: Final = timedelta(days=3)
"""So many days before the team looks together it is named on the start page."""


def sets_to_decide_on(actor: Actor) -> QuerySet[MeasurementSet]:
    """Sets that were laid before the actor's team, to which the actor did not say yes."""
    today = timezone.localdate()
    return (
        sets_of(actor)
        .filter(closed_on=None, proposed_on__isnull=False, ends_on__gte=today)
        .exclude(Exists(visible_own(actor, SetAgreement).filter(measurement=OuterRef("pk"))))
    )


def sets_to_look_at(actor: Actor) -> QuerySet[MeasurementSet]:
    """Sets to which the actor said yes, that are active and whose day to look together is near or has passed."""
    active = MeasurementSet.objects.active().values("pk")
    said_yes = visible_own(actor, SetAgreement).filter(measurement=OuterRef("pk"))
    return sets_of(actor).filter(
        Exists(said_yes), pk__in=active, next_look_on__lte=timezone.localdate() + LOOK_FROM
    )
