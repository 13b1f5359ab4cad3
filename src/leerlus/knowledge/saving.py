"""The list of what somebody keeps for themselves. Nobody else sees what is on it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from leerlus.access.actor import Actor
from leerlus.access.door import visible, visible_own
from leerlus.knowledge.models import KnowledgeItem, SavedItem

LONGEST_NOTE: Final = 500
MOST_SAVED: Final = 500
"""On one list: it is opened one by one, because each is sealed."""


@dataclass(frozen=True, slots=True)
class Saved:
    """Something on a list; `item` is None when it can no longer be read, and then its title is what is left."""

    pk: UUID
    title: str
    note: str
    saved_at: datetime
    item: KnowledgeItem | None


class ListFull(Exception):
    """There is no room for more on the list."""


def own_list(actor: Actor, language: str) -> list[Saved]:
    """What somebody kept, the newest first."""
    rows = [(row, row.content) for row in visible_own(actor, SavedItem)]
    items = visible(actor, KnowledgeItem).in_bulk([UUID(content["item"]) for _, content in rows])
    found = []
    for row, content in rows:
        item = items.get(UUID(content["item"]))
        title = item.title(language) if item else content["title"]
        found.append(Saved(row.pk, title, content["note"], row.saved_at, item))
    return found


def saved_row(actor: Actor, item: KnowledgeItem) -> SavedItem | None:
    """The place of an item on one's list, when it is there."""
    return next(
        (row for row in visible_own(actor, SavedItem) if row.content["item"] == str(item.pk)),
        None,
    )


def keep(actor: Actor, item: KnowledgeItem, note: str, language: str) -> SavedItem:
    """Put an item on one's list, or change the note beside it. Raises ListFull."""
    with transaction.atomic():
        row = saved_row(actor, item)
        if row is None:
            if visible_own(actor, SavedItem).count() >= MOST_SAVED:
                raise ListFull
            row = SavedItem(person_id=actor.person_id)
        row.content = {"item": str(item.pk), "title": item.title(language), "note": note[:LONGEST_NOTE]}
        row.save()
    return row
