"""Which contact and which review belong to which choice: the one that was in force on their day."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

KNOWN: Final = ("yes", "partly", "no")
"""The answers to "was the agreement kept?" that say something."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A choice by its number and the day it was settled; numbers go up with the days."""

    number: int
    on: date


def in_force_on(day: date, settled: Iterable[Settled]) -> int | None:
    """The number of the newest choice of that day or before; None before the first. A choice holds from its own day."""
    return max((one.number for one in settled if one.on <= day), default=None)


@dataclass(frozen=True, slots=True)
class Told:
    """What one contact told of the agreement before it, and of the confidence (0 to 10) of the client."""

    on: date
    kept: str
    confidence: int | None


@dataclass(frozen=True, slots=True)
class Course:
    """What happened in the contacts of one choice. Nothing in it proves that the choice led to it.

    `kept` counts yes, partly and no; `first` and `last` are the first and last confidence that is known, None when
    fewer than two are.
    """

    contacts: int
    kept: dict[str, int]
    first: int | None
    last: int | None

    @property
    def kept_known(self) -> int:
        return sum(self.kept.values())


def course_of(told: Sequence[Told], settled_on: date) -> Course:
    """The course of the contacts of a choice, in any order.

    What is said on the day of the choice about the agreement before is about what was agreed before the choice: it does
    not count.
    """
    in_order = sorted(told, key=lambda one: one.on)
    kept = Counter(one.kept for one in in_order if one.on > settled_on and one.kept in KNOWN)
    sure = [one.confidence for one in in_order if one.confidence is not None]
    first, last = (sure[0], sure[-1]) if len(sure) > 1 else (None, None)
    return Course(len(in_order), {name: kept[name] for name in KNOWN}, first, last)
