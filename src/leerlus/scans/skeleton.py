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
    """Text with holes: `pieces[0] hole[0] pieces[1] …`."""

    pieces: tuple[str, ...]
    holes: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, text: str) -> "Skeleton":
        """Cut a text that was rendered with marks and `AnyAnswer`s."""
        marked = _CHECKED.sub(lambda found: found[1] + mark(f"checked:{found[2]}:{found[3]}"), text)
        parts = _FIELD.split(marked)
        return cls(tuple(parts[::2]), tuple(tuple(hole.split(":", 2)) for hole in parts[1::2]))

    def filled(self, values: Mapping[str, str], answers: Mapping[str, Any]) -> str:
        """The page for one person. `values` are escaped here; answers are those of the sitting."""
        chosen = {name: _as_posted(answer) for name, answer in answers.items()}
        page = [self.pieces[0]]
        for hole, piece in zip(self.holes, self.pieces[1:], strict=True):
            match hole:
                case ("checked", name, value):
                    if value in chosen.get(name, ()):
                        page.append(" checked")
                case ("answer", name):
                    page.append(escape("".join(chosen.get(name, ()))))
                case (name,):
                    page.append(escape(values[name]))
            page.append(piece)
        return "".join(page)


def _as_posted(answer: Any) -> tuple[str, ...]:
    """An answer as a form would send it: skipped is the empty text, several choices are several texts."""
    if answer is None:
        return ("",)
    if isinstance(answer, list | tuple):
        return tuple(str(choice) for choice in answer)
    return (str(answer),)
