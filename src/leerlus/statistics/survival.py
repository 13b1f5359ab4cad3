"""Kaplan-Meier from a count table, with Greenwood's variance and log-log limits (Kaplan & Meier 1958;
Kalbfleisch & Prentice 2002)."""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

from leerlus.statistics.count_tables import CountTable

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Median:
    """The time at which half has left, with limits; None where the curve does not come that low."""

    estimate: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class SurvivalCurve:
    """The share that has not left yet, after each period.

    time, at_risk, events, censored: length T, whole periods. survival, low, high: shares of 0 to 1. standard_error:
    Greenwood's. All on the periods of the count table.
    """

    time: NDArray[np.int64]
    at_risk: NDArray[np.int64]
    events: NDArray[np.int64]
    censored: NDArray[np.int64]
    survival: Numbers
    standard_error: Numbers
    low: Numbers
    high: Numbers
    confidence: float

    def at(self, times: ArrayLike) -> Numbers:
        """The share after each of these times: 1 before the first period, flat after the last."""
        steps = np.concatenate(([1.0], self.survival))
        return steps[np.searchsorted(self.time, np.asarray(times), side="right")]

    @property
    def median(self) -> Median:
        """The first time at which at most half is left; the limits are where the band comes that low."""
        return Median(
            *(_first_at_most_half(self.time, line) for line in (self.survival, self.low, self.high))
        )


def kaplan_meier(table: CountTable, ways: tuple[int, ...] = (1,), confidence: float = 0.95) -> SurvivalCurve:
    """The share that has not left in one of these ways; leaving in another way counts as censored.

    `ways` are numbers of the table's ways out, from 1. Limits are on the log(-log) scale, so they stay within 0 and 1.
    Raises ValueError for a confidence outside (0, 1) or a way out that the table does not have.
    """
    if not 0 < confidence < 1:
        raise ValueError("confidence lies between 0 and 1")
    if not ways or min(ways) < 1 or max(ways) > len(table.exits):
        raise ValueError(f"ways out are numbered 1 to {len(table.exits)}")
    events = table.exits[[way - 1 for way in ways]].sum(axis=0)
    at_risk = table.at_risk.astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        survival = np.cumprod(1 - events / at_risk)
        greenwood = np.cumsum(events / (at_risk * (at_risk - events)))
        z = NormalDist().inv_cdf(0.5 + confidence / 2)
        spread = z * np.sqrt(greenwood) / np.abs(np.log(survival))
        low, high = survival ** np.exp(spread), survival ** np.exp(-spread)
        error = survival * np.sqrt(greenwood)
    started = (survival < 1) & (survival > 0)
    return SurvivalCurve(
        time=table.time,
        at_risk=table.at_risk,
        events=events,
        censored=table.censored + table.exits.sum(axis=0) - events,
        survival=survival,
        standard_error=np.where(started, error, 0.0),
        low=np.where(started, low, survival),
        high=np.where(started, high, survival),
        confidence=confidence,
    )


def _first_at_most_half(time: NDArray[np.int64], line: Numbers) -> float | None:
    """Where a step curve reaches .5; on a flat stretch at exactly .5, its middle (as R's survival does)."""
    below = np.flatnonzero(line <= 0.5 + 1e-12)
    if not below.size:
        return None
    first = int(below[0])
    if abs(line[first] - 0.5) > 1e-12:
        return float(time[first])
    lower = np.flatnonzero(line < 0.5 - 1e-12)
    return float(time[first] + time[lower[0]]) / 2 if lower.size else float(time[first])
