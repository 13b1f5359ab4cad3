"""The day on which a team looks together at what came out: put down for everybody who said yes. It says nothing."""

from typing import Final
from uuid import UUID

from leerlus.measurement.group import group_of
from leerlus.measurement.models import MeasurementSet, SetAgreement
from leerlus.reminders.scheduling import schedule_reminder, settle_reminder

LOOK: Final = "measurement_look"


def remember_look(found: MeasurementSet) -> None:
    """Put the next day down, or move it, for everybody of the group who said yes."""
    if found.next_look_on is None:
        return
    group = group_of(found.team_id)
    for person_id in _who_agreed(found):
        if person_id in group:
            schedule_reminder(person_id, LOOK, found.next_look_on, "measurement_set", found.pk)


def forget_look(found: MeasurementSet, person_id: UUID | None = None) -> None:
    """There is nothing to look at together for now, for one person or (None) for everybody."""
    for one in _who_agreed(found) if person_id is None else [person_id]:
        settle_reminder(one, found.pk, LOOK)


def _who_agreed(found: MeasurementSet) -> list[UUID]:
    return list(SetAgreement.objects.filter(measurement=found).values_list("person_id", flat=True))
