"""What stands beside an advice to read: told by whoever knows what fits, as advice itself knows no knowledge base."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from leerlus.access.actor import Actor
from leerlus.advice.models import Advice


@dataclass(frozen=True, slots=True)
class ToRead:
    """Something to read: its title and address, why it fits, and how long it takes."""

    title: str
    url: str
    reason: str
    time: str


Finder = Callable[[Actor, Advice, str], list[ToRead]]
"""Who reads, the advice, and the language of the screen."""

_FINDERS: Final[list[Finder]] = []


def register_to_read(find: Finder) -> None:
    """Tell about a source of what to read."""
    if find not in _FINDERS:
        _FINDERS.append(find)


def to_read(actor: Actor, advice: Advice, language: str) -> list[ToRead]:
    """Everything to read beside an advice of one's own."""
    return [one for find in _FINDERS for one in find(actor, advice, language)]
