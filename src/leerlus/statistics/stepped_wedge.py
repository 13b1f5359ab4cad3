"""Teams that start one after the other: the power of a stepped wedge (Hussey & Hughes 2007)."""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats


@dataclass(frozen=True, slots=True)
class SteppedWedge:
    """starts: (clusters, periods) of 0 before and 1 from the start on. people: per cluster and period.

    between: standard deviation between clusters. within: standard deviation of a person within a cluster.
    """

    starts: NDArray[np.int64]
    people: float
    between: float
    within: float


def staircase(waves: int, clusters_per_wave: int) -> NDArray[np.int64]:
    """The usual design: everybody begins without, and one wave starts in each following period.

    Shape (waves · clusters_per_wave, waves + 1). Raises ValueError for fewer than one wave or cluster.
    """
    if waves < 1 or clusters_per_wave < 1:
        raise ValueError("a stepped wedge has at least one wave of one cluster")
    periods = np.arange(waves + 1)
    once = (periods[None, :] > np.arange(waves)[:, None]).astype(np.int64)
    return np.repeat(once, clusters_per_wave, axis=0)


def effect_variance(design: SteppedWedge) -> float:
    """The variance of the estimated effect, with fixed periods and a random cluster (their closed form).

    Raises ValueError for starts that are not 0 and 1, that stop again, or that all begin together.
    """
    starts = np.asarray(design.starts)
    if starts.ndim != 2 or not np.isin(starts, (0, 1)).all() or (np.diff(starts, axis=1) < 0).any():
        raise ValueError(
            "starts is a table of 0 and 1 per cluster and period, and a cluster that started goes on"
        )
    if design.people < 1 or design.within <= 0 or design.between < 0:
        raise ValueError("give at least 1 person per cluster and period, and standard deviations above 0")
    clusters, periods = starts.shape
    noise, cluster = design.within**2 / design.people, design.between**2
    treated = float(starts.sum())
    by_period = float((starts.sum(axis=0) ** 2).sum())
    by_cluster = float((starts.sum(axis=1) ** 2).sum())
    below = (clusters * treated - by_period) * noise + (
        treated**2 + clusters * periods * treated - periods * by_period - clusters * by_cluster
    ) * cluster
    if below <= 0:
        raise ValueError(
            "this design cannot tell the effect from time: let clusters start in different periods"
        )
    return float(clusters * noise * (noise + periods * cluster) / below)


def power_of_stepped_wedge(design: SteppedWedge, effect: float, significance: float = 0.05) -> float:
    """The chance to find this effect, in the units of the standard deviations; two-sided normal test."""
    shift = abs(effect) / sqrt(effect_variance(design))
    critical = stats.norm.ppf(1 - significance / 2)
    return float(stats.norm.sf(critical - shift) + stats.norm.cdf(-critical - shift))


def design_for_shares(
    starts: ArrayLike, people: float, before: float, after: float, between: float
) -> SteppedWedge:
    """A design for shares: the spread within a cluster is that of the mean of both shares."""
    middle = (before + after) / 2
    if not 0 < middle < 1:
        raise ValueError("shares lie between 0 and 1")
    return SteppedWedge(np.asarray(starts), people, between, sqrt(middle * (1 - middle)))
