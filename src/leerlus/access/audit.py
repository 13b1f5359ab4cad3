"""The log of who saw what: appended inside the transaction it describes, chained, without content."""

import hashlib
from uuid import UUID

from django.db import transaction

from leerlus.access.actor import Actor
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent, ChainTip


def record_event(
    action: AccessEvent.Action,
    *,
    actor: Actor | None = None,
    actor_id: UUID | None = None,
    subject_id: UUID | None = None,
    municipality_id: UUID | None = None,
    record: Record | None = None,
    object_id: UUID | None = None,
) -> AccessEvent:
    """Append one line. `subject_id` is the person whose data it is about; they can read the line."""
    with transaction.atomic():
        tip, _ = ChainTip.objects.select_for_update().get_or_create(pk=1)
        event = AccessEvent(
            action=action,
            record=record.value if record else "",
            object_id=object_id,
            actor_id=actor.person_id if actor else actor_id,
            subject_id=subject_id,
            municipality_id=actor.municipality_id if actor else municipality_id,
        )
        event.chain = tip.chain = _link(tip.chain, event)
        event.save()
        tip.save(update_fields=["chain"])
    return event


def first_broken_link() -> int | None:
    """The sequence number of the first line that was changed, or after which one was removed; None when whole."""
    chain = "0" * 64
    last = None
    for event in AccessEvent.objects.order_by("sequence").iterator():
        chain = _link(chain, event)
        last = event.sequence
        if event.chain != chain:
            return event.sequence
    tip = ChainTip.objects.filter(pk=1).first()
    return last or 0 if tip and tip.chain != chain else None


def _link(previous: str, event: AccessEvent) -> str:
    line = "|".join(
        str(part)
        for part in (
            previous,
            event.at.isoformat(),
            event.action,
            event.record,
            event.object_id,
            event.actor_id,
            event.subject_id,
            event.municipality_id,
        )
    )
    return hashlib.sha256(line.encode()).hexdigest()
