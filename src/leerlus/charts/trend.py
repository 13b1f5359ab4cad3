"""Dated scores with their margin; the line breaks where the questions changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from leerlus.charts.svg import Point, Svg, dot, frame, line, path, text


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
    """Draw scores over time, oldest first. Points of different versions are never joined (a gap with a bar)."""
    width, height, left, right, top, bottom = 360.0, 170.0, 40.0, 340.0, 14.0, 130.0
    first, last = points[0].on, points[-1].on
    days = max((last - first).days, 1)

    def at(point: TrendPoint, value: float) -> Point:
        inner = right - left - 60
        return left + 30 + inner * (point.on - first).days / days, bottom - (bottom - top) * value / 100

    body = []
    for share in (0, 50, 100):
        y = bottom - (bottom - top) * share / 100
        body += [line((left, y), (right, y), "grid"), text((left - 8, y + 5), str(share), "tick", "end")]
    for earlier, later in pairwise(points):
        if earlier.version == later.version:
            body.append(path([at(earlier, earlier.value), at(later, later.value)], "line"))
        else:
            x = (at(earlier, 0)[0] + at(later, 0)[0]) / 2
            body.append(line((x, top), (x, bottom), "break"))
    for point in points:
        low, high = max(0.0, point.value - margin), min(100.0, point.value + margin)
        body += [line(at(point, low), at(point, high), "margin"), dot(at(point, point.value), 5, "point")]
    body += [text((at(point, 0)[0], bottom + 24), point.label, "tick") for point in _ends(points)]
    return frame(identifier, width, height, title, description, body)


def _ends(points: Sequence[TrendPoint]) -> list[TrendPoint]:
    return [points[0], points[-1]] if len(points) > 1 else list(points)
