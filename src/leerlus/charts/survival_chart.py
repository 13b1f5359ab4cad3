"""The share that has not left yet, as a step curve with its interval and the numbers still in view."""

from collections.abc import Sequence
from dataclasses import dataclass

from leerlus.charts.svg import Point, Svg, dot, frame, line, path, stairs, text
from leerlus.statistics.survival import SurvivalCurve


@dataclass(frozen=True, slots=True)
class SurvivalWords:
    """All words of the chart, already in the language of the reader."""

    title: str
    description: str
    line: str
    median: str
    time_axis: str
    at_risk: str


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where times and shares lie in the picture."""

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
    """Draw a curve. `ticks` are (time, label, number still in view); `narrow` is the drawing for a phone."""
    width, height = (360.0, 330.0) if narrow else (640.0, 360.0)
    plot = _Plot(
        left=46, right=width - (14 if narrow else 96), top=18, bottom=height - 84, last=float(curve.time[-1])
    )
    body = [*_grid(plot), _band(plot, curve), path(_steps(plot, curve), "line"), *_censored(plot, curve)]
    body += _median(plot, curve, words.median)
    end = plot.at(plot.last, float(curve.survival[-1]))
    if not narrow:
        body.append(text((end[0] + 6, end[1] + 5), words.line, "name", "start"))
    body += _axis(plot, words, ticks, width, narrow=narrow)
    return frame(identifier, width, height, words.title, words.description, body)


def _grid(plot: _Plot) -> list[str]:
    drawn = []
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        start = plot.at(0, share)
        drawn.append(line(start, plot.at(plot.last, share), "grid"))
        drawn.append(text((start[0] - 8, start[1] + 5), f"{share:.0%}", "tick", "end"))
    return drawn


def _steps(plot: _Plot, curve: SurvivalCurve) -> list[Point]:
    points = zip(curve.time.tolist(), curve.survival.tolist(), strict=True)
    return stairs([plot.at(0, 1), *(plot.at(time, share) for time, share in points)])


def _band(plot: _Plot, curve: SurvivalCurve) -> str:
    edges = []
    for limit in (curve.high, curve.low):
        points = zip(curve.time.tolist(), limit.tolist(), strict=True)
        edges.append(stairs([plot.at(0, 1), *(plot.at(time, share) for time, share in points)]))
    return path([*edges[0], *reversed(edges[1])], "band", closed=True)


def _censored(plot: _Plot, curve: SurvivalCurve) -> list[str]:
    """A small tick on the line where somebody was last seen without leaving this way."""
    drawn = []
    for time, share, unseen in zip(
        curve.time.tolist(), curve.survival.tolist(), curve.censored.tolist(), strict=True
    ):
        if unseen:
            x, y = plot.at(time, share)
            drawn.append(line((x, y - 4), (x, y + 4), "censored"))
    return drawn


def _median(plot: _Plot, curve: SurvivalCurve, words: str) -> list[str]:
    half = curve.median.estimate
    if half is None:
        return []
    point = plot.at(half, 0.5)
    near_the_end = half > plot.last * 0.6
    label = (point[0] + (-10 if near_the_end else 10), point[1] - (-22 if near_the_end else 10))
    return [
        line(point, plot.at(half, 0), "median"),
        dot(point, 5, "median-point"),
        text(label, words, "median-name", "end" if near_the_end else "start"),
    ]


def _axis(
    plot: _Plot, words: SurvivalWords, ticks: Sequence[tuple[float, str, str]], width: float, *, narrow: bool
) -> list[str]:
    drawn = []
    shown = ticks[:: 2 if narrow and len(ticks) > 5 else 1]
    for time, label, number in shown:
        x, y = plot.at(time, 0)
        drawn.append(text((x, y + 24), label, "tick"))
        drawn.append(text((x, y + 66 if narrow else y + 56), number, "tick"))
    if narrow:
        drawn.append(text((plot.right, plot.bottom - 6), words.time_axis, "axis", "end"))
        drawn.append(text((plot.left - 40, plot.bottom + 46), words.at_risk, "axis", "start"))
    else:
        drawn.append(text((plot.right + 12, plot.bottom + 24), words.time_axis, "axis", "start"))
        drawn.append(text((plot.right + 12, plot.bottom + 56), words.at_risk, "axis", "start"))
    return drawn
