"""What can be read of one person's answers: registered by the apps that hold those answers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils.functional import Promise

from leerlus.release.purposes import Purpose

ReadFact = Callable[[UUID], bool | None]
ReadScore = Callable[[UUID], float | None]


@dataclass(frozen=True, slots=True)
class FactWords:
    """What a group is told of a yes-or-no fact: of at least half of its people it is so, or of fewer."""

    at_least_half: str | Promise
    fewer: str | Promise


@dataclass(frozen=True, slots=True)
class Measure:
    """Something that rounds may tell about a group: a score (0-100) or a yes-or-no fact, and how to read it.

    For the team picture it is told of teams and what they are part of; for another purpose of everybody together.
    """

    name: str
    label: str | Promise
    read: ReadScore
    words: FactWords | None = None
    purpose: Purpose = Purpose.TEAM_PICTURE

    @property
    def is_fact(self) -> bool:
        return self.words is not None


_MEASURES: Final[dict[str, Measure]] = {}
_PROVIDERS: Final[list[tuple[Purpose, Callable[[], Iterable[Measure]]]]] = []


def register_measure(name: str, label: str | Promise, read: ReadScore) -> None:
    """Tell which score of 0 to 100 can be read of one person's answers; None means unknown."""
    _MEASURES[name] = Measure(name, label, read)


def register_fact(name: str, read: ReadFact, words: FactWords) -> None:
    """Tell which yes-or-no fact can be read of one person's answers; None means unknown. `words` tell it of a group."""

    def as_number(person_id: UUID) -> float | None:
        answer = read(person_id)
        return None if answer is None else float(answer)

    _MEASURES[name] = Measure(name, "", as_number, words)


def register_measures(
    provide: Callable[[], Iterable[Measure]], purpose: Purpose = Purpose.TEAM_PICTURE
) -> None:
    """Tell where measures for a purpose come from that are not known yet when the program starts."""
    if (purpose, provide) not in _PROVIDERS:
        _PROVIDERS.append((purpose, provide))


def words_of_fact(name: str) -> FactWords | None:
    """How a fact is told; None for what is no fact, or is measured no longer."""
    measure = _MEASURES.get(name)
    return measure.words if measure else None


def registered_measures(purpose: Purpose = Purpose.TEAM_PICTURE) -> tuple[Measure, ...]:
    """All of them for a purpose, by name."""
    single = {name: measure for name, measure in _MEASURES.items() if measure.purpose is purpose}
    provided = {one.name: one for of, provide in _PROVIDERS if of is purpose for one in provide()}
    return tuple((single | provided).values())
