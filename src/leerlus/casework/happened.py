"""What happened to a client beside the steps of their file, such as a job. Apps above this one say what."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from leerlus.casework.models import CaseFile


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing on a day, in words, with who says so."""

    on: date
    words: str


Find = Callable[[Sequence[CaseFile]], Mapping[UUID, Sequence[Happening]]]
"""From files to what happened, by file: for the caseworker who has them now, in as many queries as for one file."""

_FINDERS: Final[list[Find]] = []


def register_happened(find: Find) -> None:
    """Tell where it is known what happened to clients."""
    if find not in _FINDERS:
        _FINDERS.append(find)


def happened_in(files: Sequence[CaseFile]) -> dict[UUID, list[Happening]]:
    """What happened in some files, by file, the earliest first."""
    found: dict[UUID, list[Happening]] = defaultdict(list)
    for find in _FINDERS:
        for pk, happenings in find(files).items():
            found[pk].extend(happenings)
    return {pk: sorted(happenings, key=lambda one: one.on) for pk, happenings in found.items()}
