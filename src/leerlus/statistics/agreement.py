"""Whether raters agree: kappa for categories, within-group agreement for ratings of one thing by a team."""

from dataclasses import dataclass
from math import sqrt
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from leerlus.statistics.intervals import Numbers

Weights = Literal["none", "linear", "quadratic"]


@dataclass(frozen=True, slots=True)
class Kappa:
    """Agreement beyond chance: 1 complete, 0 as chance, below 0 less. z, p: against 0. low, high: its interval."""

    kappa: float
    standard_error: float
    low: float
    high: float
    z: float
    p: float
    observed: float
    expected: float


def cohen_kappa(
    one: ArrayLike, other: ArrayLike, weights: Weights = "none", confidence: float = 0.95
) -> Kappa:
    """Two raters, categories as labels (n,); numbers keep their order for weights (Cohen 1960, 1968).

    Errors for the interval and for the test by Fleiss, Cohen & Everitt (1969). Raises ValueError for lists of different
    length, or when both raters use one category only.
    """
    first, second = np.asarray(one), np.asarray(other)
    if first.shape != second.shape or first.ndim != 1 or not first.size:
        raise ValueError("two raters judge the same list of subjects")
    categories, places = np.unique(np.concatenate([first, second]), return_inverse=True)
    size = len(categories)
    if size < 2:
        raise ValueError(
            "both raters used one and the same category, so agreement cannot be told from chance"
        )
    pairs = places[: first.size] * size + places[first.size :]
    shares = np.bincount(pairs, minlength=size**2).reshape(size, size) / first.size
    weight = _weights(size, weights)
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    observed, by_chance = float((weight * shares).sum()), float(rows @ weight @ columns)
    kappa = (observed - by_chance) / (1 - by_chance)
    row_weight, column_weight = weight @ columns, rows @ weight
    both = row_weight[:, None] + column_weight[None, :]
    spread = (
        float((shares * (weight - both * (1 - kappa)) ** 2).sum()) - (kappa - by_chance * (1 - kappa)) ** 2
    )
    null_spread = float((np.outer(rows, columns) * (weight - both) ** 2).sum()) - by_chance**2
    error = sqrt(max(spread, 0.0) / first.size) / (1 - by_chance)
    null_error = sqrt(max(null_spread, 0.0) / first.size) / (1 - by_chance)
    return _kappa(kappa, error, null_error, observed, by_chance, confidence)


def fleiss_kappa(ratings: ArrayLike, confidence: float = 0.95) -> Kappa:
    """The same number of raters for each subject: labels (n, raters), who need not be the same people (Fleiss 1971).

    The error is that under no agreement (Fleiss, Nee & Landis 1979), also for the interval, which is then rough.
    Raises ValueError for fewer than two raters or one category.
    """
    counts = _counts(ratings)
    subjects, raters = len(counts), int(counts[0].sum())
    shares = counts.sum(axis=0) / (subjects * raters)
    observed = float((counts * (counts - 1)).sum()) / (subjects * raters * (raters - 1))
    by_chance = float(shares @ shares)
    kappa = (observed - by_chance) / (1 - by_chance)
    apart = float(shares @ (1 - shares))
    skew = float((shares * (1 - shares)) @ (1 - 2 * shares))
    error = sqrt(2 * max(apart**2 - skew, 0.0)) / (apart * sqrt(subjects * raters * (raters - 1)))
    return _kappa(kappa, error, error, observed, by_chance, confidence)


def conger_kappa(ratings: ArrayLike) -> float:
    """For the same raters throughout, with the chance of each of them: "exact" kappa (Conger 1980).

    Raises ValueError as `fleiss_kappa` does.
    """
    counts = _counts(ratings)
    labels = np.asarray(ratings)
    subjects, raters = labels.shape
    observed = float((counts * (counts - 1)).sum()) / (subjects * raters * (raters - 1))
    categories = np.unique(labels)
    each = np.array([[(labels[:, rater] == name).mean() for name in categories] for rater in range(raters)])
    mean = each.mean(axis=0)
    by_chance = float(mean @ mean) - float(each.var(axis=0, ddof=1).sum()) / raters
    return float((observed - by_chance) / (1 - by_chance))


def within_group_agreement(ratings: ArrayLike, points: int) -> float:
    """r_wg: how much less a team (n,) differs about one item than if it answered at random on 1..points.

    1 all the same, 0 as random; differences larger than random count as 0 (James, Demaree & Wolf 1984).
    Raises ValueError for fewer than two ratings or points.
    """
    given = np.asarray(ratings, dtype=np.float64)
    if given.ndim != 1 or given.size < 2 or points < 2:
        raise ValueError("agreement takes at least two ratings on a scale of at least two points")
    return max(0.0, 1 - float(given.var(ddof=1)) / _random_variance(points))


def within_group_agreement_of_scale(ratings: ArrayLike, points: int) -> float:
    """r_wg(j): the same for a scale of j items, ratings (n, j). Raises ValueError as `within_group_agreement`."""
    given = np.asarray(ratings, dtype=np.float64)
    if given.ndim != 2 or len(given) < 2 or points < 2:
        raise ValueError("agreement takes at least two people on a scale of at least two points")
    share = float(given.var(axis=0, ddof=1).mean()) / _random_variance(points)
    if share >= 1:
        return 0.0
    size = given.shape[1]
    return float(size * (1 - share) / (size * (1 - share) + share))


def _random_variance(points: int) -> float:
    return (points**2 - 1) / 12


def _weights(size: int, kind: Weights) -> Numbers:
    if kind == "none":
        return np.eye(size)
    apart = np.abs(np.subtract.outer(np.arange(size), np.arange(size))) / (size - 1)
    return 1 - apart if kind == "linear" else 1 - apart**2


def _counts(ratings: ArrayLike) -> NDArray[np.int64]:
    labels = np.asarray(ratings)
    if labels.ndim != 2 or labels.shape[1] < 2:
        raise ValueError("give a row per subject with the categories of at least two raters")
    categories, places = np.unique(labels, return_inverse=True)
    if len(categories) < 2:
        raise ValueError("all raters used one and the same category, so agreement cannot be told from chance")
    rows = np.repeat(np.arange(len(labels)), labels.shape[1])
    cells = rows * len(categories) + places.ravel()
    return np.bincount(cells, minlength=len(labels) * len(categories)).reshape(len(labels), -1)


def _kappa(
    kappa: float, error: float, null_error: float, observed: float, by_chance: float, confidence: float
) -> Kappa:
    if not 0 < confidence < 1:
        raise ValueError("confidence lies between 0 and 1, for instance 0.95")
    reach = float(stats.norm.ppf(0.5 + confidence / 2)) * error
    z = kappa / null_error if null_error > 0 else float("inf")
    return Kappa(
        kappa,
        error,
        kappa - reach,
        min(kappa + reach, 1.0),
        z,
        float(2 * stats.norm.sf(abs(z))),
        observed,
        by_chance,
    )
