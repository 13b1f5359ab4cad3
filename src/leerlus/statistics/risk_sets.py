"""Who could have left at each moment, ready for Cox regression: rows or count tables, in whole periods.

A moment is a pair of stratum and period. Because time is whole, sums over everybody at risk are a `bincount` and a
reversed `cumsum`, without sorting. Somebody who came into view late is a second row that is counted off: of the risk
sets up to and including the period of entry, with the same covariates and a weight below 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from leerlus.statistics.count_tables import CountTable, count_table
from leerlus.statistics.intervals import Numbers

Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class RiskSets:
    """n rows with p covariates over M moments, sorted by stratum and then by period.

    columns: (p, n), each covariate minus its mean. weights: (n,), how many each row stands for, below 0 for a late
    entry. places: (n,), twice the moment at which a row leaves, plus 1 if by the event. source: (n,), the number of the
    row as it was given. observed: (p,), columns summed over those with the event. Per moment, (M,): time, the period;
    events, how many; first and last, the ends of its stratum.
    """

    columns: Numbers
    weights: Numbers
    places: Whole
    source: Whole
    observed: Numbers
    time: Whole
    events: Whole
    first: Whole
    last: Whole

    def sums(self, values: Numbers) -> tuple[Numbers, Numbers]:
        """Sums per moment (M,) of values (n,): over everybody at risk, and over those with the event."""
        sums = np.bincount(self.places, weights=values, minlength=2 * len(self.time)).reshape(-1, 2)
        leaving: Numbers = sums[:, 1].astype(np.float64)
        return self.from_here_on(sums.sum(axis=1)), leaving

    def from_here_on(self, values: Numbers) -> Numbers:
        """Values (M,) summed over this moment and all later ones of its stratum."""
        total = np.append(np.cumsum(values[::-1])[::-1], 0.0)
        later: Numbers = total[:-1] - total[self.last + 1]
        return later

    def up_to_here(self, values: Numbers) -> Numbers:
        """Values (..., M) summed over this moment and all earlier ones of its stratum."""
        total = np.cumsum(values, axis=-1)
        before = np.concatenate((np.zeros((*values.shape[:-1], 1)), total), axis=-1)
        earlier: Numbers = total - before[..., self.first]
        return earlier


def risk_sets(
    duration: ArrayLike,
    event: ArrayLike,
    covariates: ArrayLike,
    *,
    entry: ArrayLike | None = None,
    strata: ArrayLike | None = None,
    weights: ArrayLike | None = None,
) -> RiskSets:
    """From rows: duration (n,) in whole periods from 1, event (n,) of 0 and 1, covariates (n, p).

    `entry` (n,): periods that had passed when somebody came into view, as in `count_table`. `strata` (n,): labels; risk
    sets are formed within a stratum only. `weights` (n,): whole numbers, how many people a row stands for.
    Raises ValueError for impossible lengths, gaps, fractional weights, or lists of different length.
    """
    # Refuses impossible and fractional lengths, in the same words everywhere.
    count_table(duration, event, ways=1, entry=entry)
    times = np.asarray(duration).astype(np.int64)
    left = np.asarray(event).astype(np.int64)
    columns = np.ascontiguousarray(np.asarray(covariates, dtype=np.float64).T)
    rows = len(times)
    if columns.ndim != 2 or columns.shape[1] != rows:
        raise ValueError(f"covariates must be one row per duration, ({rows}, p), not {columns.T.shape}")
    if not np.isfinite(columns).all():
        raise ValueError("covariates must be numbers without gaps; leave incomplete rows out first")
    counts = np.ones(rows) if weights is None else _whole_weights(weights, rows)
    stratum = np.zeros(rows, dtype=np.int64) if strata is None else _places_of(strata, rows)
    source = np.arange(rows)
    if entry is not None:
        entries = np.asarray(entry).astype(np.int64)
        late = np.flatnonzero(entries)
        source = np.concatenate((source, late))
        times = np.concatenate((times, entries[late]))
        left = np.concatenate((left, np.zeros(len(late), dtype=np.int64)))
        counts = np.concatenate((counts, -counts[late]))
        columns, stratum = columns[:, source], stratum[source]
    return _arranged(times, left, columns, counts, stratum, source)


def risk_sets_from_tables(
    tables: Sequence[CountTable],
    patterns: ArrayLike,
    *,
    ways: tuple[int, ...] = (1,),
    strata: ArrayLike | None = None,
) -> RiskSets:
    """From G count tables, each of people who share the covariates of a row of `patterns` (G, p).

    `ways` are the ways out that are the event, from 1; leaving in another way counts as censored. `strata` (G,).
    Raises ValueError for a way out that a table does not have, or patterns that do not fit the tables.
    """
    parts = [_cells(table, ways) for table in tables]
    if not all(len(part) for part in parts):
        raise ValueError("a count table counts nobody; leave it out")
    shared = np.asarray(patterns, dtype=np.float64)
    if not parts or shared.ndim != 2 or len(shared) != len(parts):
        raise ValueError("give one row of covariates per count table, and at least one table")
    source = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    times, left, counts = np.concatenate(parts).T
    labels = np.zeros(len(parts), dtype=np.int64) if strata is None else _places_of(strata, len(parts))
    columns = np.ascontiguousarray(shared.T[:, source])
    return _arranged(times, left, columns, counts.astype(np.float64), labels[source], source)


def _arranged(
    times: Whole, left: Whole, columns: Numbers, weights: Numbers, stratum: Whole, source: Whole
) -> RiskSets:
    span = int(times.max(initial=0)) + 1
    codes = stratum * span + times
    used = np.zeros(int(codes.max(initial=0)) + 1, dtype=np.bool_)
    used[codes] = True
    moments = np.flatnonzero(used)
    places = 2 * (np.cumsum(used) - 1)[codes] + left
    events = np.bincount(places, weights=weights, minlength=2 * len(moments)).reshape(-1, 2)[:, 1]
    if not events.any():
        raise ValueError("nobody has the event, so there is nothing to explain")
    starts = np.flatnonzero(np.diff(moments // span, prepend=-1))
    lengths = np.diff(starts, append=len(moments))
    # Sums around the mean keep their digits, whatever the unit of a covariate is.
    columns -= np.average(columns, axis=1, weights=np.abs(weights))[:, None]
    return RiskSets(
        columns=columns,
        weights=weights,
        places=places,
        source=source,
        observed=columns @ (weights * left),
        time=moments % span,
        events=np.rint(events).astype(np.int64),
        first=np.repeat(starts, lengths),
        last=np.repeat(starts + lengths - 1, lengths),
    )


def _cells(table: CountTable, ways: tuple[int, ...]) -> Whole:
    """Rows of (period, event or not, count); late entries have counts below 0."""
    if not ways or min(ways) < 1 or max(ways) > len(table.exits):
        raise ValueError(f"ways out are numbered 1 to {len(table.exits)}")
    events = table.exits[[way - 1 for way in ways]].sum(axis=0)
    leaving = table.exits.sum(axis=0) + table.censored
    late = np.append(table.at_risk[1:], 0)[: len(leaving)] - (table.at_risk - leaving)
    periods, none = table.time, np.zeros_like(table.time)
    cells = np.concatenate(
        [
            np.column_stack((periods, none + 1, events)),
            np.column_stack((periods, none, leaving - events)),
            np.column_stack((periods, none, -late)),
        ]
    )
    filled: Whole = cells[cells[:, 2] != 0]
    return filled


def _whole_weights(weights: ArrayLike, rows: int) -> Numbers:
    counts = np.asarray(weights, dtype=np.float64)
    if counts.shape != (rows,) or np.any(counts < 0) or not np.array_equal(counts, np.rint(counts)):
        raise ValueError(
            "weights must be one whole number of at least 0 per row: how many people it stands for"
        )
    return counts


def _places_of(labels: ArrayLike, rows: int) -> Whole:
    found = np.asarray(labels)
    if found.shape != (rows,):
        raise ValueError("strata must be one label per row")
    places: Whole = np.unique(found, return_inverse=True)[1]
    return places
