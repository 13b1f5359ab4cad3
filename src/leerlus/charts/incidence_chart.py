"""The shares that have left in one way and in all other ways, as two rising step curves with their intervals."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from numpy.typing import NDArray

from leerlus.charts.share_grid import share_grid
from leerlus.charts.svg import Point, Svg, frame, path, stairs, text
from leerlus.statistics.intervals import Numbers

_NAME_HEIGHT: Final = 20.0
"""How far the names of two curves lie apart at least."""

_KINDS: Final = (("line", "name"), ("other", "other-name"))


@dataclass(frozen=True, slots=True)
class Rising:
    """One curve: its name, and per period the share (0 to 1) that has left this way, with limits."""

    name: str
    share: Numbers
    low: Numbers
    high: Numbers


@dataclass(frozen=True, slots=True)
class _Plot:
    width: float
    right: float
    bottom: float
    last: float
    left: float = 50.0
    top: float = 14.0

    def at(self, time: float, share: float) -> Point:
        return (
            self.left + (self.right - self.left) * time / self.last,
            self.bottom - (self.bottom - self.top) * share,
        )


def incidence_chart(
    time: NDArray[Any],
    curves: tuple[Rising, Rising],
    *,
    identifier: str,
    title: str,
    description: str,
    time_axis: str,
    ticks: Sequence[tuple[float, str]],
    narrow: bool = False,
) -> Svg:
    """Draw what was asked for and all other ways out. `ticks` are (time, label); `narrow` is for a phone.

    Raises ValueError for curves of nobody.
    """
    if not time.size:
        raise ValueError("curves of nobody cannot be drawn")
    width = 360.0 if narrow else 600.0
    plot = _Plot(width, width - 14, 230.0 if narrow else 272.0, float(time[-1]))
    body = share_grid(plot.at, plot.last)
    body += [_band(plot, time, curve) for curve in curves]
    ends = [plot.at(plot.last, float(curve.share[-1]))[1] for curve in curves]
    heights = _apart(ends, plot)
    for curve, height, (kind, name) in zip(curves, heights, _KINDS, strict=True):
        body.append(path(_steps(plot, time, curve.share), kind))
        body.append(text((plot.right - 4, height), curve.name, name, "end"))
    for moment, label in ticks:
        body.append(text((plot.at(moment, 0)[0], plot.bottom + 24), label, "tick"))
    body.append(text((plot.right, plot.bottom + 46), time_axis, "axis", "end"))
    return frame(identifier, width, plot.bottom + 56, title, description, body)


def _steps(plot: _Plot, time: NDArray[Any], shares: Numbers) -> list[Point]:
    levels = [(0.0, 0.0), *zip(time.tolist(), shares.tolist(), strict=True)]
    return stairs([plot.at(*level) for level in levels])


def _band(plot: _Plot, time: NDArray[Any], curve: Rising) -> str:
    upper, lower = _steps(plot, time, curve.high), _steps(plot, time, curve.low)
    return path([*upper, *reversed(lower)], "band", closed=True)


def _apart(ends: list[float], plot: _Plot) -> list[float]:
    """Where the names stand: above the end of their curve, the lower one below it when the two are close."""
    first, second = ends
    above = [max(end - 8, plot.top + 12) for end in ends]
    if abs(first - second) >= _NAME_HEIGHT:
        return above
    lower = 0 if first > second else 1
    above[lower] = min(ends[lower] + 20, plot.bottom - 4)
    above[1 - lower] = min(above[1 - lower], above[lower] - _NAME_HEIGHT)
    return above
