"""From an uploaded file to spells: the steps of an import, the same for the browser and the command line.

`start` keeps the file, `choose_columns` keeps what the columns mean, `begin` claims the run, `run` stores everything in
one transaction or nothing (`running`). A file may start a set or add to one (`profiles`), and be undone (`undoing`).
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from leerlus.access.audit import record_event
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent
from leerlus.organisations.models import Membership, Municipality, Person
from leerlus.organisations.roles import Role
from leerlus.outcomes import uploads
from leerlus.outcomes.counting import recount
from leerlus.outcomes.models import SpellImport
from leerlus.outcomes.profiles import caseworker_of_clients, known_starts_of
from leerlus.outcomes.rules.columns import Mapping
from leerlus.outcomes.rules.event_columns import EventMapping
from leerlus.outcomes.rules.reading import read_table
from leerlus.outcomes.rules.tables import Table
from leerlus.outcomes.rules.validating import Checked, Spells, check
from leerlus.outcomes.rules.validating_events import CheckedEvents, check_events
from leerlus.outcomes.rules.workbooks import as_delimited, is_package
from leerlus.outcomes.storing import store_spells_of

AnyChecked = Checked | CheckedEvents
_State = SpellImport.State


@dataclass(frozen=True, slots=True)
class NewImport:
    """What an import starts from. With `for_own_clients` all spells belong to `person`.

    With `into` the file adds to a set that is there; `measured_on` is the day on which it was made.
    """

    person: Person
    municipality: Municipality
    name: str
    file_name: str = ""
    for_own_clients: bool = True
    notice: str = ""
    kind: str = SpellImport.Kind.SPELLS
    into: SpellImport | None = None
    measured_on: date | None = None


def start(new: NewImport, content: bytes, table: Table) -> SpellImport:
    """Keep a file, with the table that was read from it."""
    remove_abandoned()
    started = SpellImport.objects.create(
        person=new.person,
        municipality=new.municipality,
        name=new.name,
        file_name=new.file_name[:120],
        for_own_clients=new.for_own_clients,
        notice=new.notice,
        kind=new.kind,
        into=new.into,
        measured_on=new.measured_on,
        header=list(table.header),
        file_mark=mark_of(content),
        rows_total=len(table),
    )
    # A workbook is slow to open and every step reads the file: it is kept as the table that it was.
    kept = as_delimited(table) if is_package(content) else content
    uploads.keep(started.pk, new.person.pk, kept)
    return started


def sets_to_add_to(imports: QuerySet[SpellImport]) -> QuerySet[SpellImport]:
    """The sets among imports that a file can add to: those whose clients can be recognised, by number and start."""
    return imports.filter(
        into=None,
        state=_State.DONE,
        mapping__reference__isnull=False,
        mapping__started_on__isnull=False,
    )


def table_of(of: SpellImport) -> Table:
    """The uploaded file as a table. Raises UploadGone."""
    return read_table(uploads.content_of(of.pk, of.person_id))


def mark_of(content: bytes) -> str:
    """A mark by which the same file is recognised."""
    return hashlib.sha256(content).hexdigest()


def set_of_the_same_file(person: Person, content: bytes) -> SpellImport | None:
    """The set that somebody made of this very file before, when it is still there."""
    return SpellImport.objects.filter(
        person=person, into=None, state=_State.DONE, file_mark=mark_of(content)
    ).first()


def choose_columns(of: SpellImport, mapping: Mapping | EventMapping) -> None:
    """Keep what the columns mean; only while it is not being read in."""
    unit = (mapping.unit or "") if isinstance(mapping, Mapping) else ""
    with transaction.atomic():
        SpellImport.objects.filter(pk=of.pk, state__in=(_State.UPLOADED, _State.READY, _State.FAILED)).update(
            mapping=mapping.to_json(), unit=unit, measured_on=mapping.measured_on, state=_State.READY
        )
    of.refresh_from_db()


def check_lines(of: SpellImport, table: Table) -> AnyChecked:
    """Judge all lines under the columns chosen."""
    if of.kind == SpellImport.Kind.EVENTS:
        return check_events(table, EventMapping.from_json(of.mapping or {}), caseworker_of_clients(of.set_id))
    mapping = Mapping.from_json(of.mapping or {})
    return check(
        table,
        mapping,
        caseworkers_by_email(of.municipality_id) if mapping.caseworker is not None else None,
        known_starts_of(of.set_id) if of.kind == SpellImport.Kind.EXITS else None,
    )


def mapping_mark(of: SpellImport) -> str:
    """Changes when the choice of columns changes: what somebody saw checked is what is read in."""
    return hashlib.sha256(json.dumps(of.mapping, sort_keys=True).encode()).hexdigest()[:16]


def caseworkers_by_email(municipality_id: UUID) -> dict[str, UUID]:
    """The caseworkers of today in a municipality, by e-mail address in small letters."""
    held = Membership.objects.current().filter(
        role=Role.CASEWORKER, person__municipality_id=municipality_id, person__is_active=True
    )
    return {email.casefold(): pk for email, pk in held.order_by().values_list("person__email", "person_id")}


def begin(of: SpellImport, *, skip_refused: bool) -> bool:
    """Claim the run of an import that is ready; False when somebody (a double click) was first."""
    uploads.go_on(of.pk)
    uploads.write_progress(of.pk, uploads.Progress(0, of.rows_total))
    with transaction.atomic():
        claimed = SpellImport.objects.filter(pk=of.pk, state__in=(_State.READY, _State.FAILED)).update(
            state=_State.RUNNING,
            skip_refused=skip_refused,
            attempt=F("attempt") + 1,
            started_at=timezone.now(),
        )
    of.refresh_from_db()
    return bool(claimed)


def remove_import(of: SpellImport) -> None:
    """Remove an import with its spells and its file, and note that it happened."""
    with transaction.atomic():
        forget_import(of)
    uploads.remove(of.pk)


def forget_import(of: SpellImport) -> None:
    """Delete the row of an import and note that it happened; the caller holds the transaction.

    What it had added goes with it, so the counts of its set are made anew.
    """
    record_event(
        AccessEvent.Action.ERASED,
        actor_id=of.person_id,
        subject_id=of.person_id,
        municipality_id=of.municipality_id,
        record=Record.IMPORT,
        object_id=of.pk,
    )
    SpellImport.objects.filter(pk=of.pk).delete()
    if of.into_id and of.is_done:
        recount(of.into_id)


def remove_abandoned() -> None:
    """Remove what was uploaded more than a day ago and never read in."""
    oldest = timezone.now() - timedelta(seconds=uploads.KEPT_SECONDS)
    abandoned = SpellImport.objects.filter(~Q(state=_State.DONE), created_at__lt=oldest)
    if abandoned.exists():
        abandoned.delete()
    uploads.remove_old()


def store_spells(new: NewImport, spells: Spells, mapping: Mapping) -> SpellImport:
    """Store spells that did not come from an uploaded file, such as those of a demo, as a set that is read in."""
    with transaction.atomic():
        made = SpellImport.objects.create(
            person=new.person,
            municipality=new.municipality,
            name=new.name,
            file_name=new.file_name,
            for_own_clients=new.for_own_clients,
            notice=new.notice,
            unit=mapping.unit or "",
            measured_on=mapping.measured_on,
            mapping=mapping.to_json(),
            state=_State.DONE,
            rows_total=len(spells),
            rows_read=len(spells),
            rows_added=len(spells),
            finished_at=timezone.now(),
        )
        store_spells_of(made, spells, lambda _: None)
        recount(made.pk)
        log_import(made, set(spells.caseworkers) if spells.caseworkers is not None else {made.person_id})
    return made


def log_import(of: SpellImport, subjects: Iterable[UUID]) -> None:
    """Every caseworker whose clients were read in can see that, when, and by whom."""
    for subject in sorted(subjects):
        record_event(
            AccessEvent.Action.IMPORTED,
            actor_id=of.person_id,
            subject_id=subject,
            municipality_id=of.municipality_id,
            record=Record.IMPORT,
            object_id=of.pk,
        )
