"""When experiences of clients may be published, and how coarsely (reliability document 4.2, R3 and R4). Pure.

Cards of clients gather in a lot. A lot is closed once, when it is large enough and its last month is over; its figures
never change, its cards are in no other lot of the same owner, and what comes after begins a new one. So no two figures
of an owner share a card, and subtracting one from another tells nothing. Decision 9 says why it is like this.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil, floor
from typing import Final

from leerlus.statistics.differences import share_interval

LOT_RULE_VERSION: Final = 1
LEAST_CARDS: Final = 10
"""A lot, and every question in it, has at least so many clients; so has what is left of it without one caseworker."""

ENOUGH_CARDS: Final = 20
"""A lot this large no longer waits for a question that many clients could not answer."""

LEAST_CASEWORKERS: Final = 3
LARGEST_SHARE: Final = 0.5
TWO_LARGEST_SHARE: Final = 0.85
LEAST_SHOWN_COUNT: Final = 8
LOWEST_SHOWN: Final = 20
HIGHEST_SHOWN: Final = 80
CARD_BANDS: Final = ((26, "26+"), (16, "16-25"), (LEAST_CARDS, "10-15"))


class Waits(StrEnum):
    """Why a lot is not closed yet."""

    NO_CONSENT_OF_WORKS_COUNCIL = "no_consent_of_works_council"
    MONTH_NOT_OVER = "month_not_over"
    TOO_FEW_CARDS = "too_few_cards"
    TOO_FEW_ANSWERS = "too_few_answers"
    TOO_FEW_CASEWORKERS = "too_few_caseworkers"
    FEW_CASEWORKERS_DOMINATE = "few_caseworkers_dominate"


@dataclass(frozen=True, slots=True)
class Gathered:
    """What decides about a lot: how many cards, the fewest answers to one question, and the first of the last month.

    `by_caseworker` is how many cards came through the code of each caseworker; the other cards came through the code
    of the team, and nobody knows whose client gave them.
    """

    cards: int
    fewest_answers: int
    last_month: date
    by_caseworker: tuple[int, ...] = ()


def own_lot_waits(lot: Gathered, this_month: date) -> Waits | None:
    """Why the lot of one caseworker stays open in this month (its first day); None when it may be closed."""
    if lot.cards < LEAST_CARDS:
        return Waits.TOO_FEW_CARDS
    if lot.fewest_answers < LEAST_CARDS and lot.cards < ENOUGH_CARDS:
        return Waits.TOO_FEW_ANSWERS
    return None if lot.last_month < this_month else Waits.MONTH_NOT_OVER


def team_lot_waits(
    lot: Gathered, this_month: date, *, caseworkers_in_team: int, works_council_agreed: bool
) -> Waits | None:
    """Why the lot of a team stays open in this month (its first day); None when it may be closed.

    Besides what holds for every lot: a team has at least three caseworkers; where at most half of the cards came
    through the code of the team, three of them are known to be in it; none stands for more than half of it and no two
    for more than 85 percent; and who takes out the cards of any one of them keeps at least ten of others.
    """
    if not works_council_agreed:
        return Waits.NO_CONSENT_OF_WORKS_COUNCIL
    if reason := own_lot_waits(lot, this_month):
        return reason
    known = sorted((cards for cards in lot.by_caseworker if cards > 0), reverse=True)
    nobody_knows_whose = lot.cards - sum(known)
    enough_known = len(known) >= LEAST_CASEWORKERS or 2 * nobody_knows_whose > lot.cards
    if caseworkers_in_team < LEAST_CASEWORKERS or not enough_known:
        return Waits.TOO_FEW_CASEWORKERS
    largest = known[0] if known else 0
    if (
        largest > LARGEST_SHARE * lot.cards
        or sum(known[:2]) > TWO_LARGEST_SHARE * lot.cards
        or lot.cards - largest < LEAST_CARDS
    ):
        return Waits.FEW_CASEWORKERS_DOMINATE
    return None


def rounded_mean(points: Mapping[int, int], lowest: int, highest: int) -> int | None:
    """The mean of answers as a percentage of the scale, rounded as R4 says; None with fewer than ten answers.

    `points` is how often each point of the scale (`lowest` to `highest`) was chosen. 20 stands for 20 or lower and 80
    for 80 or higher, so that "everybody is low" cannot be read. Raises ValueError for a point outside the scale.
    """
    if any(not lowest <= point <= highest for point in points):
        raise ValueError("a point lies outside the scale")
    answers = sum(points.values())
    if answers < LEAST_CARDS:
        return None
    total = sum((point - lowest) * times for point, times in points.items())
    step = rounding(answers)
    rounded = step * floor(100 * total / (answers * (highest - lowest)) / step + 0.5)
    return min(HIGHEST_SHOWN, max(LOWEST_SHOWN, rounded))


def rounding(answers: int) -> int:
    """The smallest of 5 and 10 that, times the number of answers, is at least 40: R4. Raises ValueError under four."""
    if answers < 4:
        raise ValueError("with fewer than four answers nothing is coarse enough")
    return 5 if 5 * answers >= 40 else 10


def rounded_count(number: int) -> int | None:
    """How many clients, to the nearest five; None (not told) for fewer than eight."""
    return None if number < LEAST_SHOWN_COUNT else 5 * floor(number / 5 + 0.5)


def card_band(cards: int) -> str:
    """How many cards, as a band; fewer than ten are not told."""
    return next((words for least, words in CARD_BANDS if cards >= least), "")


def chance_interval(mean: int, band: str) -> tuple[int, int]:
    """Between which means chance could have put a published mean (95 %), from what was published only (R8).

    The interval of Wilson: wide enough for any answers with this mean, so that it tells nothing about how they lay
    apart. The people are the fewest of the band; an end that says "or lower" or "or higher" reaches to the end of the
    scale; the limits are rounded outwards to 5.
    """
    people = next(least for least, words in CARD_BANDS if words == band)
    low, high = share_interval(mean * people / 100, people)
    return (
        0 if mean <= LOWEST_SHOWN else 5 * floor(20 * low),
        100 if mean >= HIGHEST_SHOWN else 5 * ceil(20 * high),
    )
