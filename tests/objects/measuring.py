"""What a team measures together."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from leerlus.content.measurement import CURRENT_LIBRARY
from leerlus.measurement.models import MeasurementSet
from leerlus.organisations.models import Person
from tests.objects.kinds import Canary, team_of


def measurement_set(owner: Person, canary: Canary) -> MeasurementSet:
    """A design that the team of somebody works on; an earlier one of the team is closed, as it has one at a time."""
    return a_measurement_set(
        owner,
        design={
            "question": canary("question"),
            "outcome_a": canary("outcome"),
            "act_a": canary("act"),
            "own_1_name": canary("field"),
            "own_1_question": canary("field question"),
            "ends_on": (timezone.localdate() + timedelta(days=100)).isoformat(),
        },
    )


def active_set(owner: Person, canary: Canary) -> MeasurementSet:
    """A set of the team of somebody that began, with its question as a canary: the municipality may know that."""
    today = timezone.localdate()
    return a_measurement_set(
        owner,
        design={"question": canary("question"), "recorded": ["minutes"], "rhythm": "6"},
        proposed_on=today,
        running_since=today,
        ends_on=today + timedelta(days=100),
        next_look_on=today + timedelta(days=42),
    )


def a_measurement_set(owner: Person, **fields: Any) -> MeasurementSet:
    team = team_of(owner)
    MeasurementSet.objects.filter(team=team, closed_on=None).update(closed_on=timezone.localdate())
    return MeasurementSet.objects.create(team=team, library_version=CURRENT_LIBRARY, **fields)
