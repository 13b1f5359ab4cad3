"""A number per week or month with the line in the middle: a run chart that fits a phone."""

from collections.abc import Sequence
from typing import Final

from leerlus.charts.axis import axis, number
from leerlus.charts.svg import Svg, dot, frame, line, path, text

_WIDTH: Final = 360.0
_TALL: Final = 190.0
_LEFT: Final = 38.0
_RIGHT: Final = 350.0
_TOP: Final = 24.0
_BOTTOM: Final = 148.0


def period_chart(
    values: Sequence[float],
    centre: float,
    *,
    first: str,
    last: str,
    middle: str,
    identifier: str,
    title: str,
    description: str,
) -> Svg:
    """Draw a value (0 or more) per period, oldest first, and the centre line with its name `middle`.

    `first` and `last` name the periods at the ends. Raises ValueError without at least two periods.
    """
    if len(values) < 2:
        raise ValueError("a run needs at least two periods")
    upright = axis([0, centre, *values, 1], _BOTTOM, _TOP, ticks=4)
    step = (_RIGHT - _LEFT) / (len(values) - 1)
    points = [(_LEFT + step * place, upright.place(value)) for place, value in enumerate(values)]
    body = []
    for tick in upright.ticks:
        height = upright.place(tick)
        body.append(line((_LEFT, height), (_RIGHT, height), "grid" if tick else "base"))
        body.append(text((_LEFT - 6, height + 5), number(tick), "tick", "end"))
    height = upright.place(centre)
    body += [
        line((_LEFT, height), (_RIGHT, height), "median"),
        path(points, "line"),
        *(dot(point, 3.5, "point") for point in points),
        text((_RIGHT, height - 6), middle, "median-name", "end"),
        text((_LEFT, _BOTTOM + 24), first, "tick", "start"),
        text((_RIGHT, _BOTTOM + 24), last, "tick", "end"),
    ]
    return frame(identifier, _WIDTH, _TALL, title, description, body)
