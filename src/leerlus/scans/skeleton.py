"""A page rendered once and filled in many times: the questions of a page do not change, the answers do.

Rendering questions through form widgets at every request is what makes survey software slow. Here the templates
render once per version, page, language and menu, with marks where something personal belongs; a request only
joins the pieces. The template stays an ordinary template, and is used as such when a page shows errors.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.html import escape

_MARK: Final = "\ue000{}\ue001"
_FIELD: Final = re.compile("\ue000([^\ue001]*)\ue001")
_CHECKED: Final = re.compile(r'(<input type="(?:radio|checkbox)" name="([^"]+)" value="([^"]*)") checked')


class AnyAnswer:
    """Stands for every answer at once, so that the template marks each option where an answer could be."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return hash(self.name)

    def __contains__(self, value: object) -> bool:
        return True

    def __str__(self) -> str:
        return mark(f"answer:{self.name}")


def mark(name: str) -> str:
    """The place of a personal value in a skeleton."""
    return _MARK.format(name)


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A page in parts, with empty parts where something personal belongs, and which of these is for what."""

    parts: tuple[str, ...]
    values: tuple[tuple[int, str], ...]
    """Places of values, with their names."""
    answers: tuple[tuple[int, str], ...]
    """Places of answers as text, with their questions."""
    choices: Mapping[str, Mapping[str, int]]
    """The places of the choices of a question, by what a form sends for them."""

    @classmethod
    def of(cls, text: str) -> "Skeleton":
        """Cut a text that was rendered with marks and `AnyAnswer`s."""
        marked = _CHECKED.sub(lambda found: found[1] + mark(f"checked:{found[2]}:{found[3]}"), text)
        parts = _FIELD.split(marked)
        values: list[tuple[int, str]] = []
        answers: list[tuple[int, str]] = []
        choices: dict[str, dict[str, int]] = {}
        for place in range(1, len(parts), 2):
            match parts[place].split(":", 2):
                case ["checked", name, value]:
                    choices.setdefault(name, {})[value] = place
                case ["answer", name]:
                    answers.append((place, name))
                case [name]:
                    values.append((place, name))
            parts[place] = ""
        return cls(tuple(parts), tuple(values), tuple(answers), choices)

    def filled(self, values: Mapping[str, str], answers: Mapping[str, Any]) -> str:
        """The page for one person. `values` are escaped here; answers are those of the sitting."""
        page = list(self.parts)
        for place, name in self.values:
            page[place] = escape(values[name])
        for place, name in self.answers:
            if name in answers:
                page[place] = escape(as_shown(answers[name]))
        for name, places in self.choices.items():
            if name in answers:
                for choice in _as_posted(answers[name]):
                    if choice in places:
                        page[places[choice]] = " checked"
        return "".join(page)


def as_shown(answer: Any) -> str:
    """An answer as one text: what a page showed, to see at sending whether the person changed it."""
    return " ".join(_as_posted(answer))


def _as_posted(answer: Any) -> tuple[str, ...]:
    """An answer as a form would send it: skipped is the empty text, several choices are several texts."""
    if answer is None:
        return ("",)
    if isinstance(answer, list | tuple):
        return tuple(str(choice) for choice in answer)
    return (str(answer),)
