"""Lines and points over a plane of numbers, with what is uncertain about them: the figures of a researcher."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Literal

from leerlus.charts.axis import Axis, axis, number
from leerlus.charts.svg import Point, Svg, dot, frame, line, path, stairs, text

_WIDTH: Final = 720.0
_HEIGHT: Final = 420.0
_LEFT: Final = 64.0
_RIGHT: Final = 570.0
_TOP: Final = 16.0
_BOTTOM: Final = 350.0
_APART: Final = 18.0
_STYLES: Final = 6


@dataclass(frozen=True, slots=True)
class Series:
    """One line or set of points with a name.

    x, y, and (optional) low and high have one length; nan in y breaks a line. marked: places of points that stand out.
    """

    name: str
    x: Sequence[float]
    y: Sequence[float]
    low: Sequence[float] | None = None
    high: Sequence[float] | None = None
    kind: Literal["steps", "line", "points"] = "line"
    marked: frozenset[int] = frozenset()


def figure(
    series: Sequence[Series],
    *,
    identifier: str,
    title: str,
    description: str,
    x_name: str,
    y_name: str,
    y_from: float | None = None,
) -> Svg:
    """Draw every series with its band or its intervals. Lines differ in dashes as well as in colour.

    `y_from` is a value that the upright axis includes, for instance 0. Raises ValueError when there is nothing to draw.
    """
    across = axis([x for one in series for x in one.x], _LEFT, _RIGHT, ticks=6)
    seen = [y for one in series for part in (one.y, one.low, one.high) if part is not None for y in part]
    upright = axis([*seen, *([] if y_from is None else [y_from])], _BOTTOM, _TOP)
    body = _grid(across, upright, x_name, y_name)
    for place, one in enumerate(series):
        style = place % _STYLES + 1
        body += (
            _points(one, across, upright, style)
            if one.kind == "points"
            else _line(one, across, upright, style)
        )
    body += _names(series, upright)
    return frame(identifier, _WIDTH, _HEIGHT, title, description, body)


def _grid(across: Axis, upright: Axis, x_name: str, y_name: str) -> list[str]:
    drawn = []
    for tick in upright.ticks:
        y = upright.place(tick)
        kind = "base" if tick == upright.ticks[0] else "grid"
        drawn += [line((_LEFT, y), (_RIGHT, y), kind), text((_LEFT - 8, y + 5), number(tick), "tick", "end")]
    drawn += [text((across.place(tick), _BOTTOM + 22), number(tick), "tick") for tick in across.ticks]
    drawn.append(text(((_LEFT + _RIGHT) / 2, _BOTTOM + 48), x_name, "axis"))
    drawn.append(text((_RIGHT + 8, _TOP + 4), y_name, "axis", "start"))
    return drawn


def _line(one: Series, across: Axis, upright: Axis, style: int) -> list[str]:
    drawn = []
    for known, group in groupby(range(len(one.x)), key=lambda place: one.y[place] == one.y[place]):
        places = list(group)
        if not known:
            continue
        if one.low is not None and one.high is not None:
            upper = _corners(one, one.high, places, across, upright)
            lower = _corners(one, one.low, places, across, upright)
            drawn.append(path([*upper, *reversed(lower)], f"band chart-fill-{style}", closed=True))
        drawn.append(path(_corners(one, one.y, places, across, upright), f"series chart-stroke-{style}"))
    return drawn + _marks(one, across, upright)


def _corners(
    one: Series, level: Sequence[float], places: list[int], across: Axis, upright: Axis
) -> list[Point]:
    known = [place for place in places if level[place] == level[place]]
    points = [(across.place(one.x[place]), upright.place(level[place])) for place in known]
    return stairs(points) if points and one.kind == "steps" else points


def _points(one: Series, across: Axis, upright: Axis, style: int) -> list[str]:
    drawn = []
    for place, (x, y) in enumerate(zip(one.x, one.y, strict=True)):
        if y != y:
            continue
        at = across.place(x), upright.place(y)
        if one.low is not None and one.high is not None:
            ends = upright.place(one.low[place]), upright.place(one.high[place])
            drawn.append(line((at[0], ends[0]), (at[0], ends[1]), f"margin chart-stroke-{style}"))
        drawn.append(dot(at, 3, f"dot chart-fill-{style}"))
    return drawn + _marks(one, across, upright)


def _marks(one: Series, across: Axis, upright: Axis) -> list[str]:
    """A ring around what stands out, so that it does not depend on seeing colour."""
    return [
        dot((across.place(one.x[place]), upright.place(one.y[place])), 6, "ring")
        for place in sorted(one.marked)
    ]


def _names(series: Sequence[Series], upright: Axis) -> list[str]:
    """The names beside the ends, moved apart where they would cover each other."""
    ends = sorted(
        (upright.place([y for y in one.y if y == y][-1]), one.name, place % _STYLES + 1)
        for place, one in enumerate(series)
        if one.name and any(y == y for y in one.y)
    )
    drawn, free = [], _TOP + 2 * _APART
    for height, name, style in ends:
        free = max(height, free)
        drawn.append(line((_RIGHT + 8, free), (_RIGHT + 26, free), f"series chart-stroke-{style}"))
        drawn.append(text((_RIGHT + 32, free + 5), name, "name", "start"))
        free += _APART
    return drawn
