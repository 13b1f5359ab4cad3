"""Rows as lines of COPY, as PostgreSQL reads them."""

from datetime import date
from uuid import UUID

import pytest

from leerlus.outcomes.bulk import _copied


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
    assert _copied(("x", value)) == f"x\t{written}\n"
