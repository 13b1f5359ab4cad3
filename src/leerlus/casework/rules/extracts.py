"""A client who wants to see their file: by when, and what may be left out of the extract and why.

General data protection regulation, articles 12 and 15: within one month, and without harming the rights of others.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from leerlus.casework.rules.completeness import filled_rows


class LeftOut(StrEnum):
    """Why something is not in the extract."""

    THIRD_PERSON = "third_person"
    WORKING_NOTE = "working_note"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing a file says: a key that stays the same while the file does, what it is called, and what it says."""

    key: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of a file under one heading."""

    title: str
    lines: tuple[Line, ...]


def due_on(asked_on: date) -> date:
    """The day by which the client has their extract: one calendar month later, or the last day of a shorter month."""
    year, month = (asked_on.year + 1, 1) if asked_on.month == 12 else (asked_on.year, asked_on.month + 1)
    return date(year, month, min(asked_on.day, monthrange(year, month)[1]))


def from_somebody_else(information: Mapping[str, Any]) -> frozenset[str]:
    """The names of the facts of step 1 that somebody else told: proposed to be left out, and never without a look."""
    return frozenset(
        f"fact_{number}"
        for number in filled_rows(information, "fact")
        if information.get(f"fact_{number}_source") == "third"
    )


def without(parts: Iterable[Part], left_out: Mapping[str, LeftOut]) -> list[Part]:
    """The parts without the lines that are left out; a part of which nothing is left is gone."""
    kept = (Part(part.title, tuple(one for one in part.lines if one.key not in left_out)) for part in parts)
    return [part for part in kept if part.lines]


def named(parts: Iterable[Part], left_out: Mapping[str, LeftOut]) -> list[tuple[str, LeftOut]]:
    """What is left out, called by its part and name and never by what it says, with the reason."""
    return [
        (f"{part.title}: {one.label}", left_out[one.key])
        for part in parts
        for one in part.lines
        if one.key in left_out
    ]


def keys_of(parts: Sequence[Part]) -> frozenset[str]:
    """The keys of all lines."""
    return frozenset(one.key for part in parts for one in part.lines)
