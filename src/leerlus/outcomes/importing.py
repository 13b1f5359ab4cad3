"""From an uploaded file to spells: the steps of an import, the same for the browser and the command line.

`start` keeps the file, `choose_columns` keeps what the columns mean, `begin` claims the run, `run` stores everything in
one transaction or nothing. A run that stops halfway leaves the file and the choices, so it can be done again.
"""

import hashlib
import json
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from leerlus.access.audit import record_event
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent
from leerlus.organisations.models import Membership, Municipality, Person
from leerlus.organisations.roles import Role
from leerlus.outcomes import uploads
from leerlus.outcomes.models import SpellImport
from leerlus.outcomes.rules.columns import Mapping
from leerlus.outcomes.rules.reading import read_table
from leerlus.outcomes.rules.tables import Table
from leerlus.outcomes.rules.validating import Checked, Spells, check
from leerlus.outcomes.rules.workbooks import as_delimited, is_package
from leerlus.outcomes.storing import store_spells_of

OnProgress = Callable[[uploads.Progress], None]
_log = logging.getLogger(__name__)
_State = SpellImport.State


class LinesRefused(Exception):
    """Some lines are not right and nobody said to leave them out; nothing was stored."""

    def __init__(self, checked: Checked) -> None:
        super().__init__(f"{checked.refused_count} lines refused")
        self.checked = checked


class Overtaken(Exception):
    """Another run of the same import was first, or the import was removed meanwhile."""


@dataclass(frozen=True, slots=True)
class NewImport:
    """What an import starts from. With `for_own_clients` all spells belong to `person`."""

    person: Person
    municipality: Municipality
    name: str
    file_name: str = ""
    for_own_clients: bool = True
    notice: str = ""


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
        rows_total=len(table),
    )
    # A workbook is slow to open and every step reads the file: it is kept as the table that it was.
    kept = as_delimited(table) if is_package(content) else content
    uploads.keep(started.pk, new.person.pk, kept)
    return started


def table_of(of: SpellImport) -> Table:
    """The uploaded file as a table. Raises UploadGone."""
    return read_table(uploads.content_of(of.pk, of.person_id))


def choose_columns(of: SpellImport, mapping: Mapping) -> None:
    """Keep what the columns mean; only while it is not being read in."""
    with transaction.atomic():
        SpellImport.objects.filter(pk=of.pk, state__in=(_State.UPLOADED, _State.READY, _State.FAILED)).update(
            mapping=mapping.to_json(), unit=mapping.unit or "", state=_State.READY
        )
    of.refresh_from_db()


def check_lines(of: SpellImport, table: Table) -> Checked:
    """Judge all lines under the columns chosen."""
    mapping = Mapping.from_json(of.mapping or {})
    return check(
        table, mapping, caseworkers_by_email(of.municipality_id) if mapping.caseworker is not None else None
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


def run_in_background(of: SpellImport) -> None:
    """Read in on a thread of its own, with its own connection; it dies with the server, and then nothing is stored."""
    threading.Thread(target=_run_apart, args=(of.pk, of.attempt), name=f"import-{of.pk}", daemon=True).start()


def run(import_id: UUID, attempt: int, on_progress: OnProgress | None = None) -> None:
    """Read the file in: all or nothing. Raises LinesRefused, UploadGone or Overtaken; the import is then as before."""
    of = SpellImport.objects.select_related("person").get(pk=import_id)

    def report(progress: uploads.Progress) -> None:
        uploads.write_progress(import_id, progress)
        if on_progress:
            on_progress(progress)

    table = read_table(
        uploads.content_of(of.pk, of.person_id), lambda _: report(uploads.Progress(0, of.rows_total))
    )
    checked = check_lines(of, table)
    report(uploads.Progress(0, len(checked.spells)))
    if checked.refused_count and not of.skip_refused:
        raise LinesRefused(checked)
    with transaction.atomic():
        stored = store_spells_of(
            of, checked.spells, lambda done: report(uploads.Progress(done, len(checked.spells)))
        )
        finished = SpellImport.objects.filter(pk=of.pk, attempt=attempt, state=_State.RUNNING).update(
            state=_State.DONE,
            rows_total=checked.total,
            rows_read=len(checked.spells),
            rows_refused=checked.refused_count,
            rows_added=stored.added,
            rows_changed=stored.changed,
            finished_at=timezone.now(),
        )
        if not finished:
            raise Overtaken
        _log_import(of, checked.spells)
    uploads.remove(of.pk)


def note_interruption(of: SpellImport) -> bool:
    """Whether an import that should be running has fallen silent; then it is marked so and can be tried again."""
    if of.state != _State.RUNNING or uploads.read_progress(of.pk):
        return False
    _interrupted(of.pk, of.attempt)
    of.refresh_from_db()
    return of.state == _State.FAILED


def remove_import(of: SpellImport) -> None:
    """Remove an import with its spells and its file, and note that it happened."""
    with transaction.atomic():
        record_event(
            AccessEvent.Action.ERASED,
            actor_id=of.person_id,
            subject_id=of.person_id,
            municipality_id=of.municipality_id,
            record=Record.IMPORT,
            object_id=of.pk,
        )
        SpellImport.objects.filter(pk=of.pk).delete()
    uploads.remove(of.pk)


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
            mapping=mapping.to_json(),
            state=_State.DONE,
            rows_total=len(spells),
            rows_read=len(spells),
            rows_added=len(spells),
            finished_at=timezone.now(),
        )
        store_spells_of(made, spells, lambda _: None)
        _log_import(made, spells)
    return made


def _run_apart(import_id: UUID, attempt: int) -> None:
    try:
        run(import_id, attempt)
    except LinesRefused:
        # A caseworker left between the check and the run: the lines are shown again.
        SpellImport.objects.filter(pk=import_id, attempt=attempt).update(state=_State.READY)
    except Overtaken:
        pass
    except Exception as problem:
        # The last line of defence of this thread: whatever happened, the person can try again.
        _log.error("import %s interrupted: %s", import_id, type(problem).__name__)
        _interrupted(import_id, attempt)
    finally:
        connection.close()


def _interrupted(import_id: UUID, attempt: int) -> None:
    SpellImport.objects.filter(pk=import_id, attempt=attempt, state=_State.RUNNING).update(
        state=_State.FAILED
    )


def _log_import(of: SpellImport, spells: Spells) -> None:
    """Every caseworker whose clients were read in can see that, when, and by whom."""
    for subject in sorted(set(spells.caseworkers) if spells.caseworkers is not None else {of.person_id}):
        record_event(
            AccessEvent.Action.IMPORTED,
            actor_id=of.person_id,
            subject_id=subject,
            municipality_id=of.municipality_id,
            record=Record.IMPORT,
            object_id=of.pk,
        )
