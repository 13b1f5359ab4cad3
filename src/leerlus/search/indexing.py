"""Keeping the index equal to the texts: what comes in, what changes and what goes, in one transaction."""

import zlib
from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

import numpy as np
from django.db import transaction
from django.db.models import F

from leerlus.search.models import Document, Spelling, Term
from leerlus.search.ranking import NONE, POSTING, Postings, weight
from leerlus.search.statements import write_postings, write_spellings
from leerlus.search.text.spelling import keys_of
from leerlus.search.text.terms import Lexicon, terms_of
from leerlus.search.text.words import Language, words_of

Thing = TypeVar("Thing")

RESTRICTED = "=:restricted"  # documents that are not for everyone
HOW_MANY = "=:how_many"  # its only posting has the number of documents, so that asking needs no counting
AT_ONCE = 5_000  # documents; more takes memory, fewer writes the row of a common term more often


@dataclass(frozen=True)
class Text:
    """Something to be found: the parts of it with how much their words weigh, and the values it can be chosen by.

    `values` are like `kind:method`. `seen_by` are the names of those who may find it; None is everybody.
    """

    key: str
    parts: Mapping[Language, Sequence[tuple[str, float]]]
    values: frozenset[str] = frozenset()
    seen_by: frozenset[str] | None = None


def choice(value: str) -> str:
    """The term under which documents with a value stand."""
    return f"=:{value}"


def index(
    texts: Iterable[Text], lexicon: Lexicon, progress: Callable[[int], object] = lambda done: None
) -> None:
    """Put texts in the index, in place of what was there under their keys. `progress` hears how many are done."""
    done = 0
    with transaction.atomic():
        _wait_for_turn()
        for lot in _lots(texts, AT_ONCE):
            _merge(_removed(text.key for text in lot), _added(lot, lexicon))
            _spell(lot, lexicon)
            done += len(lot)
            progress(done)
        _count()


def take_out(keys: Collection[str]) -> None:
    """Documents that are no longer to be found."""
    with transaction.atomic():
        _wait_for_turn()
        _merge(_removed(keys), {})
        _count()


def is_made_with(words: str) -> bool:
    """Whether the index was made with the words of this fingerprint."""
    return Term.objects.filter(name=_made_with(words)).exists()


def _made_with(words: str) -> str:
    return f"=:words:{words}"


def clear(words: str = "") -> None:
    """An empty index, to be filled with words of this fingerprint."""
    with transaction.atomic():
        _wait_for_turn()
        Document.objects.all().delete()
        Spelling.objects.all().delete()
        Term.objects.all().delete()
        Term.objects.create(name=_made_with(words), postings=b"")


def how_many(postings: Mapping[str, Postings]) -> int:
    """The number of documents, from the posting that keeps it."""
    kept = postings.get(HOW_MANY, NONE)
    return int(kept["document"][0]) if len(kept) else 0


def seen_by(name: str) -> str:
    """The term under which the documents stand that only somebody with this name may find."""
    return f"=:for:{name}"


def _wait_for_turn() -> None:
    """One writer at a time, who holds the row of the documents that are not for everyone."""
    Term.objects.get_or_create(name=RESTRICTED, defaults={"postings": b""})
    Term.objects.select_for_update().get(name=RESTRICTED)


def _count() -> None:
    write_postings([(HOW_MANY, np.array([(Document.objects.count(), 0)], POSTING).tobytes())])


def _removed(keys: Iterable[str]) -> dict[str, list[int]]:
    """Take documents away; per term the numbers they had."""
    gone: defaultdict[str, list[int]] = defaultdict(list)
    for lot in _lots(keys, 500):
        old = Document.objects.filter(key__in=lot)
        for number, names in old.values_list("number", "terms"):
            for name in zlib.decompress(names).decode().split("\n"):
                gone[name].append(number)
        old.delete()
    return gone


def _added(texts: Sequence[Text], lexicon: Lexicon) -> "dict[str, _Came]":
    """Give texts a number; per term the numbers and how much it weighs there."""
    came: defaultdict[str, _Came] = defaultdict(_Came)
    last = Document.objects.order_by("-number").values_list("number", flat=True).first() or 0
    documents = []
    for number, text in enumerate(texts, start=last + 1):
        weights = _weights(text, lexicon)
        names = zlib.compress("\n".join(weights).encode())
        documents.append(Document(number=number, key=text.key, terms=names))
        for name, heavy in weights.items():
            came[name].numbers.append(number)
            came[name].weights.append(heavy)
    Document.objects.bulk_create(documents, batch_size=500)
    return came


class _Came:
    """What comes in for one term, in arrays: of ten thousand texts it is millions of numbers."""

    __slots__ = ("numbers", "weights")

    def __init__(self) -> None:
        self.numbers = array("I")
        self.weights = array("f")


def _weights(text: Text, lexicon: Lexicon) -> dict[str, float]:
    """Every term a text stands under, with its weight; a meaning weighs as in the language that says it most."""
    weights: dict[str, float] = {}
    for language, parts in text.parts.items():
        times: defaultdict[str, float] = defaultdict(float)
        for words, heavy in parts:
            for name, often in terms_of(words, language, lexicon).items():
                times[name] += heavy * often
        length = sum(times.values())
        for name, often in times.items():
            weights[name] = max(weights.get(name, 0.0), weight(often, length))
    chosen_by = {choice(value) for value in text.values}
    if text.seen_by is not None:
        chosen_by |= {RESTRICTED, *map(seen_by, text.seen_by)}
    return weights | dict.fromkeys(sorted(chosen_by), 1.0)


def _merge(gone: Mapping[str, list[int]], came: Mapping[str, _Came]) -> None:
    for names in _lots(sorted({*gone, *came}), 500):
        rows = dict(Term.objects.filter(name__in=names).values_list("name", "postings"))
        kept = {
            name: _merged(rows.get(name, b""), gone.get(name), came.get(name)).tobytes() for name in names
        }
        write_postings(kept.items())
        empty = [name for name, postings in kept.items() if not postings and name != RESTRICTED]
        if empty:
            Term.objects.filter(name__in=empty).delete()


def _merged(row: bytes | memoryview, gone: list[int] | None, came: _Came | None) -> Postings:
    there = np.frombuffer(row, POSTING)
    if gone:
        there = there[~np.isin(there["document"], gone)]
    if came is None:
        return there
    new = np.empty(len(came.numbers), POSTING)
    new["document"], new["weight"] = came.numbers, came.weights
    return np.concatenate([there, new])


def _spell(texts: Sequence[Text], lexicon: Lexicon) -> None:
    # Only what everybody may find: what was meant is said to whoever asks.
    for_everyone = [text for text in texts if text.seen_by is None]
    said = " ".join(words for text in for_everyone for parts in text.parts.values() for words, _ in parts)
    words = {word.folded for word in words_of(said)} - lexicon.small_words
    for lot in _lots(sorted(words), 500):
        known = set(Spelling.objects.filter(key__in=lot, word=F("key")).values_list("word", flat=True))
        write_spellings((key, word) for word in lot if word not in known for key in sorted(keys_of(word)))


def _lots(things: Iterable[Thing], size: int) -> Iterator[list[Thing]]:
    waiting = iter(things)
    while lot := list(islice(waiting, size)):
        yield lot
