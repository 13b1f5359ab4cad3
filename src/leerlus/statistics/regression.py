"""Least squares and logistic regression: the two models that comparisons and effects rest on.

Least squares comes with the standard errors that do not trust equal variances (MacKinnon & White 1985) or independence
within clusters (Liang & Zeger 1986). Logistic regression runs Newton's method over blocks of rows that fit the cache.
"""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]
Variance = Literal["classical", "HC0", "HC1", "HC2", "HC3"]

_BLOCK: Final = 4096
_SAMPLE: Final = 8_192
_MOST_STEPS: Final = 30
_SMALL_STEP: Final = 1e-9
_ANYTHING: Final = 100.0


class NoUniqueAnswer(ValueError):
    """The data do not decide the coefficients: a column repeats others, or separates the outcomes perfectly."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted regression with p coefficients.

    coefficients: (p,). covariance: (p, p), of the coefficients. rows: how many rows were used. degrees_of_freedom: of
    the residuals (clusters minus 1 with clusters). log_likelihood: at the coefficients. explained: R² of least squares,
    nan for logistic regression.
    """

    coefficients: Numbers
    covariance: Numbers
    rows: int
    degrees_of_freedom: int
    log_likelihood: float
    explained: float

    @property
    def standard_errors(self) -> Numbers:
        return np.sqrt(np.diagonal(self.covariance))


def with_intercept(*columns: ArrayLike) -> Numbers:
    """A design (n, 1 + k): a column of ones, then the given columns ((n,) or (n, k)).

    Each column lies together in memory, which is what the models below are fastest with.
    """
    parts = [np.asarray(column, dtype=np.float64) for column in columns]
    if not parts:
        raise ValueError("give at least one column")
    rows = len(parts[0])
    return np.asfortranarray(np.vstack([np.ones(rows), *(part.T for part in parts)]).T)


def least_squares(
    outcome: ArrayLike,
    design: ArrayLike,
    *,
    variance: Variance = "classical",
    clusters: ArrayLike | None = None,
) -> Fit:
    """Ordinary least squares of outcome (n,) on design (n, p), which includes its own column of ones.

    With `clusters` (n,), any labels, the covariance allows for likeness within clusters, with the usual correction
    G/(G-1) · (n-1)/(n-p), and `variance` is not used.
    Raises ValueError for shapes that do not fit, and NoUniqueAnswer when columns depend on each other.
    """
    y, x = _checked(outcome, design)
    rows, columns = x.shape
    if rows <= columns:
        raise ValueError(f"{rows} rows cannot decide {columns} coefficients; give more rows or fewer columns")
    inverse = inverse_of(x.T @ x)
    coefficients = inverse @ (x.T @ y)
    residuals = y - x @ coefficients
    squares = float(residuals @ residuals)
    freedom = rows - columns
    if clusters is not None:
        covariance, freedom = _clustered(x, residuals, inverse, np.asarray(clusters))
    elif variance == "classical":
        covariance = inverse * (squares / freedom)
    else:
        covariance = _heteroscedastic(x, residuals, inverse, variance)
    spread = y - y.mean()
    total = float(spread @ spread)
    return Fit(
        coefficients=coefficients,
        covariance=covariance,
        rows=rows,
        degrees_of_freedom=freedom,
        log_likelihood=-rows / 2 * (np.log(2 * np.pi * max(squares, np.finfo(float).tiny) / rows) + 1),
        explained=1 - squares / total if total > 0 else float("nan"),
    )


def logistic(
    outcome: ArrayLike,
    design: ArrayLike,
    *,
    weights: ArrayLike | None = None,
    clusters: ArrayLike | None = None,
) -> Fit:
    """Maximum-likelihood logistic regression of outcome (n,) of 0 and 1, or shares of 0 to 1 with `weights`, on design.

    `weights` (n,) are how many rows each row stands for. Newton's method from zero; a step that lowers the likelihood
    is halved. Raises NoUniqueAnswer when a column repeats others or the outcomes are separated perfectly.
    """
    y, x = _checked(outcome, design)
    if y.size and (y.min() < 0 or y.max() > 1):
        raise ValueError("the outcome of a logistic regression lies between 0 and 1")
    w = None if weights is None else np.asarray(weights, dtype=np.float64)
    if w is not None and (w.shape != y.shape or (w.size and w.min() < 0)):
        raise ValueError("weights must be one number of at least 0 per row")
    beta, likelihood, covariance = _newton(y, x, w, _start(y, x, w))
    rows = len(y) if w is None else round(float(w.sum()))
    freedom = rows - len(beta)
    if clusters is not None:
        scores = x * ((y - expected(beta, x)) * (1.0 if w is None else w))[:, None]
        sums = sums_by(scores, np.asarray(clusters))
        covariance = covariance @ (sums.T @ sums) @ covariance * (len(sums) / (len(sums) - 1))
        freedom = len(sums) - 1
    return Fit(
        coefficients=beta,
        covariance=covariance,
        rows=rows,
        degrees_of_freedom=freedom,
        log_likelihood=likelihood,
        explained=float("nan"),
    )


def expected(coefficients: ArrayLike, design: ArrayLike) -> Numbers:
    """The chances (n,) that a logistic regression expects for the rows of a design (n, p)."""
    reached = np.asarray(design, dtype=np.float64) @ np.asarray(coefficients, dtype=np.float64)
    return 0.5 * (1 + np.tanh(reached / 2))


def _start(y: Numbers, x: Numbers, weights: Numbers | None) -> Numbers:
    """Where Newton's method begins: the answer for some of the rows when there are very many, else zero."""
    nowhere = np.zeros(x.shape[1])
    every = len(y) // _SAMPLE
    if every < 4:
        return nowhere
    try:
        some = None if weights is None else weights[::every]
        return _newton(y[::every], np.asfortranarray(x[::every]), some, nowhere)[0]
    except NoUniqueAnswer:
        return nowhere


def _newton(y: Numbers, x: Numbers, weights: Numbers | None, beta: Numbers) -> tuple[Numbers, float, Numbers]:
    """Coefficients, log-likelihood and covariance; a step that lowers the likelihood is halved."""
    likelihood, gradient, information = _logistic_sums(y, x, weights, beta)
    for _ in range(_MOST_STEPS):
        covariance = inverse_of(information)
        step = covariance @ gradient
        gain = float(gradient @ step)
        if gain < _SMALL_STEP:
            _refuse_separation(x, covariance)
            # This step is too small to change the sums; taking it makes the answer exact.
            return beta + step, likelihood + gain / 2, covariance
        reached = _logistic_sums(y, x, weights, beta + step)
        while reached[0] < likelihood - 1e-9 * abs(likelihood):
            step /= 2
            reached = _logistic_sums(y, x, weights, beta + step)
        beta = beta + step
        likelihood, gradient, information = reached
    raise NoUniqueAnswer("the coefficients keep growing: some column separates the outcomes perfectly")


def _refuse_separation(x: Numbers, covariance: Numbers) -> None:
    """Separated outcomes leave a coefficient that could be anything, seen in the unit of its column."""
    some = x[:: max(1, len(x) // _SAMPLE)]
    unit = np.maximum(some.std(axis=0), np.abs(some).max(axis=0, initial=0.0) * 1e-3)
    if (np.sqrt(np.diagonal(covariance)) * unit).max(initial=0.0) > _ANYTHING:
        raise NoUniqueAnswer("some column separates the outcomes perfectly, or nearly so")


def _logistic_sums(
    y: Numbers, x: Numbers, weights: Numbers | None, beta: Numbers
) -> tuple[float, Numbers, Numbers]:
    """Log-likelihood, gradient (p,) and information (p, p), block by block."""
    columns = x.shape[1]
    likelihood, gradient, information = 0.0, np.zeros(columns), np.zeros((columns, columns))
    room = np.empty((min(_BLOCK, len(y)), columns), order="F")
    for start in range(0, len(y), _BLOCK):
        block, outcome = x[start : start + _BLOCK], y[start : start + _BLOCK]
        reached = block @ beta
        half = np.tanh(reached / 2)
        residual, spread = outcome - 0.5 * (1 + half), 0.25 * (1 - half * half)
        size = np.abs(reached)
        softplus = 0.5 * (reached + size) + np.log1p(np.exp(-size))
        if weights is None:
            likelihood += float(outcome @ reached) - float(softplus.sum())
        else:
            weight = weights[start : start + _BLOCK]
            likelihood += float((outcome * weight) @ reached) - float(weight @ softplus)
            residual, spread = residual * weight, spread * weight
        gradient += block.T @ residual
        information += np.multiply(block, spread[:, None], out=room[: len(block)]).T @ block
    return likelihood, gradient, information


def _checked(outcome: ArrayLike, design: ArrayLike) -> tuple[Numbers, Numbers]:
    y, x = np.asarray(outcome, dtype=np.float64), np.asarray(design, dtype=np.float64)
    if y.ndim != 1 or x.ndim != 2 or len(y) != len(x):
        raise ValueError(f"outcome must be (n,) and design (n, p), not {y.shape} and {x.shape}")
    # A gap leaves its column without a sum.
    if not (np.isfinite(y.sum()) and np.isfinite(np.ones(len(x)) @ x).all()):
        raise ValueError("outcome and design must be numbers without gaps; leave incomplete rows out first")
    return y, x


def inverse_of(matrix: Numbers) -> Numbers:
    """The inverse of a positive-definite matrix, after scaling its columns alike."""
    scale = np.sqrt(np.maximum(np.diagonal(matrix), np.finfo(float).tiny))
    scaled = matrix / np.outer(scale, scale)
    values, vectors = np.linalg.eigh(scaled)
    if values[0] <= values[-1] * len(values) * 1e-13:
        raise NoUniqueAnswer("a column is constant, or follows from the others; leave it out")
    inverse: Numbers = (vectors / values) @ vectors.T / np.outer(scale, scale)
    return inverse


def _heteroscedastic(x: Numbers, residuals: Numbers, inverse: Numbers, variance: Variance) -> Numbers:
    rows, columns = x.shape
    squares = residuals**2
    if variance in ("HC2", "HC3"):
        leverage = np.einsum("ij,jk,ik->i", x, inverse, x)
        if (leverage > 1 - 1e-9).any():
            raise NoUniqueAnswer(
                "one row alone decides a coefficient, such as the only one with a label; leave it out"
            )
        squares = squares / (1 - leverage) ** (1 if variance == "HC2" else 2)
    meat = x.T @ (x * squares[:, None])
    correction = rows / (rows - columns) if variance == "HC1" else 1.0
    covariance: Numbers = inverse @ meat @ inverse * correction
    return covariance


def _clustered(
    x: Numbers, residuals: Numbers, inverse: Numbers, clusters: NDArray[np.generic]
) -> tuple[Numbers, int]:
    rows, columns = x.shape
    sums = sums_by(x * residuals[:, None], clusters)
    groups = len(sums)
    if groups < 2:
        raise ValueError("give at least two clusters")
    correction = groups / (groups - 1) * (rows - 1) / (rows - columns)
    return inverse @ (sums.T @ sums) @ inverse * correction, groups - 1


def sums_by(rows: Numbers, clusters: NDArray[np.generic]) -> Numbers:
    """Sums of rows (n, p) per cluster: (G, p)."""
    if len(clusters) != len(rows):
        raise ValueError("clusters must be one label per row")
    labels, place = np.unique(clusters, return_inverse=True)
    return np.column_stack([np.bincount(place, weights=column, minlength=len(labels)) for column in rows.T])
