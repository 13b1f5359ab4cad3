"""One person or team, with and without something in turns: what the draw of the moments alone could have given."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from leerlus.statistics.intervals import Numbers

MOST_EXACT: Final = 50_000
"""With more possible draws than this, a random part of them is taken."""


@dataclass(frozen=True, slots=True)
class RandomisationTest:
    """difference: mean of the means of B phases less that of A. assignments: how many draws were possible.

    used: how many were looked at. p: the share of draws with a difference at least as large (one-sided), among which
    the real one.
    """

    difference: float
    assignments: int
    used: int
    p: float


@dataclass(frozen=True, slots=True)
class Overlap:
    """pairs: of an A and a B value. raised: pairs in which B is higher less those in which it is lower (S of A and B).

    trend: the same within A, later against earlier. tau_u: raised less trend, over pairs (Parker e.a. 2011).
    non_overlap: share of pairs in which B is higher, ties for half (NAP; Parker & Vannest 2009).
    """

    pairs: int
    raised: int
    trend: int
    tau_u: float
    non_overlap: float


def phase_randomisation_test(
    values: ArrayLike, phases: int, starts: tuple[int, ...], least: int, *, seed: int = 0
) -> RandomisationTest:
    """A, B, A, B … phases whose moments of change were drawn so that each lasts at least `least` (Onghena 1992).

    values (n,): oldest first. starts: places (from 0) where the second and later phases began. The alternative is that
    B is higher. Raises ValueError for starts that could not have been drawn, or gaps.
    """
    series = np.asarray(values, dtype=np.float64)
    if series.ndim != 1 or not np.isfinite(series).all() or phases < 2 or least < 1:
        raise ValueError("give values without gaps, at least two phases, and a least length of at least 1")
    spare = series.size - phases * least
    lengths = np.diff((0, *starts, series.size))
    if len(starts) != phases - 1 or spare < 0 or (lengths < least).any():
        raise ValueError(f"phases that last at least {least} cannot begin there")
    real = _difference(series, starts)
    assignments = comb(spare + phases - 1, phases - 1)
    drawn: Iterator[tuple[int, ...]] = _all_starts(spare, phases, least)
    if assignments > MOST_EXACT:
        drawn = _some_starts(spare, phases, least, np.random.default_rng(seed))
    found = np.array([_difference(series, one) for one in drawn])
    as_large = int((found >= real - 1e-12).sum())
    if assignments > MOST_EXACT:
        # The real draw is one of them, which keeps the test from being too bold.
        return RandomisationTest(real, assignments, MOST_EXACT, (as_large + 1) / (MOST_EXACT + 1))
    return RandomisationTest(real, assignments, assignments, as_large / assignments)


def overlap(before: ArrayLike, after: ArrayLike) -> Overlap:
    """Values before (n,) and after (m,), oldest first. Raises ValueError for an empty phase or gaps."""
    first, second = np.asarray(before, dtype=np.float64), np.asarray(after, dtype=np.float64)
    if min(first.size, second.size) < 1 or not (np.isfinite(first).all() and np.isfinite(second).all()):
        raise ValueError("give at least one value in each phase, without gaps")
    apart = np.sign(second[None, :] - first[:, None])
    within = np.sign(first[None, :] - first[:, None])[np.triu_indices(first.size, 1)]
    pairs, raised, trend = apart.size, int(apart.sum()), int(within.sum())
    return Overlap(pairs, raised, trend, (raised - trend) / pairs, float((apart + 1).sum()) / (2 * pairs))


def _difference(series: Numbers, starts: tuple[int, ...]) -> float:
    """The mean of the B phases' means less that of the A phases', so that a long phase does not weigh more."""
    edges = (0, *starts)
    means = np.add.reduceat(series, edges) / np.diff((*edges, series.size))
    return float(means[1::2].mean() - means[::2].mean())


def _all_starts(spare: int, phases: int, least: int) -> Iterator[tuple[int, ...]]:
    """Every way to spread the spare moments over the phases."""
    for bars in combinations(range(spare + phases - 1), phases - 1):
        yield tuple(bar - place + (place + 1) * least for place, bar in enumerate(bars))


def _some_starts(
    spare: int, phases: int, least: int, chance: np.random.Generator
) -> Iterator[tuple[int, ...]]:
    for _ in range(MOST_EXACT):
        bars = np.sort(chance.choice(spare + phases - 1, phases - 1, replace=False))
        yield tuple(int(bar) - place + (place + 1) * least for place, bar in enumerate(bars))
