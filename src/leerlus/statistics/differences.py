"""The difference between two groups, with its interval: means and shares."""

from dataclasses import dataclass
from math import exp, nan, sqrt

import numpy as np
from numpy.typing import ArrayLike
from scipy import special, stats


@dataclass(frozen=True, slots=True)
class MeanDifference:
    """The mean of the second group less that of the first, in the units of the outcome.

    low, high: its interval. statistic, degrees_of_freedom, p: two-sided t-test. standardised: Hedges' g, the difference
    in standard deviations, corrected for small groups, with its interval. means, people: of the first and second group.
    """

    difference: float
    standard_error: float
    low: float
    high: float
    statistic: float
    degrees_of_freedom: float
    p: float
    standardised: float
    standardised_low: float
    standardised_high: float
    means: tuple[float, float]
    people: tuple[int, int]


@dataclass(frozen=True, slots=True)
class ShareDifference:
    """The share of the second group less that of the first, and their ratio; nan for a ratio with an empty share."""

    difference: float
    low: float
    high: float
    ratio: float
    ratio_low: float
    ratio_high: float
    shares: tuple[float, float]
    people: tuple[int, int]


def mean_difference(
    first: ArrayLike, second: ArrayLike, *, equal_variances: bool = False, confidence: float = 0.95
) -> MeanDifference:
    """Compare two groups of values (n1,) and (n2,), by Welch (1947), or with one common variance.

    Hedges' g (1981) has the interval from its large-sample variance. Raises ValueError for fewer than two values in a
    group, for missing values, or when within the groups nobody differs.
    """
    one, other = (np.asarray(values, dtype=np.float64) for values in (first, second))
    if one.ndim != 1 or other.ndim != 1 or not (np.isfinite(one).all() and np.isfinite(other).all()):
        raise ValueError("each group is one list of numbers without gaps; leave missing values out first")
    if min(one.size, other.size) < 2:
        raise ValueError("each group needs at least two values")
    _check(confidence)
    sizes = one.size, other.size
    variances = float(one.var(ddof=1)), float(other.var(ddof=1))
    pooled = ((sizes[0] - 1) * variances[0] + (sizes[1] - 1) * variances[1]) / (sum(sizes) - 2)
    if pooled == 0:
        raise ValueError("within the groups nobody differs, so there is no error to compare with")
    if equal_variances:
        error, freedom = sqrt(pooled * (1 / sizes[0] + 1 / sizes[1])), float(sum(sizes) - 2)
    else:
        error, freedom = _welch(variances, sizes)
    difference = float(other.mean() - one.mean())
    reach = float(stats.t.ppf(0.5 + confidence / 2, freedom)) * error
    g, g_error = _hedges(difference / sqrt(pooled), sizes)
    g_reach = float(stats.norm.ppf(0.5 + confidence / 2)) * g_error
    return MeanDifference(
        difference=difference,
        standard_error=error,
        low=difference - reach,
        high=difference + reach,
        statistic=difference / error,
        degrees_of_freedom=freedom,
        p=float(2 * stats.t.sf(abs(difference) / error, freedom)),
        standardised=g,
        standardised_low=g - g_reach,
        standardised_high=g + g_reach,
        means=(float(one.mean()), float(other.mean())),
        people=sizes,
    )


def share_interval(events: float, people: int, confidence: float = 0.95) -> tuple[float, float]:
    """Limits of a share of `people` by Wilson (1927). Raises ValueError unless 0 <= events <= people and people > 0.

    Also limits, on the wide side, of the mean of answers between 0 and 1, with their sum as `events`: no answers with
    that mean vary more than yes and no do.
    """
    _check(confidence)
    if people < 1 or not 0 <= events <= people:
        raise ValueError("events are counted among people: from 0 to their number, and at least one person")
    z = float(stats.norm.ppf(0.5 + confidence / 2))
    share = events / people
    middle = share + z**2 / (2 * people)
    reach = z * sqrt(share * (1 - share) / people + z**2 / (4 * people**2))
    below = 1 + z**2 / people
    return max(0.0, (middle - reach) / below), min(1.0, (middle + reach) / below)


def share_difference(
    first_events: int, first_people: int, second_events: int, second_people: int, confidence: float = 0.95
) -> ShareDifference:
    """Compare two shares: the difference with Newcombe's (1998) hybrid score limits, the ratio on the log scale.

    Raises ValueError as `share_interval` does.
    """
    first, second = first_events / max(first_people, 1), second_events / max(second_people, 1)
    low1, high1 = share_interval(first_events, first_people, confidence)
    low2, high2 = share_interval(second_events, second_people, confidence)
    difference = second - first
    ratio, ratio_low, ratio_high = nan, nan, nan
    if first_events and second_events:
        ratio = second / first
        error = sqrt(1 / second_events - 1 / second_people + 1 / first_events - 1 / first_people)
        spread = exp(float(stats.norm.ppf(0.5 + confidence / 2)) * error)
        ratio_low, ratio_high = ratio / spread, ratio * spread
    return ShareDifference(
        difference=difference,
        low=difference - sqrt((second - low2) ** 2 + (high1 - first) ** 2),
        high=difference + sqrt((high2 - second) ** 2 + (first - low1) ** 2),
        ratio=ratio,
        ratio_low=ratio_low,
        ratio_high=ratio_high,
        shares=(first, second),
        people=(first_people, second_people),
    )


def _welch(variances: tuple[float, float], sizes: tuple[int, int]) -> tuple[float, float]:
    """Standard error and degrees of freedom (Satterthwaite 1946)."""
    parts = variances[0] / sizes[0], variances[1] / sizes[1]
    freedom = sum(parts) ** 2 / (parts[0] ** 2 / (sizes[0] - 1) + parts[1] ** 2 / (sizes[1] - 1))
    return sqrt(sum(parts)), freedom


def _hedges(d: float, sizes: tuple[int, int]) -> tuple[float, float]:
    freedom = sum(sizes) - 2
    correction = exp(special.gammaln(freedom / 2) - special.gammaln((freedom - 1) / 2)) / sqrt(freedom / 2)
    g = d * correction
    return g, sqrt(sum(sizes) / (sizes[0] * sizes[1]) + g**2 / (2 * sum(sizes)))


def _check(confidence: float) -> None:
    if not 0 < confidence < 1:
        raise ValueError("confidence lies between 0 and 1, for instance 0.95")
