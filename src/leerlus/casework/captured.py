"""What else is asked at a contact because a team agreed to measure it. Apps above this one say what that is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django import forms


@dataclass(frozen=True, slots=True)
class CapturedQuestion:
    """One question with its field. Its answer is kept in the contact under `name`, and means nothing elsewhere."""

    name: str
    field: forms.Field


Find = Callable[[UUID, date], Sequence[CapturedQuestion]]
_FINDERS: Final[list[Find]] = []


def register_captured(find: Find) -> None:
    """Add a source of questions: for a caseworker, about a contact held on a day."""
    _FINDERS.append(find)


def captured_questions(person_id: UUID, on: date) -> list[CapturedQuestion]:
    """The questions of all sources, in their order."""
    return [question for find in _FINDERS for question in find(person_id, on)]
