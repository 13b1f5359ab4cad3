"""A municipality of which records of several years were read in."""

from datetime import date, timedelta

import pytest

from leerlus.organisations.models import Municipality, Person
from leerlus.organisations.roles import Role
from leerlus.outcomes.importing import NewImport, store_spells
from leerlus.outcomes.models import SpellImport
from leerlus.outcomes.rules.columns import Mapping
from leerlus.outcomes.rules.spells import Exit, Unit
from leerlus.outcomes.rules.validating import Spells

KNOWN_UNTIL = date(2026, 9, 1)


@pytest.fixture
def agreed(municipality) -> Municipality:
    """The municipality, with the consent of its works council."""
    municipality.works_council_reference = "OR-1"
    municipality.works_council_date = date(2024, 1, 1)
    municipality.save()
    return municipality


@pytest.fixture
def caseworkers(make_person, team) -> list[Person]:
    return [make_person(f"Werker{number}", Role.CASEWORKER, team) for number in range(5)]


@pytest.fixture
def records(sam, caseworkers):
    """Read in so many clients a month from January 2022; each third leaves for work after eight months, each tenth
    moves after five: `records()`."""

    def read_in(municipality: Municipality, a_month: int = 9) -> SpellImport:
        starts = [date(2022 + month // 12, month % 12 + 1, 3) for month in range(48)]
        drawn = [(start, number) for start in starts for number in range(a_month)]
        ends, exits = [], []
        for at, (start, _number) in enumerate(drawn):
            left = {0: (243, Exit.FULL_TIME_WORK), 1: (150, Exit.MOVED)}.get(
                at % 3 if at % 3 == 0 else at % 10
            )
            end = start + timedelta(days=left[0]) if left else None
            ends.append(end if end and end < KNOWN_UNTIL else None)
            exits.append(left[1] if left and ends[-1] else Exit.STILL_IN_BENEFIT)
        spells = Spells(
            [8] * len(drawn),
            exits,
            [f"C-{at}" for at in range(len(drawn))],
            [start for start, _ in drawn],
            ends,
            [caseworkers[at % len(caseworkers)].pk for at in range(len(drawn))],
        )
        new = NewImport(sam, municipality, "Uitkeringen", for_own_clients=False)
        return store_spells(new, spells, Mapping(unit=Unit.MONTH, measured_on=KNOWN_UNTIL))

    return read_in
