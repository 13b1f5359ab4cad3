"""Estimates with their intervals below each other, against a line of no difference."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2
from typing import Final

from leerlus.charts.axis import axis, number
from leerlus.charts.svg import Svg, dot, frame, line, text

_WIDTH: Final = 800.0
_LEFT: Final = 200.0
_RIGHT: Final = 560.0
_ROW: Final = 28.0


@dataclass(frozen=True, slots=True)
class Estimate:
    """A name with an estimate and its interval; `words` is the same in figures."""

    name: str
    value: float
    low: float
    high: float
    words: str


def forest(
    estimates: Sequence[Estimate],
    *,
    no_difference: float,
    identifier: str,
    title: str,
    description: str,
    value_name: str,
) -> Svg:
    """Draw the estimates from top to bottom in the order given. Ratios (no difference is 1) get a log axis.

    Raises ValueError without estimates.
    """
    ratio = no_difference == 1
    scaled = [
        [log2(value) if ratio else value for value in (one.low, one.value, one.high)] for one in estimates
    ]
    middle = log2(no_difference) if ratio else no_difference
    across = axis([middle, *(value for one in scaled for value in one)], _LEFT, _RIGHT, ticks=4)
    bottom = 16 + _ROW * len(estimates)
    body = [line((across.place(middle), 8), (across.place(middle), bottom), "base")]
    for row, (one, (low, value, high)) in enumerate(zip(estimates, scaled, strict=True)):
        y = 16 + _ROW * (row + 0.5)
        body.append(text((_LEFT - 16, y + 5), one.name, "name", "end"))
        body.append(line((across.place(low), y), (across.place(high), y), "margin"))
        body.append(dot((across.place(value), y), 5, "point"))
        body.append(text((_RIGHT + 12, y + 5), one.words, "tick", "start"))
    for tick in across.ticks:
        words = f"{2**tick:.2g}" if ratio else number(tick)
        body.append(text((across.place(tick), bottom + 20), words, "tick"))
    body.append(text(((_LEFT + _RIGHT) / 2, bottom + 44), value_name, "axis"))
    return frame(identifier, _WIDTH, bottom + 56, title, description, body)
