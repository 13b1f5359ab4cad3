"""What can be read of one person's answers: registered by the apps that hold those answers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils.functional import Promise

ReadFact = Callable[[UUID], bool | None]
ReadScore = Callable[[UUID], float | None]


@dataclass(frozen=True, slots=True)
class Measure:
    """Something that rounds may tell about a group: a score (0-100) or a yes-or-no fact, and how to read it."""

    name: str
    label: str | Promise
    read: ReadScore
    is_fact: bool = False


_MEASURES: Final[dict[str, Measure]] = {}
_PROVIDERS: Final[list[Callable[[], Iterable[Measure]]]] = []


def register_measure(name: str, label: str | Promise, read: ReadScore) -> None:
    """Tell which score of 0 to 100 can be read of one person's answers; None means unknown."""
    _MEASURES[name] = Measure(name, label, read)


def register_fact(name: str, read: ReadFact, label: str | Promise = "") -> None:
    """Tell which yes-or-no fact can be read of one person's answers; None means unknown."""

    def as_number(person_id: UUID) -> float | None:
        answer = read(person_id)
        return None if answer is None else float(answer)

    _MEASURES[name] = Measure(name, label, as_number, is_fact=True)


def register_measures(provide: Callable[[], Iterable[Measure]]) -> None:
    """Tell where measures come from that are not known yet when the program starts."""
    if provide not in _PROVIDERS:
        _PROVIDERS.append(provide)


def registered_measures() -> tuple[Measure, ...]:
    """All of them, by name."""
    provided = {measure.name: measure for provide in _PROVIDERS for measure in provide()}
    return tuple((_MEASURES | provided).values())
