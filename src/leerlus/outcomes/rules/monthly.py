"""How many people left for work in each whole month that a set knows (domain specification 7). Pure."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from leerlus.outcomes.rules.periods import months_later

MOST_MONTHS: Final = 24
FEWEST_MONTHS: Final = 10
"""With fewer months a run says nothing about chance."""


def whole_months(first_start: date, known_until: date) -> tuple[date, ...]:
    """First days of the last whole months that a set knows: at most 24, the oldest first."""
    end = known_until.replace(day=1)
    begin = first_start if first_start.day == 1 else months_later(first_start.replace(day=1), 1)
    number = (end.year - begin.year) * 12 + end.month - begin.month
    shown = min(max(number, 0), MOST_MONTHS)
    return tuple(months_later(end, step - shown) for step in range(shown))


def per_month(days: Iterable[date], months: tuple[date, ...]) -> list[int]:
    """How many of these days fall in each of the months."""
    places = {month: place for place, month in enumerate(months)}
    counts = [0] * len(months)
    for day in days:
        place = places.get(day.replace(day=1))
        if place is not None:
            counts[place] += 1
    return counts
