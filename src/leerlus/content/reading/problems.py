"""What is wrong in a file, and where."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from leerlus.content.texts import Text

Path = tuple[str | int, ...]
"""Where something stands in the content: ("items", 3, "text", "nl")."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file: a line of text, or a sheet with a row and a column. Counted from 1; 0 is unknown."""

    sheet: str = ""
    row: int = 0
    column: str = ""

    def in_words(self, language: str) -> str:
        """ "Line 12", or "Sheet survey, row 4, column type"."""
        words = (
            ("Sheet", "row", "column", "Line", "File")
            if language.startswith("en")
            else ("Blad", "rij", "kolom", "Regel", "Bestand")
        )
        if not self.sheet:
            return f"{words[3]} {self.row}" if self.row else words[4]
        parts = [f"{words[0]} {self.sheet}"]
        parts += [f"{words[1]} {self.row}"] if self.row else []
        parts += [f"{words[2]} {self.column}"] if self.column else []
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, or (in `remarks`) that is read otherwise than written."""

    place: Place
    message: Text


class Places:
    """Where each part of the content came from; a part without a place of its own has that of the whole around it."""

    def __init__(self) -> None:
        self._known: dict[Path, Place] = {}

    def note(self, path: Path, place: Place) -> None:
        """Remember where this part stands."""
        self._known[path] = place

    def of(self, path: Iterable[Any]) -> Place:
        """Where this part stands, or the nearest whole that has a place."""
        parts = tuple(path)
        while parts not in self._known and parts:
            parts = parts[:-1]
        return self._known.get(parts, Place())


class UnreadableFile(Exception):
    """The file as a whole cannot be read; `problem` says why."""

    def __init__(self, nl: str, en: str, place: Place | None = None) -> None:
        super().__init__(en)
        self.problem = Problem(place or Place(), Text(nl=nl, en=en))
