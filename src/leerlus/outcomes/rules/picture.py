"""What the counts of a set say: how long until work, and in which ways people left.

The curve answers "how long for who keeps looking"; the shares answer "how many get there", because people also leave in
other ways and the complement of the curve would overstate that chance (domain specification 7).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from leerlus.outcomes.rules.spells import WORK, Exit, Unit
from leerlus.statistics.competing import CumulativeIncidence, cumulative_incidence
from leerlus.statistics.count_tables import CountTable, from_counts
from leerlus.statistics.survival import SurvivalCurve, kaplan_meier

FEWEST_CLIENTS: Final = 10
"""With fewer clients one person moves the line too much: a list, no curve (domain specification 7)."""
MOST_ROWS: Final = 60
Count = tuple[int, int, int]
"""Duration in periods, exit, number of spells."""
Way = tuple[Exit, ...]
"""One or more exits that are counted as one way out."""


class Question(StrEnum):
    """What somebody wants to know about a set."""

    FULL_TIME = "full_time"
    ANY_WORK = "work"


MOMENTS: Final = {
    Unit.DAY: (28, 91, 182, 273, 365, 546, 730),
    Unit.WEEK: (4, 13, 26, 39, 52, 78, 104),
    Unit.TWO_WEEKS: (2, 6, 13, 20, 26, 39, 52),
    Unit.MONTH: (1, 3, 6, 9, 12, 18, 24),
}
"""Moments that people know, such as a quarter and a year, in periods."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The answer to one question about one set.

    `ways[0]` is what was asked for; row k of `incidence` belongs to `ways[k]`. `ended_otherwise` and `still_there`
    count people whose end the curve does not see. `horizon` is the last familiar moment that ten people reached.
    """

    question: Question
    total: int
    ways: tuple[Way, ...]
    curve: SurvivalCurve
    incidence: CumulativeIncidence
    ended_otherwise: int
    still_there: int
    horizon: int
    moments: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """A share of 0 to 1 with its limits."""

    estimate: float
    low: float
    high: float


def questions(counts: Iterable[Count]) -> tuple[Question, ...]:
    """The questions that a set can answer, the one to start with first."""
    found = {exit_ for _, exit_, _ in counts}
    if Exit.FULL_TIME_WORK not in found:
        return (Question.ANY_WORK,)
    other_work = found & {Exit.PART_TIME_WORK, Exit.WORK_UNKNOWN_HOURS}
    return (Question.FULL_TIME, Question.ANY_WORK) if other_work else (Question.FULL_TIME,)


def picture_of(counts: Sequence[Count], question: Question, unit: Unit) -> Picture:
    """The curve and the shares for a question. Raises ValueError when there are no counts at all."""
    if not counts:
        raise ValueError("a picture needs at least one spell")
    ways = _ways(counts, question)
    table = _table(counts, ways)
    reached = [moment for moment in MOMENTS[unit] if _reached_by(table, moment) >= FEWEST_CLIENTS]
    last_moment = int(table.time[table.at_risk >= FEWEST_CLIENTS][-1]) if table.total >= FEWEST_CLIENTS else 1
    return Picture(
        question=question,
        total=table.total,
        ways=ways,
        curve=kaplan_meier(table),
        incidence=cumulative_incidence(table),
        ended_otherwise=int(table.exits[1:].sum()),
        still_there=int(table.censored.sum()),
        horizon=reached[-1] if reached else last_moment,
        moments=tuple(reached) or (last_moment,),
    )


def against_all_others(counts: Sequence[Count], question: Question) -> CumulativeIncidence | None:
    """Row 0: the way that was asked for; row 1: all other ways together. None when nobody left in another way."""
    asked, *others = _ways(counts, question)
    if not others:
        return None
    together = tuple(exit_ for way in others for exit_ in way)
    return cumulative_incidence(_table(counts, (asked, together)))


def share_at(picture: Picture, way: int, period: int) -> Share:
    """The share that has left in a way (its place in `picture.ways`) by the end of a period."""
    return Share(*picture.incidence.at(way + 1, period))


def still_there_at(picture: Picture, period: int) -> float:
    """The share that has not left in any way by the end of a period."""
    return float(picture.incidence.still_there[period - 1])


def rows_to_show(curve: SurvivalCurve) -> list[int]:
    """Positions on the curve for a table: every period in which something happened, or evenly spread when many."""
    happened = np.flatnonzero(curve.events + curve.censored)
    if happened.size <= MOST_ROWS:
        return [int(at) for at in happened]
    return [int(at) for at in np.unique(np.linspace(0, curve.time.size - 1, MOST_ROWS).astype(int))]


def out_of_hundred(shares: Sequence[float]) -> list[int]:
    """Shares that add up to 1 as whole numbers that add up to 100: the largest remainders go up."""
    exact = [100 * share for share in shares]
    whole = [int(part) for part in exact]
    by_remainder = sorted(range(len(exact)), key=lambda at: whole[at] - exact[at])
    for at in by_remainder[: round(sum(exact)) - sum(whole)]:
        whole[at] += 1
    return whole


def _ways(counts: Sequence[Count], question: Question) -> tuple[Way, ...]:
    """What was asked for first, then the other ways that occur."""
    asked: Way = (Exit.FULL_TIME_WORK,) if question is Question.FULL_TIME else WORK
    found = {Exit(exit_) for _, exit_, _ in counts}
    others = sorted(found - set(asked) - {Exit.STILL_IN_BENEFIT})
    return (asked, *((exit_,) for exit_ in others))


def _table(counts: Sequence[Count], ways: tuple[Way, ...]) -> CountTable:
    rows = {exit_: 1 + at for at, way in enumerate(ways) for exit_ in way} | {Exit.STILL_IN_BENEFIT: 0}
    numbers = np.zeros((1 + len(ways), max(duration for duration, _, _ in counts)), dtype=np.int64)
    for duration, exit_, number in counts:
        numbers[rows[Exit(exit_)], duration - 1] += number
    return from_counts(numbers)


def _reached_by(table: CountTable, period: int) -> int:
    return int(table.at_risk[period - 1]) if period <= table.time.size else 0
