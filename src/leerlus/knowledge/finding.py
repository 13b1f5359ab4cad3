"""The way to what an item says, by its version, and the texts by which it is searched."""

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import F, QuerySet

from leerlus.access.actor import Actor
from leerlus.access.door import visible
from leerlus.content.knowledge.item import KnowledgeItem as Content
from leerlus.knowledge.models import ItemVersion, KnowledgeItem


class Tampered(Exception):
    """The content of a version is not what was stored."""


@dataclass(frozen=True, slots=True)
class SearchTexts:
    """What is searched of an item in one language, the most telling part first."""

    title: str
    question: str
    answer: str
    body: str


def offered(actor: Actor) -> "QuerySet[KnowledgeItem]":
    """The items somebody may read that are not withdrawn."""
    return visible(actor, KnowledgeItem).filter(withdrawn_on=None)


def content_of(item: KnowledgeItem, number: int | None = None) -> Content:
    """What an item says, in its newest or another version.

    Raises ItemVersion.DoesNotExist, and Tampered when the version is not what was stored.
    """
    version = item.versions.get(number=number or item.newest)
    return _read(version.checksum, version.content) if version.is_as_it_was else _refuse(version)


def contents_of(items: "list[KnowledgeItem]") -> dict[str, Content]:
    """The newest content of several items by their id, in one query; a version that was tampered with is left out."""
    rows = ItemVersion.objects.filter(item__in=items, number=F("item__newest"))
    return {str(row.item_id): _read(row.checksum, row.content) for row in rows if row.is_as_it_was}


def search_texts(content: Content, language: str) -> SearchTexts:
    """The texts of an item to index, in Dutch or English."""
    body = [
        content.population.in_language(language),
        content.context.in_language(language),
        *content.ingredients.in_language(language),
        *(finding.in_words.in_language(language) for finding in content.findings),
        content.certainty_in_words.in_language(language),
        *content.does_not_show.in_language(language),
        *(text.in_language(language) for text in content.practice.texts),
        content.follow_up.in_language(language),
        *(f"{source.authors} {source.year} {source.title}" for source in content.sources),
    ]
    return SearchTexts(
        title=content.title.in_language(language),
        question=content.question.in_language(language),
        answer=content.answer.in_language(language),
        body="\n".join(body),
    )


@lru_cache(maxsize=512)
def _read(checksum: str, content: str) -> Content:
    """Kept in memory by its fingerprint, because a version never changes."""
    return Content.model_validate_json(content)


def _refuse(version: ItemVersion) -> Content:
    raise Tampered(str(version))
