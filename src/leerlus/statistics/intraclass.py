"""How alike ratings of one subject, or people of one group, are: intraclass correlations from analysis of variance."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

Form = Literal["1", "2", "3", "1k", "2k", "3k"]


@dataclass(frozen=True, slots=True)
class Intraclass:
    """The correlation with its interval, and whether it differs from 0 (one-sided F test)."""

    value: float
    low: float
    high: float
    f: float
    p: float


def rater_correlation(ratings: ArrayLike, form: Form, confidence: float = 0.95) -> Intraclass:
    """Subjects (n) by raters (k), without gaps, at least two of each (Shrout & Fleiss 1979).

    "1": each subject has raters of their own. "2": the same raters, drawn from many, and agreement counts. "3": these
    raters only, and consistency counts. With "k": of the mean of all raters. Raises ValueError for gaps or sizes.
    """
    x = np.asarray(ratings, dtype=np.float64)
    if x.ndim != 2 or min(x.shape) < 2 or not np.isfinite(x).all():
        raise ValueError("give a complete table of at least two subjects (rows) by two raters (columns)")
    _check(confidence)
    n, k = x.shape
    subjects = k * float(x.mean(axis=1).var(ddof=1))
    raters = n * float(x.mean(axis=0).var(ddof=1))
    within = float(x.var(axis=1, ddof=1).mean())
    rest = (within * n * (k - 1) - raters * (k - 1)) / ((n - 1) * (k - 1))
    error, freedom = (within, n * (k - 1)) if form[0] == "1" else (rest, (n - 1) * (k - 1))
    f = subjects / error
    tail = 0.5 + confidence / 2
    if form[0] == "2":
        value = (subjects - rest) / (subjects + (k - 1) * rest + k * (raters - rest) / n)
        low, high = _agreement_limits(value, subjects, raters, rest, n, k, tail)
    else:
        value = (subjects - error) / (subjects + (k - 1) * error)
        lower = f / float(stats.f.ppf(tail, n - 1, freedom))
        upper = f * float(stats.f.ppf(tail, freedom, n - 1))
        low, high = ((ratio - 1) / (ratio + k - 1) for ratio in (lower, upper))
    if form.endswith("k"):
        value, low, high = (_of_mean(one, k) for one in (value, low, high))
    return Intraclass(value, low, high, f, float(stats.f.sf(f, n - 1, freedom)))


def group_correlation(values: ArrayLike, groups: ArrayLike, confidence: float = 0.95) -> Intraclass:
    """ICC(1) of people (n,) in groups of any size, labels (n,), by one-way analysis of variance (Donner 1986).

    The interval is by Searle's F limits with the mean group size of that analysis, rough when sizes differ much.
    Raises ValueError for fewer than two groups, or when every group has one person.
    """
    x, labels = np.asarray(values, dtype=np.float64), np.asarray(groups)
    if x.shape != labels.shape or x.ndim != 1 or not np.isfinite(x).all():
        raise ValueError("give one value, without gaps, and one group per person")
    _check(confidence)
    _, place = np.unique(labels, return_inverse=True)
    sizes = np.bincount(place).astype(np.float64)
    if sizes.size < 2 or sizes.max() < 2:
        raise ValueError("give at least two groups, of which one has at least two people")
    means = np.bincount(place, weights=x) / sizes
    between_freedom, within_freedom = sizes.size - 1, x.size - sizes.size
    between = float(sizes @ (means - x.mean()) ** 2) / between_freedom
    within = float(((x - means[place]) ** 2).sum()) / within_freedom
    if within == 0:
        raise ValueError("within the groups nobody differs, so nothing can be compared")
    size = (x.size - float((sizes**2).sum()) / x.size) / between_freedom
    f = between / within
    tail = 0.5 + confidence / 2
    ratios = (
        f / float(stats.f.ppf(tail, between_freedom, within_freedom)),
        f * float(stats.f.ppf(tail, within_freedom, between_freedom)),
    )
    value, low, high = ((ratio - 1) / (ratio + size - 1) for ratio in (f, *ratios))
    return Intraclass(value, low, high, f, float(stats.f.sf(f, between_freedom, within_freedom)))


def _agreement_limits(
    value: float, subjects: float, raters: float, rest: float, n: int, k: int, tail: float
) -> tuple[float, float]:
    """Of form 2, by Satterthwaite's degrees of freedom (Shrout & Fleiss 1979)."""
    ratio = raters / rest
    above = k * value * ratio + n * (1 + (k - 1) * value) - k * value
    freedom = (
        (k - 1)
        * (n - 1)
        * above**2
        / ((n - 1) * k**2 * value**2 * ratio**2 + (n * (1 + (k - 1) * value) - k * value) ** 2)
    )
    lower, upper = float(stats.f.ppf(tail, n - 1, freedom)), float(stats.f.ppf(tail, freedom, n - 1))
    shared = k * raters + (k * n - k - n) * rest
    low = n * (subjects - lower * rest) / (lower * shared + n * subjects)
    high = n * (upper * subjects - rest) / (shared + n * upper * subjects)
    return low, high


def _of_mean(value: float, k: int) -> float:
    """Of the mean of k raters (Spearman 1910, Brown 1910)."""
    return k * value / (1 + (k - 1) * value)


def _check(confidence: float) -> None:
    if not 0 < confidence < 1:
        raise ValueError("confidence lies between 0 and 1, for instance 0.95")
