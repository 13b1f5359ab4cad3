"""Several small studies taken together: random effects, because no two places are the same."""

from dataclasses import dataclass
from math import sqrt
from typing import Final

import numpy as np
from numpy.typing import ArrayLike
from scipy import optimize, stats

from leerlus.statistics.regression import Numbers

_WIDEST: Final = 1e3


@dataclass(frozen=True, slots=True)
class PooledEffect:
    """The mean effect of k studies, in their own units.

    low, high: interval of Hartung and Knapp. predicted_low, predicted_high: where the effect in a new place is
    expected, nan for two studies; too narrow with few studies or small differences (Partlett & Riley 2017).
    tau: standard deviation of the true effects between studies. heterogeneity: Cochran's Q with its p.
    inconsistency: I², the share of the differences that is more than chance. weights: (k,), adding up to 1.
    """

    effect: float
    standard_error: float
    low: float
    high: float
    predicted_low: float
    predicted_high: float
    tau: float
    heterogeneity: float
    p_heterogeneity: float
    inconsistency: float
    weights: Numbers
    confidence: float


def pool(effects: ArrayLike, standard_errors: ArrayLike, confidence: float = 0.95) -> PooledEffect:
    """Pool effects (k,) with standard errors (k,), k at least 2.

    Between-study variance by restricted maximum likelihood (Viechtbauer 2005); the interval of the mean by Hartung &
    Knapp (2001), never narrower than the ordinary one with the same t quantile; prediction interval with t on k - 2
    (Higgins, Thompson & Spiegelhalter 2009). Raises ValueError for fewer studies or errors that are not above 0.
    """
    y, error = np.asarray(effects, dtype=np.float64), np.asarray(standard_errors, dtype=np.float64)
    if y.ndim != 1 or y.shape != error.shape or y.size < 2:
        raise ValueError("give at least two studies, each with an effect and a standard error")
    if not (np.isfinite(y).all() and np.isfinite(error).all() and (error > 0).all()):
        raise ValueError("effects and standard errors are numbers, and a standard error is above 0")
    if not 0 < confidence < 1:
        raise ValueError("confidence lies between 0 and 1, for instance 0.95")
    variance = error**2
    between = between_variance(y, variance)
    weight = 1 / (variance + between)
    mean = float(weight @ y / weight.sum())
    freedom = y.size - 1
    ordinary = 1 / float(weight.sum())
    adjusted = float(weight @ (y - mean) ** 2) / (freedom * float(weight.sum()))
    spread = sqrt(max(ordinary, adjusted))
    reach = float(stats.t.ppf(0.5 + confidence / 2, freedom)) * spread
    further = _prediction_reach(y.size, between + spread**2, confidence)
    certain = 1 / variance
    q = float(certain @ (y - certain @ y / certain.sum()) ** 2)
    return PooledEffect(
        effect=mean,
        standard_error=spread,
        low=mean - reach,
        high=mean + reach,
        predicted_low=mean - further,
        predicted_high=mean + further,
        tau=sqrt(between),
        heterogeneity=q,
        p_heterogeneity=float(stats.chi2.sf(q, freedom)),
        inconsistency=max(0.0, (q - freedom) / q) if q > 0 else 0.0,
        weights=weight / weight.sum(),
        confidence=confidence,
    )


def between_variance(effects: Numbers, variance: Numbers) -> float:
    """The variance of true effects between studies with the highest restricted likelihood, at least 0."""

    def unlikely(between: float) -> float:
        weight = 1 / (variance + between)
        mean = weight @ effects / weight.sum()
        terms = np.log(variance + between).sum() + np.log(weight.sum()) + weight @ (effects - mean) ** 2
        return float(terms) / 2

    scale = float(np.var(effects, ddof=1)) + float(variance.max())
    # The likelihood may have a second, lower top: begin from a grid, then refine around the best.
    grid = np.concatenate(([0.0], scale * np.geomspace(1e-4, _WIDEST, 60)))
    best = int(np.argmin([unlikely(value) for value in grid]))
    around = grid[max(best - 1, 0)], grid[min(best + 1, grid.size - 1)]
    found = optimize.minimize_scalar(
        unlikely, bounds=around, method="bounded", options={"xatol": 1e-12 * scale}
    )
    return float(found.x) if found.fun < unlikely(0.0) else 0.0


def _prediction_reach(studies: int, variance: float, confidence: float) -> float:
    if studies < 3:
        return float("nan")
    return float(stats.t.ppf(0.5 + confidence / 2, studies - 2)) * sqrt(variance)
