"""A table of counts with its margins: which cells to hide, so that the hidden ones cannot be worked out."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import optimize

from leerlus.statistics.intervals import Numbers

Hidden = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class SuppressedTable:
    """shown: (R, C), nan where hidden. small: hidden for itself. with_them: hidden so that those stay hidden.

    row_totals, column_totals: shown as they are. low, high: (R, C), what a reader can work out about each cell.
    """

    shown: Numbers
    small: Hidden
    with_them: Hidden
    row_totals: NDArray[np.int64]
    column_totals: NDArray[np.int64]
    low: Numbers
    high: Numbers


def suppress(
    counts: ArrayLike, least: int = 8, width: int | None = None, *, also: Hidden | None = None
) -> SuppressedTable:
    """Hide counts of 1 to least - 1, and others with them until each hidden small cell could lie `width` apart.

    `also` (R, C) are cells to hide for another reason; they count as small.

    `width` (default `least`) is how far apart the smallest and largest value are that fit the margins and what is
    shown; both are found by linear programming. Each step hides the smallest cells that make a rectangle with the one
    that is not safe. Raises ValueError for a table that is no table of counts, and when hiding everything is not
    enough: then margins must not be released.
    """
    table = np.asarray(counts)
    if table.ndim != 2 or min(table.shape) < 2 or table.dtype.kind not in "iu" or table.min() < 0:
        raise ValueError("give a table of counts of at least two rows and two columns")
    wanted = least if width is None else width
    small = (table > 0) & (table < least)
    if also is not None:
        small |= also
    hidden = small.copy()
    while True:
        low, high = feasible(table, hidden)
        open_cells = np.argwhere(small & (high - low < wanted))
        if not open_cells.size:
            break
        more = _smallest_rectangle(table, hidden, tuple(open_cells[0]))
        if more is None:
            raise ValueError(
                "with these totals the small counts cannot be hidden; release no totals, or merge rows"
            )
        hidden |= more
    return SuppressedTable(
        shown=np.where(hidden, np.nan, table.astype(np.float64)),
        small=small,
        with_them=hidden & ~small,
        row_totals=table.sum(axis=1),
        column_totals=table.sum(axis=0),
        low=low,
        high=high,
    )


def feasible(table: NDArray[np.integer], hidden: Hidden) -> tuple[Numbers, Numbers]:
    """The smallest and largest value (R, C) of each cell that fit all totals and the cells shown."""
    low, high = table.astype(np.float64), table.astype(np.float64)
    places = np.argwhere(hidden)
    if not len(places):
        return low, high
    equations = np.vstack(
        [[place[0] == row for place in places] for row in range(table.shape[0])]
        + [[place[1] == column for place in places] for column in range(table.shape[1])]
    ).astype(np.float64)
    left = np.where(hidden, table, 0)
    totals = np.concatenate([left.sum(axis=1), left.sum(axis=0)]).astype(np.float64)
    for number, place in enumerate(places):
        target = np.zeros(len(places))
        target[number] = 1.0
        for sign, ends in ((1.0, low), (-1.0, high)):
            found = optimize.linprog(
                sign * target, A_eq=equations, b_eq=totals, bounds=(0, None), method="highs"
            )
            ends[tuple(place)] = round(sign * float(found.fun), 6)
    return low, high


def _smallest_rectangle(table: NDArray[np.integer], hidden: Hidden, cell: tuple[int, ...]) -> Hidden | None:
    """The rectangle with this cell in a corner that hides the fewest people more; empty cells hide nothing."""
    row, column = cell
    best: tuple[int, Hidden] | None = None
    for other_row in range(table.shape[0]):
        for other_column in range(table.shape[1]):
            if other_row == row or other_column == column:
                continue
            more = np.zeros(table.shape, dtype=np.bool_)
            more[[row, other_row, other_row], [other_column, column, other_column]] = True
            if (more & ~hidden).any():
                cost = int(table[more & ~hidden].sum()) - int((table[more] > 0).sum())
                best = min(best, (cost, more), key=lambda one: one[0]) if best else (cost, more)
    return best[1] if best else None
