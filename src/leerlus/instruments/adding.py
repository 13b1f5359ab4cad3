"""Adding an instrument from a file: read, look at it, and only then keep it as a new version."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.core import signing
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from leerlus.access.actor import Actor
from leerlus.access.audit import record_event
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent
from leerlus.content.instrument import Instrument
from leerlus.content.reading.instruments import Reading, as_yaml, read_instrument
from leerlus.instruments.models import OwnInstrument, OwnVersion

_SALT: Final = "leerlus.instruments.draft"
_DRAFT_SECONDS: Final = 24 * 60 * 60


class DraftGone(Exception):
    """What was looked at is too old, was changed, or is no longer the next version: upload the file again."""


@dataclass(frozen=True, slots=True)
class Audiences:
    """Who may fill it in."""

    caseworkers: bool
    managers: bool


def read_upload(actor: Actor, content: bytes) -> Reading:
    """Read a file as the next version of the instrument it names."""
    return read_instrument(content, lambda code: next_version(actor.municipality_id, code))


def next_version(municipality_id: UUID | None, code: str) -> int:
    """The number of the next version of an instrument in a municipality: 1 for a new one."""
    known = OwnVersion.objects.filter(instrument__municipality=municipality_id, instrument__code=code)
    return (known.aggregate(last=Max("number"))["last"] or 0) + 1


def as_draft(actor: Actor, instrument: Instrument) -> str:
    """What was read, to go along with the page that shows it; signed for this person, so that nobody changes it."""
    return signing.dumps(
        {"of": actor.person_id.hex, "content": as_yaml(instrument)}, salt=_SALT, compress=True
    )


def from_draft(actor: Actor, draft: str) -> Instrument:
    """What `as_draft` packed, when it still is the next version. Raises DraftGone."""
    try:
        packed = signing.loads(draft, salt=_SALT, max_age=_DRAFT_SECONDS)
    except signing.BadSignature:
        raise DraftGone from None
    if packed["of"] != actor.person_id.hex:
        raise DraftGone
    reading = read_upload(actor, packed["content"].encode())
    if reading.instrument is None:
        raise DraftGone
    return reading.instrument


def keep(actor: Actor, instrument: Instrument, audiences: Audiences) -> OwnInstrument:
    """Keep it as a new version. Raises DraftGone when somebody added that version meanwhile."""
    if actor.municipality_id is None:
        raise DraftGone
    with transaction.atomic():
        own, _ = OwnInstrument.objects.select_for_update().get_or_create(
            municipality_id=actor.municipality_id,
            code=instrument.code,
            defaults={"made_by_id": actor.person_id},
        )
        if instrument.version != next_version(actor.municipality_id, instrument.code):
            raise DraftGone
        own.for_caseworkers, own.for_managers = audiences.caseworkers, audiences.managers
        own.withdrawn_on = None
        own.save()
        OwnVersion.objects.create(instrument=own, number=instrument.version, content=as_yaml(instrument))
        _log(actor, own)
    return own


def withdraw(actor: Actor, own: OwnInstrument) -> None:
    """Nobody can begin it any more; who is in the middle can finish, and results stay readable."""
    with transaction.atomic():
        if OwnInstrument.objects.filter(pk=own.pk, withdrawn_on=None).update(
            withdrawn_on=timezone.localdate()
        ):
            _log(actor, own)


def _log(actor: Actor, own: OwnInstrument) -> None:
    record_event(
        AccessEvent.Action.SETTINGS_CHANGED, actor=actor, record=Record.OWN_INSTRUMENT, object_id=own.pk
    )
