"""Many rows at once into the database, and as lines of COPY, as PostgreSQL reads them."""

from datetime import date
from uuid import UUID

import pytest

from leerlus.outcomes import bulk
from leerlus.outcomes.bulk import _copied
from leerlus.outcomes.models import ReasonCode

COLUMNS = ("municipality_id", "code", "label", "exit")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, r"\N"),
        (3, "3"),
        (True, "True"),
        (date(2025, 3, 1), "2025-03-01"),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        ("C-001", "C-001"),
        (r"\N", r"\\N"),
        ("a\tb\nc\rd\\e", r"a\tb\nc\rd\\e"),
        ("", ""),
    ],
)
def test_a_value_is_written_so_that_it_is_read_back_as_itself(value, written):
    assert _copied([("x", value), ("y", "z")]) == f"x\t{written}\ny\tz\n"


@pytest.mark.parametrize("number", [0, 1, 49, 50, 51, 250])
def test_every_row_is_stored_once_however_many_go_together(municipality, monkeypatch, number):
    monkeypatch.setattr(bulk, "ROWS_AT_ONCE", 120)
    key, told = bulk.stored_key(municipality.pk), []
    rows = [(key, f"{at}", "met\ttab en \\ en ’", at % 10) for at in range(number)]
    bulk.insert(ReasonCode, COLUMNS, iter(rows), told.append)
    stored = ReasonCode.objects.values_list("code", "label", "exit")
    assert sorted(stored) == sorted((code, label, exit_) for _, code, label, exit_ in rows)
    assert told == [done for done in (120, 240) if done < number] + [number] * (number > 0)
