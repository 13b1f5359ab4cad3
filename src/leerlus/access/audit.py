"""The log of who saw what: appended inside the transaction it describes, chained, without content.

The chain is keyed with a key from the keyring, so somebody who can write in the database, but has no keys, cannot
change a line and make the chain fit again.
"""

import hashlib
import hmac
from typing import Final
from uuid import UUID

from django.db import transaction

from leerlus.access.actor import Actor
from leerlus.access.keyring import installation_key
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent, ChainTip

START: Final = "0" * 64


def record_event(
    action: AccessEvent.Action,
    *,
    actor: Actor | None = None,
    actor_id: UUID | None = None,
    subject_id: UUID | None = None,
    receiver_id: UUID | None = None,
    municipality_id: UUID | None = None,
    record: Record | None = None,
    object_id: UUID | None = None,
) -> AccessEvent:
    """Append one line. `subject_id` is the person whose data it is about; they can read the line.

    `receiver_id` is the person with whom something was shared, or stopped being shared.
    """
    with transaction.atomic():
        tip, _ = ChainTip.objects.select_for_update().get_or_create(pk=1)
        event = AccessEvent(
            action=action,
            record=record.value if record else "",
            object_id=object_id,
            actor_id=actor.person_id if actor else actor_id,
            subject_id=subject_id,
            receiver_id=receiver_id,
            municipality_id=actor.municipality_id if actor else municipality_id,
        )
        event.chain = tip.chain = _link(installation_key("access-log"), tip.chain, event)
        event.save()
        tip.save(update_fields=["chain"])
    return event


def first_broken_link() -> int | None:
    """The sequence number of the first line that was changed, or after which one was removed; None when whole."""
    key = installation_key("access-log")
    chain, last = START, 0
    for event in AccessEvent.objects.order_by("sequence").iterator():
        chain, last = _link(key, chain, event), event.sequence
        if event.chain != chain:
            return last
    tip = ChainTip.objects.filter(pk=1).values_list("chain", flat=True).first() or START
    return None if tip == chain else last


def _link(key: bytes, previous: str, event: AccessEvent) -> str:
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
            event.receiver_id,
            event.municipality_id,
        )
    )
    return hmac.new(key, line.encode(), hashlib.sha256).hexdigest()
