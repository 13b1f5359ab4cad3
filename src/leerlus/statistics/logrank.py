"""Whether groups leave at another pace: the log-rank test and its weighted and stratified forms, from count tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy import stats

from leerlus.statistics.count_tables import CountTable
from leerlus.statistics.intervals import Numbers

Weight = Literal["equal", "survival"]
"""Every period counts alike (Mantel 1966), or early ones more, by the share still there (Peto & Peto 1972)."""


@dataclass(frozen=True, slots=True)
class GroupTest:
    """A test of k groups. observed, expected: (k,), weighted numbers who left this way. p: two-sided."""

    statistic: float
    degrees_of_freedom: int
    p: float
    observed: Numbers
    expected: Numbers


def log_rank(tables: Sequence[CountTable], way: int = 1, weight: Weight = "equal") -> GroupTest:
    """Compare the pace of one way out (from 1) over groups, a table each; other ways count as censored.

    Raises ValueError for fewer than two groups, a way out that is not there, or when nobody left.
    """
    return stratified_log_rank([tables], way, weight)


def stratified_log_rank(
    strata: Sequence[Sequence[CountTable]], way: int = 1, weight: Weight = "equal"
) -> GroupTest:
    """The same within strata: strata[s][g] is the table of group g in stratum s. Raises ValueError as `log_rank`."""
    groups = len(strata[0]) if strata else 0
    if groups < 2 or any(len(stratum) != groups for stratum in strata):
        raise ValueError("give at least two groups, the same ones in every stratum")
    observed, expected, variance = np.zeros(groups), np.zeros(groups), np.zeros((groups, groups))
    for stratum in strata:
        at_risk, events = aligned(stratum, way)
        parts = _sums(at_risk, events, weight)
        observed, expected, variance = observed + parts[0], expected + parts[1], variance + parts[2]
    return group_test(observed, expected, variance)


def aligned(tables: Sequence[CountTable], way: int) -> tuple[Numbers, Numbers]:
    """Numbers at risk and leaving in this way, (k, T), over the longest time of the groups."""
    if not all(1 <= way <= len(table.exits) for table in tables):
        raise ValueError(f"way {way} is not among the ways out of every group")
    last = max(table.time.size for table in tables)
    at_risk, events = np.zeros((len(tables), last)), np.zeros((len(tables), last))
    for row, table in enumerate(tables):
        at_risk[row, : table.time.size] = table.at_risk
        events[row, : table.time.size] = table.exits[way - 1]
    return at_risk, events


def group_test(observed: Numbers, expected: Numbers, variance: Numbers) -> GroupTest:
    """Chi-square of the differences, leaving out the directions in which nothing can vary."""
    difference = observed - expected
    values, directions = np.linalg.eigh(variance)
    known = values > values.max(initial=0.0) * 1e-10
    if not known.any():
        raise ValueError(
            "nobody left in this way while several groups were in view, so nothing can be compared"
        )
    statistic = float(((directions[:, known].T @ difference) ** 2 / values[known]).sum())
    freedom = int(known.sum())
    return GroupTest(statistic, freedom, float(stats.chi2.sf(statistic, freedom)), observed, expected)


def tie_correction(at_risk: Numbers, events: Numbers) -> Numbers:
    """(n - d) / (n - 1): how much less several exits in one period vary than one by one."""
    return np.where(at_risk > 1, (at_risk - events) / np.maximum(at_risk - 1, 1e-300), 0.0)


def _sums(at_risk: Numbers, events: Numbers, weight: Weight) -> tuple[Numbers, Numbers, Numbers]:
    everybody, leaving = at_risk.sum(axis=0), events.sum(axis=0)
    chosen = leaving > 0
    at_risk, events, everybody, leaving = (
        at_risk[:, chosen],
        events[:, chosen],
        everybody[chosen],
        leaving[chosen],
    )
    weights = np.ones(leaving.size)
    if weight == "survival":
        weights = np.concatenate(([1.0], np.cumprod(1 - leaving / everybody)))[: leaving.size]
    share = at_risk / everybody
    spread = weights**2 * leaving * tie_correction(everybody, leaving)
    variance = np.diag(share @ spread) - (share * spread) @ share.T
    return events @ weights, share @ (weights * leaving), variance
