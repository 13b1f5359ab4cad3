"""Dated scores with their margin; the line breaks where the questions changed, and where a score is unknown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from leerlus.charts.svg import Point, Svg, dot, frame, line, path, text

_WIDTH: Final = 360.0
_TALL: Final = 164.0
_LEFT: Final = 38.0
_RIGHT: Final = 356.0
_TOP: Final = 14.0
_BOTTOM: Final = 128.0
_INSET: Final = 42.0
"""Room on both sides of the first and last point, for their dates below and their values beside."""


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """A score of 0 to 100 on a day, measured with a version of the instrument; `label` is the day in words.

    Unknown is None: then nothing is drawn for that day, least of all a nought.
    """

    on: date
    value: float | None
    version: int
    label: str = ""


def trend(
    points: Sequence[TrendPoint], *, margin: float, identifier: str, title: str, description: str
) -> Svg:
    """Draw scores over time, oldest first, each with its margin in points on both sides.

    Points of different versions are never joined: the line has a gap with a dotted bar. Nor are points with an unknown
    one between them. The first and last day carry their date, and their value when it is known. Raises ValueError
    without a known score.
    """
    if all(point.value is None for point in points):
        raise ValueError("a trend needs at least one score")
    across = [_across(point, points) for point in points]
    body = [*_grid(), *_joints(points, across)]
    for point, x in zip(points, across, strict=True):
        if point.value is None:
            continue
        low, high = max(0.0, point.value - margin), min(100.0, point.value + margin)
        body += [
            line((x, _height(low)), (x, _height(high)), "margin"),
            dot((x, _height(point.value)), 5, "point"),
        ]
    ends = (0, -1) if len(points) > 1 else (-1,)
    for end, anchor, aside in zip(ends[::-1], ("start", "end"), (12, -12), strict=False):
        x, value = across[end], points[end].value
        body.append(_day(points[end].label, x, end, len(points)))
        if value is not None:
            body.append(text((x + aside, _height(value) + 5), f"{value:.0f}", "value", anchor))
    return frame(identifier, _WIDTH, _TALL, title, description, body)


def _day(label: str, x: float, end: int, number: int) -> str:
    """The day below a point; of the outer ones it lines up with the edge, so that long words are not cut off."""
    if number == 1:
        return text((x, _BOTTOM + 24), label, "tick")
    return (
        text((_LEFT, _BOTTOM + 24), label, "tick", "start")
        if end == 0
        else text((_RIGHT, _BOTTOM + 24), label, "tick", "end")
    )


def _across(point: TrendPoint, points: Sequence[TrendPoint]) -> float:
    days = max((points[-1].on - points[0].on).days, 1)
    passed = (point.on - points[0].on).days / days
    return _LEFT + _INSET + (_RIGHT - _LEFT - 2 * _INSET) * passed


def _height(value: float) -> float:
    return _BOTTOM - (_BOTTOM - _TOP) * value / 100


def _grid() -> list[str]:
    drawn = []
    for value in (0, 50, 100):
        y = _height(value)
        drawn.append(line((_LEFT, y), (_RIGHT, y), "grid" if value else "base"))
        drawn.append(text((_LEFT - 8, y + 5), str(value), "tick", "end"))
    return drawn


def _joints(points: Sequence[TrendPoint], across: Sequence[float]) -> list[str]:
    """A line between neighbours of one version that are both known, a bar between two versions."""
    drawn = []
    for (earlier, start), (later, end) in pairwise(zip(points, across, strict=True)):
        if earlier.version != later.version:
            middle = (start + end) / 2
            drawn.append(line((middle, _TOP), (middle, _BOTTOM), "break"))
        elif earlier.value is not None and later.value is not None:
            ends: list[Point] = [(start, _height(earlier.value)), (end, _height(later.value))]
            drawn.append(path(ends, "line"))
    return drawn
