"""What two published figures of one series say together (reliability document 4.2, R9)."""

from enum import StrEnum
from typing import Final

from leerlus.release.rules.people import LEAST_CONTRIBUTORS

BORDER: Final = 10
"""Points of difference that are called a change."""


class Change(StrEnum):
    """The three words."""

    LOWER = "lower"
    SAME = "same"
    HIGHER = "higher"


def change(now: int, before: int, in_both: int) -> Change | None:
    """How a published figure compares with the one before it; None with fewer than eight people in both."""
    if in_both < LEAST_CONTRIBUTORS:
        return None
    if abs(now - before) < BORDER:
        return Change.SAME
    return Change.HIGHER if now > before else Change.LOWER
