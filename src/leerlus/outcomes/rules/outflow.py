"""How a time in benefit ended: to work, in another way, or not yet known (domain specification 6).

Work counts when it still stands one month after the benefit ended, without a new benefit: the way of Statistics
Netherlands to leave out administrative delay.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from leerlus.outcomes.rules.employment import Job
from leerlus.outcomes.rules.periods import months_later
from leerlus.outcomes.rules.spells import OTHER_WAYS, WORK, Exit

MONTHS_TO_CONFIRM: Final = 1
"""So many months after the end there is work and no new benefit; the setting LEERLUS_MONTHS_TO_CONFIRM changes it."""
MONTHS_TO_RETURN: Final = 12


@dataclass(frozen=True, slots=True)
class Benefit:
    """One time in benefit of one client; `end` is None while it goes on. `reason` is what the records say."""

    start: date
    end: date | None
    reason: Exit


class Outflow(StrEnum):
    """What became of one time in benefit. Only `WORK` is outflow to work; the others are never counted as success."""

    WORK = "work"
    OTHER = "other"
    BACK_AT_ONCE = "back_at_once"
    STILL_IN_BENEFIT = "still_in_benefit"
    TOO_EARLY = "too_early"
    UNKNOWN = "unknown"


class Return(StrEnum):
    """Whether somebody whose benefit ended was in benefit again within twelve months."""

    YES = "yes"
    NO = "no"
    TOO_EARLY = "too_early"


def outflow_of(
    benefit: Benefit,
    benefits: Sequence[Benefit],
    jobs: Sequence[Job],
    known_until: date,
    months_to_confirm: int = MONTHS_TO_CONFIRM,
) -> Outflow:
    """What became of one of the `benefits` of a client.

    Another way out that is recorded, such as moving, stands: a job beside it does not make it outflow to work.
    """
    if benefit.end is None:
        return Outflow.STILL_IN_BENEFIT
    confirmed_on = months_later(benefit.end, months_to_confirm)
    if _in_benefit_again(benefit, benefits, confirmed_on):
        return Outflow.BACK_AT_ONCE
    if benefit.reason in OTHER_WAYS and benefit.reason is not Exit.REASON_UNKNOWN:
        return Outflow.OTHER
    if confirmed_on > known_until:
        return Outflow.TOO_EARLY
    if benefit.reason in WORK or any(job.start <= confirmed_on <= job.last_day for job in jobs):
        return Outflow.WORK
    return Outflow.UNKNOWN


def returned(
    end: date, benefits: Sequence[Benefit], known_until: date, months_to_confirm: int = MONTHS_TO_CONFIRM
) -> Return:
    """Whether a benefit that ended at `end` was followed by another within twelve months.

    Judged only when the records reach those twelve months for everybody: else the quick ones alone would count.
    """
    last_day = months_later(end, MONTHS_TO_RETURN)
    if last_day > known_until:
        return Return.TOO_EARLY
    confirmed_on = months_later(end, months_to_confirm)
    again = any(confirmed_on < other.start <= last_day for other in benefits)
    return Return.YES if again else Return.NO


def _in_benefit_again(benefit: Benefit, benefits: Sequence[Benefit], day: date) -> bool:
    """Whether another benefit that began after the end of this one still runs on a day: the end was an interruption."""
    end = benefit.end
    return any(
        other is not benefit
        and end is not None
        and end <= other.start <= day
        and (other.end is None or other.end >= day)
        for other in benefits
    )
