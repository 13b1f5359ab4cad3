"""The place in a text where a question is answered, with the words of the question marked."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from leerlus.search.text.terms import Lexicon
from leerlus.search.text.words import Language, Word, words_of

AROUND = 32  # words of an excerpt


@dataclass(frozen=True)
class Piece:
    """A piece of the original text; `marked` when the question asked for it."""

    text: str
    marked: bool


def excerpt(text: str, language: Language, wanted: AbstractSet[str], lexicon: Lexicon) -> list[Piece]:
    """The stretch of `AROUND` words with the most different words of the question, as pieces in a row.

    Without any of them it is the beginning of the text. What was left out before or after shows as an ellipsis.
    """
    words = list(words_of(text))
    hits = _hits(words, language, wanted, lexicon)
    first = _best_start([hits.get(place) for place in range(len(words))])
    shown = words[first : first + AROUND]
    if not shown:
        return [Piece(text, marked=False)]
    begin = shown[0].start if first else 0
    end = shown[-1].end if first + AROUND < len(words) else len(text)
    pieces, at = [Piece("… ", marked=False)] if first else [], begin
    for place, word in enumerate(shown, start=first):
        if place in hits:
            pieces += [Piece(text[at : word.start], marked=False), Piece(word.written, marked=True)]
            at = word.end
    pieces.append(Piece(text[at:end] + ("" if end == len(text) else " …"), marked=False))
    return [piece for piece in pieces if piece.text]


def _hits(
    words: list[Word], language: Language, wanted: AbstractSet[str], lexicon: Lexicon
) -> dict[int, str]:
    """Per word that the question asked for, by its place, the term that it answers."""
    hits = {
        place: meaning for places, meaning in lexicon.meanings(words) if meaning in wanted for place in places
    }
    answers: dict[str, str | None] = {}
    for place, word in enumerate(words):
        if word.written not in answers:
            said = (name for name, _ in lexicon.said(language, word.written))
            answers[word.written] = next((name for name in said if name in wanted), None)
        if term := answers[word.written]:
            hits[place] = term
    return hits


def _best_start(hits: list[str | None]) -> int:
    """Where the stretch starts that holds the most different terms: a little before the first of them."""
    best, start = 0, 0
    for place, hit in enumerate(hits):
        if hit is None:
            continue
        different = len({name for name in hits[place : place + AROUND - 4] if name is not None})
        if different > best:
            best, start = different, place
    return max(0, min(start - 4, len(hits) - AROUND)) if best else 0
