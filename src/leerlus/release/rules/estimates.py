"""When it may be told how well a questionnaire measures, and how coarsely (domain specification 3.0).

An estimate is about everybody on an installation who said yes to it, of all municipalities together. Like figures about
groups it comes in closed rounds, and people come and go in lots.
"""

from collections.abc import Collection, Hashable, Iterable
from datetime import date, timedelta
from typing import Final

from leerlus.release.rules.lots import tells_few_apart

LEAST_PEOPLE: Final = 100
"""With how many people an own estimate takes the place of what is assumed."""

DAYS_BETWEEN_ESTIMATES: Final = 92
"""At most four a year, as rounds of figures about groups."""

_BANDS: Final = ((500, "500+"), (250, "250-499"), (150, "150-249"), (LEAST_PEOPLE, "100-149"))


def is_due(newest_on: date | None, today: date) -> bool:
    """Whether the newest estimate about the same questions lies far enough back, when there is one."""
    return newest_on is None or today - newest_on >= timedelta(days=DAYS_BETWEEN_ESTIMATES)


def may_estimate(
    people: Collection[Hashable],
    earlier: Iterable[Collection[Hashable]],
    erased_once: Collection[Hashable] = (),
) -> bool:
    """Whether something may be told about the answers of these people.

    `earlier` are the people of every estimate about the same questions. `erased_once` are those who erased their
    content at some time, and may be nameless in an earlier one.
    """
    if len(people) < LEAST_PEOPLE:
        return False
    return not any(tells_few_apart(people, before, erased_once) for before in earlier)


def people_band(number: int) -> str:
    """How many people, as it may be told; nothing below the least."""
    return next((words for least, words in _BANDS if number >= least), "")


def coarse_coefficient(value: float) -> float:
    """A reliability as it may be told: two decimals, which one person among a hundred hardly moves."""
    return round(value, 2)


def coarse_deviation(value: float) -> int:
    """A standard deviation of scores of 0 to 100 as it may be told: whole points, at least one."""
    return max(1, round(value))
