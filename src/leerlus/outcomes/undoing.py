"""Undoing a file that was read into a set: what it added goes, what it changed gets its earlier values back.

The limit: only the last file of a set, and for a month. An earlier file cannot be undone before the later one is,
because the later one may have built on it. The first file of a set is the set itself: that is removed.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from leerlus.outcomes.importing import forget_import
from leerlus.outcomes.models import OutcomeEvent, Spell, SpellImport
from leerlus.outcomes.storing import restore_spells
from leerlus.outcomes.storing_events import restore_events

DAYS_TO_UNDO: Final = 31


class CannotUndo(Exception):
    """The file is not the last of its set any more, or it was read in too long ago."""


def last_addition(set_: SpellImport) -> SpellImport | None:
    """The last file that was read into a set after the first."""
    done = set_.additions.filter(state=SpellImport.State.DONE)
    return done.order_by("-finished_at", "-created_at").first()


def undoable_among(imports: Iterable[SpellImport]) -> set[UUID]:
    """Those that can be undone now, of all imports of one person: the last of each set, when it is recent enough."""
    last: dict[UUID, SpellImport] = {}
    for one in sorted(imports, key=lambda one: one.created_at):
        if one.into_id and one.is_done and one.finished_at:
            last[one.into_id] = max(last.get(one.into_id, one), one, key=_finished)
    return {one.pk for one in last.values() if _is_recent(one)}


def can_be_undone(of: SpellImport) -> bool:
    """Whether a file can be undone now."""
    return of.into is not None and of.is_done and _is_recent(of) and last_addition(of.into) == of


def undo(of: SpellImport) -> None:
    """Take back what a file added and changed, and note that it happened. Raises CannotUndo."""
    with transaction.atomic():
        list(SpellImport.objects.select_for_update().filter(pk=of.set_id))
        if not can_be_undone(of):
            raise CannotUndo
        if of.kind == SpellImport.Kind.EVENTS:
            restore_events(of)
            OutcomeEvent.objects.filter(source_id=of.into_id, added_by=of).delete()
        else:
            restore_spells(of)
            Spell.objects.filter(source_id=of.into_id, added_by=of).delete()
        forget_import(of)


def _finished(one: SpellImport) -> datetime:
    return one.finished_at or one.created_at


def _is_recent(of: SpellImport) -> bool:
    return _finished(of) > timezone.now() - timedelta(days=DAYS_TO_UNDO)
