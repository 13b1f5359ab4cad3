"""Which counts of a table about clients may be told, and how coarsely (reliability document 4.2, R3, R4, R6). Pure.

Everything is judged by `statistics.disclosure.decide`, one figure after another, as if the figures told before were
exact: the whole, the columns, the rows, then the cells. So no combination of what is told singles out a few people; on
top of that everything told is rounded to five.
"""

from collections import Counter
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final, Self

from leerlus.release.lots import rounded_count
from leerlus.statistics.disclosure.decisions import Rule, decide

LEAST_CLIENTS: Final = 10
LEAST_CASEWORKERS: Final = 3
LEAST_APART: Final = 5
"""No two figures differ by fewer people than this (domain specification 7)."""

_RULE: Final = Rule(least=LEAST_CLIENTS, least_apart=LEAST_APART, least_units=LEAST_CASEWORKERS)

Told = int | None
"""A count rounded to five; None when it is not told."""


@dataclass(frozen=True, slots=True)
class ToldTable:
    """What may be told: everybody, each column, each row, each cell; None where it is kept back. `why` says why."""

    total: Told
    columns: Mapping[str, Told]
    rows: Mapping[str, Told]
    cells: Mapping[str, Mapping[str, Told]]
    why: str = ""
    """Why the whole is kept back; empty when it is told."""

    def as_stored(self) -> dict[str, Any]:
        """JSON-able; `from_stored` reads it back."""
        return {
            "total": self.total,
            "columns": dict(self.columns),
            "rows": dict(self.rows),
            "cells": {row: dict(cells) for row, cells in self.cells.items()},
            "why": self.why,
        }

    @classmethod
    def from_stored(cls, stored: Mapping[str, Any]) -> Self:
        return cls(stored["total"], stored["columns"], stored["rows"], stored["cells"], stored["why"])


@dataclass(slots=True)
class _Judge:
    """Decides figure after figure, and remembers what was told."""

    unit_of: Mapping[str, Hashable]
    before: list[frozenset[str]] = field(default_factory=list)
    why: str = ""

    def told(self, parts: Sequence[Collection[str]]) -> Told:
        """The count of people in these cells together, or None. Nobody at all is told as kept back, never as 0."""
        units = Counter(self.unit_of[person] for part in parts for person in part)
        few = frozenset(person for part in parts for person in islice(sorted(part), _ENOUGH))
        decision = decide(few, self.before, units=units, rule=_RULE)
        self.why = "" if decision.release else decision.reason
        if not decision.release:
            return None
        self.before.append(few)
        return rounded_count(units.total())


_ENOUGH: Final = LEAST_CLIENTS + LEAST_APART
"""Of a larger cell this many stand for all: no decision asks whether there are more."""


def tell(
    cells: Mapping[tuple[Any, str], Collection[str]],
    unit_of: Mapping[str, Hashable],
    *,
    rows: Sequence[str],
    columns: Sequence[str],
) -> ToldTable:
    """What may be told of a table of client numbers by (row, column); `unit_of` gives the caseworker of each.

    A figure has at least ten clients of three caseworkers, none of whom stands for more than half of it and no two for
    more than 85 percent; and together with all others it tells of no fewer than five people apart.
    """
    judge = _Judge(unit_of)

    def of(chosen: Iterator[tuple[str, str]]) -> list[Collection[str]]:
        return [cells[key] for key in chosen if key in cells]

    total = judge.told(of((row, column) for row in rows for column in columns))
    why = judge.why
    by_column = {column: judge.told(of((row, column) for row in rows)) for column in columns}
    by_row = {row: judge.told(of((row, column) for column in columns)) for row in rows}
    by_cell = {row: {column: judge.told(of(iter([(row, column)]))) for column in columns} for row in rows}
    return ToldTable(total, by_column, by_row, by_cell, why)
