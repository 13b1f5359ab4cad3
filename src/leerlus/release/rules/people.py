"""How many people a figure needs, and in which words their number is told (reliability document 4.2, R2, R3, R10)."""

from datetime import date, timedelta
from typing import Final

LEAST_CONTRIBUTORS: Final = 8
"""How many people a figure is about at least, unless a municipality chose another number."""

FEWEST_EVER: Final = 5
"""The hard floor: no setting goes below it."""

MOST_TO_ASK_FOR: Final = 20
"""No municipality can ask for more, or nothing would ever be shown while figures seem to be on."""

DAYS_BEFORE_COUNTING: Final = 30
"""An account counts after so many days, so that nobody fills a group with accounts made for the occasion."""

_BANDS: Final = ((26, "26+"), (16, "16-25"), (11, "11-15"), (8, "8-10"), (5, "5-7"))
_WEIGHTS: Final = {"5-7": 6, "8-10": 9, "11-15": 13, "16-25": 20, "26+": 30}


def least_contributors(chosen: int, *, lower_agreed: bool) -> int:
    """How many people a figure needs in a municipality that chose this number.

    Fewer than eight only when the works council agreed to that (`lower_agreed`), and never fewer than five.
    """
    least = FEWEST_EVER if lower_agreed else LEAST_CONTRIBUTORS
    return min(max(chosen, least), MOST_TO_ASK_FOR)


def old_enough_to_count(made_on: date, closes_on: date) -> bool:
    """Whether an account made on this day counts in a round that closes on that day."""
    return closes_on - made_on >= timedelta(days=DAYS_BEFORE_COUNTING)


def contributor_band(number: int) -> str:
    """How many contributed, as a band; below the floor nothing is told."""
    return next((words for least, words in _BANDS if number >= least), "")


def weight_of(band: str) -> int:
    """How heavily a published figure weighs in a figure about a larger group: the middle of its band.

    The exact number would weigh more precisely, and would tell itself. Raises KeyError for what is no band.
    """
    return _WEIGHTS[band]
