"""When rounds open and close (reliability document 4.2, R1 and R10)."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final

DAYS_BETWEEN_ROUNDS: Final = 60
ROUNDS_A_YEAR: Final = 4
DAYS_OPEN: Final = 30
"""How long a round is open before it closes. Who moves to another team meanwhile stays where they were."""

_YEAR: Final = timedelta(days=365)


def may_close(opened_on: date, closed_before: Collection[date], today: date) -> bool:
    """Whether an open round may close today: it was open long enough, and the rounds before lie far enough back."""
    return today - opened_on >= timedelta(days=DAYS_OPEN) and _spaced(closed_before, today)


def may_open(closed_before: Collection[date], today: date) -> bool:
    """Whether a round that opens today may close as soon as it was open long enough."""
    return _spaced(closed_before, today + timedelta(days=DAYS_OPEN))


def _spaced(closed_before: Collection[date], closes_on: date) -> bool:
    """At least sixty days after every other round, and no more than four rounds in any year."""
    if any(closes_on - day < timedelta(days=DAYS_BETWEEN_ROUNDS) for day in closed_before):
        return False
    return sum(closes_on - day < _YEAR for day in closed_before) < ROUNDS_A_YEAR
