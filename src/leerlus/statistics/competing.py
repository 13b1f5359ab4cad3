"""Cumulative incidence when people can leave in several ways: Aalen-Johansen from a count table."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from leerlus.statistics.count_tables import CountTable
from leerlus.statistics.intervals import Numbers, limits


@dataclass(frozen=True, slots=True)
class CumulativeIncidence:
    """The share that has left in each way, after each period. Shapes (K, T); the rest is still there.

    low and high are limits on the log(-log) scale; standard_error is nan where everybody has left in one way.
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
    Raises ValueError for a confidence outside (0, 1).
    """
    # A period without anybody in view changes nothing.
    at_risk = np.maximum(table.at_risk, 1).astype(np.float64)
    exits = table.exits.astype(np.float64)
    leaving = exits.sum(axis=0)
    still = np.cumprod(1 - leaving / at_risk)
    before = np.concatenate(([1.0], still[:-1]))[: still.size]
    share = np.cumsum(before * exits / at_risk, axis=1)
    variance = _delta_variance(at_risk, exits, leaving, before, share)
    error = np.where(share < 1 - 1e-12, np.sqrt(np.maximum(variance, 0.0)), np.nan)
    low, high = limits(share, error, start=0.0, confidence=confidence)
    return CumulativeIncidence(
        time=table.time, share=share, standard_error=error, low=low, high=high, still_there=still
    )


def _delta_variance(
    at_risk: Numbers, exits: Numbers, leaving: Numbers, before: Numbers, share: Numbers
) -> Numbers:
    """Σ_j (F_k(t) - F_k(t_j))² a_j + Σ_j b_kj - 2 Σ_j (F_k(t) - F_k(t_j)) c_kj, written out as sums up to t."""
    staying = at_risk - leaving
    # Where nobody stays, F no longer changes: the term is 0 whatever a is.
    a = np.where(staying > 0, leaving / (at_risk * np.maximum(staying, 1)), 0.0)
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
