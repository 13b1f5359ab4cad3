"""The map of what there is: where nothing fits, where much is alike (note 4.1 and 6.3: overlap and coherence)."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, Generic, TypeVar

ALIKE: Final = 0.75
"""Share of known judgements that must be equal before two things are called alike."""

FEWEST_SHARED: Final = 6
"""Characteristics that must be known of both; fewer say nothing about likeness."""

Row = TypeVar("Row", bound=Hashable)
Column = TypeVar("Column", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Grid(Generic[Row, Column]):
    """What lies at each crossing; a crossing without anything is a gap."""

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    cells: Mapping[tuple[Row, Column], tuple[str, ...]]

    def at(self, row: Row, column: Column) -> tuple[str, ...]:
        """The ids at a crossing, in the order in which they were given."""
        return self.cells.get((row, column), ())

    @property
    def gaps(self) -> tuple[tuple[Row, Column], ...]:
        """The crossings at which nothing lies."""
        return tuple(
            (row, column) for row in self.rows for column in self.columns if not self.at(row, column)
        )


def grid(
    rows: Sequence[Row],
    columns: Sequence[Column],
    placed: Iterable[tuple[str, Iterable[Row], Iterable[Column]]],
) -> Grid[Row, Column]:
    """Put things, each with the rows and columns it belongs to, on a grid. What lies outside of it is left out."""
    cells: dict[tuple[Row, Column], tuple[str, ...]] = {}
    for name, in_rows, in_columns in placed:
        mine = set(in_columns)
        for row in dict.fromkeys(in_rows):
            for column in columns:
                if row in rows and column in mine:
                    cells[row, column] = (*cells.get((row, column), ()), name)
    return Grid(tuple(rows), tuple(columns), cells)


@dataclass(frozen=True, slots=True)
class Alike:
    """Two things that are much alike: of `known` characteristics that are known of both, `same` are the same."""

    one: str
    other: str
    same: int
    known: int


def much_alike(
    values: Mapping[str, Mapping[str, str]], together: Mapping[str, frozenset[str]]
) -> tuple[Alike, ...]:
    """Pairs that serve the same and are judged much the same, the most alike first.

    `together` says what each serves (stages, goals); pairs that share nothing there are no duplicates. Unknown is left
    out of the comparison, so two things of which little is known are never called alike.
    """
    found = []
    for one, other in combinations(values, 2):
        if not together.get(one, frozenset()) & together.get(other, frozenset()):
            continue
        known = [
            name
            for name, value in values[one].items()
            if "unknown" not in (value, values[other].get(name, "unknown"))
        ]
        same = sum(values[one][name] == values[other][name] for name in known)
        if len(known) >= FEWEST_SHARED and same / len(known) >= ALIKE:
            found.append(Alike(one, other, same, len(known)))
    return tuple(sorted(found, key=lambda pair: (-pair.same / pair.known, pair.one, pair.other)))
