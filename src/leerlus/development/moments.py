"""Days of looking back, and where to start again after slipping back. Pure."""

import calendar
from datetime import date
from enum import StrEnum
from typing import Final

DAYS_OF_SIX_WEEKS: Final = 42

LEAST_CONFIDENCE: Final = 7
"""Under this, from 0 to 10, a smaller step is proposed (domain specification 9.5)."""


class Restart(StrEnum):
    """What fits after something slipped away, by where somebody is with it now (domain specification R-36)."""

    LET_GO = "let_go"
    TALK_IT_OVER = "talk_it_over"
    START_SMALL = "start_small"
    HOLD_ON = "hold_on"
    ASK = "ask"


_RESTARTS: Final = {
    "a": Restart.LET_GO,
    "b": Restart.TALK_IT_OVER,
    "c": Restart.START_SMALL,
    "d": Restart.HOLD_ON,
    "e": Restart.HOLD_ON,
}


def restart_from(stage: str | None) -> Restart:
    """Where to start again: at the stage somebody is in now, never at a higher one. Unknown asks first.

    `stage` is the answer to the question about the stage: a (not now) to e (half a year or longer).
    """
    return _RESTARTS.get(stage or "", Restart.ASK)


def asks_for_a_smaller_step(confidence: int | None) -> bool:
    """Whether somebody is less sure than 7 of 10 that they will do it; not saying so is no doubt."""
    return confidence is not None and confidence < LEAST_CONFIDENCE


def six_months_after(day: date) -> date:
    """The same day six calendar months on; the last day of that month when it is shorter."""
    year, month = divmod(day.month + 5, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
