"""Storing knowledge items: those of Leerlus at every deploy, those of a municipality when they are written or imported.

An item that says the same as its newest version stays as it is; anything else becomes a new version.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from leerlus.content.knowledge.item import KnowledgeItem as Content
from leerlus.content.knowledge.items import load_knowledge_items
from leerlus.knowledge.models import ItemTag, ItemVersion, KnowledgeItem
from leerlus.knowledge.models.items import checksum_of
from leerlus.knowledge.searching import keep_in_index, take_out_of_index
from leerlus.knowledge.tags import tags_of
from leerlus.knowledge.words import reading_minutes

ROWS_AT_ONCE: Final = 500
OnRows = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Stored:
    """How many items are new, changed, and the same as before."""

    added: int
    changed: int
    same: int


def store_shipped() -> Stored:
    """Bring the items of Leerlus up to what the installed content says; those no longer in it are withdrawn."""
    items = load_knowledge_items().items
    with transaction.atomic():
        stored = store(items, None)
        gone = KnowledgeItem.objects.filter(municipality=None, withdrawn_on=None)
        gone = gone.exclude(code__in=[item.id for item in items])
        take_out_of_index(gone)
        gone.update(withdrawn_on=timezone.localdate())
    return stored


def store(items: Sequence[Content], municipality_id: UUID | None, on_rows: OnRows | None = None) -> Stored:
    """Store items of a municipality, or of Leerlus itself when there is none. The caller may hold a transaction.

    `on_rows` hears how many were handled so far. Raises ValueError when an id occurs twice.
    """
    if len({item.id for item in items}) != len(items):
        raise ValueError("an id of an item occurs twice")
    added = changed = same = 0
    with transaction.atomic():
        for start in range(0, len(items), ROWS_AT_ONCE):
            part = _store_part(items[start : start + ROWS_AT_ONCE], municipality_id)
            added, changed, same = added + part.added, changed + part.changed, same + part.same
            if on_rows:
                on_rows(min(start + ROWS_AT_ONCE, len(items)))
    return Stored(added, changed, same)


def _store_part(items: Sequence[Content], municipality_id: UUID | None) -> Stored:
    texts = {item.id: item.model_dump_json() for item in items}
    there = {
        row.code: row
        for row in KnowledgeItem.objects.filter(municipality=municipality_id, code__in=list(texts))
    }
    newest = dict(
        ItemVersion.objects.filter(item__in=there.values(), number=F("item__newest")).values_list(
            "item__code", "checksum"
        )
    )
    new = [_new_row(item, municipality_id) for item in items if item.id not in there]
    changed = [
        item for item in items if item.id in there and newest.get(item.id) != checksum_of(texts[item.id])
    ]
    undescribed = [item for item in items if item.id in there and there[item.id].minutes == 0]
    for item in undescribed:  # stored by a version of Leerlus that kept less beside an item
        _describe(there[item.id], item)
    KnowledgeItem.objects.bulk_update([there[item.id] for item in undescribed], ["minutes"])
    back = [row.pk for row in there.values() if row.withdrawn_on is not None]
    KnowledgeItem.objects.filter(pk__in=back).update(withdrawn_on=None)
    KnowledgeItem.objects.bulk_create(new)
    for item in changed:
        row = there[item.id]
        _describe(row, item)
        row.withdrawn_on = None
        row.newest += 1
        row.changed_at = timezone.now()
        row.save()
    rows = {row.code: row for row in new} | {item.id: there[item.id] for item in changed}
    written = [item for item in items if item.id in rows]
    ItemVersion.objects.bulk_create(
        ItemVersion(
            item=rows[item.id],
            number=rows[item.id].newest,
            content=texts[item.id],
            checksum=checksum_of(texts[item.id]),
        )
        for item in written
    )
    ItemTag.objects.filter(item__in=[there[item.id] for item in changed]).delete()
    ItemTag.objects.bulk_create(
        ItemTag(item=rows[item.id], axis=axis, value=value)
        for item in written
        for axis, value in tags_of(item)
    )
    found_anew = {**rows, **{code: row for code, row in there.items() if row.pk in back}}
    keep_in_index(found_anew.values(), {item.id: item for item in items})
    return Stored(len(new), len(changed), len(items) - len(written))


def _new_row(item: Content, municipality_id: UUID | None) -> KnowledgeItem:
    """Items of Leerlus have the same address in every installation."""
    pk = uuid5(NAMESPACE_URL, f"leerlus:knowledge:{item.id}") if municipality_id is None else uuid4()
    row = KnowledgeItem(pk=pk, municipality_id=municipality_id, code=item.id)
    _describe(row, item)
    return row


def _describe(row: KnowledgeItem, item: Content) -> None:
    row.kind = item.kind
    row.title_nl, row.title_en = item.title.nl, item.title.en
    row.evidence, row.certainty = item.evidence, item.certainty
    row.for_clients = item.audience == "clients"
    row.expires_on = item.expires
    row.minutes = max(reading_minutes(item, language) for language in ("nl", "en"))
