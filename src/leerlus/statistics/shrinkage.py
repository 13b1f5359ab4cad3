"""Estimates of many units that lean on each other: a unit with few data leans most (empirical Bayes)."""

from dataclasses import dataclass
from math import exp

import numpy as np
from numpy.typing import ArrayLike
from scipy import optimize, special, stats

from leerlus.statistics.intervals import Numbers, normal_quantile
from leerlus.statistics.pooling import between_variance


@dataclass(frozen=True, slots=True)
class Shrunken:
    """Per unit (U,), in the order given: estimate with its interval; own: how much it rests on the unit itself, 0 to 1.

    mean, deviation: of the true values of all units, as estimated.
    """

    estimate: Numbers
    low: Numbers
    high: Numbers
    own: Numbers
    mean: float
    deviation: float


def shrunken_ratios(observed: ArrayLike, expected: ArrayLike, confidence: float = 0.95) -> Shrunken:
    """Ratios of counts observed (U,) to expected (U,) above 0: gamma-Poisson (Clayton & Kaldor 1987).

    The spread of the true ratios is taken as known, so intervals are somewhat narrow for few units.
    Raises ValueError for fewer than three units or impossible numbers.
    """
    counts, wanted = _both(observed, expected)
    if counts.min() < 0 or wanted.min() <= 0:
        raise ValueError("counts are at least 0, and of every unit something is expected")

    def unlikely(logs: Numbers) -> float:
        mean, shape = np.exp(logs)
        rate = shape / mean
        terms = (
            special.gammaln(counts + shape) - special.gammaln(shape)
            + shape * np.log(rate / (rate + wanted)) + counts * np.log(wanted / (rate + wanted))
        )  # fmt: skip
        return -float(terms.sum())

    start = np.log([counts.sum() / wanted.sum() if counts.any() else 1e-3, 5.0])
    found = optimize.minimize(unlikely, start, method="L-BFGS-B", bounds=[(-12, 6), (-6, 12)])
    mean, shape = exp(found.x[0]), exp(found.x[1])
    rate = shape / mean
    tails = [(1 - confidence) / 2, (1 + confidence) / 2]
    low, high = (stats.gamma.ppf(tail, shape + counts, scale=1 / (rate + wanted)) for tail in tails)
    return Shrunken(
        estimate=(shape + counts) / (rate + wanted),
        low=low,
        high=high,
        own=wanted / (rate + wanted),
        mean=mean,
        deviation=mean / shape**0.5,
    )


def shrunken_means(values: ArrayLike, standard_errors: ArrayLike, confidence: float = 0.95) -> Shrunken:
    """Values (U,) with standard errors (U,): normal-normal, with Morris's (1983) allowance for what is estimated.

    Raises ValueError for fewer than four units or errors that are not above 0.
    """
    y, error = _both(values, standard_errors)
    units = y.size
    if units < 4 or error.min() <= 0:
        raise ValueError("give at least four units, with standard errors above 0")
    variance = error**2
    between = between_variance(y, variance)
    weight = 1 / (variance + between)
    mean = float(weight @ y / weight.sum())
    lean = (units - 3) / (units - 1) * variance * weight
    known = variance * (1 - (units - 1) / units * lean)
    spread = np.sqrt(known + 2 / (units - 3) * lean**2 * (y - mean) ** 2)
    estimate = y - lean * (y - mean)
    reach = normal_quantile(confidence) * spread
    return Shrunken(estimate, estimate - reach, estimate + reach, 1 - lean, mean, between**0.5)


def _both(one: ArrayLike, other: ArrayLike) -> tuple[Numbers, Numbers]:
    first, second = np.asarray(one, dtype=np.float64), np.asarray(other, dtype=np.float64)
    if first.shape != second.shape or first.ndim != 1 or first.size < 3:
        raise ValueError("give at least three units, two numbers for each")
    if not (np.isfinite(first).all() and np.isfinite(second).all()):
        raise ValueError("numbers of units have no gaps")
    return first, second
