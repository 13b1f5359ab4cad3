"""What software could see of a behaviour that somebody reports. Apps above this one say what, in words.

Only for the person it is about: it stands beside their own answer, and nowhere else.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final
from uuid import UUID

ReadObserved = Callable[[UUID, date], Mapping[str, str]]
"""From a person and the last day of three months to words, by the question they stand beside."""

_READERS: Final[list[ReadObserved]] = []


def register_observed(read: ReadObserved) -> None:
    """Tell where it can be read what could be seen."""
    if read not in _READERS:
        _READERS.append(read)


def observed_of(person_id: UUID, last: date) -> dict[str, str]:
    """What could be seen of one person in the three months until a day, by question."""
    return {item: words for read in _READERS for item, words in read(person_id, last).items()}
