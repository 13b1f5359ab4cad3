"""What a spell is: how long somebody was in benefit, in periods, and how it ended."""

from enum import IntEnum, StrEnum
from typing import Final


class Exit(IntEnum):
    """How a spell ended. 0 = it had not ended when last seen (censored); the others compete with each other."""

    STILL_IN_BENEFIT = 0
    FULL_TIME_WORK = 1
    PART_TIME_WORK = 2
    WORK_UNKNOWN_HOURS = 3
    OTHER = 4
    MOVED = 5
    PENSION = 6
    RELATIONSHIP = 7
    STOPPED = 8
    REASON_UNKNOWN = 9


WORK: Final = (Exit.FULL_TIME_WORK, Exit.PART_TIME_WORK, Exit.WORK_UNKNOWN_HOURS)
OTHER_WAYS: Final = (
    Exit.OTHER,
    Exit.MOVED,
    Exit.PENSION,
    Exit.RELATIONSHIP,
    Exit.STOPPED,
    Exit.REASON_UNKNOWN,
)
"""Ways out that compete with work and are never counted as success."""


class Unit(StrEnum):
    """The length of one period. A spell that ended during its k-th period has duration k."""

    DAY = "day"
    WEEK = "week"
    TWO_WEEKS = "two_weeks"
    MONTH = "month"


LONGEST: Final = {Unit.DAY: 22_000, Unit.WEEK: 3_150, Unit.TWO_WEEKS: 1_575, Unit.MONTH: 720}
"""Sixty years in periods: a longer spell is a slip of the pen or a date in the wrong column."""
