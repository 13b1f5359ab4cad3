"""Dated scores with their margin; the line breaks where the questions changed."""

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
    """A score of 0 to 100 on a day, measured with a version of the instrument; `label` is the day in words."""

    on: date
    value: float
    version: int
    label: str


def trend(
    points: Sequence[TrendPoint], *, margin: float, identifier: str, title: str, description: str
) -> Svg:
    """Draw scores over time, oldest first, each with its margin in points on both sides.

    Points of different versions are never joined: the line has a gap with a dotted bar. The first and last point carry
    their day and value. Raises ValueError without points.
    """
    if not points:
        raise ValueError("a trend needs at least one score")
    places = [_place(point, points) for point in points]
    body = [*_grid(), *_joints(points, places)]
    for point, place in zip(points, places, strict=True):
        low, high = max(0.0, point.value - margin), min(100.0, point.value + margin)
        body += [line((place[0], _height(low)), (place[0], _height(high)), "margin"), dot(place, 5, "point")]
    ends = (0, -1) if len(points) > 1 else (-1,)
    for end, anchor, aside in zip(ends[::-1], ("start", "end"), (12, -12), strict=False):
        x, y = places[end]
        body.append(text((x, _BOTTOM + 24), points[end].label, "tick"))
        body.append(text((x + aside, y + 5), f"{points[end].value:.0f}", "value", anchor))
    return frame(identifier, _WIDTH, _TALL, title, description, body)


def _place(point: TrendPoint, points: Sequence[TrendPoint]) -> Point:
    days = max((points[-1].on - points[0].on).days, 1)
    passed = (point.on - points[0].on).days / days
    return _LEFT + _INSET + (_RIGHT - _LEFT - 2 * _INSET) * passed, _height(point.value)


def _height(value: float) -> float:
    return _BOTTOM - (_BOTTOM - _TOP) * value / 100


def _grid() -> list[str]:
    drawn = []
    for value in (0, 50, 100):
        y = _height(value)
        drawn.append(line((_LEFT, y), (_RIGHT, y), "grid" if value else "base"))
        drawn.append(text((_LEFT - 8, y + 5), str(value), "tick", "end"))
    return drawn


def _joints(points: Sequence[TrendPoint], places: Sequence[Point]) -> list[str]:
    """A line between points of one version, a bar between points of two."""
    drawn = []
    for (earlier, start), (later, end) in pairwise(zip(points, places, strict=True)):
        if earlier.version == later.version:
            drawn.append(path([start, end], "line"))
        else:
            middle = (start[0] + end[0]) / 2
            drawn.append(line((middle, _TOP), (middle, _BOTTOM), "break"))
    return drawn
