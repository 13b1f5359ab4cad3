"""What became of each spell of a client, as what is counted for units: no client number, no day."""

from collections.abc import Iterator, Sequence
from datetime import date
from math import ceil
from typing import Final, NamedTuple

from leerlus.outcomes.rules.employment import DAYS_BETWEEN_JOBS, Job, Lasting, judged_work
from leerlus.outcomes.rules.outflow import MONTHS_TO_CONFIRM, Benefit, Outflow, outflow_of
from leerlus.outcomes.rules.periods import months_later, period_of
from leerlus.outcomes.rules.spells import WORK, Exit, Unit

_DAYS: Final = {Unit.DAY: 1, Unit.WEEK: 7, Unit.TWO_WEEKS: 14}
_DAYS_IN_A_MONTH: Final = 365.25 / 12


class Followed(NamedTuple):
    """One spell as it is counted.

    began: the quarter in which it began, as `quarter_of` numbers them; None when nobody recorded it. months: in which
    month since then it ended or was last seen, 1 for the first. away: for who left and can be followed, in which month
    after leaving benefit began again (`returned`), else how many whole months nothing was seen of it. new_client:
    whether it is the first spell of its client in the set, so that clients can be counted.
    """

    began: int | None
    months: int
    outflow: Outflow
    away: int | None
    returned: bool
    new_client: bool


def quarter_of(day: date) -> int:
    """The number of a quarter: four times the year, and 0 to 3."""
    return day.year * 4 + (day.month - 1) // 3


def months_of(duration: int, unit: Unit) -> int:
    """A duration in periods as months, begun months counted whole; at least 1."""
    if unit is Unit.MONTH:
        return duration
    return max(1, ceil(duration * _DAYS[unit] / _DAYS_IN_A_MONTH))


def followed(
    benefits: Sequence[Benefit],
    months: Sequence[int],
    jobs: Sequence[Job],
    known_until: date,
    months_to_confirm: int = MONTHS_TO_CONFIRM,
) -> list[Followed]:
    """The spells of one client, in the order of their start, with how many months each lasted."""
    found = []
    for at, (benefit, lasted) in enumerate(zip(benefits, months, strict=True)):
        outflow = outflow_of(benefit, benefits, jobs, known_until, months_to_confirm)
        away, returned = None, False
        if outflow in (Outflow.WORK, Outflow.OTHER) and benefit.end is not None:
            away, returned = _away(benefit.end, benefits, known_until, months_to_confirm)
        found.append(Followed(quarter_of(benefit.start), lasted, outflow, away, returned, at == 0))
    return found


def not_followed(start: date | None, months: int, exit_: Exit) -> Followed:
    """A spell without client number or start: what came after is unknown, and its way out is as the records say."""
    if exit_ is Exit.STILL_IN_BENEFIT:
        outflow = Outflow.STILL_IN_BENEFIT
    elif exit_ is Exit.REASON_UNKNOWN:
        outflow = Outflow.UNKNOWN
    else:
        outflow = Outflow.WORK if exit_ in WORK else Outflow.OTHER
    return Followed(quarter_of(start) if start else None, months, outflow, None, False, True)


def judged_by_quarter(
    jobs: Sequence[Job], known_until: date, days_between: int = DAYS_BETWEEN_JOBS
) -> Iterator[tuple[int, Lasting]]:
    """The judgements about the work of one client, with the quarter in which it began."""
    for start, judgement in judged_work(jobs, known_until, days_between):
        yield quarter_of(start), judgement


def _away(
    end: date, benefits: Sequence[Benefit], known_until: date, months_to_confirm: int
) -> tuple[int, bool]:
    """Until benefit began again, as `outflow.returned` judges it, or until the records end."""
    confirmed_on = months_later(end, months_to_confirm)
    again = min(
        (other.start for other in benefits if confirmed_on < other.start <= known_until), default=None
    )
    if again is not None:
        return period_of(end, again, Unit.MONTH), True
    if known_until < end:
        return 0, False
    begun = period_of(end, known_until, Unit.MONTH)
    return begun - (months_later(end, begun) > known_until), False
