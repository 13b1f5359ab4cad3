"""Observed over expected against expected, with the limits of chance: a funnel plot, without a rank."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Final

import numpy as np

from leerlus.charts.axis import Axis, axis, number
from leerlus.charts.svg import Svg, dot, frame, line, path, text
from leerlus.statistics.funnel import LEAST_EXPECTED, NARROW, WIDE, Funnel, limits_at

_STEPS: Final = 60


@dataclass(frozen=True, slots=True)
class FunnelWords:
    """All words of the chart, in the language of the reader."""

    title: str
    description: str
    own: str
    narrow: str
    wide: str
    expected: str
    as_expected: str


def funnel_chart(
    found: Funnel, own: int | None, words: FunnelWords, *, identifier: str, narrow: bool = False
) -> Svg:
    """Draw all units of a funnel; `own` is the place of the one to mark. `narrow` is the drawing for a phone.

    Raises ValueError when of no unit enough is expected to draw it.
    """
    places = [
        place
        for place in range(found.ratio.size)
        if isfinite(found.ratio[place]) and found.expected[place] > 0
    ]
    if not any(found.expected[place] >= LEAST_EXPECTED for place in places):
        raise ValueError("of no unit enough is expected to draw limits")
    width, bottom = (360.0, 250.0) if narrow else (600.0, 290.0)
    left, right, top = 46.0, width - 14, 16.0
    most = float(found.expected.max()) * 1.05
    start = max(LEAST_EXPECTED, float(found.expected[places].min()) * 0.9)
    grid = np.linspace(np.sqrt(start), np.sqrt(most), _STEPS) ** 2
    bands = [limits_at(found, grid, level) for level in (NARROW, WIDE)]
    across = axis([0.0, most], left, right, ticks=4)
    upright = axis([0.0, 1.0, *_heights(found, places), float(bands[1][1].max())], bottom, top, ticks=5)
    body = _axes(across, upright)
    for band, kind in zip(bands, ("limit", "limit-wide"), strict=True):
        for limit in band:
            points = zip(grid.tolist(), limit.tolist(), strict=True)
            body.append(path([(across.place(x), upright.place(y)) for x, y in points], kind))
    body.append(line((left, upright.place(1.0)), (right, upright.place(1.0)), "median"))
    for place in [*(one for one in places if one != own), *([own] if own in places else [])]:
        at = across.place(float(found.expected[place])), upright.place(float(found.ratio[place]))
        body.append(dot(at, 7 if place == own else 4.5, "own" if place == own else "neighbour"))
        if place == own:
            to_the_left = at[0] > (left + right) / 2
            body.append(
                text(
                    (at[0] + (-11 if to_the_left else 11), at[1] - 9),
                    words.own,
                    "median-name",
                    "end" if to_the_left else "start",
                )
            )
    body += _names(words, bands, upright, right)
    body.append(text((right, bottom + 46), words.expected, "axis", "end"))
    return frame(identifier, width, bottom + 56, words.title, words.description, body)


def _heights(found: Funnel, places: Sequence[int]) -> list[float]:
    return [float(found.ratio[place]) for place in places]


def _axes(across: Axis, upright: Axis) -> list[str]:
    drawn = []
    for tick in upright.ticks:
        height = upright.place(tick)
        drawn.append(line((across.start, height), (across.end, height), "grid" if tick else "base"))
        drawn.append(text((across.start - 6, height + 5), f"{number(100 * tick)}%", "tick", "end"))
    for tick in across.ticks:
        if across.place(tick) <= across.end:
            drawn.append(text((across.place(tick), upright.start + 24), number(tick), "tick"))
    return drawn


def _names(words: FunnelWords, bands: Sequence[np.ndarray], upright: Axis, right: float) -> list[str]:
    """What a line is, at its right end: the expected, and both upper limits, apart from each other."""
    inner, outer = (upright.place(float(band[1][-1])) for band in bands)
    outer = min(outer, inner - 16)
    return [
        text((right - 2, inner - 4), words.narrow, "tick", "end"),
        text((right - 2, outer - 4), words.wide, "tick", "end"),
        text((right - 2, upright.place(1.0) + 16), words.as_expected, "tick", "end"),
    ]
