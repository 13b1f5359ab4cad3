"""A measure over time against its median: too long on one side, or too few crossings, is more than chance."""

from dataclasses import dataclass
from math import log2

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from leerlus.statistics.intervals import Numbers


@dataclass(frozen=True, slots=True)
class RunChart:
    """n values around a centre line, oldest first.

    useful: how many do not lie on the line. longest_run, crossings: how many in a row on one side, and how often the
    line is crossed. most_in_a_row, least_crossings: what chance allows (Anhøj & Olesen 2014). signal: more than chance.
    shift, trend: places (from 0) where a run of six or more on one side, or five or more all rising or falling, begins
    (Perla, Provost & Murray 2011), for who works with those rules.
    """

    values: Numbers
    centre: float
    useful: int
    longest_run: int
    crossings: int
    most_in_a_row: int
    least_crossings: int
    signal: bool
    shift: tuple[int, ...]
    trend: tuple[int, ...]


def run_chart(values: ArrayLike, centre: float | None = None) -> RunChart:
    """Judge a series (n,) by runs; the centre is the median unless given, for instance the one of an earlier period.

    Values on the line count for neither side. False alarms come in about 5 of 100 series of ten or more useful values.
    Raises ValueError for gaps or fewer than ten values.
    """
    series = np.asarray(values, dtype=np.float64)
    if series.ndim != 1 or series.size < 10 or not np.isfinite(series).all():
        raise ValueError("a run chart takes at least ten values, without gaps")
    line = float(np.median(series)) if centre is None else float(centre)
    useful = np.flatnonzero(series != line)
    sides = np.sign(series[useful] - line)
    starts = np.flatnonzero(np.diff(sides, prepend=0.0)) if useful.size else np.zeros(0, dtype=np.int64)
    lengths = np.diff(starts, append=useful.size)
    longest, crossings = int(lengths.max(initial=0)), max(len(starts) - 1, 0)
    most = round(log2(useful.size) + 3) if useful.size else 0
    least = int(stats.binom.ppf(0.05, useful.size - 1, 0.5)) if useful.size > 1 else 0
    return RunChart(
        values=series,
        centre=line,
        useful=int(useful.size),
        longest_run=longest,
        crossings=crossings,
        most_in_a_row=most,
        least_crossings=least,
        signal=longest > most or crossings < least,
        shift=tuple(int(useful[start]) for start, length in zip(starts, lengths, strict=True) if length >= 6),
        trend=_trends(series),
    )


def _trends(series: Numbers) -> tuple[int, ...]:
    """Where five or more values in a row rise or fall; a value equal to the one before does not count."""
    places = np.concatenate(([0], np.flatnonzero(np.diff(series)) + 1))
    steps = np.sign(np.diff(series[places]))
    starts = np.flatnonzero(np.diff(steps, prepend=0.0))
    lengths = np.diff(starts, append=steps.size)
    return tuple(int(places[start]) for start, length in zip(starts, lengths, strict=True) if length >= 4)
