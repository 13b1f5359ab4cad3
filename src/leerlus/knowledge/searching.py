"""Knowledge items in the index: what is searched of them, and finding them back through the door."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from django.db import transaction
from django.db.models import F

from leerlus.access.actor import Actor
from leerlus.content.knowledge.item import KnowledgeItem as Content
from leerlus.content.knowledge.words import load_search_words
from leerlus.knowledge.filters import FILTERS, Chosen, filtered
from leerlus.knowledge.finding import contents_of, offered, search_texts
from leerlus.knowledge.models import ItemVersion, KnowledgeItem
from leerlus.knowledge.tags import tags_of
from leerlus.search import indexing
from leerlus.search.finding import Found, find
from leerlus.search.marking import Piece, excerpt
from leerlus.search.text.terms import Lexicon
from leerlus.search.text.words import Language

LANGUAGES: Final[tuple[Language, ...]] = ("nl", "en")
TITLE, QUESTION, ANSWER, BODY = 3.0, 2.0, 1.5, 1.0
"""How much a word weighs by where it stands."""


@lru_cache
def lexicon() -> Lexicon:
    """The words of the field."""
    words = load_search_words()
    return Lexicon(frozenset(words.small.both), frozenset(words.parts), words.synonyms)


@lru_cache
def _fingerprint() -> str:
    """Of the words of the field: with other words, texts are read otherwise."""
    return hashlib.sha256(repr(load_search_words()).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Hit:
    """An item as it stands in the list of what was found, with the place where it answers."""

    item: KnowledgeItem
    title: tuple[Piece, ...]
    excerpt: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question finds: one page of items, and what stands beside them."""

    hits: tuple[Hit, ...]
    total: int
    counts: Mapping[str, Mapping[str, int]]
    meant: Mapping[str, tuple[str, ...]]


def find_items(actor: Actor, question: str, chosen: Chosen, language: str, page: slice) -> Answer:
    """The items somebody may read that answer a question best, with for every filter the counts of its values.

    Without a question these are all that were chosen, in the order of their titles.
    """
    make_index_if_needed()
    screen: Language = "en" if language.startswith("en") else "nl"
    found = find(
        question,
        lexicon(),
        names=[] if actor.municipality_id is None else [str(actor.municipality_id)],
        groups={one.name: tuple(f"{one.name}:{value}" for value in one.values(language)) for one in FILTERS},
        chosen={name: [f"{name}:{value}"] for name, value in chosen.items()},
        page=page if question else slice(0),
    )
    rows = offered(actor)
    rows = (
        rows.filter(pk__in=found.keys)
        if question
        else filtered(rows, chosen).order_by(f"title_{screen}")[page]
    )
    of_key = {str(row.pk): row for row in rows}
    contents = contents_of(list(of_key.values()))
    hits = [
        _hit(of_key[key], contents[key], screen, found)
        for key in (found.keys if question else of_key)
        if key in contents
    ]
    counts = {
        name: {value.removeprefix(f"{name}:"): number for value, number in of.items()}
        for name, of in found.counts.items()
    }
    return Answer(tuple(hits), found.total, counts, found.meant)


def _hit(row: KnowledgeItem, content: Content, language: Language, found: Found) -> Hit:
    said = search_texts(content, language)
    return Hit(
        row,
        tuple(excerpt(said.title, language, found.terms, lexicon())),
        tuple(excerpt(f"{said.answer}\n{said.body}", language, found.terms, lexicon())),
    )


def keep_in_index(rows: Collection[KnowledgeItem], contents: Mapping[str, Content]) -> None:
    """Let items be found by what they say now; `contents` by code. An index that is not made yet will have them."""
    if rows and indexing.is_made_with(_fingerprint()):
        indexing.index((_indexed(row, contents[row.code]) for row in rows), lexicon())


def take_out_of_index(rows: Iterable[KnowledgeItem]) -> None:
    """Items that are withdrawn are no longer found."""
    if keys := [str(row.pk) for row in rows]:
        indexing.take_out(keys)


def make_index_if_needed() -> None:
    """Read every item when there is no index yet, or one made with other words of the field than these."""
    if indexing.is_made_with(_fingerprint()):
        return
    with transaction.atomic():
        indexing.clear(_fingerprint())
        indexing.index(_everything(), lexicon())


def _everything() -> Iterator[indexing.Text]:
    versions = ItemVersion.objects.filter(item__withdrawn_on=None, number=F("item__newest"))
    for version in versions.select_related("item").order_by("item__code", "item_id").iterator(500):
        if version.is_as_it_was:
            yield _indexed(version.item, Content.model_validate_json(version.content))


def _indexed(row: KnowledgeItem, content: Content) -> indexing.Text:
    said = {language: search_texts(content, language) for language in LANGUAGES}
    tags = set(tags_of(content))
    values = {f"{one.name}:{value}" for one in FILTERS for axis, value in tags if one.axis == axis}
    values |= {f"voor:{content.audience}", f"soort:{content.kind}", f"bewijs:{content.evidence}"}
    return indexing.Text(
        str(row.pk),
        {
            language: ((of.title, TITLE), (of.question, QUESTION), (of.answer, ANSWER), (of.body, BODY))
            for language, of in said.items()
        },
        frozenset(values),
        frozenset({str(row.municipality_id)}) if row.municipality_id else None,
    )
