"""Whether groups differ in the chance of one way out, when there are others: Gray's test (1988), from count tables."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from leerlus.statistics.count_tables import CountTable
from leerlus.statistics.intervals import Numbers
from leerlus.statistics.logrank import GroupTest, aligned, group_test, tie_correction

_NOBODY: Final = 1e-300
_ROUNDING: Final = 1e-12


def gray(tables: Sequence[CountTable], way: int = 1) -> GroupTest:
    """Compare the cumulative incidence of one way out (from 1) over groups, a table each.

    Like the log-rank test, but whoever left in another way stays among those at risk, as far as they would still have
    been in view. The variance follows from the martingales of both ways out; exits in the same period are corrected
    as in the log-rank test, to which it is equal when there is no other way out.
    Raises ValueError for fewer than two groups, a way out that is not there, or when nobody left this way.
    """
    if len(tables) < 2:
        raise ValueError("give at least two groups")
    course = _course(tables, way)
    counted, leaving = course.at_risk * course.weight, course.events.sum(axis=0)
    everybody = counted.sum(axis=0)
    share = counted / np.maximum(everybody, _NOBODY)
    variance = sum(
        (_group_variance(course, group, share, everybody) for group in range(len(tables))),
        start=np.zeros((len(tables), len(tables))),
    )
    return group_test(course.events.sum(axis=1), share @ leaving, variance)


class _Course(NamedTuple):
    """What happened in each group (k, T): who was at risk, left this way and otherwise, and the shares that follow.

    weight: how much somebody at risk counts, so that who left otherwise still counts in proportion.
    """

    at_risk: Numbers
    events: Numbers
    others: Numbers
    not_this_way: Numbers
    still: Numbers
    still_before: Numbers
    weight: Numbers


def _course(tables: Sequence[CountTable], way: int) -> _Course:
    at_risk, events = aligned(tables, way)
    others = np.zeros_like(events)
    for row, table in enumerate(tables):
        others[row, : table.time.size] = table.exits.sum(axis=0) - table.exits[way - 1]
    safe = np.maximum(at_risk, 1.0)
    still = np.cumprod(1 - (events + others) / safe, axis=1, dtype=np.float64)
    still_before = _before(still)
    not_this_way: Numbers = 1 - np.cumsum(still_before * events / safe, axis=1)
    weight = np.where(at_risk > 0, _before(not_this_way) / np.maximum(still_before, _NOBODY), 0.0)
    return _Course(at_risk, events, others, not_this_way, still, still_before, weight)


def _group_variance(course: _Course, group: int, share: Numbers, everybody: Numbers) -> Numbers:
    """What one group adds to the variance of the scores (k, k).

    Somebody who leaves, this way or otherwise, changes the score at once, and later through the weights of the group.
    """
    at_risk, still, before = course.at_risk[group], course.still[group], course.still_before[group]
    leaving = course.events.sum(axis=0)
    pace = leaving / np.maximum(everybody, _NOBODY)
    own = np.eye(len(course.at_risk))[group][:, None] - share
    at_stake = own * (at_risk / np.maximum(before, _NOBODY)) * pace
    later = np.cumsum(at_stake[:, ::-1], axis=1)[:, ::-1] - at_stake
    # Where nobody stays, nothing follows later.
    stays = still > _ROUNDING
    lasting = np.where(stays, course.not_this_way[group] * before / np.where(stays, still, 1.0), 0.0)
    safe = np.maximum(at_risk, 1.0)
    this_way = own - later * np.where(stays, lasting - before, 0.0) / safe
    otherwise = later * lasting / safe
    expected = share[group] * leaving * tie_correction(everybody, leaving)
    variance: Numbers = (this_way * expected) @ this_way.T + (otherwise * course.others[group]) @ otherwise.T
    return variance


def _before(shares: Numbers) -> Numbers:
    return np.concatenate((np.ones((len(shares), 1)), shares[:, :-1]), axis=1)
