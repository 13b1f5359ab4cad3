"""Words of a text with their place, folded to one spelling, and their stems."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

import snowballstemmer

Language = Literal["nl", "en"]

# "dutch" takes ge- and be- off: begeleiding, begeleiden and beleid would all become beleid, gesprek would become
# sprek.
_STEMMERS: dict[Language, str] = {"nl": "dutch_porter", "en": "english"}
_WORD = re.compile(r"[^\W_]+(?:['’\-‑][^\W_]+)*")
_JOINTS = re.compile(r"['’\-‑]")
LONGEST = 60  # letters; longer is not a word, and is cut


class Word(NamedTuple):
    """A word as written, from `start` up to `end` in its text."""

    start: int
    end: int
    written: str

    @property
    def folded(self) -> str:
        return fold(_JOINTS.sub("", self.written))

    @property
    def pieces(self) -> tuple[str, ...]:
        """What hyphens part, folded: `re-integratie` also has `integratie`; empty without a hyphen."""
        pieces = [fold(piece) for piece in re.split(r"[\-‑]", self.written)]
        return tuple(piece for piece in pieces if len(piece) > 2) if len(pieces) > 1 else ()


def words_of(text: str) -> Iterator[Word]:
    """The words of a text, in order."""
    for found in _WORD.finditer(text):
        yield Word(found.start(), found.end(), found.group())


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """One spelling: small letters without accents, so that cliënt, client and CLIENT are one word."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))[:LONGEST]


@lru_cache(maxsize=200_000)
def stem(language: Language, word: str) -> str:
    """The stem of a folded word (Porter's algorithm for Dutch and for English)."""
    # A stemmer keeps the word it works on, so threads cannot share one; making one is cheap and done once a word.
    stemmed: str = snowballstemmer.stemmer(_STEMMERS[language]).stemWord(word)
    return stemmed
