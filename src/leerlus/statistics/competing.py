"""Cumulative incidence when people can leave in several ways: Aalen-Johansen from a count table."""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

from leerlus.statistics.count_tables import CountTable

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class CumulativeIncidence:
    """The share that has left in each way, after each period. Shapes (K, T); the rest is still there.

    low and high are limits on the log(-log) scale.
    """

    time: NDArray[np.int64]
    share: Numbers
    standard_error: Numbers
    low: Numbers
    high: Numbers
    still_there: Numbers

    def at(self, way: int, time: float) -> tuple[float, float, float]:
        """Share, lower and upper limit for a way out (from 1) at a time; zeros before the first period."""
        index = int(np.searchsorted(self.time, time, side="right")) - 1
        if index < 0:
            return 0.0, 0.0, 0.0
        row = way - 1
        return float(self.share[row, index]), float(self.low[row, index]), float(self.high[row, index])


def cumulative_incidence(table: CountTable, confidence: float = 0.95) -> CumulativeIncidence:
    """Aalen-Johansen shares with tied times, and their variance by the delta method (Marubini & Valsecchi 1995, 10.3).

    Reading the complement of a Kaplan-Meier curve as a chance would overstate it; this does not.
    """
    at_risk = table.at_risk.astype(np.float64)
    exits = table.exits.astype(np.float64)
    leaving = exits.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        hazard = np.where(at_risk > 0, exits / at_risk, 0.0)
        still = np.cumprod(1 - leaving / at_risk)
        before = np.concatenate(([1.0], still[:-1]))
        share = np.cumsum(before * hazard, axis=1)
        variance = _delta_variance(at_risk, exits, leaving, before, share)
        z = NormalDist().inv_cdf(0.5 + confidence / 2)
        error = np.sqrt(np.maximum(variance, 0.0))
        spread = z * error / (share * np.abs(np.log(share)))
        low, high = share ** np.exp(spread), share ** np.exp(-spread)
    inside = (share > 0) & (share < 1 - 1e-12)
    return CumulativeIncidence(
        time=table.time,
        share=share,
        standard_error=error,
        low=np.where(inside, low, share),
        high=np.where(inside, high, share),
        still_there=still,
    )


def _delta_variance(
    at_risk: Numbers, exits: Numbers, leaving: Numbers, before: Numbers, share: Numbers
) -> Numbers:
    """Σ_j (F_k(t) - F_k(t_j))² a_j + Σ_j b_kj - 2 Σ_j (F_k(t) - F_k(t_j)) c_kj, written out as sums up to t."""
    stay = at_risk - leaving
    a = np.where(stay > 0, leaving / (at_risk * stay), 0.0)
    b = before**2 * exits * (at_risk - exits) / at_risk**3
    c = before * exits / at_risk**2
    first = (
        share**2 * np.cumsum(a) - 2 * share * np.cumsum(share * a, axis=1) + np.cumsum(share**2 * a, axis=1)
    )
    cross = share * np.cumsum(c, axis=1) - np.cumsum(share * c, axis=1)
    variance: Numbers = first + np.cumsum(b, axis=1) - 2 * cross
    return variance


def shares_at(incidence: CumulativeIncidence, way: int, times: ArrayLike) -> Numbers:
    """The shares of one way out (from 1) at several times."""
    steps = np.concatenate(([0.0], incidence.share[way - 1]))
    return steps[np.searchsorted(incidence.time, np.asarray(times), side="right")]
