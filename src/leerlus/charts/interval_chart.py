"""A value with its interval per period, against a line to compare with."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from leerlus.charts.axis import axis, number
from leerlus.charts.svg import Point, Svg, dot, frame, line, path, text

_WIDTH: Final = 360.0
_TALL: Final = 200.0
_LEFT: Final = 46.0
_RIGHT: Final = 350.0
_TOP: Final = 32.0
_BOTTOM: Final = 156.0
_INSET: Final = 16.0


@dataclass(frozen=True, slots=True)
class Measured:
    """A value and its limits in one period; None when it is not known, and then nothing is drawn for it."""

    label: str
    value: float | None
    low: float = 0.0
    high: float = 0.0


def interval_chart(
    points: Sequence[Measured],
    *,
    identifier: str,
    title: str,
    description: str,
    reference: float | None = None,
    reference_name: str = "",
    unit: str = "",
) -> Svg:
    """Draw values (0 or more), oldest first; `reference` is a line with its name, `unit` stands behind the ticks.

    The first and the last period carry their label. Raises ValueError without a known value.
    """
    known = [point for point in points if point.value is not None]
    if not known:
        raise ValueError("nothing is known of any period")
    compared = [] if reference is None else [reference]
    upright = axis([0.0, *compared, *(point.high for point in known)], _BOTTOM, _TOP, ticks=4)
    body = []
    for tick in upright.ticks:
        height = upright.place(tick)
        body.append(line((_LEFT, height), (_RIGHT, height), "grid" if tick else "base"))
        body.append(text((_LEFT - 6, height + 5), f"{number(tick)}{unit}", "tick", "end"))
    if reference is not None:
        height = upright.place(reference)
        body.append(line((_LEFT, height), (_RIGHT, height), "median"))
    drawn: list[Point] = []
    for place, point in enumerate(points):
        if point.value is None:
            body += _line(drawn)
            drawn = []
            continue
        x = _across(place, len(points))
        body.append(line((x, upright.place(point.low)), (x, upright.place(point.high)), "margin"))
        drawn.append((x, upright.place(point.value)))
    body += _line(drawn)
    body += [
        dot((_across(place, len(points)), upright.place(point.value)), 4.5, "point")
        for place, point in enumerate(points)
        if point.value is not None
    ]
    if reference is not None:
        body.append(line((_LEFT, _TOP - 14), (_LEFT + 24, _TOP - 14), "median"))
        body.append(text((_LEFT + 32, _TOP - 9), reference_name, "median-name", "start"))
    body.append(text((_LEFT, _BOTTOM + 24), points[0].label, "tick", "start"))
    if len(points) > 1:
        body.append(text((_RIGHT, _BOTTOM + 24), points[-1].label, "tick", "end"))
    return frame(identifier, _WIDTH, _TALL, title, description, body)


def _across(place: int, number_of_points: int) -> float:
    if number_of_points == 1:
        return (_LEFT + _RIGHT) / 2
    return _LEFT + _INSET + (_RIGHT - _LEFT - 2 * _INSET) * place / (number_of_points - 1)


def _line(points: Sequence[Point]) -> list[str]:
    """A line between neighbours that are both known."""
    return [path(points, "line")] if len(points) > 1 else []
