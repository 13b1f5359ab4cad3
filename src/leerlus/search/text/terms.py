"""Terms: what the index keeps of a text, and what a question asks of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from leerlus.search.text.compounds import parts_of
from leerlus.search.text.words import Language, Word, fold, stem, words_of

PART = 0.5  # a part of a compound says half of what the word itself says
SYNONYM = 0.8
SLIP = 0.7
SHORTEST_COMPOUND = 7  # letters


@dataclass(frozen=True, eq=False)
class Lexicon:
    """What the words of a field mean to it: small words that say nothing, parts of compounds, words that mean the same.

    Words are given as people write them. `synonyms` has a name for each meaning, with what people call it in any
    language.
    """

    small_words: frozenset[str]
    compound_parts: frozenset[str]
    synonyms: Mapping[str, tuple[str, ...]]
    _meaning: Mapping[tuple[str, ...], str] = field(init=False)
    _longest: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        meaning = {
            self._stems(name): f"~{group}" for group, names in sorted(self.synonyms.items()) for name in names
        }
        object.__setattr__(self, "small_words", frozenset(map(fold, self.small_words)))
        object.__setattr__(self, "compound_parts", frozenset(map(fold, self.compound_parts)))
        object.__setattr__(self, "_meaning", meaning)
        longest: dict[str, int] = {}
        for first, *more in meaning:
            longest[first] = max(longest.get(first, 0), 1 + len(more))
        object.__setattr__(self, "_longest", longest)

    @staticmethod
    def _stems(name: str) -> tuple[str, ...]:
        return tuple(_key(word.written) for word in words_of(name))

    def meanings(self, words: list[Word]) -> Iterator[tuple[range, str]]:
        """Where in a row of words which meaning stands; a longer name goes before a shorter one in it."""
        keys = [_key(word.written) for word in words]
        place = 0
        while place < len(keys):
            length = 1
            for longer in range(self._longest.get(keys[place], 0), 0, -1):
                if meaning := self._meaning.get(tuple(keys[place : place + longer])):
                    length = min(longer, len(keys) - place)
                    yield range(place, place + length), meaning
                    break
            place += length

    @lru_cache(maxsize=200_000)  # noqa: B019 (there is one lexicon a process, as long as the process)
    def said(self, language: Language, written: str) -> tuple[tuple[str, float], ...]:
        """The terms of a word as written, its own and those of its parts, each with what one time counts for."""
        word = Word(0, len(written), written)
        if word.folded in self.small_words:
            return ()
        parts = ((term(language, part), PART) for part in self.parts(word))
        return ((term(language, word.folded), 1.0), *parts)

    def parts(self, word: Word) -> tuple[str, ...]:
        """Parts of a word: what hyphens part, or else the words it is composed of."""
        if word.pieces or len(word.folded) < SHORTEST_COMPOUND:
            return word.pieces
        return parts_of(word.folded, self.compound_parts)


def term(language: Language, folded: str) -> str:
    return f"{language}:{stem(language, folded)}"


@lru_cache(maxsize=200_000)
def _key(written: str) -> str:
    """What words are compared by when they stand in a list of synonyms, whatever the language."""
    return stem("nl", Word(0, len(written), written).folded)


@dataclass(frozen=True)
class Ask:
    """One word of a question and the terms that answer it, each with how well it does (0-1).

    A part of a compound asks beside its whole, and weighs less.
    """

    written: str
    terms: Mapping[str, float]
    whole: bool = True

    @property
    def weight(self) -> float:
        return 1.0 if self.whole else PART


def terms_of(text: str, language: Language, lexicon: Lexicon) -> dict[str, float]:
    """How often each term stands in a text; parts of compounds count for half."""
    words = list(words_of(text))
    counted: defaultdict[str, float] = defaultdict(float)
    for word in words:
        for name, times in lexicon.said(language, word.written):
            counted[name] += times
    for _, meaning in lexicon.meanings(words):
        counted[meaning] += 1
    return counted


def asks_of(question: str, lexicon: Lexicon) -> list[Ask]:
    """What a question asks, word by word, in both languages. Small words ask nothing, unless there are no others."""
    words = list(words_of(question))
    told = [word for word in words if word.folded not in lexicon.small_words] or words
    meant = {place: meaning for places, meaning in lexicon.meanings(words) for place in places}
    asks = []
    for place, word in enumerate(words):
        if word not in told:
            continue
        terms = _plain(word.folded)
        if place in meant:
            terms[meant[place]] = SYNONYM
        asks.append(Ask(word.written, terms))
        asks += [Ask(part, _plain(part), whole=False) for part in lexicon.parts(word)]
    return _once(asks)


def _plain(folded: str) -> dict[str, float]:
    return {term("nl", folded): 1.0, term("en", folded): 1.0}


def _once(asks: Iterable[Ask]) -> list[Ask]:
    """A word said twice, in whatever form, asks once."""
    said: set[str] = set()
    kept = []
    for ask in asks:
        stems = {name for name in ask.terms if not name.startswith("~")}
        if not stems & said:
            kept.append(ask)
        said |= stems
    return kept
