"""The benchmark: per municipality, who left benefit for work within a time, beside what was to be expected.

One grouped query gives the counts; Aalen-Johansen makes the share, with other ways out competing; what is expected is
everybody's chance in each period applied to who was still there. Municipalities stand in the order of their names:
there is no rank. It is made only of at least three municipalities and ten caseworkers, the largest at most half of the
clients (reliability document, 3.3).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from leerlus.command.national.engines import Engine
from leerlus.command.national.exports import WAYS_OUT, Refused, check
from leerlus.outcomes.rules.grouped import GroupedCount
from leerlus.outcomes.rules.units import LAST_SEEN, TO_WORK, expected_of
from leerlus.statistics.competing import cumulative_incidence
from leerlus.statistics.count_tables import from_counts
from leerlus.statistics.funnel import funnel

LEAST_MUNICIPALITIES, LEAST_CASEWORKERS, LARGEST = 3, 10, 0.5
Counts = NDArray[np.int64]
Limits = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """Clients (rounded), and the share to work of 0 to 1 with its 95 % interval."""

    name: str
    clients: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Beside:
    """Clients who went to work, how many that would be with everybody's chances, and the limits of chance around 1.

    narrow, wide: within these the ratio of the two falls by chance in 95 and 99.8 % of municipalities.
    """

    to_work: float
    expected: float
    narrow: Limits
    wide: Limits


@dataclass(frozen=True, slots=True)
class Benchmark:
    """Municipalities in order of name, what stands beside each, and all together."""

    within_months: int
    lines: tuple[Line, ...]
    beside: tuple[Beside, ...]
    together: Line


def benchmark(engine: Engine, table: str, within_months: int) -> Benchmark:
    """Check what was sent and make the benchmark. Raises Refused, also when together it may not be told."""
    months = check(engine, table)
    if within_months % months:
        raise Refused(f"periods are {months} months long; ask for a multiple of that")
    names, counts = counts_of(engine.rows(counts_by_municipality(table).statement))
    sizes = GroupedCount(table, ("municipality", "caseworkers")).statement
    most: dict[str, int] = {}
    for name, caseworkers, _ in engine.rows(sizes):
        most[name] = max(most.get(name, 0), int(caseworkers))
    _may_be_told(counts.sum(axis=(1, 2)), sum(most.values()))
    return benchmark_of(names, counts, within_months, within_months // months)


def benchmark_of(names: Sequence[str], counts: Counts, within_months: int, period: int) -> Benchmark:
    """From counts (municipalities, WAYS_OUT, periods). Raises Refused when somebody was not followed that long."""
    for name, own in zip(names, counts, strict=True):
        if not 1 <= period <= np.flatnonzero(own.sum(axis=0)).max(initial=-1) + 1:
            raise Refused(f"{name}: not followed for that long")
    # Whoever left after that time was last seen in the period after it: the shares until then are the same.
    until = np.zeros((len(names), WAYS_OUT, period + 1), np.int64)
    until[..., :period] = counts[..., :period]
    until[:, LAST_SEEN, period] = counts[..., period:].sum(axis=(1, 2))
    expected = expected_of(until, period)
    limits = funnel(expected.observed, expected.expected)
    return Benchmark(
        within_months,
        tuple(_line(name, own, period) for name, own in zip(names, until, strict=True)),
        tuple(
            Beside(float(went), float(wanted), tuple(narrow), tuple(wide))
            for went, wanted, narrow, wide in zip(
                expected.observed,
                expected.expected,
                limits.narrow.T.tolist(),
                limits.wide.T.tolist(),
                strict=True,
            )
        ),
        _line("", until.sum(axis=0), period),
    )


def counts_by_municipality(table: str) -> GroupedCount:
    """The one grouped query of the benchmark."""
    return GroupedCount(table, ("municipality", "period", "way_out"), number="clients")


def counts_of(rows: Sequence[tuple[Any, ...]]) -> tuple[tuple[str, ...], Counts]:
    """Rows of (municipality, period, way out, number) as names in order, and counts (names, WAYS_OUT, periods)."""
    names, *columns = zip(*rows, strict=True)
    known = tuple(sorted(set(names)))
    places = {name: at for at, name in enumerate(known)}
    place = np.fromiter(map(places.__getitem__, names), np.int64, len(rows))
    period, way_out, number = (np.fromiter(column, np.int64, len(rows)) for column in columns)
    counts = np.zeros((len(known), WAYS_OUT, int(period.max())), np.int64)
    cells = np.ravel_multi_index((place, way_out, period - 1), counts.shape)
    np.add.at(counts.reshape(-1), cells, number)
    return known, counts


def _line(name: str, counts: Counts, period: int) -> Line:
    share, low, high = cumulative_incidence(from_counts(counts)).at(TO_WORK, period)
    return Line(name, int(counts.sum()), share, low, high)


def _may_be_told(clients: Counts, caseworkers: int) -> None:
    if len(clients) < LEAST_MUNICIPALITIES or caseworkers < LEAST_CASEWORKERS:
        raise Refused(
            f"a benchmark needs at least {LEAST_MUNICIPALITIES} municipalities and {LEAST_CASEWORKERS} caseworkers"
        )
    if clients.max() > LARGEST * clients.sum():
        raise Refused("one municipality stands for more than half of all clients")
