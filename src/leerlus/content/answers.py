"""What a form sends for a question, turned into an answer or refused with the reason in both languages."""

from collections.abc import Sequence

from leerlus.content.instrument_parts import Item
from leerlus.content.texts import Text

Answer = int | str | tuple[str, ...] | None
"""A valid answer: a point or number, a choice or text, several choices, or None for "don't know / skip"."""


class AnswerRefused(ValueError):
    """Something was sent that is not an answer to this item; `reason` says so in both languages."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


_NOT_AN_OPTION = Text(nl="Kies een van de antwoorden hieronder.", en="Choose one of the answers below.")


def accept_answer(item: Item, points: Sequence[int], posted: Sequence[str]) -> Answer:
    """The answer in what a form sent for an item; `points` are those of its scale, if it has one.

    Raises AnswerRefused with the reason.
    """
    if item.kind == "multiple":
        return _several(item, posted)
    raw = posted[-1] if posted else ""
    if raw.strip() == "":
        return None
    if item.kind == "open":
        return _open(item, raw)
    if item.kind == "number":
        return _number(item, raw.strip())
    if item.kind == "rating":
        allowed: dict[str, int | str] = {str(point): point for point in points}
    else:
        allowed = {option.value: option.value for option in item.options}
    if raw not in allowed:
        raise AnswerRefused(_NOT_AN_OPTION)
    return allowed[raw]


def _several(item: Item, posted: Sequence[str]) -> Answer:
    chosen = tuple(option.value for option in item.options if option.value in posted)
    if len(chosen) != len(set(filter(None, posted))):
        raise AnswerRefused(_NOT_AN_OPTION)
    if item.maximum is not None and len(chosen) > item.maximum:
        raise AnswerRefused(
            Text(
                nl=f"Je koos er {len(chosen)}; kies er hoogstens {item.maximum}.",
                en=f"You chose {len(chosen)}; choose at most {item.maximum}.",
            )
        )
    if item.excludes_others in chosen and len(chosen) > 1:
        words = next(option.text for option in item.options if option.value == item.excludes_others)
        raise AnswerRefused(
            Text(
                nl=f"“{words.nl}” past niet bij de andere antwoorden. Haal er een weg.",
                en=f"“{words.en}” does not go with the other answers. Remove one.",
            )
        )
    return chosen or None


def _number(item: Item, raw: str) -> int:
    """A whole number within the bounds of the item; longer than any bound is refused before it is counted."""
    readable = raw.isascii() and raw.isdigit() and len(raw) < 10
    if not readable or not item.minimum <= int(raw) <= (item.maximum or 0):
        raise AnswerRefused(
            Text(
                nl=f"Vul een heel getal in van {item.minimum} tot en met {item.maximum}.",
                en=f"Fill in a whole number from {item.minimum} to {item.maximum}.",
            )
        )
    return int(raw)


def _open(item: Item, raw: str) -> str:
    text = raw.replace("\r\n", "\n").strip()
    if item.maximum is not None and len(text) > item.maximum:
        raise AnswerRefused(
            Text(
                nl=f"Je tekst heeft {len(text)} tekens; er passen er {item.maximum}. Maak hem iets korter.",
                en=f"Your text has {len(text)} characters; {item.maximum} fit. Make it a little shorter.",
            )
        )
    return text
