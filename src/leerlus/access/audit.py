"""The log of who saw what: appended inside the transaction it describes, chained, without content.

The chain is keyed with a key from the keyring, so somebody who can write in the database, but has no keys, cannot
change a line and make the chain fit again.
"""

import hashlib
import hmac
from collections.abc import Iterator
from heapq import merge
from typing import Final
from uuid import UUID

from django.db import transaction

from leerlus.access.actor import Actor
from leerlus.access.keyring import installation_key
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent, ChainTip, ExpiredLines

START: Final = "0" * 64

Link = AccessEvent | ExpiredLines


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
        event.chain = tip.chain = link(log_key(), tip.chain, event)
        event.save()
        tip.save(update_fields=["chain"])
    return event


def first_broken_link() -> int | None:
    """The sequence number of the first line that was changed, or after which one was removed; None when whole.

    Lines that were kept long enough and went left a sealed link in their place.
    """
    key = log_key()
    chain, last = START, 0
    for one in links_in_order():
        if link(key, chain, one) != (one.seal if isinstance(one, ExpiredLines) else one.chain):
            return one.sequence
        chain, last = one.chain, one.sequence
    tip = ChainTip.objects.filter(pk=1).values_list("chain", flat=True).first() or START
    return None if tip == chain else last


def links_in_order(last: int | None = None) -> Iterator[Link]:
    """Lines, and the links of those that went, by their number; up to `last` when given."""
    lines, links = AccessEvent.objects.order_by("sequence"), ExpiredLines.objects.order_by("sequence")
    if last is not None:
        lines, links = lines.filter(sequence__lte=last), links.filter(sequence__lte=last)
    return merge(lines.iterator(), links.iterator(), key=lambda one: one.sequence)


def log_key() -> bytes:
    """The key that the chain is made with."""
    return installation_key("access-log")


def link(key: bytes, previous: str, one: Link) -> str:
    """What `chain` of a line, or `seal` of lines that went, must be after the chain before it."""
    if isinstance(one, ExpiredLines):
        return expired_seal(key, previous, one.sequence, one.chain)
    line = "|".join(
        str(part)
        for part in (
            previous,
            one.at.isoformat(),
            one.action,
            one.record,
            one.object_id,
            one.actor_id,
            one.subject_id,
            one.receiver_id,
            one.municipality_id,
        )
    )
    return hmac.new(key, line.encode(), hashlib.sha256).hexdigest()


def expired_seal(key: bytes, previous: str, sequence: int, chain: str) -> str:
    """The proof that the lines between two links were taken out by Leerlus."""
    return hmac.new(key, f"expired|{previous}|{sequence}|{chain}".encode(), hashlib.sha256).hexdigest()
