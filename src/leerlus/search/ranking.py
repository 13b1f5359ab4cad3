"""Which documents answer a question best: BM25 over fields, from the postings of its terms.

A posting says of one document how much a term weighs in it. Everything is arrays: a question over ten thousand
documents costs microseconds, and the answer is the same on every database.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from leerlus.search.text.terms import Ask

POSTING = np.dtype([("document", "<u4"), ("weight", "<f4")])
Postings = NDArray[np.void]
NONE: Postings = np.empty(0, POSTING)

# Robertson and Zaragoza 2009: `SATURATION` is k1, `LENGTH` is b. The pivot is a fixed length, not the mean of what
# happens to be in the index, so that the weight of a document never changes because another one came.
SATURATION = 1.2
LENGTH = 0.4
PIVOT = 250.0  # terms
COVERED = 0.5  # the part of a score that depends on how much of the question a document answers


def weight(times: float, terms_in_document: float) -> float:
    """How much a term that stands so often in a document of such a length weighs in it (0 up to 1 + k1)."""
    norm = SATURATION * (1 - LENGTH + LENGTH * terms_in_document / PIVOT)
    return times * (SATURATION + 1) / (times + norm)


def rarity(documents_with: int, documents: int) -> float:
    """How much a term tells apart (inverse document frequency, never below 0)."""
    return log(1 + (documents - documents_with + 0.5) / (documents_with + 0.5))


@dataclass(frozen=True, eq=False)
class Ranked:
    """The documents found: their numbers, best first, how well each answers, and how many there are of each value."""

    documents: NDArray[np.uint32]
    scores: NDArray[np.float64]
    total: int
    counts: Mapping[str, Mapping[str, int]]


def scores_of(
    asks: Sequence[Ask], postings: Mapping[str, Postings], documents: int, size: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The score of every document number below `size`, and the share of the question that it answers (0-1)."""
    score, covered = np.zeros(size), np.zeros(size)
    for ask in asks:
        numbers, worth = _best(ask, postings, documents, size)
        score[numbers] += ask.weight * worth
        covered[numbers] += ask.whole
    return score, covered / max(1, sum(ask.whole for ask in asks))


def _best(
    ask: Ask, postings: Mapping[str, Postings], documents: int, size: int
) -> tuple[NDArray[np.uint32], NDArray[np.floating]]:
    """The documents that answer one word, and of each the term that does it best."""
    worths = [
        (found["document"], found["weight"] * (part * rarity(len(found), documents)))
        for name, part in ask.terms.items()
        if (found := postings.get(name)) is not None
    ]
    if len(worths) == 1:
        return worths[0]
    best = np.zeros(size)
    for numbers, worth in worths:
        best[numbers] = np.maximum(best[numbers], worth)
    answering = np.flatnonzero(best).astype(np.uint32)
    return answering, best[answering]


def rank(
    score: NDArray[np.float64],
    covered: NDArray[np.float64],
    may_see: NDArray[np.bool_],
    chosen: Mapping[str, NDArray[np.bool_]],
    values: Mapping[str, Mapping[str, Postings]],
    limit: slice,
) -> Ranked:
    """The best of the documents that somebody may see and that have what was chosen, and the counts of values.

    `chosen` has per group (kind, evidence) the documents with one of the chosen values. The counts of a group keep
    to the choices in the other groups, so that they say what choosing would give.
    """
    found = may_see & (score > 0)
    counts = {}
    for group, of_value in values.items():
        others = found.copy()
        for other, has in chosen.items():
            if other != group:
                others &= has
        counts[group] = {value: int(others[has["document"]].sum()) for value, has in of_value.items()}
    for has in chosen.values():
        found &= has
    numbers = np.flatnonzero(found)
    final = score[numbers] * (1 - COVERED + COVERED * covered[numbers])
    # Rounded, so that what is equal keeps the order of the numbers on every machine.
    order = np.argsort(-np.round(final, 9), kind="stable")[limit]
    return Ranked(numbers[order].astype(np.uint32), final[order], len(numbers), counts)


def has(size: int, *postings: Postings) -> NDArray[np.bool_]:
    """Which document numbers below `size` stand in one of the postings."""
    mask = np.zeros(size, bool)
    for posting in postings:
        mask[posting["document"]] = True
    return mask
