"""Mail that somebody always gets, whatever they chose: that somebody else did something they have to know.

Who registers a kind writes its words at the moment of sending, so the outbox keeps none.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from leerlus.reminders.models import OutboxMail


@dataclass(frozen=True, slots=True)
class Notice:
    """The words of one mail."""

    subject: str
    body: str


Writer = Callable[[UUID], Notice | None]
_WRITERS: Final[dict[str, Writer]] = {}


def register_notice(kind: str, write: Writer) -> None:
    """Add a kind of notice; `write` takes the id of what it is about, and gives None when that is gone."""
    _WRITERS[kind] = write


def post_notice(person_id: UUID, kind: str, object_id: UUID) -> None:
    """Put a notice in the outbox, once per person and thing. The caller holds the transaction of its cause."""
    if kind not in _WRITERS:
        raise ValueError(f"the kind of notice {kind} is not registered")
    OutboxMail.objects.get_or_create(
        event=f"{kind}:{object_id.hex}:{person_id.hex}", defaults={"person_id": person_id}
    )


def is_notice(mail: OutboxMail) -> bool:
    """Whether a mail is a notice, and no mail about dates."""
    return mail.event.split(":")[0] in _WRITERS


def notice_of(mail: OutboxMail) -> Notice | None:
    """The words of a notice; None when what it was about is gone."""
    kind, object_id, _ = mail.event.split(":")
    return _WRITERS[kind](UUID(hex=object_id))
