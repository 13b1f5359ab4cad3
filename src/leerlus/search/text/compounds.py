"""Dutch compounds taken apart: schuldhulpverlening is schuld, hulp and verlening."""

from collections.abc import Set as AbstractSet
from functools import lru_cache

_LINKS = ("", "s", "en", "e", "er", "n")
_SHORTEST = 3


@lru_cache(maxsize=100_000)
def parts_of(word: str, known: frozenset[str]) -> tuple[str, ...]:
    """The known words that a folded word is made of, as few as can be; empty when it is not a compound.

    Between two parts a link may stand (`werk-s-…`, `klant-en-…`). Only words of the list are parts: a guess from
    whatever texts hold would take words apart that are whole.
    """
    best: dict[int, tuple[str, ...]] = {0: ()}  # how the first so many letters are made
    for end in range(_SHORTEST, len(word) + 1):
        for start in [start for start in best if end - start >= _SHORTEST]:
            part = _known_part(word[start:end], known, last=end == len(word))
            if part and (end not in best or len(best[start]) + 1 < len(best[end])):
                best[end] = (*best[start], part)
    made = best.get(len(word), ())
    return made if len(made) > 1 else ()


def _known_part(piece: str, known: AbstractSet[str], *, last: bool) -> str:
    for link in ("",) if last else _LINKS:
        bare = piece.removesuffix(link) if link else piece
        if len(bare) >= _SHORTEST and bare + link == piece and bare in known:
            return bare
    return ""
