"""A measure over time within limits of chance: XmR, c, p and u charts, and Laney's for very large numbers.

Limits come from a baseline: the first values (`freeze`), or all since the last rebase. A rebase starts anew at a place,
and needs a reason in words: limits that move along with the data show nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from leerlus.statistics.intervals import Numbers

XMR: Final = 2.66
"""Three standard deviations in mean moving ranges (Wheeler 2000): 3 / 1.128."""
LARGE_RANGE: Final = 3.267
"""A moving range beyond this many times the mean is itself out of control (Wheeler 2000)."""
_RANGE_OF_TWO: Final = 1.128


@dataclass(frozen=True, slots=True)
class Rebase:
    """Limits begin anew at this place (from 0), because of something that happened."""

    place: int
    reason: str


@dataclass(frozen=True, slots=True)
class Signal:
    """More than chance at this place (from 0), by which rule, from which source."""

    place: int
    rule: str
    source: str


@dataclass(frozen=True, slots=True)
class ControlChart:
    """values, centre, low, high: (n,), oldest first. signals: in order of place. rebases: as given."""

    values: Numbers
    centre: Numbers
    low: Numbers
    high: Numbers
    signals: tuple[Signal, ...]
    rebases: tuple[Rebase, ...]

    @property
    def outside(self) -> tuple[int, ...]:
        """Places beyond the limits."""
        return tuple(
            int(place) for place in np.flatnonzero((self.values > self.high) | (self.values < self.low))
        )


def xmr_chart(
    values: ArrayLike, *, freeze: int | None = None, rebases: Sequence[Rebase] = (), screened: bool = True
) -> ControlChart:
    """Single values (n,) of any measure. With `screened`, moving ranges beyond LARGE_RANGE are left out once.

    Raises ValueError for gaps, fewer than two values in a baseline, or a rebase without a reason.
    """
    series = _series(values)
    centre, reach = np.empty(series.size), np.empty(series.size)
    for part, baseline in _parts(series.size, freeze, rebases):
        base = series[baseline]
        ranges = np.abs(np.diff(base))
        if screened and ranges.any():
            ranges = ranges[ranges < LARGE_RANGE * ranges.mean()]
        centre[part], reach[part] = base.mean(), XMR * ranges.mean()
    return _chart(series, centre, centre - reach, centre + reach, rebases)


def c_chart(counts: ArrayLike, *, freeze: int | None = None, rebases: Sequence[Rebase] = ()) -> ControlChart:
    """Counts (n,) of events when the chance to have them stays about the same. Raises as `xmr_chart`."""
    return u_chart(counts, np.ones(len(_series(counts))), freeze=freeze, rebases=rebases)


def u_chart(
    counts: ArrayLike,
    exposure: ArrayLike,
    *,
    freeze: int | None = None,
    rebases: Sequence[Rebase] = (),
    laney: bool = False,
) -> ControlChart:
    """Counts (n,) over an exposure (n,) above 0, such as client months. `laney`: limits that allow for more
    than Poisson.

    Raises ValueError as `xmr_chart`, and for an exposure that is not above 0.
    """
    number, size = _series(counts), _sizes(exposure)
    return _rates(number, size, lambda mean: mean, freeze, rebases, laney=laney, highest=np.inf)


def p_chart(
    events: ArrayLike,
    people: ArrayLike,
    *,
    freeze: int | None = None,
    rebases: Sequence[Rebase] = (),
    laney: bool = False,
) -> ControlChart:
    """Shares: events (n,) among people (n,). With very many people binomial limits are too narrow: use `laney` (2002).

    Raises ValueError as `u_chart`, and for more events than people.
    """
    number, size = _series(events), _sizes(people)
    if number.shape == size.shape and (number > size).any():
        raise ValueError("there are more events than people in some period")
    return _rates(number, size, lambda mean: mean * (1 - mean), freeze, rebases, laney=laney, highest=1.0)


def _rates(
    number: Numbers,
    size: Numbers,
    variance: Callable[[float], float],
    freeze: int | None,
    rebases: Sequence[Rebase],
    *,
    laney: bool,
    highest: float,
) -> ControlChart:
    if number.shape != size.shape or (number < 0).any():
        raise ValueError("give a count of at least 0 and its size for every period")
    rate = number / size
    centre, reach = np.empty(rate.size), np.empty(rate.size)
    for part, baseline in _parts(rate.size, freeze, rebases):
        mean = float(number[baseline].sum() / size[baseline].sum())
        error = np.sqrt(variance(mean) / size)
        wider = 1.0
        if laney:
            scores = (rate[baseline] - mean) / error[baseline]
            wider = float(np.abs(np.diff(scores)).mean()) / _RANGE_OF_TWO
        centre[part], reach[part] = mean, 3 * error[part] * wider
    low, high = np.maximum(centre - reach, 0.0), np.minimum(centre + reach, highest)
    return _chart(rate, centre, low, high, rebases)


def _parts(size: int, freeze: int | None, rebases: Sequence[Rebase]) -> list[tuple[slice, slice]]:
    """For each stretch between rebases: its places, and the places its limits come from."""
    for rebase in rebases:
        if not rebase.reason.strip():
            raise ValueError("limits begin anew only with a reason in words")
        if not 0 < rebase.place < size:
            raise ValueError(
                f"a rebase lies after the first and up to the last value; {rebase.place} does not"
            )
    cuts = [0, *sorted(rebase.place for rebase in rebases), size]
    parts = [(slice(start, end), slice(start, end)) for start, end in pairwise(cuts)]
    if freeze is not None:
        parts[0] = parts[0][0], slice(0, min(freeze, cuts[1]))
    if any(baseline.stop - baseline.start < 2 for _, baseline in parts):
        raise ValueError("limits need at least two values to come from")
    return parts


def _chart(
    values: Numbers, centre: Numbers, low: Numbers, high: Numbers, rebases: Sequence[Rebase]
) -> ControlChart:
    signals = [
        *(
            _signal(place, "beyond a limit", "Shewhart 1931")
            for place in np.flatnonzero((values > high) | (values < low)).tolist()
        ),
        *(
            _signal(place, "eight in a row on one side", "Western Electric 1956")
            for place in _runs(values - centre, 8)
        ),
        *(_signal(place, "six in a row rising or falling", "Nelson 1984") for place in _rising(values, 6)),
        *(
            _signal(place, "two of three in the outer third", "Western Electric 1956")
            for place in _outer(values, centre, low, high)
        ),
    ]
    return ControlChart(
        values, centre, low, high, tuple(sorted(signals, key=lambda signal: signal.place)), tuple(rebases)
    )


def _signal(place: int, rule: str, source: str) -> Signal:
    return Signal(int(place), rule, source)


def _runs(differences: Numbers, length: int) -> list[int]:
    """Where a value is the last of so many in a row on one side."""
    sides = np.sign(differences)
    return [
        end
        for end in range(length - 1, sides.size)
        if sides[end] and (sides[end - length + 1 : end + 1] == sides[end]).all()
    ]


def _rising(values: Numbers, length: int) -> list[int]:
    """Where a value is the last of so many that all rise or all fall."""
    return [end + 1 for end in _runs(np.diff(values), length - 1)]


def _outer(values: Numbers, centre: Numbers, low: Numbers, high: Numbers) -> list[int]:
    """Where, with the two before it, two of three lie beyond two thirds of the way to the same limit."""
    found = []
    for limit, beyond in ((high, np.greater), (low, np.less)):
        outer = beyond(values, centre + (limit - centre) * 2 / 3) & (limit != centre)
        found += [end for end in range(2, values.size) if outer[end] and outer[end - 2 : end + 1].sum() >= 2]
    return found


def _series(values: ArrayLike) -> Numbers:
    series = np.asarray(values, dtype=np.float64)
    if series.ndim != 1 or series.size < 2 or not np.isfinite(series).all():
        raise ValueError("a control chart takes at least two values, without gaps")
    return series


def _sizes(values: ArrayLike) -> Numbers:
    sizes = _series(values)
    if (sizes <= 0).any():
        raise ValueError("in every period somebody must have been in view: sizes are above 0")
    return sizes
