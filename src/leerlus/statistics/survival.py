"""Kaplan-Meier from a count table, with Greenwood's variance and log-log limits (Kaplan & Meier 1958;
Kalbfleisch & Prentice 2002)."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from leerlus.statistics.count_tables import CountTable
from leerlus.statistics.intervals import Numbers, Scale, limits, normal_quantile

_ROUNDING: Final = 1e-8
"""Differences of this size are rounding and not a step of the curve (R's survival uses about the same)."""


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
    Greenwood's, nan where everybody has left. All on the periods of the count table.
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


@dataclass(frozen=True, slots=True)
class RestrictedMean:
    """The mean time until leaving, counting at most `until` periods, with its interval."""

    until: int
    mean: float
    standard_error: float
    low: float
    high: float


def kaplan_meier(
    table: CountTable, ways: tuple[int, ...] = (1,), confidence: float = 0.95, scale: Scale = "log-log"
) -> SurvivalCurve:
    """The share that has not left in one of these ways; leaving in another way counts as censored.

    `ways` are numbers of the table's ways out, from 1. `scale` is where the limits are symmetrical; "log" is there to
    compare with numbers of R, whose default it is. Where everybody has left, see `intervals.limits`.
    Raises ValueError for a confidence outside (0, 1) or a way out that the table does not have.
    """
    if not ways or min(ways) < 1 or max(ways) > len(table.exits):
        raise ValueError(f"ways out are numbered 1 to {len(table.exits)}")
    events = table.exits[[way - 1 for way in ways]].sum(axis=0)
    # A period without anybody in view changes nothing.
    at_risk = np.maximum(table.at_risk, 1).astype(np.float64)
    survival = np.cumprod(1 - events / at_risk)
    staying = at_risk - events
    greenwood = np.cumsum(events / (at_risk * np.where(staying > 0, staying, np.nan)))
    error = survival * np.sqrt(greenwood)
    low, high = limits(survival, error, start=1.0, confidence=confidence, scale=scale)
    return SurvivalCurve(
        time=table.time,
        at_risk=table.at_risk,
        events=events,
        censored=table.censored + table.exits.sum(axis=0) - events,
        survival=survival,
        standard_error=error,
        low=low,
        high=high,
        confidence=confidence,
    )


def restricted_mean(curve: SurvivalCurve, until: int) -> RestrictedMean:
    """The area under the curve up to a period (Karrison 1987): periods that people spent before leaving, on average.

    Raises ValueError for a period below 1 or after the last one seen.
    """
    if not 1 <= until <= curve.time.size:
        raise ValueError(f"the mean can be taken up to a period from 1 to {curve.time.size}")
    before = np.concatenate(([1.0], curve.survival[: until - 1]))
    area = np.cumsum(before[::-1])[::-1]
    beyond = np.concatenate((area[1:], [0.0]))
    at_risk, events = curve.at_risk[:until].astype(np.float64), curve.events[:until]
    staying = at_risk - events
    # Where nobody stays there is nothing beyond.
    terms = np.where(staying > 0, events / np.maximum(at_risk * staying, 1.0), 0.0)
    error = float(np.sqrt((beyond**2 * terms).sum()))
    mean = float(area[0])
    reach = normal_quantile(curve.confidence) * error
    return RestrictedMean(until, mean, error, max(mean - reach, 0.0), min(mean + reach, float(until)))


def _first_at_most_half(time: NDArray[np.int64], line: Numbers) -> float | None:
    """Where a step curve reaches .5; on a flat stretch at exactly .5, its middle (as R's survival does)."""
    below = np.flatnonzero(line <= 0.5 + _ROUNDING)
    if not below.size:
        return None
    first = int(below[0])
    if abs(line[first] - 0.5) > _ROUNDING:
        return float(time[first])
    lower = np.flatnonzero(line < 0.5 - _ROUNDING)
    return float(time[first] + time[lower[0]]) / 2 if lower.size else float(time[first])
