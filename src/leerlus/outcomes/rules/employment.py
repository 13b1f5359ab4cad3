"""Lasting work by the calendar: same or consecutive regular employment longer than six months (domain specification 6).

A job is judged only when the day until which the records reach lies six months and the allowed gap after its start;
before that it is too early to say, which is never a no.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from leerlus.outcomes.rules.periods import months_later

MONTHS_OF_WORK: Final = 6
DAYS_BETWEEN_JOBS: Final = 31
"""Whole days without work that two consecutive jobs may lie apart; the setting LEERLUS_DAYS_BETWEEN_JOBS changes it."""


@dataclass(frozen=True, slots=True)
class Job:
    """One placement of one client. `last_day` is the last day on which the job was confirmed, ended or not.

    `regular` and `subsidised` are None when nobody recorded them.
    """

    start: date
    last_day: date
    regular: bool | None
    subsidised: bool | None
    goes_on: bool = False
    """Not known to have ended: what came after `last_day` is unknown, and never a no."""

    @property
    def counts(self) -> bool:
        """Whether it can become lasting work: with a regular employer, without subsidy."""
        return self.regular is True and self.subsidised is False

    @property
    def stands_apart(self) -> bool:
        """Whether it never becomes lasting work: subsidised, or not with a regular employer."""
        return self.regular is False or self.subsidised is True


class Lasting(StrEnum):
    """What can be said about one placement."""

    YES = "yes"
    NO = "no"
    TOO_EARLY = "too_early"
    APART = "apart"
    UNKNOWN = "unknown"


def is_longer_than_six_months(start: date, last_day: date) -> bool:
    """Whether work from `start` to `last_day` is longer than six calendar months: 1 March to 2 September is."""
    return last_day > months_later(start, MONTHS_OF_WORK)


def judged_from(start: date, days_between: int = DAYS_BETWEEN_JOBS) -> date:
    """The first day on which work that began at `start` can be judged."""
    return months_later(start, MONTHS_OF_WORK) + timedelta(days=days_between)


def consecutive(jobs: Iterable[Job], days_between: int = DAYS_BETWEEN_JOBS) -> list[list[Job]]:
    """Regular jobs of one client in rows: within a row, at most so many whole days lie between the jobs."""
    rows: list[list[Job]] = []
    reached = date.min
    for job in sorted((job for job in jobs if job.counts), key=lambda job: (job.start, job.last_day)):
        if rows and (job.start - reached).days - 1 <= days_between:
            rows[-1].append(job)
        else:
            rows.append([job])
            reached = date.min
        reached = max(reached, job.last_day)
    return rows


def lasting_work(
    jobs: Sequence[Job], known_until: date, days_between: int = DAYS_BETWEEN_JOBS
) -> list[Lasting]:
    """The judgements about the jobs of one client.

    Consecutive regular jobs are judged once, from the start of the first. Jobs that stand apart and jobs of which it
    is not recorded whether they are regular each get a judgement of their own.
    """
    judged = [_judge(row, known_until, days_between) for row in consecutive(jobs, days_between)]
    for job in jobs:
        if job.stands_apart:
            judged.append(Lasting.APART)
        elif not job.counts:
            judged.append(Lasting.UNKNOWN)
    return judged


def _judge(row: Sequence[Job], known_until: date, days_between: int) -> Lasting:
    start = row[0].start
    if judged_from(start, days_between) > known_until:
        return Lasting.TOO_EARLY
    last = max(row, key=lambda job: job.last_day)
    if is_longer_than_six_months(start, last.last_day):
        return Lasting.YES
    return Lasting.TOO_EARLY if last.goes_on else Lasting.NO
