"""Kaplan-Meier for thousands of groups at once, such as every caseworker of a country, without a table for each."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from leerlus.statistics.count_tables import CountTable, from_counts, greatest, whole_numbers
from leerlus.statistics.intervals import Numbers

Keys = NDArray[np.unsignedinteger[Any]]

_GROUPS_AT_ONCE: Final = 512
_ROWS_AT_ONCE: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class GroupedCurves:
    """Curves of G groups below each other; rows of group g are starts[g] to starts[g + 1].

    time: whole periods in which somebody of the group was last seen or left, rising within a group. at_risk, events:
    numbers then. survival: the share not left yet after it.
    """

    starts: NDArray[np.int64]
    time: NDArray[np.int64]
    at_risk: NDArray[np.int64]
    events: NDArray[np.int64]
    survival: Numbers

    @property
    def standard_error(self) -> Numbers:
        """Greenwood's, per row; nan where everybody has left."""
        unit = np.repeat(np.arange(self.starts.size - 1), np.diff(self.starts))
        staying = self.at_risk - self.events
        parts = self.events / (self.at_risk * np.maximum(staying, 1))
        spread = np.sqrt(np.maximum(_within(parts, self.starts, unit), 0.0))
        return np.where(staying == 0, np.nan, self.survival * spread)

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
    """From sorted keys (group · span + period) · 2 + left, some groups at a time so that they stay in the cache."""
    bounds = np.arange(0, groups + _GROUPS_AT_ONCE, _GROUPS_AT_ONCE)
    cuts = np.searchsorted(keys, np.minimum(bounds, groups).astype(keys.dtype) * keys.dtype.type(2 * span))
    whole = np.empty((3, keys.size), dtype=np.int64)
    survival = np.empty(keys.size)
    sizes, row = [np.zeros(1, dtype=np.int64)], 0
    for first_group, start, end in zip(bounds, cuts[:-1], cuts[1:], strict=False):
        part = (keys[start:end] - keys.dtype.type(2 * span * first_group)).astype(np.int64)
        own = _some_curves(part, span, min(_GROUPS_AT_ONCE, groups - int(first_group)))
        rows = slice(row, row + own.time.size)
        whole[:, rows] = own.time, own.at_risk, own.events
        survival[rows] = own.survival
        sizes.append(own.starts[1:] + row)
        row += own.time.size
    time, at_risk, events = whole[:, :row]
    return GroupedCurves(np.concatenate(sizes), time, at_risk, events, survival[:row])


def _some_curves(keys: NDArray[np.int64], span: int, groups: int) -> GroupedCurves:
    places = keys >> 1
    first = np.flatnonzero(np.concatenate(([True], places[1:] != places[:-1]))[: keys.size])
    rows = places[first]
    unit = rows // span
    time = rows - unit * span
    seen = np.concatenate(([0], np.cumsum(keys & 1)))
    ends = np.append(first[1:], keys.size)
    events = seen[ends] - seen[first]
    starts = np.searchsorted(unit, np.arange(groups + 1))
    at_risk = np.append(first, keys.size)[starts[1:]][unit] - first
    staying = at_risk - events
    everybody_left = staying == 0
    known = np.maximum(staying, 1)
    survival = np.exp(_within(np.log(np.where(everybody_left, at_risk, known) / at_risk), starts, unit))
    return GroupedCurves(
        starts=starts,
        time=time,
        at_risk=at_risk,
        events=events,
        survival=np.where(everybody_left, 0.0, survival),
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
    lengths, outs = whole_numbers(duration, "duration"), whole_numbers(way_out, "way_out")
    units = whole_numbers(group, "group")
    if not lengths.shape == outs.shape == units.shape:
        raise ValueError("duration, way_out and group must be three lists of the same length")
    if greatest(outs, "a way out") > ways or greatest(units, "a group") >= groups:
        raise ValueError(f"a way out is at most {ways}, and a group at most {groups - 1}")
    last = greatest(lengths, "a duration")
    cells = groups * (ways + 1) * (last + 1)
    counts, room = np.zeros(cells, dtype=np.int64), np.empty(min(_ROWS_AT_ONCE, lengths.size), dtype=np.int64)
    for start in range(0, lengths.size, _ROWS_AT_ONCE):
        rows = slice(start, start + _ROWS_AT_ONCE)
        place = np.multiply(units[rows], np.int64(ways + 1), out=room[: units[rows].size])
        place += outs[rows]
        place *= last + 1
        place += lengths[rows]
        counts += np.bincount(place, minlength=cells)
    tables = counts.reshape(groups, ways + 1, last + 1)
    if tables[:, :, 0].any():
        raise ValueError("a duration is at least 1 period; the shortest here is 0")
    return [from_counts(one[:, 1:]) for one in tables]


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
