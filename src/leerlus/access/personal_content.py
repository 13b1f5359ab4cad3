"""All content that belongs to one person: apps register how to read it out and how to erase it.

Serves the rights of the General Data Protection Regulation, articles 15, 17 and 20.
"""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from leerlus.access.actor import Actor
from leerlus.access.audit import record_event
from leerlus.access.keyring import destroy_key
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent, Share

Reader = Callable[[UUID], Any]
Eraser = Callable[[UUID], None]

_SECTIONS: Final[dict[str, tuple[Reader, Eraser]]] = {}


def register_section(name: str, read: Reader, erase: Eraser) -> None:
    """Add a section of personal content; `read` returns JSON-able content, `erase` deletes the rows."""
    _SECTIONS[name] = (read, erase)


def registered_sections() -> tuple[str, ...]:
    return tuple(sorted(_SECTIONS))


def export_personal_content(actor: Actor) -> dict[str, Any]:
    """Everything that Leerlus keeps of this person, by section. The export itself is logged."""
    record_event(AccessEvent.Action.EXPORTED, actor=actor, subject_id=actor.person_id, record=Record.SCAN)
    return {name: read(actor.person_id) for name, (read, _) in sorted(_SECTIONS.items())}


def erase_personal_content(actor: Actor) -> None:
    """Erase it all: rows, shares, and the key, so that backups cannot be read either. The account stays."""
    with transaction.atomic():
        for _, erase in _SECTIONS.values():
            erase(actor.person_id)
        Share.objects.filter(owner_id=actor.person_id).delete()
        record_event(AccessEvent.Action.ERASED, actor=actor, subject_id=actor.person_id, record=Record.SCAN)
        transaction.on_commit(lambda: destroy_key(actor.person_id))
