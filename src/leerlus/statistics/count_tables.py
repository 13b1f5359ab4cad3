"""Counts, not rows: everything that time-to-event views need, as a small table of counts per period."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class CountTable:
    """Who was still there, and who left how, in each whole period since the start.

    time: the periods 1..T (length T). at_risk: still there at the beginning of that period. exits: shape (K, T), for
    each of K ways out how many left in it. censored: how many were last seen in it without leaving.
    """

    time: Counts
    at_risk: Counts
    exits: Counts
    censored: Counts

    @property
    def total(self) -> int:
        """How many started."""
        return int(self.at_risk[0]) if self.at_risk.size else 0


def count_table(duration: ArrayLike, way_out: ArrayLike, ways: int) -> CountTable:
    """Count rows into a table: one `bincount` and one reversed `cumsum`, no sorting.

    `duration` is in whole periods, at least 1 (somebody who leaves in the first period has 1). `way_out` is 0 for
    censored and 1..`ways` for a way out. Exits count before censoring in the same period, the usual convention.
    Raises ValueError for durations below 1, unknown ways out, or arrays of different length.
    """
    lengths = np.asarray(duration, dtype=np.int64)
    outs = np.asarray(way_out, dtype=np.int64)
    if lengths.shape != outs.shape or lengths.ndim != 1:
        raise ValueError("duration and way_out must be two lists of the same length")
    if lengths.size and lengths.min() < 1:
        raise ValueError("a duration is at least 1 period")
    if outs.size and (outs.min() < 0 or outs.max() > ways):
        raise ValueError(f"a way out is a number from 0 (still there) to {ways}")
    last = int(lengths.max()) if lengths.size else 0
    counts = np.bincount(outs * (last + 1) + lengths, minlength=(ways + 1) * (last + 1))
    return from_counts(counts.reshape(ways + 1, last + 1)[:, 1:])


def from_counts(counts: ArrayLike) -> CountTable:
    """A table from counts alone: shape (1 + K, T), row 0 censored, rows 1..K the ways out, periods 1..T.

    This is what one grouped database query gives, and all that ever needs to leave a municipality.
    """
    numbers = np.asarray(counts, dtype=np.int64)
    leaving = numbers.sum(axis=0)
    at_risk = np.cumsum(leaving[::-1])[::-1]
    return CountTable(
        time=np.arange(1, numbers.shape[1] + 1), at_risk=at_risk, exits=numbers[1:], censored=numbers[0]
    )
