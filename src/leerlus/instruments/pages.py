"""An instrument as an administrator looks at it before it is kept, and later."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from leerlus.content.instrument import Instrument
from leerlus.content.instrument_parts import Item
from leerlus.content.reading.problems import Problem


@dataclass(frozen=True, slots=True)
class QuestionOnScreen:
    """A question, what kind it is, its answers, and when it is asked; all in words."""

    code: str
    text: str
    kind: str
    answers: tuple[str, ...]
    asked_when: str


@dataclass(frozen=True, slots=True)
class PageOnScreen:
    """A page of questions."""

    title: str
    stem: str
    questions: tuple[QuestionOnScreen, ...]


def pages_of(instrument: Instrument, language: str) -> list[PageOnScreen]:
    """Everything that would be asked."""
    return [
        PageOnScreen(
            page.title.in_language(language),
            page.stem.in_language(language) if page.stem else "",
            tuple(_question(instrument, instrument.by_id[item], language) for item in page.items),
        )
        for page in instrument.pages
    ]


def lines(problems: tuple[Problem, ...], language: str) -> list[tuple[str, str]]:
    """Problems as place and sentence."""
    return [(one.place.in_words(language), one.message.in_language(language)) for one in problems]


def _question(instrument: Instrument, item: Item, language: str) -> QuestionOnScreen:
    kinds = {
        "rating": _("a scale"),
        "choice": _("one answer"),
        "multiple": _("several answers"),
        "number": _("a whole number"),
        "open": _("text"),
    }
    if item.kind == "rating":
        scale = instrument.rating_scales[item.scale or ""]
        words = ((point, scale.word(point)) for point in scale.points)
        answers = tuple(f"{point}: {word.in_language(language)}" for point, word in words if word)
    else:
        answers = tuple(option.text.in_language(language) for option in item.options)
    return QuestionOnScreen(
        item.id,
        item.text.in_language(language),
        kinds[item.kind],
        answers,
        _asked_when(instrument, item, language),
    )


def _asked_when(instrument: Instrument, item: Item, language: str) -> str:
    if item.condition is None:
        return ""
    other = instrument.by_id[item.condition.item]
    words = [
        option.text.in_language(language)
        for option in other.options
        if option.value in item.condition.is_one_of
    ]
    return _("only when the answer to %(question)s is: %(answers)s") % {
        "question": other.id,
        "answers": " / ".join(words),
    }
