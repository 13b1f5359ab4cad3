"""Exports of invented municipalities, as they may be sent, and a plain recount of them."""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from leerlus.command.national.exports import COLUMNS

Row = dict[str, Any]


def row(municipality: str, period: int, way_out: int, clients: int, **other: Any) -> Row:
    allowed = {"months": 6, "caseworkers": 5, "largest": 30, "two_largest": 55}
    return {
        "municipality": municipality,
        "period": period,
        "way_out": way_out,
        "clients": clients,
        **allowed,
        **other,
    }


def exports(municipalities: int = 4, periods: int = 4) -> list[Row]:
    """Every municipality with every period and way out."""
    return [
        row(f"{number:04d}", period, way_out, 10 + 5 * ((number + 2 * period + way_out) % 7))
        for number in range(municipalities)
        for period in range(1, periods + 1)
        for way_out in range(3)
    ]


def recounted(rows: list[Row]) -> list[tuple[str, int, int, int]]:
    """The counts by municipality, period and way out, added up one by one."""
    found: Counter[tuple[str, int, int]] = Counter()
    for one in rows:
        found[one["municipality"], one["period"], one["way_out"]] += one["clients"]
    return sorted((*key, number) for key, number in found.items())


def written(rows: list[Row], file: Path) -> Path:
    """A file with these rows; columns in the order of the first row."""
    with file.open("w", newline="") as opened:
        writer = csv.DictWriter(opened, list(rows[0]) if rows else list(COLUMNS))
        writer.writeheader()
        writer.writerows(rows)
    return file


def by_hand(rows: list[Row], municipality: str, within: int) -> float:
    """The share to work within a number of periods (Aalen-Johansen), person by person counted."""
    own = [one for one in rows if one["municipality"] == municipality]
    share, still = 0.0, 1.0
    for period in range(1, within + 1):
        at_risk = sum(one["clients"] for one in own if one["period"] >= period)
        left = {way: _number(own, period, way) for way in (1, 2)}
        share += still * left[1] / at_risk
        still *= 1 - sum(left.values()) / at_risk
    return share


def hold(cursor: Any, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]], mark: str) -> None:
    """Make a table in a database and fill it. `mark`: how that database writes the place of a value."""
    typed = (f"{name} {'varchar(10)' if name == 'municipality' else 'integer'}" for name in columns)
    cursor.execute(f"CREATE TABLE {table} ({', '.join(typed)})")
    marks = ", ".join([mark] * len(columns))
    if rows:
        cursor.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608  names of a test


def _number(rows: list[Row], period: int, way_out: int) -> int:
    return sum(_matching(rows, period, way_out))


def _matching(rows: list[Row], period: int, way_out: int) -> Iterator[int]:
    return (one["clients"] for one in rows if (one["period"], one["way_out"]) == (period, way_out))
