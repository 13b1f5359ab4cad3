"""Whether an effect runs through something in between: a path of two regressions, with bootstrap intervals.

mediator = a · treatment + covariates; outcome = b · mediator + direct · treatment + covariates. The indirect effect is
a · b (Baron & Kenny 1986). It is an effect only when nothing else moves mediator and outcome together.
"""

from dataclasses import dataclass
from math import sqrt
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr, ndtri

from leerlus.statistics.intervals import Numbers
from leerlus.statistics.regression import NoUniqueAnswer, least_squares, with_intercept

_CELLS: Final = 1 << 15
"""Weights drawn at once, so that they stay in the cache and memory stays flat."""
Places = tuple[NDArray[np.int64], NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class Sobel:
    """The normal test of the indirect effect (Sobel 1982); too careful in small groups."""

    standard_error: float
    z: float
    p: float


@dataclass(frozen=True, slots=True)
class Interval:
    """Limits of an estimate from the draws: percentiles, and with correction for bias and skew (BCa; Efron 1987).

    Where one of the two paths is 0, the corrected limits of the indirect effect are too narrow (simulated with 100
    people: 92.5 of 100); the percentiles hold.
    """

    percentile: tuple[float, float]
    corrected: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Mediation:
    """a: of treatment on the mediator. b: of the mediator on the outcome. direct, indirect (a · b), total.

    share: indirect of total; hard to read when the total is near 0. intervals: of "a", "b", "direct", "indirect" and
    "total". rows, draws: how many. All in the units of mediator and outcome.
    """

    a: float
    b: float
    direct: float
    indirect: float
    total: float
    share: float
    sobel: Sobel
    intervals: dict[str, Interval]
    rows: int
    draws: int


def mediation(
    treatment: ArrayLike,
    mediator: ArrayLike,
    outcome: ArrayLike,
    covariates: ArrayLike | None = None,
    *,
    draws: int = 1000,
    seed: int = 0,
    confidence: float = 0.95,
) -> Mediation:
    """From rows (n,), covariates (n, k). A bootstrap draw is a number of times for each row, so that one product of
    weights and products of columns gives the normal equations of all draws at once.

    The same seed gives the same intervals. Raises ValueError for gaps, unequal lengths, or columns that repeat others.
    """
    x, m, y = (np.asarray(column, dtype=np.float64) for column in (treatment, mediator, outcome))
    others = np.empty((x.size, 0)) if covariates is None else np.asarray(covariates, dtype=np.float64)
    others = others[:, None] if others.ndim == 1 else others
    if not x.shape == m.shape == y.shape == others.shape[:1] or draws < 1 or not 0 < confidence < 1:
        raise ValueError(
            "give as many mediators, outcomes and covariates as treatments, and at least one draw"
        )
    design = with_intercept(x, others)
    first, second = least_squares(m, design), least_squares(y, np.column_stack([design, m]))
    a, b, direct = float(first.coefficients[1]), float(second.coefficients[-1]), float(second.coefficients[1])
    error = sqrt(a**2 * float(second.covariance[-1, -1]) + b**2 * float(first.covariance[1, 1]))
    # Columns around 0 and of one size keep their digits in sums of products.
    columns = [_standardised(column) for column in (m, y, *design.T[1:])]
    products, pairs = _products(np.column_stack([np.ones(x.size), *columns[2:], *columns[:2]]))
    back = np.array([m.std() / x.std(), y.std() / m.std(), y.std() / x.std()])
    paths = _bootstrap(products, pairs, draws, np.random.default_rng(seed)) * back
    left_out = _named(_paths(products.sum(axis=0) - products, pairs) * back)
    estimates = _named(np.array([[a, b, direct]]))
    intervals = {
        name: _interval(values, float(estimates[name][0]), left_out[name], confidence)
        for name, values in _named(paths).items()
    }
    total = direct + a * b
    return Mediation(
        a=a,
        b=b,
        direct=direct,
        indirect=a * b,
        total=total,
        share=a * b / total if total else float("nan"),
        sobel=Sobel(error, a * b / error, float(2 * ndtr(-abs(a * b / error)))),
        intervals=intervals,
        rows=len(x),
        draws=draws,
    )


def _named(paths: Numbers) -> dict[str, Numbers]:
    """From columns a, b, direct (B, 3)."""
    a, b, direct = paths.T
    return {"a": a, "b": b, "direct": direct, "indirect": a * b, "total": direct + a * b}


def _standardised(column: Numbers) -> Numbers:
    standardised: Numbers = (column - column.mean()) / column.std()
    return standardised


def _products(columns: Numbers) -> tuple[Numbers, Places]:
    """Products of all pairs of columns (n, pairs), and which pairs they are."""
    pairs = np.triu_indices(columns.shape[1])
    return columns[:, pairs[0]] * columns[:, pairs[1]], (pairs[0].astype(np.int64), pairs[1].astype(np.int64))


def _bootstrap(products: Numbers, pairs: Places, draws: int, chance: np.random.Generator) -> Numbers:
    """a, b and direct (B, 3) of draws of rows with replacement."""
    rows = len(products)
    found = np.empty((draws, 3))
    at_once = max(1, _CELLS // rows)
    for start in range(0, draws, at_once):
        number = min(at_once, draws - start)
        places = chance.integers(0, rows, (number, rows), dtype=np.int32)
        places += np.arange(number, dtype=np.int32)[:, None] * np.int32(rows)
        times = np.bincount(places.ravel(), minlength=number * rows).reshape(number, rows)
        found[start : start + number] = _paths(times.astype(np.float64) @ products, pairs)
    return found


def _paths(sums: Numbers, pairs: Places) -> Numbers:
    """Solve the normal equations of both regressions for each draw (B, pairs): a, b, direct.

    The columns are those of the design (treatment second), then mediator and outcome.
    """
    size = int(pairs[0][-1]) + 1
    whole = np.empty((len(sums), size, size))
    whole[:, pairs[0], pairs[1]] = sums
    whole[:, pairs[1], pairs[0]] = sums
    inner, width = size - 1, size - 2
    try:
        first = np.linalg.solve(whole[:, :width, :width], whole[:, :width, width, None])[:, :, 0]
        second = np.linalg.solve(whole[:, :inner, :inner], whole[:, :inner, inner, None])[:, :, 0]
    except np.linalg.LinAlgError:
        raise NoUniqueAnswer(
            "in some draw a column repeats others: too few rows for so many covariates"
        ) from None
    return np.column_stack([first[:, 1], second[:, -1], second[:, 1]])


def _interval(values: Numbers, estimate: float, jack: Numbers, confidence: float) -> Interval:
    tails = np.array([0.5 - confidence / 2, 0.5 + confidence / 2])
    low, high = np.quantile(values, tails)
    below = (np.count_nonzero(values < estimate) + np.count_nonzero(values == estimate) / 2) / values.size
    bias = float(ndtri(np.clip(below, 0.5 / values.size, 1 - 0.5 / values.size)))
    apart = jack.mean() - jack
    spread = float((apart**2).sum())
    skew = float((apart**3).sum()) / (6 * spread**1.5) if spread > 0 else 0.0
    reach = bias + ndtri(tails)
    corrected = np.quantile(values, ndtr(bias + reach / (1 - skew * reach)))
    return Interval((float(low), float(high)), (float(corrected[0]), float(corrected[1])))
