"""How hard a text is to read: Flesch–Douma for Dutch, Flesch for English, with the lengths they stand on. Pure.

- Dutch: 206.84 − 0.93 · words per sentence − 77 · syllables per word (W.H. Douma, De leesbaarheid van landbouwbladen,
  Landbouwhogeschool Wageningen 1960, Bulletin 17).
- English: 206.835 − 1.015 · words per sentence − 84.6 · syllables per word (R. Flesch, A new readability yardstick,
  Journal of Applied Psychology 32, 1948, 221–233).

As Flesch has it, a colon and a semicolon end a unit of thought as a full stop does. Higher is easier. Douma's table
calls 60 to 70 normal (last class of primary school of that time), 70 to 80 rather easy, 80 to 90 easy. No formula knows
if a word is known or an argument hangs together: a low figure is a reason to look, a high one is no proof.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from leerlus.content.syllables import Language, syllables

_WORD: Final = re.compile(r"[^\W_]+(?:['’/-][^\W_]+)*")
_END: Final = re.compile(r"(?<=[.!?…:;])\s+")
_FORMULA: Final[dict[Language, tuple[float, float, float]]] = {
    "nl": (206.84, 0.93, 77.0),
    "en": (206.835, 1.015, 84.6),
}
_OFFICIAL: Final = re.compile(
    r"\b(?:aangaande|alsmede|benevens|betreffende|conform|derhalve|desalniettemin|desgewenst|dienen te|dient te"
    r"|echter|enigszins|hetgeen|hieromtrent|indien|inzake|jegens|krachtens|middels|mits|naar aanleiding van|omtrent"
    r"|ongeacht|reeds|ten behoeve van|teneinde|tenzij|ter zake|tevens|uiterlijk|verstrekken|voornoemde?"
    r"|belemmer\w*|bewerkstellig\w*|bezwaarlijk|desbetreffende|vooralsnog|zorg dragen)\b",
    re.IGNORECASE,
)
LONG: Final = 7
"""From how many letters a word counts as long (C.H. Björnsson, Läsbarhet, 1968: more than six)."""


@dataclass(frozen=True, slots=True)
class ReadingLevel:
    """`ease` by the formula of the language; `sentences` are their lengths in words, the longest first."""

    ease: float
    sentences: tuple[int, ...]
    words: int
    long_words: int

    @property
    def words_per_sentence(self) -> float:
        return self.words / len(self.sentences)

    @property
    def share_of_long_words(self) -> float:
        """Of all words, 0 to 1."""
        return self.long_words / self.words


def sentences_of(texts: Iterable[str]) -> list[str]:
    """Texts cut into sentences, at a colon and a semicolon too; a text without an end is one as well."""
    return [part for text in texts for part in _END.split(text.strip()) if _WORD.search(part)]


def official_words(texts: Iterable[str]) -> list[str]:
    """Words and turns of official Dutch in these texts, as they stand there.

    A list of our own, of words that the writing guides of the national government replace; no formula notices them.
    """
    return [found for text in texts for found in _OFFICIAL.findall(text)]


def reading_level(texts: Iterable[str], language: Language) -> ReadingLevel:
    """How hard these texts are together, as one document.

    Meant for about fifty words and more; below that one long word moves the figure much. Raises ValueError when there
    is no word in them.
    """
    lengths: list[int] = []
    words: list[str] = []
    for sentence in sentences_of(texts):
        found = _WORD.findall(sentence)
        lengths.append(len(found))
        words += found
    if not words:
        raise ValueError("a text without words has no reading level")
    start, per_sentence, per_word = _FORMULA[language]
    syllables_per_word = sum(syllables(word, language) for word in words) / len(words)
    return ReadingLevel(
        ease=start - per_sentence * len(words) / len(lengths) - per_word * syllables_per_word,
        sentences=tuple(sorted(lengths, reverse=True)),
        words=len(words),
        long_words=sum(len(word) >= LONG for word in words),
    )
