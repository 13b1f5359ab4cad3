"""Units against what is expected of them, with limits of chance: funnel plots. Never a rank: units keep their order.

Limits follow Spiegelhalter (2005). When units differ more than chance as a whole, the limits widen by what they differ.
"""

from dataclasses import dataclass
from math import exp, pi, sqrt
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import interpolate, special, stats

from leerlus.statistics.intervals import Numbers, normal_quantile

NARROW: Final = 0.95
WIDE: Final = 0.998
_NODES: Final = 400
LEAST_EXPECTED: Final = 5.0
"""Below this many expected events no limits are drawn: they would say more than the counts can carry."""


@dataclass(frozen=True, slots=True)
class Overdispersion:
    """How much more units differ than chance. phi: 1 as chance. tau: standard deviation of the true ratios.

    p: how often chance alone gives differences this large (chi-square of the winsorised scores, on the safe side).
    """

    phi: float
    tau: float
    p: float


@dataclass(frozen=True, slots=True)
class Funnel:
    """Ratios of observed to expected of U units, in the order given; nan where nothing is expected.

    narrow, wide: (2, U), lower and upper limits around 1 at 95% and 99.8%, nan below LEAST_EXPECTED. outside_narrow,
    outside_wide: (U,), -1 below, 1 above, 0 within or without limits. widened: whether limits allow for overdispersion.
    by_chance_narrow, by_chance_wide: how many units fall outside by chance alone.
    """

    ratio: Numbers
    expected: Numbers
    narrow: Numbers
    wide: Numbers
    outside_narrow: NDArray[np.int64]
    outside_wide: NDArray[np.int64]
    overdispersion: Overdispersion
    widened: bool
    by_chance_narrow: float
    by_chance_wide: float


def funnel(observed: ArrayLike, expected: ArrayLike) -> Funnel:
    """From numbers observed (U,) and expected (U,): exact Poisson limits, or widened ones when phi is above 1.

    With phi above 1 and a chance below 5% of that, limits are normal with the variance 1/E + tau² (additive random
    effects). Raises ValueError for gaps, negative numbers or lists of different length.
    """
    counts, wanted = _checked(observed, expected)
    spread = overdispersion(counts, wanted)
    widened = spread.tau > 0 and spread.p < 0.05
    ratio = np.divide(counts, wanted, out=np.full(counts.shape, np.nan), where=wanted > 0)
    drawn = wanted >= LEAST_EXPECTED
    bands = [_limits(wanted, drawn, spread.tau if widened else 0.0, level) for level in (NARROW, WIDE)]
    outside = [(ratio > band[1]).astype(np.int64) - (ratio < band[0]).astype(np.int64) for band in bands]
    judged = int(drawn.sum())
    return Funnel(
        ratio=ratio,
        expected=wanted,
        narrow=bands[0],
        wide=bands[1],
        outside_narrow=outside[0],
        outside_wide=outside[1],
        overdispersion=spread,
        widened=widened,
        by_chance_narrow=judged * (1 - NARROW),
        by_chance_wide=judged * (1 - WIDE),
    )


def limits_at(found: Funnel, expected: ArrayLike, confidence: float = NARROW) -> Numbers:
    """Limits (2, N) of a funnel at other expected counts (N,) above 0, to draw them as curves between its units."""
    wanted = np.asarray(expected, dtype=np.float64)
    tau = found.overdispersion.tau if found.widened else 0.0
    return _limits(wanted, wanted >= LEAST_EXPECTED, tau, _confidence(confidence))


def poisson_limits(expected: ArrayLike, confidence: float = NARROW) -> Numbers:
    """Exact limits (2, U) of observed over expected around 1, for expected counts (U,) above 0; nan for 0."""
    wanted = np.asarray(expected, dtype=np.float64)
    tail = (1 - _confidence(confidence)) / 2
    safe = np.where(wanted > 0, wanted, np.nan)
    # A Poisson count and a gamma distribution are each other's tails.
    return np.array([special.gammaincinv(safe, tail) / safe, special.gammaincinv(safe + 1, 1 - tail) / safe])


def binomial_limits(
    share: float, people: ArrayLike, confidence: float = NARROW, *, smooth: bool = True
) -> Numbers:
    """Limits (2, U) of the share observed among people (U,) when the true share is `share`.

    Exact binomial quantiles, which jump; or (`smooth`) interpolated between them, which for few people can leave 0 to 1
    and is then cut off there: draw no limits for fewer than about twenty people.
    Raises ValueError for a share outside 0 to 1 or numbers below 1.
    """
    sizes = np.asarray(people)
    if not 0 < share < 1 or (sizes.size and sizes.min() < 1):
        raise ValueError("a share lies between 0 and 1, of at least one person")
    tail = (1 - _confidence(confidence)) / 2
    limits = []
    for chance in (tail, 1 - tail):
        number = stats.binom.ppf(chance, sizes, share)
        if smooth:
            above = stats.binom.cdf(number, sizes, share)
            number = number - (above - chance) / stats.binom.pmf(number, sizes, share)
        limits.append(np.clip(number / sizes, 0.0, 1.0))
    return np.array(limits)


def overdispersion(observed: ArrayLike, expected: ArrayLike, winsorised: float = 0.1) -> Overdispersion:
    """How much units differ beyond chance, from scores that are pulled in at both ends by this share of units.

    Without the pulling in, a few units that really differ would hide themselves. What it takes away of normal scores
    is given back, or limits would stay too narrow. Scores are of square roots, which vary alike for every size.
    Raises ValueError as `funnel` does, or when fewer than two units expect anything.
    """
    counts, wanted = _checked(observed, expected)
    known = wanted > 0
    if known.sum() < 2:
        raise ValueError("give at least two units of which something is expected")
    counts, wanted = counts[known], wanted[known]
    scores = 2 * (np.sqrt(counts) - np.sqrt(wanted))
    low, high = _ends(scores, winsorised)
    scores = np.clip(scores, low, high)
    squares, units = float(scores @ scores) / _kept_of_normal(winsorised), counts.size
    weight = float(wanted.sum()) - float(wanted @ wanted) / float(wanted.sum())
    between = (squares - (units - 1)) / weight
    return Overdispersion(
        phi=squares / units, tau=sqrt(max(between, 0.0)), p=float(special.chdtrc(units, squares))
    )


def _kept_of_normal(share: float) -> float:
    """The mean square of normal scores of which this share is pulled in at both ends."""
    if share == 0:
        return 1.0
    end = float(special.ndtri(1 - share))
    density = exp(-(end**2) / 2) / sqrt(2 * pi)
    return 1 - 2 * share - 2 * end * density + 2 * share * end**2


def _ends(scores: Numbers, share: float) -> tuple[float, float]:
    """The values below and above which this share of scores lies."""
    places = int(share * scores.size), scores.size - 1 - int(share * scores.size)
    ordered = np.partition(scores, places)
    return float(ordered[places[0]]), float(ordered[places[1]])


def _limits(expected: Numbers, drawn: NDArray[np.bool_], tau: float, confidence: float) -> Numbers:
    """Limits (2, U) where they are drawn: widened when units differ by tau, else exact."""
    band = np.full((2, expected.size), np.nan)
    if tau:
        reach = normal_quantile(confidence) * np.sqrt(1 / expected[drawn] + tau**2)
        band[:, drawn] = np.maximum(1 - reach, 0.0), 1 + reach
    elif drawn.any():
        band[:, drawn] = _limits_of_many(expected[drawn], confidence)
    return band


def _limits_of_many(expected: Numbers, confidence: float) -> Numbers:
    """Exact limits; of thousands of units from a cubic spline through exact ones, which agrees to seven digits."""
    lowest, highest = sqrt(float(expected.min())), sqrt(float(expected.max()))
    if expected.size <= 2 * _NODES or highest - lowest < 1e-6:
        return poisson_limits(expected, confidence)
    nodes = np.linspace(lowest, highest, _NODES)
    through = interpolate.CubicSpline(nodes, poisson_limits(nodes**2, confidence), axis=1)
    found: Numbers = through(np.sqrt(expected))
    return found


def _checked(observed: ArrayLike, expected: ArrayLike) -> tuple[Numbers, Numbers]:
    counts, wanted = np.asarray(observed, dtype=np.float64), np.asarray(expected, dtype=np.float64)
    if counts.shape != wanted.shape or counts.ndim != 1:
        raise ValueError("give one number observed and one expected per unit")
    if not (np.isfinite(counts).all() and np.isfinite(wanted).all()) or min(counts.min(), wanted.min()) < 0:
        raise ValueError("numbers observed and expected are at least 0, without gaps")
    return counts, wanted


def _confidence(value: float) -> float:
    if not 0 < value < 1:
        raise ValueError("confidence lies between 0 and 1, for instance 0.95")
    return value
