"""Effects from before and after: difference in differences, and one group followed through an interruption."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike
from scipy import optimize, stats

from leerlus.statistics.regression import Numbers, least_squares

_STRONGEST: Final = 0.98


@dataclass(frozen=True, slots=True)
class Change:
    """An estimate in the units of the outcome, with its interval and two-sided p."""

    estimate: float
    standard_error: float
    low: float
    high: float
    p: float


@dataclass(frozen=True, slots=True)
class DifferenceInDifferences:
    """effect: how much more the treated changed. means: (2, 2), groups (not treated, treated) by (before, after)."""

    effect: Change
    means: Numbers
    clusters: int


@dataclass(frozen=True, slots=True)
class InterruptedSeries:
    """What changed at the interruption: the level at once, and the slope per period from then on.

    slope_before: per period before it. expected: (n,), what the earlier line would have given afterwards, nan before.
    fitted: (n,). dependence: how much an error resembles the one before, from -1 to 1.
    """

    level: Change
    slope: Change
    slope_before: Change
    expected: Numbers
    fitted: Numbers
    dependence: float


def difference_in_differences(
    outcome: ArrayLike, treated: ArrayLike, after: ArrayLike, clusters: ArrayLike, confidence: float = 0.95
) -> DifferenceInDifferences:
    """Rows with an outcome, 0/1 for the treated group and for the time after, and the cluster that was treated or not.

    Standard errors by cluster, with t on clusters - 1 degrees of freedom (Bertrand, Duflo & Mullainathan 2004); too
    small below about thirty clusters, or with few clusters in one group. It rests on both groups otherwise moving
    alike.
    Raises ValueError when one of the four combinations has no rows, when a cluster is in both groups, or when a group
    has one cluster, whose own course cannot be told from an effect.
    """
    y, group, time = (np.asarray(column, dtype=np.float64) for column in (outcome, treated, after))
    if y.ndim != 1 or not y.shape == group.shape == time.shape == np.shape(clusters):
        raise ValueError("outcome, treated, after and clusters must have the same number of rows")
    if not (np.isin(group, (0, 1)).all() and np.isin(time, (0, 1)).all()):
        raise ValueError("treated and after are columns of 0 and 1")
    cells = [[(group == g) & (time == t) for t in (0, 1)] for g in (0, 1)]
    if not all(cell.any() for row in cells for cell in row):
        raise ValueError("there must be rows before and after, in both groups")
    others, chosen = (np.unique(np.asarray(clusters)[group == g]) for g in (0, 1))
    if np.isin(chosen, others).any():
        raise ValueError("a cluster is treated as a whole or not at all")
    if min(others.size, chosen.size) < 2:
        raise ValueError("give at least two clusters in each group")
    design = np.column_stack([np.ones_like(y), group, time, group * time])
    fit = least_squares(y, design, clusters=clusters)
    return DifferenceInDifferences(
        effect=_change(fit.coefficients[3], fit.standard_errors[3], fit.degrees_of_freedom, confidence),
        means=np.array([[y[cell].mean() for cell in row] for row in cells]),
        clusters=fit.degrees_of_freedom + 1,
    )


def interrupted_series(outcome: ArrayLike, interruption: int, confidence: float = 0.95) -> InterruptedSeries:
    """One value per period (n,), oldest first; `interruption` is the place (from 0) of the first period after it.

    Segmented regression (Wagner e.a. 2002) with errors that depend on the period before, by restricted maximum
    likelihood, which does best in short series (Turner e.a. 2021). Periods that depend on each other count for less in
    the degrees of freedom too. Below about fifty periods the interval is still too narrow: of .95 it held the truth in
    .87 to .94 of simulations with 16 or 24 periods. One group has no comparison: anything else that happened then is
    in it as well.
    Raises ValueError for fewer than four periods on either side.
    """
    y = np.asarray(outcome, dtype=np.float64)
    if y.ndim != 1 or not 4 <= interruption <= y.size - 4:
        raise ValueError("give at least four periods before and four after the interruption")
    time = np.arange(y.size, dtype=np.float64)
    later = (time >= interruption).astype(np.float64)
    design = np.column_stack([np.ones_like(y), time, later, later * (time - interruption)])
    dependence = _dependence(y, design)
    fit = least_squares(_without(y, dependence), _without(design, dependence))
    freedom = fit.degrees_of_freedom * (1 - max(dependence, 0)) / (1 + max(dependence, 0))
    # Below one degree of freedom an interval grows past any use, without being right more often.
    freedom = max(freedom, 1.0)
    before, level, slope = (
        _change(fit.coefficients[place], fit.standard_errors[place], freedom, confidence)
        for place in (1, 2, 3)
    )
    line = design[:, :2] @ fit.coefficients[:2]
    return InterruptedSeries(
        level=level,
        slope=slope,
        slope_before=before,
        expected=np.where(later > 0, line, np.nan),
        fitted=design @ fit.coefficients,
        dependence=dependence,
    )


def _dependence(y: Numbers, design: Numbers) -> float:
    """The correlation of an error with the one before, with the highest restricted likelihood."""

    def unlikely(dependence: float) -> float:
        x, z = _without(design, dependence), _without(y, dependence)
        information = x.T @ x
        residuals = z - x @ np.linalg.solve(information, x.T @ z)
        squares = max(float(residuals @ residuals), np.finfo(float).tiny)
        freedom = len(y) - design.shape[1]
        return float(
            freedom * np.log(squares) - np.log(1 - dependence**2) + np.linalg.slogdet(information)[1]
        )

    found = optimize.minimize_scalar(unlikely, bounds=(-_STRONGEST, _STRONGEST), method="bounded")
    return float(found.x)


def _without(values: Numbers, dependence: float) -> Numbers:
    """Values of which the part that follows from the period before is taken out (Prais & Winsten 1954)."""
    changed = values.copy()
    changed[1:] -= dependence * values[:-1]
    changed[0] *= np.sqrt(1 - dependence**2)
    return changed


def _change(estimate: float, error: float, freedom: float, confidence: float) -> Change:
    if not 0 < confidence < 1:
        raise ValueError("confidence lies between 0 and 1, for instance 0.95")
    reach = float(stats.t.ppf(0.5 + confidence / 2, freedom)) * float(error)
    size = abs(estimate) / error if error > 0 else float("inf") if estimate else 0.0
    return Change(
        estimate=float(estimate),
        standard_error=float(error),
        low=float(estimate) - reach,
        high=float(estimate) + reach,
        p=float(2 * stats.t.sf(size, freedom)),
    )
