"""Making a backup while people work."""

import sqlite3
import tempfile
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Final

from django.db import connection
from django.utils import timezone

from leerlus.access.keyring import keyring_id, people_with_keys
from leerlus.command.backup import postgresql
from leerlus.command.backup.manifest import Manifest, Table, leerlus_version, tables_of

DATABASE: Final = "leerlus.sqlite3"
MANIFEST: Final = "manifest.json"


class NoBackup(Exception):
    """Why no backup could be made."""


def make_backup(file: Path) -> Manifest:
    """Write the whole database of one moment to a new file, with its manifest; the keyring is not in it.

    Raises NoBackup for a file that exists already, or a database that its own programs cannot copy.
    """
    if file.exists():
        raise NoBackup(f"{file} exists already. Choose another name.")
    with tempfile.TemporaryDirectory(dir=file.absolute().parent, prefix=".backup-") as folder:
        copied = Path(folder) / (postgresql.DUMP if connection.vendor == "postgresql" else DATABASE)
        tables = _copied_to(copied)
        manifest = Manifest(
            leerlus=leerlus_version(),
            made_at=timezone.now().isoformat(),
            keyring=keyring_id(),
            people=[str(person_id) for person_id in people_with_keys()],
            tables=tables,
        )
        packed = Path(folder) / "packed"
        with zipfile.ZipFile(packed, "x", zipfile.ZIP_DEFLATED) as archive:
            archive.write(copied, copied.name)
            archive.writestr(MANIFEST, manifest.model_dump_json())
        packed.rename(file)
    return manifest


def _copied_to(file: Path) -> dict[str, Table]:
    """Each database's own way of copying while it is in use; SQLite's copy needs no second file beside it."""
    if connection.vendor == "postgresql":
        try:
            return postgresql.dump_to(file)
        except postgresql.ProgramFailed as problem:
            raise NoBackup(str(problem)) from None
    connection.ensure_connection()
    with closing(sqlite3.connect(file)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    return tables_of(file)
