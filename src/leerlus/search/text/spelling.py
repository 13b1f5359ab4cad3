"""Words that are nearly the same: what somebody meant to type."""

from collections.abc import Iterable

SHORTEST = 4  # letters; of shorter words nearly everything is one slip away


def keys_of(word: str) -> frozenset[str]:
    """The word and all it can be with one letter left out: two words one slip apart share a key.

    A slip is a letter too few, too many, another one, or two letters changed about (Damerau 1964).
    """
    if len(word) < SHORTEST:
        return frozenset()
    return frozenset({word, *(word[:place] + word[place + 1 :] for place in range(len(word)))})


def slips_between(one: str, other: str) -> int:
    """How many slips apart two words are (Damerau and Levenshtein; letters changed about are not touched again)."""
    before, row = list[int](), list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, counterpart in enumerate(other, start=1):
            best = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != counterpart))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == counterpart:
                best = min(best, earlier[j - 2] + 1)
            row.append(best)
    return row[-1]


def nearest(word: str, candidates: Iterable[str], most: int = 3) -> list[str]:
    """The candidates that may have been meant, nearest first: one slip in a short word, two from eight letters."""
    allowed = 1 if len(word) < 8 else 2
    apart = sorted((slips_between(word, candidate), candidate) for candidate in set(candidates))
    return [candidate for slips, candidate in apart if 0 < slips <= allowed][:most]
