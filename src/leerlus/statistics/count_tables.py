"""Counts, not rows: everything that time-to-event views need, as a small table of counts per period."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Counts = NDArray[np.int64]

_BLOCK: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class CountTable:
    """Who was still there, and who left how, in each whole period since the start.

    time: the periods 1..T (length T). at_risk: in view at the beginning of that period and not gone. exits: shape
    (K, T), for each of K ways out how many left in it. censored: how many were last seen in it without leaving.
    """

    time: Counts
    at_risk: Counts
    exits: Counts
    censored: Counts

    @property
    def total(self) -> int:
        """How many people the table counts."""
        return int(self.exits.sum() + self.censored.sum())


def count_table(
    duration: ArrayLike, way_out: ArrayLike, ways: int, entry: ArrayLike | None = None
) -> CountTable:
    """Count rows into a table: one `bincount` and one reversed `cumsum`, no sorting.

    `duration` is in whole periods, at least 1: somebody who leaves within the first period has 1, and a length of 0 is
    refused, because nobody was at risk in it. `way_out` is 0 for censored and 1..`ways` for a way out. Exits count
    before censoring in the same period, the usual convention. `entry` is how many periods had passed when somebody
    came into view (0 when seen from the start); they count as at risk from the next period on.
    Raises ValueError for impossible or fractional lengths, unknown ways out, or lists of different length.
    """
    lengths = whole_numbers(duration, "duration")
    outs = whole_numbers(way_out, "way_out")
    if lengths.shape != outs.shape:
        raise ValueError("duration and way_out must be two lists of the same length")
    last = greatest(lengths, "a duration")
    counts = _counted(lengths, outs, ways, last)
    if counts[:, 0].any():
        raise ValueError("a duration is at least 1 period; the shortest here is 0")
    late = None if entry is None else _late_entries(whole_numbers(entry, "entry"), lengths, last)
    return from_counts(counts[:, 1:], late)


def from_counts(counts: ArrayLike, late: ArrayLike | None = None) -> CountTable:
    """A table from counts alone: shape (1 + K, T), row 0 censored, rows 1..K the ways out, periods 1..T.

    This is what one grouped database query gives, and all that ever needs to leave a municipality. `late`, length T,
    is how many came into view only after that period. Raises ValueError for another shape, a count below 0, or more
    people who left than were in view.
    """
    numbers = whole_numbers(counts, "counts", dimensions=2)
    if not len(numbers):
        raise ValueError("counts need a row for who was last seen and a row for each way out")
    if numbers.size and numbers.min() < 0:
        raise ValueError("a count is never below 0")
    leaving = numbers.sum(axis=0)
    at_risk = _from_each_period_on(leaving)
    if late is not None:
        at_risk = at_risk - _from_each_period_on(whole_numbers(late, "late"))
    if np.any(leaving > at_risk):
        raise ValueError("more people left in a period than were in view")
    return CountTable(
        time=np.arange(1, numbers.shape[1] + 1), at_risk=at_risk, exits=numbers[1:], censored=numbers[0]
    )


def greatest(values: NDArray[np.signedinteger], name: str) -> int:
    """The greatest of whole numbers of at least 0; 0 of none. Raises ValueError for one below 0.

    Seen as unsigned, a number below 0 is enormous, so one pass finds both.
    """
    if not values.size:
        return 0
    found = int(values.view(f"u{values.itemsize}").max())
    if found > np.iinfo(values.dtype).max:
        raise ValueError(f"{name} is never below 0; the least here is {values.min()}")
    return found


def _counted(
    lengths: NDArray[np.signedinteger], outs: NDArray[np.signedinteger], ways: int, last: int
) -> Counts:
    """Rows counted by way out and period, (1 + ways, 1 + last), in blocks that stay in the cache."""
    cells = (ways + 1) * (last + 1)
    counts = np.zeros(cells, dtype=np.int64)
    block = max(_BLOCK, 4 * cells)
    room = np.empty(min(block, lengths.size), dtype=np.int64)
    for start in range(0, lengths.size, block):
        part = outs[start : start + block]
        place = np.multiply(part, np.int64(last + 1), out=room[: part.size])
        place += lengths[start : start + block]
        # A way out that is too high lands after the last cell, one below 0 before the first, which bincount refuses.
        try:
            found = np.bincount(place, minlength=cells)
        except ValueError:
            found = None
        if found is None or found.size > cells:
            raise ValueError(f"a way out is a number from 0 (still there) to {ways}")
        counts += found
    return counts.reshape(ways + 1, last + 1)


def _late_entries(entries: Counts, lengths: Counts, last: int) -> Counts:
    if entries.shape != lengths.shape:
        raise ValueError("duration and entry must be two lists of the same length")
    if entries.size and (entries.min() < 0 or np.any(entries >= lengths)):
        raise ValueError("somebody comes into view at 0 or later, and before leaving")
    return np.bincount(entries, minlength=last + 1)[1:]


def _from_each_period_on(counts: Counts) -> Counts:
    return np.cumsum(counts[::-1])[::-1]


def whole_numbers(values: ArrayLike, name: str, dimensions: int = 1) -> NDArray[np.signedinteger]:
    """As whole numbers; 2.5 periods would otherwise silently become 2."""
    given = np.asarray(values)
    if given.ndim != dimensions:
        raise ValueError(f"{name} must have {dimensions} dimension(s), not {given.ndim}")
    if given.dtype.kind == "i":
        return given
    numbers = given.astype(np.int64) if given.dtype.kind in "ubf" and np.all(np.isfinite(given)) else None
    if numbers is None or not np.array_equal(numbers, given):
        raise ValueError(f"{name} must be whole numbers")
    return numbers
