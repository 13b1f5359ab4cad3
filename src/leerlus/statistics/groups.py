"""Kaplan-Meier for thousands of groups at once, such as every caseworker of a country, without a table for each."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from leerlus.statistics.count_tables import CountTable, from_counts
from leerlus.statistics.intervals import Numbers

Keys = NDArray[np.unsignedinteger[Any]]


@dataclass(frozen=True, slots=True)
class GroupedCurves:
    """Curves of G groups below each other; rows of group g are starts[g] to starts[g + 1].

    time: whole periods in which somebody of the group was last seen or left, rising within a group. at_risk, events:
    numbers then. survival: the share not left yet after it. standard_error: Greenwood's, nan where everybody has left.
    """

    starts: NDArray[np.int64]
    time: NDArray[np.int64]
    at_risk: NDArray[np.int64]
    events: NDArray[np.int64]
    survival: Numbers
    standard_error: Numbers

    def at(self, period: int) -> Numbers:
        """The share not left after a period, per group (G,): 1 before its first row, flat after its last."""
        groups = self.starts.size - 1
        seen = np.bincount(
            np.repeat(np.arange(groups), np.diff(self.starts))[self.time <= period], minlength=groups
        )
        place = self.starts[:-1] + seen - 1
        return np.where(seen > 0, self.survival[np.maximum(place, 0)] if self.time.size else 1.0, 1.0)


def kaplan_meier_by_group(
    duration: ArrayLike, left: ArrayLike, group: ArrayLike, groups: int
) -> GroupedCurves:
    """A curve for each of `groups` groups, numbered from 0, by sorting one number per row.

    duration (n,): whole periods, at least 1. left (n,): 0 last seen, anything else left this way. group (n,): 0 to
    groups - 1. Raises ValueError for lists of different length, a duration below 1, or a group that does not exist.
    """
    lengths, units = np.asarray(duration), np.asarray(group)
    events = np.asarray(left) != 0
    if not lengths.shape == units.shape == events.shape or lengths.ndim != 1:
        raise ValueError("duration, left and group must be three lists of the same length")
    if lengths.dtype.kind not in "iu" or units.dtype.kind not in "iu":
        raise ValueError("duration and group must be whole numbers")
    if lengths.size and (lengths.min() < 1 or units.min() < 0 or units.max() >= groups):
        raise ValueError(f"a duration is at least 1, and a group is a number from 0 to {groups - 1}")
    span = int(lengths.max()) + 1 if lengths.size else 1
    smallest = np.uint32 if groups * span * 2 < 2**32 else np.uint64
    keys: Keys = units.astype(smallest)
    keys *= smallest(span)
    keys += lengths.astype(smallest)
    keys *= smallest(2)
    keys += events
    keys.sort()
    return _curves(keys, span, groups)


def _curves(keys: Keys, span: int, groups: int) -> GroupedCurves:
    """From sorted keys (group · span + period) · 2 + left."""
    places = keys >> 1
    first = (
        np.flatnonzero(np.concatenate(([True], places[1:] != places[:-1]))) if keys.size else np.zeros(0, int)
    )
    rows = places[first].astype(np.int64)
    unit = rows // span
    seen = np.concatenate(([0], np.cumsum(keys & 1, dtype=np.int64)))
    ends = np.append(first[1:], keys.size)
    events = seen[ends] - seen[first]
    starts = np.searchsorted(unit, np.arange(groups + 1))
    last_row = np.append(first, keys.size)[starts[1:]]
    at_risk = last_row[unit] - first
    staying = at_risk - events
    everybody_left = staying == 0
    logs = np.log1p(np.where(everybody_left, 0.0, -events / at_risk))
    parts = events / (at_risk * np.maximum(staying, 1))
    survival = np.exp(_within(logs, starts, unit))
    error = survival * np.sqrt(np.maximum(_within(parts, starts, unit), 0.0))
    return GroupedCurves(
        starts=starts.astype(np.int64),
        time=rows % span,
        at_risk=at_risk,
        events=events,
        survival=np.where(everybody_left, 0.0, survival),
        standard_error=np.where(everybody_left, np.nan, error),
    )


def _within(values: Numbers, starts: NDArray[np.int64], unit: NDArray[np.int64]) -> Numbers:
    """Running sums that begin anew in each group."""
    running = np.cumsum(values)
    before = np.concatenate(([0.0], running))[starts[:-1]]
    return running - before[unit]


def tables_by_group(
    duration: ArrayLike, way_out: ArrayLike, ways: int, group: ArrayLike, groups: int
) -> list[CountTable]:
    """A count table for each of a few groups, numbered from 0, from one pass over rows seen from the start.

    Arguments as for `count_tables.count_table` and `kaplan_meier_by_group`. Raises ValueError as those do.
    """
    lengths, outs, units = np.asarray(duration), np.asarray(way_out), np.asarray(group)
    if not lengths.shape == outs.shape == units.shape or lengths.ndim != 1:
        raise ValueError("duration, way_out and group must be three lists of the same length")
    if any(column.dtype.kind not in "iu" for column in (lengths, outs, units)):
        raise ValueError("duration, way_out and group must be whole numbers")
    if lengths.size and (lengths.min() < 1 or min(outs.min(), units.min()) < 0):
        raise ValueError("a duration is at least 1, and a way out and a group at least 0")
    if lengths.size and (outs.max() > ways or units.max() >= groups):
        raise ValueError(f"a way out is at most {ways}, and a group at most {groups - 1}")
    last = int(lengths.max()) if lengths.size else 0
    place = np.multiply(units, ways + 1, dtype=np.int64)
    place += outs
    place *= last + 1
    place += lengths
    counts = np.bincount(place, minlength=groups * (ways + 1) * (last + 1))
    return [from_counts(one[:, 1:]) for one in counts.reshape(groups, ways + 1, last + 1)]


def merged(*tables: CountTable) -> CountTable:
    """One table of several: the same as counting all their rows at once.

    Raises ValueError for tables with other ways out, or none.
    """
    if not tables or len({len(table.exits) for table in tables}) != 1:
        raise ValueError("give at least one table, all with the same ways out")
    last = max(table.time.size for table in tables)
    counts = np.zeros((len(tables[0].exits) + 1, last), dtype=np.int64)
    late = np.zeros(last, dtype=np.int64)
    for table in tables:
        size = table.time.size
        counts[0, :size] += table.censored
        counts[1:, :size] += table.exits
        late[:size] += _late(table)
    return from_counts(counts, late if late.any() else None)


def _late(table: CountTable) -> NDArray[np.int64]:
    """How many came into view after each period: those at risk in the next who were not there before."""
    leaving = table.exits.sum(axis=0) + table.censored
    late: NDArray[np.int64] = np.append(table.at_risk[1:], 0) - (table.at_risk - leaving)
    return late
