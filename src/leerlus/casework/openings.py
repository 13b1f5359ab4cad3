"""Every opening of a file leaves a line in the log: who, when, which file, in what capacity; never what it says.

NEN 7513, written for care, is the model (reliability document 3.2). The lines stand on the page of the file, for who
works with the client now.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerlus.access.actor import Actor
from leerlus.access.audit import record_event
from leerlus.access.door import get_own
from leerlus.access.looks import who_looked
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent
from leerlus.casework.models import CaseFile, Inspection

VISIT: Final = timedelta(minutes=30)
"""Pages read within half an hour of a line belong to the same opening: as long as a session may idle."""

CASEWORKER: Final = gettext_lazy("as the caseworker")
_CAPACITIES: Final[dict[str, Promise]] = {
    Inspection.Kind.EMERGENCY: gettext_lazy("in an emergency"),
    Inspection.Kind.REVIEW: gettext_lazy("for a review of files"),
}


@dataclass(frozen=True, slots=True)
class Opening:
    """One line: when, who, and in what capacity."""

    at: datetime
    who: str
    capacity: str


def opened_file(actor: Actor, pk: UUID) -> CaseFile:
    """One of the actor's own files, to be shown: with a line in the log, unless this visit has one. Raises Http404."""
    file = get_own(actor, CaseFile, pk)
    record_opening(actor, file)
    return file


def record_opening(actor: Actor, file: CaseFile) -> None:
    """Write that the caseworker opened the file; one line per visit."""
    since = timezone.now() - VISIT
    if openings_of(file).filter(actor_id=actor.person_id, at__gt=since).exists():
        return
    record_event(
        AccessEvent.Action.VIEWED,
        actor=actor,
        subject_id=file.caseworker_id,
        record=Record.CLIENT,
        object_id=file.pk,
    )


def openings_of(file: CaseFile) -> QuerySet[AccessEvent]:
    """The lines about a file, the newest first."""
    return AccessEvent.objects.filter(
        object_id=file.pk, record=Record.CLIENT.value, action=AccessEvent.Action.VIEWED
    )


def in_words(
    actor: Actor, file: CaseFile, lines: Sequence[AccessEvent], me: str | None = None
) -> list[Opening]:
    """Lines about a file, as its caseworker reads them; `me` is what they call themselves, "You" if not given."""
    inspections = list(Inspection.objects.filter(case_file=file))
    said = zip(lines, who_looked(actor, list(lines)), strict=True)
    return [
        Opening(
            at, (me or _("You")) if line.actor_id == actor.person_id else who, _capacity(line, inspections)
        )
        for line, (at, who) in said
    ]


def _capacity(line: AccessEvent, inspections: Iterable[Inspection]) -> str:
    """The file was the reader's own, or they had an inspection open at that moment: the log needs no word for it."""
    if line.actor_id == line.subject_id:
        return str(CASEWORKER)
    kinds = {
        one.kind: str(_CAPACITIES[one.kind])
        for one in inspections
        if one.person_id == line.actor_id and one.opened_at <= line.at <= one.ends_at
    }
    return ", ".join(kinds.values())
