"""Rules of conversations, agreements and promises. Pure."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final

LONGEST_AHEAD: Final = timedelta(days=366)
LOOK_BACK_FROM: Final = timedelta(days=3)
"""So many days before the date of return it is named on the start page."""

LOOK_BACK_UNTIL: Final = timedelta(days=14)
PREPARE_FROM: Final = timedelta(days=14)


def is_within_a_year(day: date, today: date) -> bool:
    """Whether a day lies between today and a year from now, both included."""
    return today <= day <= today + LONGEST_AHEAD


def is_time_to_look_back(return_on: date, today: date) -> bool:
    """Whether a date of return is near: from three days before it until two weeks after it."""
    return return_on - LOOK_BACK_FROM <= today <= return_on + LOOK_BACK_UNTIL


def is_time_to_prepare(planned_on: date, today: date) -> bool:
    """Whether a conversation is near enough to prepare for."""
    return today <= planned_on <= today + PREPARE_FROM


def names_in(text: str, people: Iterable[str]) -> list[str]:
    """The names of people, or parts of them, that stand as whole words in a text, in the order of `people`.

    Compared with capitals, so that "roos" the flower passes and "Roos" the colleague does not. Small parts of a family
    name ("de", "van") are no names.
    """
    found: dict[str, None] = {}
    for name in people:
        for part in re.split(r"[\s-]+", name):
            if part[:1].isupper() and len(part) > 1 and re.search(rf"\b{re.escape(part)}\b", text):
                found[part] = None
    return list(found)


def chosen_of(fields: Mapping[str, Iterable[str]]) -> list[str]:
    """The ids of all questions chosen, from the choice per block."""
    return [question for chosen in fields.values() for question in chosen]
