"""Reading a file in: everything or nothing, in the background, and it can be called off.

A run that stops halfway, because it was called off or the server stopped, leaves the file and the choices: it is done
again from the beginning, which takes seconds, and never from the middle.
"""

import logging
import threading
import time
from collections.abc import Callable
from typing import Final
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from leerlus.outcomes import uploads
from leerlus.outcomes.bulk import OnRows
from leerlus.outcomes.counting import recount
from leerlus.outcomes.importing import AnyChecked, check_lines, log_import
from leerlus.outcomes.models import SpellImport
from leerlus.outcomes.rules.reading import read_table
from leerlus.outcomes.rules.validating_events import CheckedEvents
from leerlus.outcomes.storing import Stored, store_spells_of
from leerlus.outcomes.storing_events import store_events_of

OnProgress = Callable[[uploads.Progress], None]
SECONDS_BETWEEN_REPORTS: Final = 0.2
_log = logging.getLogger(__name__)
_State: Final = SpellImport.State


class LinesRefused(Exception):
    """Some lines are not right and nobody said to leave them out; nothing was stored."""

    def __init__(self, checked: AnyChecked) -> None:
        super().__init__(f"{checked.refused_count} lines refused")
        self.checked = checked


class Overtaken(Exception):
    """Another run of the same import was first, or the import was removed meanwhile."""


class CalledOff(Exception):
    """Somebody asked to stop; nothing was stored."""


def run_in_background(of: SpellImport) -> None:
    """Read in on a thread of its own, with its own connection; it dies with the server, and then nothing is stored."""
    threading.Thread(target=_run_apart, args=(of.pk, of.attempt), name=f"import-{of.pk}", daemon=True).start()


def run(import_id: UUID, attempt: int, on_progress: OnProgress | None = None) -> None:
    """Read the file in: all or nothing.

    Raises LinesRefused, UploadGone, CalledOff or Overtaken; the import is then as before.
    """
    of = SpellImport.objects.select_related("person").get(pk=import_id)

    report = _Reports(import_id, on_progress)
    content = uploads.content_of(of.pk, of.person_id)
    table = read_table(content, lambda _: report(uploads.Progress(0, of.rows_total)))
    del content
    with transaction.atomic():
        # Of two files for one set, the second sees what the first stored.
        list(SpellImport.objects.select_for_update().filter(pk=of.set_id))
        checked = check_lines(of, table)
        del table
        report(uploads.Progress(0, len(checked)))
        if checked.refused_count and not of.skip_refused:
            raise LinesRefused(checked)
        stored = _store(of, checked, lambda done: report(uploads.Progress(done, len(checked))))
        finished = SpellImport.objects.filter(pk=of.pk, attempt=attempt, state=_State.RUNNING).update(
            state=_State.DONE,
            rows_total=checked.total,
            rows_read=len(checked),
            rows_refused=checked.refused_count,
            rows_added=stored.added,
            rows_changed=stored.changed,
            finished_at=timezone.now(),
        )
        if not finished:
            raise Overtaken
        recount(of.set_id)
        log_import(of, checked.subjects(of.person_id))
    uploads.remove(of.pk)


class _Reports:
    """Says how far it is and looks whether somebody wants to stop: at once, and then a few times a second."""

    def __init__(self, import_id: UUID, on_progress: OnProgress | None) -> None:
        self._import_id = import_id
        self._on_progress = on_progress
        self._next = 0.0

    def __call__(self, progress: uploads.Progress) -> None:
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + SECONDS_BETWEEN_REPORTS
        if uploads.is_called_off(self._import_id):
            raise CalledOff
        uploads.write_progress(self._import_id, progress)
        if self._on_progress:
            self._on_progress(progress)


def note_interruption(of: SpellImport) -> bool:
    """Whether an import that should be running has fallen silent; then it is marked so and can be tried again."""
    if of.state != _State.RUNNING or uploads.read_progress(of.pk):
        return False
    _leave(of.pk, of.attempt, _State.FAILED)
    of.refresh_from_db()
    return of.state == _State.FAILED


def _store(of: SpellImport, checked: AnyChecked, on_rows: OnRows) -> Stored:
    if isinstance(checked, CheckedEvents):
        return store_events_of(of, checked.events, on_rows)
    return store_spells_of(of, checked.spells, on_rows)


def _run_apart(import_id: UUID, attempt: int) -> None:
    try:
        run(import_id, attempt)
    except (LinesRefused, CalledOff):
        # The lines are shown again: a caseworker left between the check and the run, or somebody wants to stop.
        _leave(import_id, attempt, _State.READY)
    except Overtaken:
        pass
    except Exception as problem:
        # The last line of defence of this thread: whatever happened, the person can try again.
        _log.error("import %s interrupted: %s", import_id, type(problem).__name__)
        _leave(import_id, attempt, _State.FAILED)
    finally:
        connection.close()


def _leave(import_id: UUID, attempt: int, state: str) -> None:
    SpellImport.objects.filter(pk=import_id, attempt=attempt, state=_State.RUNNING).update(state=state)
