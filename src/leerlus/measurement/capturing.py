"""What is asked at a contact, because somebody's team agreed to measure it. The form of a contact calls this."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from leerlus.measurement.designing import design_of, library_of
from leerlus.measurement.group import group_of, teams_of_caseworker
from leerlus.measurement.models import MeasurementSet, SetAgreement
from leerlus.measurement.rules.standing import captures


@dataclass(frozen=True, slots=True)
class CapturedField:
    """One field to ask at a contact. `key` is the name of a field of the library, or `own_1` to `own_5`.

    `kind` is `library` for a field that the form knows itself, else what can be answered: `yes_no`, `number` (0 to
    10) or `choice` (one of `choices`). Answers belong to `set_id` and `key`: another version may ask something else.
    """

    set_id: UUID
    key: str
    kind: str
    question: str = ""
    choices: tuple[str, ...] = ()


def fields_to_capture(person_id: UUID, on: date) -> tuple[CapturedField, ...]:
    """What is captured of a caseworker at a contact on a day; nothing when no set is active, or without their own yes.

    A set that was reopened captures nothing any more, also not of days on which it was active.
    """
    if on > timezone.localdate():
        return ()
    teams = teams_of_caseworker(person_id, on)
    open_sets = MeasurementSet.objects.filter(team__in=teams, closed_on=None, running_since__lte=on)
    return tuple(
        field
        for found in open_sets.select_related("team__municipality").order_by("team_id")
        if _captures(found, person_id, on)
        for field in _asked(found)
    )


def _captures(found: MeasurementSet, person_id: UUID, on: date) -> bool:
    said = dict(SetAgreement.objects.filter(measurement=found).values_list("person_id", "said_at"))
    return captures(
        found.life(said),
        group_of(found.team_id, on),
        person_id,
        timezone.localdate(said[person_id]) if person_id in said else None,
        on,
        works_council_agreed=found.team.municipality.works_council_agreed,
    )


def _asked(found: MeasurementSet) -> tuple[CapturedField, ...]:
    design, library = design_of(found), library_of(found)
    known = {*design.recorded, *design.added}
    return (
        *(
            CapturedField(found.pk, field.id, "library")
            for field in library.fields
            if field.id in known and field.asked_at_contact
        ),
        *(
            CapturedField(found.pk, field.key, field.kind.value, field.question, field.choices)
            for field in design.own
        ),
    )
