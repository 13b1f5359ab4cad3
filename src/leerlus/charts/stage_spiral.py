"""The stages of change as a turning spiral: no ladder, nobody falls off (note 3.2.3)."""

from functools import cache
from math import cos, pi, sin
from typing import Final

from leerlus.charts.svg import Point, Svg, dot, frame, path

STATIONS: Final = ("precontemplation", "contemplation", "preparation", "action", "maintenance")
_CENTRE: Final = 75.0
_TURNS: Final = 2.0
_PLACES: Final = (0.22, 0.42, 0.6, 0.76, 0.92)
_STEPS: Final = 150


def stage_spiral(
    stage: str | None, *, identifier: str, title: str, description: str, underlying: str | None = None
) -> Svg:
    """Draw the spiral with a mark at a stage; unknown has no mark.

    After a relapse the mark lies at the underlying stage of the same spiral, and the stretch beyond it is dotted:
    somebody walked it before and starts a little further on. Not knowing the underlying stage leaves the mark out.
    """
    body = [_stretch(0, "spiral"), *(dot(_point(place), 4, "station") for place in _PLACES)]
    here = underlying if stage == "relapse" else stage
    if here in STATIONS:
        place = _PLACES[STATIONS.index(here)]
        if stage == "relapse":
            body.append(_stretch(place, "spiral-walked"))
        body.append(dot(_point(place), 9, "here"))
    return frame(identifier, 150, 150, title, description, body)


@cache
def _stretch(start: float, kind: str) -> str:
    """The spiral from a place on it to its end. There are only a few, and the profile page draws one each time."""
    first = round(start * _STEPS)
    return path([_point(step / _STEPS) for step in range(first, _STEPS + 1)], kind)


def _point(share: float) -> Point:
    """A point on the spiral; share runs from the centre (0) to the end (1)."""
    angle = share * _TURNS * 2 * pi - pi / 2
    radius = 6 + 60 * share
    return _CENTRE + radius * cos(angle), _CENTRE + radius * sin(angle)
