"""When a fact about a team may be published (reliability document 4.2). Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

RULE_VERSION: Final = 1
LEAST_CONTRIBUTORS: Final = 8
FEWEST_EVER: Final = 5
"""The hard floor: no setting goes below it."""

LOT: Final = 3
"""People enter or leave a series only in lots of at least this many per direction."""

DAYS_BETWEEN_ROUNDS: Final = 60
DAYS_BEFORE_COUNTING: Final = 30
BANDS: Final = ((26, "26+"), (16, "16-25"), (11, "11-15"), (8, "8-10"), (5, "5-7"))


class Hidden(StrEnum):
    """Why a fact is not shown."""

    NO_CONSENT_OF_WORKS_COUNCIL = "no_consent_of_works_council"
    TOO_FEW = "too_few"
    SMALL_CHANGE = "small_change"


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome of a round for one fact: published (True or False), or hidden with the reason."""

    at_least_half: bool | None
    hidden: Hidden | None


def round_is_due(last_closed: date | None, today: date) -> bool:
    """Rounds of a team lie at least 60 days apart."""
    return last_closed is None or today - last_closed >= timedelta(days=DAYS_BETWEEN_ROUNDS)


def decide(
    answers: Mapping[UUID, bool],
    earlier: Collection[UUID] | None,
    *,
    works_council_agreed: bool,
    erased: int = 0,
    least: int = LEAST_CONTRIBUTORS,
) -> Decision:
    """Whether "at least half of the team says yes" may be told, and if so, whether it is true.

    `answers` are those of consenting contributors; `earlier` are the contributors of the last published round (None
    when there was none), and `erased` is how many of that round erased their content since. A yes or no about half of
    at least eight people, that changes only when three or more came or went, tells less about one person than a
    rounded count would.
    """
    if not works_council_agreed:
        return Decision(None, Hidden.NO_CONSENT_OF_WORKS_COUNCIL)
    if len(answers) < max(least, FEWEST_EVER):
        return Decision(None, Hidden.TOO_FEW)
    if earlier is not None and not _whole_lots(frozenset(answers), frozenset(earlier), erased):
        return Decision(None, Hidden.SMALL_CHANGE)
    return Decision(2 * sum(answers.values()) >= len(answers), None)


def contributor_band(number: int) -> str:
    """How many contributed, as a band; below the floor nothing is told."""
    return next((words for least, words in BANDS if number >= least), "")


def _whole_lots(now: frozenset[UUID], before: frozenset[UUID], erased: int) -> bool:
    return all(change == 0 or change >= LOT for change in (len(now - before), len(before - now) + erased))
