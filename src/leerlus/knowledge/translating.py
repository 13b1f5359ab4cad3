"""Translation to practice by two: a knowledge manager writes, a caseworker co-writes; it is read once both agreed."""

from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from leerlus.access.actor import Actor
from leerlus.access.door import visible
from leerlus.knowledge.models import KnowledgeItem, Translation
from leerlus.organisations.models import Person


@dataclass(frozen=True, slots=True)
class Practice:
    """When to use it, for whom, the first sentence to say, and what not."""

    when_to_use: str
    for_whom: str
    first_sentence: str
    what_not: str


class ChangedMeanwhile(Exception):
    """The other author changed the text after the page was made."""


def in_force(actor: Actor, item: KnowledgeItem) -> Translation | None:
    """The translation that people of the municipality read with an item."""
    return (
        visible(actor, Translation)
        .filter(item=item, replaced_at=None)
        .exclude(writer_agreed_at=None)
        .exclude(co_author_agreed_at=None)
        .select_related("written_by", "co_author")
        .first()
    )


def under_way(actor: Actor) -> "QuerySet[Translation]":
    """The translations one writes on that are not in force yet."""
    mine = Q(written_by_id=actor.person_id) | Q(co_author_id=actor.person_id)
    waiting = Q(writer_agreed_at=None) | Q(co_author_agreed_at=None)
    return visible(actor, Translation).filter(mine & waiting, replaced_at=None).select_related("item")


def begin(
    actor: Actor, item: KnowledgeItem, co_author: Person, practice: Practice, *, names_me: bool
) -> Translation:
    """Write a translation and ask a caseworker to co-write; the writer agrees to what they wrote."""
    return Translation.objects.create(
        municipality_id=actor.home,
        item=item,
        written_by_id=actor.person_id,
        co_author=co_author,
        names_writer=names_me,
        writer_agreed_at=timezone.now(),
        **asdict(practice),
    )


def revise(
    actor: Actor, translation: Translation, practice: Practice, *, names_me: bool, edition: int
) -> None:
    """Change the text and agree to it; the other then agrees anew. The same text keeps their yes.

    Raises ChangedMeanwhile when the text is no longer the one that was on the page.
    """
    with transaction.atomic():
        row = Translation.objects.select_for_update().get(pk=translation.pk)
        if row.edition != edition or row.replaced_at is not None:
            raise ChangedMeanwhile
        is_writer = row.written_by_id == actor.person_id
        texts: dict[str, Any] = asdict(practice)
        if any(getattr(row, name) != text for name, text in texts.items()):
            row.writer_agreed_at = row.co_author_agreed_at = None
            row.edition += 1
        for name, text in texts.items():
            setattr(row, name, text)
        if is_writer:
            row.writer_agreed_at, row.names_writer = timezone.now(), names_me
        else:
            row.co_author_agreed_at, row.names_co_author = timezone.now(), names_me
        if row.is_in_force:
            Translation.objects.filter(
                municipality_id=row.municipality_id, item_id=row.item_id, replaced_at=None
            ).exclude(pk=row.pk).exclude(writer_agreed_at=None).exclude(co_author_agreed_at=None).update(
                replaced_at=timezone.now()
            )
        row.save()


def take_name_away(actor: Actor, translation: Translation) -> None:
    """Let one's own name stand there no longer."""
    rows = Translation.objects.filter(pk=translation.pk)
    rows.filter(written_by_id=actor.person_id).update(names_writer=False)
    rows.filter(co_author_id=actor.person_id).update(names_co_author=False)


def is_author(actor: Actor, translation: Translation) -> bool:
    """Whether somebody is one of the two."""
    return actor.person_id in {translation.written_by_id, translation.co_author_id}


def names_shown(translation: Translation) -> list[str]:
    """The names of those who want to be named."""
    pairs = (
        (translation.names_writer, translation.written_by),
        (translation.names_co_author, translation.co_author),
    )
    return [person.name for wants, person in pairs if wants and person is not None]
