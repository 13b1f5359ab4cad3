"""Whole clusters drawn by lot, and few of them: what other draws would have given."""

from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from leerlus.statistics.intervals import Numbers

MOST_EXACT: Final = 20_000
"""With more possible draws than this, a random part of them is taken."""


@dataclass(frozen=True, slots=True)
class PermutationTest:
    """difference: mean of treated clusters less that of the others. draws: how many were looked at; exact: all.

    p: two-sided. low, high: differences that the test would not refuse, infinite when there are too few clusters.
    smallest_p: the smallest p that so few clusters can give at all.
    """

    difference: float
    low: float
    high: float
    p: float
    draws: int
    exact: bool
    smallest_p: float


def cluster_permutation_test(
    means: ArrayLike, treated: ArrayLike, confidence: float = 0.95, *, seed: int = 0
) -> PermutationTest:
    """Means of clusters (G,) and which of them were drawn to be treated (G,) of 0 and 1 (Fisher 1935; Gail e.a. 1996).

    The interval is the test turned around, supposing that the treatment adds the same everywhere.
    Raises ValueError for gaps or fewer than two clusters on a side.
    """
    values, group = np.asarray(means, dtype=np.float64), np.asarray(treated)
    if values.shape != group.shape or values.ndim != 1 or not np.isfinite(values).all():
        raise ValueError("give one mean, without gaps, and one 0 or 1 per cluster")
    chosen = int(group.sum())
    if not np.isin(group, (0, 1)).all() or min(chosen, group.size - chosen) < 2:
        raise ValueError("give at least two treated clusters and two others")
    if not 0 < confidence < 1:
        raise ValueError("confidence lies between 0 and 1, for instance 0.95")
    possible = comb(group.size, chosen)
    exact = possible <= MOST_EXACT
    draws = _all_draws(group.size, chosen) if exact else _some_draws(group, seed)
    # Of values = untreated + effect · treated, each draw sees a mean difference that is straight in the effect.
    weights = draws / chosen - (1 - draws) / (group.size - chosen)
    seen, slope = weights @ values, weights @ group.astype(np.float64)
    real = float(values[group == 1].mean() - values[group == 0].mean())
    alike = chosen * 2 == group.size
    low, high = _accepted(seen, slope, real, 1 - confidence)
    return PermutationTest(real, low, high, _p(seen, real), len(draws), exact, (2 if alike else 1) / possible)


def _p(differences: Numbers, real: float) -> float:
    return float((np.abs(differences) >= abs(real) - 1e-12 * max(1.0, abs(real))).mean())


def _accepted(seen: Numbers, slope: Numbers, real: float, refused: float) -> tuple[float, float]:
    """The effects that the test does not refuse: where |real - e| is not too far out among |seen - e · slope|.

    For each draw the effects at which it is as far out as the real one form an interval around the real difference.
    """
    moving = slope < 1 - 1e-12
    below = np.where(moving, (real - seen) / np.where(moving, 1 - slope, 1.0), np.inf)
    above = np.where(
        slope > -1 + 1e-12, (real + seen) / np.where(slope > -1 + 1e-12, 1 + slope, 1.0), -np.inf
    )
    ends = np.sort(np.where(np.isfinite(below) & np.isfinite(above), np.minimum(below, above), -np.inf))
    tops = np.sort(np.where(np.isfinite(below) & np.isfinite(above), np.maximum(below, above), np.inf))
    place = int(np.floor(refused * seen.size))
    return float(ends[min(place, seen.size - 1)]), float(tops[max(seen.size - 1 - place, 0)])


def _all_draws(clusters: int, chosen: int) -> Numbers:
    places = np.array(list(combinations(range(clusters), chosen)))
    draws = np.zeros((len(places), clusters))
    np.put_along_axis(draws, places, 1.0, axis=1)
    return draws


def _some_draws(group: NDArray[np.generic], seed: int) -> Numbers:
    """Random draws, with the real one first."""
    draws = np.tile(group.astype(np.float64), (MOST_EXACT, 1))
    draws[1:] = np.random.default_rng(seed).permuted(draws[1:], axis=1)
    return draws
