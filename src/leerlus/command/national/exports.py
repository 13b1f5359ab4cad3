"""What a municipality may send: counts of clients that passed the release rule (reliability document, 3.3 and R3).

A row counts the clients of one municipality that left benefit in one period in one way. Every row has at least 10
clients and 3 caseworkers, the largest caseworker at most half of the clients and the two largest at most 85 %, and the
number rounded to 5. A municipality whose rows do not reach that takes longer periods, or the host gets nothing: rows
that are hidden or left out would make a curve of what remains. Anything else in a file, such as one column more, is
refused whole.
"""

from collections.abc import Sequence
from typing import Final

from leerlus.command.national.engines import Engine

COLUMNS: Final = (
    "municipality",
    "months",
    "period",
    "way_out",
    "clients",
    "caseworkers",
    "largest",
    "two_largest",
)
"""months: length of a period. period: 1, 2, … since the start of benefit. way_out: 0 last seen in benefit, 1 to work,
2 otherwise. clients: rounded to 5. largest, two_largest: the part of the largest caseworker and of the two largest, in
whole percents, rounded up to 5."""

WAYS_OUT: Final = 3
LEAST_CLIENTS, LEAST_CASEWORKERS, ROUNDED_TO = 10, 3, 5
LARGEST, TWO_LARGEST = 50, 85
_ALL_NUMBERS: Final = " AND ".join(f"{name} IS NOT NULL" for name in COLUMNS)
_PASSES: Final = (
    f"{_ALL_NUMBERS} AND municipality <> '' AND months BETWEEN 1 AND 120 AND period BETWEEN 1 AND 720"
    f" AND way_out BETWEEN 0 AND {WAYS_OUT - 1} AND caseworkers >= {LEAST_CASEWORKERS}"
    f" AND clients >= {LEAST_CLIENTS} AND clients % {ROUNDED_TO} = 0"
    f" AND largest BETWEEN 1 AND {LARGEST} AND two_largest BETWEEN largest AND {TWO_LARGEST}"
)


class Refused(Exception):
    """What was sent may not be used; the message says why, without repeating a number that should not be there."""


def check(engine: Engine, table: str) -> int:
    """The length of a period in months, when everything in a table may be used. Raises Refused."""
    if sorted(engine.columns(table)) != sorted(COLUMNS):
        raise Refused(f"exactly these columns are allowed: {', '.join(COLUMNS)}")
    refused = engine.rows(_municipalities(table, f"NOT ({_PASSES})"))
    if refused:
        raise Refused(f"rows that do not pass the release rule: {_names(refused)}")
    lengths = [int(months) for (months,) in engine.rows(f"SELECT DISTINCT months FROM {table}")]  # noqa: S608
    if len(lengths) != 1:
        raise Refused("all municipalities must send periods of the same length, in at least one row")
    broken = [row for row in engine.rows(_shapes(table)) if not _is_whole(*map(int, row[1:]))]
    if broken:
        raise Refused(f"periods or ways out that are left out or double: {_names(broken)}")
    return lengths[0]


def _municipalities(table: str, condition: str) -> str:
    return (
        f"SELECT DISTINCT COALESCE(municipality, '?') AS name FROM {table}"  # noqa: S608  names are our own
        f" WHERE COALESCE({condition}, TRUE)"
    )


def _shapes(table: str) -> str:
    return (
        f"SELECT municipality, COUNT(*) AS present, MAX(period) AS periods,"  # noqa: S608  names are our own
        f" COUNT(DISTINCT period * {WAYS_OUT} + way_out) AS different FROM {table} GROUP BY municipality"
    )


def _is_whole(present: int, last: int, different: int) -> bool:
    """Every period up to the last has every way out, once."""
    return present == different == WAYS_OUT * last


def _names(rows: Sequence[tuple[object, ...]]) -> str:
    return ", ".join(sorted(str(row[0]) for row in rows))
