"""The share that has not left yet, as a step curve with its interval and the numbers still in view."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from leerlus.charts.share_grid import share_grid
from leerlus.charts.svg import Point, Svg, dot, frame, line, path, stairs, text
from leerlus.statistics.survival import SurvivalCurve

_LETTER: Final = 8.2
"""About how wide a letter of a direct label is, to see whether a label still fits beside its point."""
_BEYOND: Final = 1.03
"""The axis runs a little on, so that the last step and its band are seen."""


@dataclass(frozen=True, slots=True)
class SurvivalWords:
    """All words of the chart, already in the language of the reader. An empty word is not drawn."""

    title: str
    description: str
    line: str
    median: str
    time_axis: str
    at_risk: str


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where times and shares lie in the picture."""

    width: float
    left: float
    right: float
    top: float
    bottom: float
    last: float

    def at(self, time: float, share: float) -> Point:
        return (
            self.left + (self.right - self.left) * time / self.last,
            self.bottom - (self.bottom - self.top) * share,
        )


def survival_chart(
    curve: SurvivalCurve,
    words: SurvivalWords,
    *,
    identifier: str,
    ticks: Sequence[tuple[float, str, str]],
    narrow: bool = False,
) -> Svg:
    """Draw a curve. `ticks` are (time, label, number still in view); `narrow` is the drawing for a phone.

    A page puts both drawings in it, in `chart--wide` and `chart--narrow`; the style shows the one that fits. Raises
    ValueError for a curve of nobody: there is nothing to draw, and the page says so instead.
    """
    if not curve.time.size:
        raise ValueError("a curve of nobody cannot be drawn")
    plot = _plot(float(curve.time[-1]) * _BEYOND, narrow=narrow)
    body = [
        *share_grid(plot.at, plot.last),
        _band(plot, curve),
        path(_steps(plot, curve, curve.survival), "line"),
    ]
    body += _censored(plot, curve)
    body += _median(plot, curve, words.median)
    if not narrow:
        end = plot.at(plot.last, float(curve.survival[-1]))
        body.append(text((end[0] + 8, min(end[1] + 5, plot.bottom - 6)), words.line, "name", "start"))
    body += _axis(plot, words, ticks, narrow=narrow)
    height = plot.bottom + (96 if narrow else 64)
    return frame(identifier, plot.width, height, words.title, words.description, body)


def _plot(last: float, *, narrow: bool) -> _Plot:
    width = 360.0 if narrow else 600.0
    return _Plot(
        width=width,
        left=50,
        right=width - (14 if narrow else 116),
        top=14,
        bottom=230 if narrow else 272,
        last=last,
    )


def _steps(plot: _Plot, curve: SurvivalCurve, shares: NDArray[np.float64]) -> list[Point]:
    levels = [(0.0, 1.0), *zip(curve.time.tolist(), shares.tolist(), strict=True)]
    return stairs([plot.at(*level) for level in [*levels, (plot.last, levels[-1][1])]])


def _band(plot: _Plot, curve: SurvivalCurve) -> str:
    upper, lower = _steps(plot, curve, curve.high), _steps(plot, curve, curve.low)
    return path([*upper, *reversed(lower)], "band", closed=True)


def _censored(plot: _Plot, curve: SurvivalCurve) -> list[str]:
    """A small tick on the line where somebody was last seen without leaving this way."""
    points = zip(curve.time.tolist(), curve.survival.tolist(), curve.censored.tolist(), strict=True)
    places = [plot.at(time, share) for time, share, unseen in points if unseen]
    return [line((x, y - 4), (x, y + 4), "censored") for x, y in places]


def _median(plot: _Plot, curve: SurvivalCurve, words: str) -> list[str]:
    """Where half has left; its label above the curve to the right, or below it to the left when that has more room."""
    half = curve.median.estimate
    if half is None:
        return []
    point = plot.at(half, 0.5)
    start = min(point[0] + 10, plot.width - _LETTER * len(words))
    to_the_right = start >= point[0]
    label = (start, point[1] - 10) if to_the_right else (point[0] - 10, point[1] + 22)
    return [
        line(point, plot.at(half, 0), "median"),
        dot(point, 5, "median-point"),
        text(label, words, "median-name", "start" if to_the_right else "end"),
    ]


def _axis(
    plot: _Plot, words: SurvivalWords, ticks: Sequence[tuple[float, str, str]], *, narrow: bool
) -> list[str]:
    """Times, and how many were still in view; their names on the right, or on a phone on a line of their own."""
    times, numbers = plot.bottom + 24, plot.bottom + (86 if narrow else 56)
    drawn = []
    for time, label, number in ticks[:: 2 if narrow and len(ticks) > 5 else 1]:
        x = plot.at(time, 0)[0]
        drawn += [text((x, times), label, "tick"), text((x, numbers), number, "tick")]
    if narrow:
        drawn.append(text((plot.right, plot.bottom + 44), words.time_axis, "axis", "end"))
        drawn.append(text((4, plot.bottom + 66), words.at_risk, "axis", "start"))
    else:
        drawn.append(text((plot.right + 24, times), words.time_axis, "axis", "start"))
        drawn.append(text((plot.right + 24, numbers), words.at_risk, "axis", "start"))
    return drawn
