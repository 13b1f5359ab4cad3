"""Asking the index: which documents answer a question, best first, with counts beside every choice."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from leerlus.search.indexing import HOW_MANY, RESTRICTED, choice, how_many, seen_by
from leerlus.search.models import Spelling
from leerlus.search.ranking import NONE, Postings, has, rank, scores_of
from leerlus.search.statements import read_keys, read_postings
from leerlus.search.text.spelling import keys_of, nearest
from leerlus.search.text.terms import SLIP, Ask, Lexicon, asks_of
from leerlus.search.text.words import fold


@dataclass(frozen=True)
class Found:
    """The answer: keys of the documents on this page, how many there are in all, the counts of values per group.

    `terms` are what was looked for, to mark them in the text. `meant` has the words of the question that stand
    nowhere, with the words that were looked for instead.
    """

    keys: tuple[str, ...]
    total: int
    counts: Mapping[str, Mapping[str, int]]
    terms: frozenset[str]
    meant: Mapping[str, tuple[str, ...]]


def find(
    question: str,
    lexicon: Lexicon,
    *,
    names: Collection[str] = (),
    groups: Mapping[str, Sequence[str]] | None = None,
    chosen: Mapping[str, Collection[str]] | None = None,
    every_word: bool = False,
    page: slice = slice(10),
) -> Found:
    """What a question finds among the documents for everyone and those for the names of the searcher.

    `groups` are the values to count (`kind`: `kind:method`, ...); `chosen` keeps documents with one of the values of
    each group in it. An empty question finds everything that has one of the values. With `every_word` a document must
    have all words, in any form or synonym.
    """
    groups, chosen = groups or {}, {group: values for group, values in (chosen or {}).items() if values}
    asks = asks_of(question, lexicon)
    own = [seen_by(name) for name in names]
    values = {choice(value) for group in groups.values() for value in group}
    values |= {choice(value) for group in chosen.values() for value in group}
    postings = read_postings(
        {RESTRICTED, HOW_MANY, *own, *values, *(name for ask in asks for name in ask.terms)}
    )
    asks, meant = _as_meant(asks, postings, lexicon)
    size = 1 + max((int(found["document"][-1]) for found in postings.values() if len(found)), default=0)
    score, covered = scores_of(asks, postings, how_many(postings), size)
    if every_word:
        score = np.where(covered >= 1, score, 0.0)
    if not asks:
        score += has(size, *(postings.get(name, NONE) for name in values))

    def with_value(value: str) -> Postings:
        return postings.get(choice(value), NONE)

    ranked = rank(
        score,
        covered,
        ~has(size, postings.get(RESTRICTED, NONE)) | has(size, *(postings.get(name, NONE) for name in own)),
        {group: has(size, *map(with_value, of)) for group, of in chosen.items()},
        {group: {value: with_value(value) for value in of} for group, of in groups.items()},
        page,
    )
    return Found(
        tuple(read_keys(ranked.documents.tolist())),
        ranked.total,
        ranked.counts,
        frozenset(name for ask in asks for name in ask.terms),
        meant,
    )


def _as_meant(
    asks: list[Ask], postings: dict[str, Postings], lexicon: Lexicon
) -> tuple[list[Ask], dict[str, tuple[str, ...]]]:
    """The asks, with for a word that stands nowhere the words of the texts that it may have been meant as."""
    strange = [ask for ask in asks if ask.whole and not any(name in postings for name in ask.terms)]
    keys = {ask.written: keys_of(fold(ask.written)) for ask in strange}
    wanted = {key for of_word in keys.values() for key in of_word}
    if not wanted:
        return asks, {}
    near = list(Spelling.objects.filter(key__in=wanted).values_list("key", "word"))
    meant, mended = {}, {}
    for ask in strange:
        candidates = [word for key, word in near if key in keys[ask.written]]
        words = nearest(fold(ask.written), candidates)
        instead = {
            name: part * SLIP
            for word in words
            for other in asks_of(word, lexicon)
            if other.whole
            for name, part in other.terms.items()
        }
        if instead:
            mended[ask.written] = replace(ask, terms=instead)
            meant[ask.written] = tuple(words)
    postings |= read_postings({name for ask in mended.values() for name in ask.terms} - set(postings))
    return [mended.get(ask.written, ask) if ask in strange else ask for ask in asks], meant
