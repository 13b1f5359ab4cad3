"""Uploaded files while an import is under way: sealed with the key of who uploaded them, kept for a day at most.

Beside each file stands a small progress file. Its time tells whether whoever reads the file in is still at it, also
after the server stopped: progress cannot be in the database, because the rows are stored in one transaction.
"""

import json
import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from leerlus.access.keyring import KeyProblem
from leerlus.access.vault import seal_bytes, unseal_bytes

KEPT_SECONDS: Final = 24 * 60 * 60
SILENT_SECONDS: Final = 60
_PURPOSE: Final = "spell import "


class UploadGone(Exception):
    """The file is no longer kept: choose it again."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far reading in is: lines done of all lines."""

    done: int
    total: int

    def seconds_left(self, seconds_so_far: float) -> int | None:
        """About how long it still takes at the pace so far; None before the first lines are done."""
        return round(seconds_so_far * (self.total - self.done) / self.done) if self.done else None


def keep(import_id: UUID, person_id: UUID, content: bytes) -> None:
    """Seal an uploaded file and keep it until it is read in."""
    sealed = seal_bytes(person_id, _PURPOSE + import_id.hex, content)
    _write(_path(import_id, "sealed"), sealed)


def content_of(import_id: UUID, person_id: UUID) -> bytes:
    """The uploaded file. Raises UploadGone when it was removed or can no longer be opened."""
    try:
        return unseal_bytes(person_id, _PURPOSE + import_id.hex, _path(import_id, "sealed").read_bytes())
    except (FileNotFoundError, KeyProblem):
        raise UploadGone from None


def is_kept(import_id: UUID) -> bool:
    """Whether the file is still there."""
    return _path(import_id, "sealed").exists()


def remove(import_id: UUID) -> None:
    """Remove the file and its progress; fine when they are gone already."""
    for kind in ("sealed", "progress", "called_off"):
        _path(import_id, kind).unlink(missing_ok=True)


def remove_old() -> None:
    """Remove everything older than a day."""
    remove_files(files_before(timezone.now() - timedelta(seconds=KEPT_SECONDS)))


def files_before(moment: datetime) -> list[str]:
    """The names of the files that were last written before a moment."""
    return sorted(path.name for path in _folder().iterdir() if path.stat().st_mtime <= moment.timestamp())


def remove_files(names: Iterable[str]) -> int:
    """Remove files of this folder; gives how many."""
    removed = 0
    for name in names:
        (_folder() / name).unlink(missing_ok=True)
        removed += 1
    return removed


def write_progress(import_id: UUID, progress: Progress) -> None:
    """Say how far it is, and that somebody is still at it."""
    _write(_path(import_id, "progress"), json.dumps([progress.done, progress.total]).encode())


def read_progress(import_id: UUID) -> Progress | None:
    """How far it is; None when nobody has said anything for a minute, so when it was interrupted."""
    path = _path(import_id, "progress")
    try:
        if path.stat().st_mtime < time.time() - SILENT_SECONDS:
            return None
        done, total = json.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    return Progress(done, total)


def call_off(import_id: UUID) -> None:
    """Ask whoever reads this file in to stop: a file beside it, because the database waits until they are done."""
    _write(_path(import_id, "called_off"), b"")


def is_called_off(import_id: UUID) -> bool:
    """Whether somebody asked to stop."""
    return _path(import_id, "called_off").exists()


def go_on(import_id: UUID) -> None:
    """Forget that somebody asked to stop."""
    _path(import_id, "called_off").unlink(missing_ok=True)


def _folder() -> Path:
    folder = Path(settings.LEERLUS_UPLOADS)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _path(import_id: UUID, kind: str) -> Path:
    return _folder() / f"{import_id.hex}.{kind}"


def _write(path: Path, content: bytes) -> None:
    """Write whole or not at all, readable only by the account that runs Leerlus."""
    temporary = path.with_name(f"{path.name}.{os.urandom(4).hex()}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    temporary.replace(path)
