"""Who changed more than measurement error: reliable change (Jacobson & Truax 1991)."""

from dataclasses import dataclass
from math import sqrt
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from leerlus.statistics.intervals import Numbers

Outcome = Literal["recovered", "improved", "unchanged", "deteriorated"]
OUTCOMES: Final[tuple[Outcome, ...]] = ("recovered", "improved", "unchanged", "deteriorated")


@dataclass(frozen=True, slots=True)
class Norms:
    """Mean and standard deviation of a group on the scale."""

    mean: float
    deviation: float


@dataclass(frozen=True, slots=True)
class ReliableChange:
    """How n people changed. index: (n,), change in standard errors. outcome: (n,), one of OUTCOMES.

    counts: how many of each. smallest: the change, in points, that is more than error.
    """

    index: Numbers
    outcome: NDArray[np.str_]
    counts: dict[Outcome, int]
    smallest: float


def standard_error_of_measurement(deviation: float, reliability: float) -> float:
    """How far a score of one person strays by measurement error. Raises ValueError unless 0 <= reliability < 1."""
    if not 0 <= reliability < 1 or deviation <= 0:
        raise ValueError("a reliability lies from 0 up to 1, and a standard deviation is above 0")
    return deviation * sqrt(1 - reliability)


def standard_error_of_difference(deviation: float, reliability: float) -> float:
    """The same for the difference of two scores of one person."""
    return sqrt(2) * standard_error_of_measurement(deviation, reliability)


def cutoff_away_from(clinical: Norms, higher_is_better: bool = True) -> float:
    """Cutoff a: two standard deviations from the mean of the group with problems, towards the better side."""
    return clinical.mean + (2 if higher_is_better else -2) * clinical.deviation


def cutoff_within(functional: Norms, higher_is_better: bool = True) -> float:
    """Cutoff b: two standard deviations from the mean of the group without problems, towards the worse side."""
    return functional.mean - (2 if higher_is_better else -2) * functional.deviation


def cutoff_between(clinical: Norms, functional: Norms) -> float:
    """Cutoff c: where somebody is as likely to belong to one group as to the other, best where the two overlap."""
    weight = clinical.deviation + functional.deviation
    return (clinical.deviation * functional.mean + functional.deviation * clinical.mean) / weight


def reliable_change(
    before: ArrayLike,
    after: ArrayLike,
    *,
    deviation: float,
    reliability: float,
    cutoff: float | None = None,
    higher_is_better: bool = True,
    confidence: float = 0.95,
) -> ReliableChange:
    """Classify changes from `before` (n,) to `after` (n,).

    deviation: standard deviation of the scale in the group it comes from. Somebody who changed for the better beyond
    error has improved, and has recovered when they also passed `cutoff` from the worse side. Without a cutoff nobody is
    called recovered. Raises ValueError for gaps or lists of different length.
    """
    first, last = np.asarray(before, dtype=np.float64), np.asarray(after, dtype=np.float64)
    if first.shape != last.shape or first.ndim != 1 or np.isnan(first).any() or np.isnan(last).any():
        raise ValueError("before and after are two lists of the same length, without gaps")
    error = standard_error_of_difference(deviation, reliability)
    criterion = float(stats.norm.ppf(0.5 + confidence / 2))
    better = 1.0 if higher_is_better else -1.0
    index = (last - first) / error
    outcome = np.full(first.shape, "unchanged", dtype="<U12")
    outcome[index * better > criterion] = "improved"
    outcome[index * better < -criterion] = "deteriorated"
    if cutoff is not None:
        passed = ((first - cutoff) * better < 0) & ((last - cutoff) * better >= 0)
        outcome[(outcome == "improved") & passed] = "recovered"
    counts = {name: int((outcome == name).sum()) for name in OUTCOMES}
    return ReliableChange(index, outcome, counts, criterion * error)
