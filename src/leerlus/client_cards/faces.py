"""The five faces of a card; their words, which always stand below them, belong to the scale of the instrument."""

from dataclasses import dataclass
from typing import Final

from leerlus.content.instrument import Instrument

_MOUTHS: Final = (
    "M12 30 Q20 20 28 30",
    "M12 29 Q20 24 28 29",
    "M12 27 H28",
    "M12 25 Q20 31 28 25",
    "M11 24 Q20 36 29 24",
)


@dataclass(frozen=True, slots=True)
class Face:
    """A point of the scale. `mouth` is the path of the mouth in a drawing of 40 by 40."""

    point: int
    words: str
    mouth: str


def faces_of(card: Instrument, language: str) -> tuple[Face, ...]:
    """The faces of the one scale of the card, lowest first.

    Raises ValueError when that scale has no five points with words.
    """
    (scale,) = card.rating_scales.values()
    return tuple(
        Face(point, words.in_language(language), mouth)
        for point, words, mouth in zip(scale.points, scale.words, _MOUTHS, strict=True)
    )


def no_answer_of(card: Instrument, language: str) -> str:
    """The words for not answering. Raises ValueError when the card has none."""
    if card.no_answer is None:
        raise ValueError(f"{card.code} has no words for not answering")
    return card.no_answer.in_language(language)
