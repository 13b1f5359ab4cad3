"""Own scores over time: what changed, in words before numbers (domain specification 3.0). Pure.

A change is more than measurement error or it is not called a change. As long as that error was not estimated with
people of our own, only scores whose margins do not touch are called lower or higher, and the page says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from leerlus.charts.trend import TrendPoint
from leerlus.scans.scoring import MARGIN, MeasurementError, Scores, Stage
from leerlus.statistics.change import reliable_change


@dataclass(frozen=True, slots=True)
class EarlierScores:
    """Scores of one finished sitting: its day, the version of its questions, and what they say."""

    on: date
    version: int
    scores: Scores


class Change(StrEnum):
    """How a score compares with an earlier one of the same person and the same questions."""

    LOWER = "lower"
    SAME = "same"
    HIGHER = "higher"
    NOT_YET = "not_yet"
    """It cannot be said: unknown, or too near to what may be chance."""


@dataclass(frozen=True, slots=True)
class Trend:
    """One scale over time, oldest first, with what changed since the first score that can be compared."""

    scale: str
    points: tuple[TrendPoint, ...]
    change: Change
    first: float | None
    last: float | None
    margin: float
    """How far each score may stray, in points on both sides."""
    is_broken: bool
    """Whether the questions changed on the way, so that older scores stand apart."""


def change_between(earlier: float | None, later: float | None, error: MeasurementError | None) -> Change:
    """Whether a score of 0 to 100 changed.

    With a known error: lower or higher when the difference is more than error in 95 of 100 cases (Jacobson & Truax),
    the same otherwise. Without: the same within one margin, lower or higher when the two margins do not touch, and in
    between it cannot be said yet.
    """
    if earlier is None or later is None:
        return Change.NOT_YET
    moved = Change.HIGHER if later > earlier else Change.LOWER
    if error is not None:
        smallest = reliable_change(
            [earlier], [later], deviation=error.deviation, reliability=error.reliability
        ).smallest
        return moved if abs(later - earlier) > smallest else Change.SAME
    difference = abs(later - earlier)
    if difference <= MARGIN:
        return Change.SAME
    return moved if difference > 2 * MARGIN else Change.NOT_YET


def trend_of(
    scale: str, sittings: Sequence[EarlierScores], error: MeasurementError | None = None
) -> Trend | None:
    """A scale over all finished sittings, oldest first; None when it was taken once, or never known.

    Only sittings with the newest version of the questions are compared.
    """
    points = tuple(TrendPoint(one.on, one.scores.scales.get(scale), one.version) for one in sittings)
    if len(points) < 2 or all(point.value is None for point in points):
        return None
    newest = points[-1]
    comparable = [point.value for point in points[:-1] if point.version == newest.version]
    first = next((value for value in comparable if value is not None), None)
    return Trend(
        scale=scale,
        points=points,
        change=change_between(first, newest.value, error),
        first=first,
        last=newest.value,
        margin=error.margin if error else MARGIN,
        is_broken=any(before.version != after.version for before, after in pairwise(points)),
    )


def stages_over_time(sittings: Sequence[EarlierScores]) -> tuple[tuple[date, Stage | None], ...]:
    """Where somebody was at each sitting, oldest first; None is unknown. Empty when no sitting asked for it."""
    found = tuple((one.on, one.scores.stage) for one in sittings)
    return found if any(stage for _, stage in found) else ()
