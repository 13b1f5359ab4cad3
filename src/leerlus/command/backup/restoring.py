"""Putting a backup back: checked before anything is replaced, and without bringing back who was erased since."""

import sqlite3
import tempfile
import zipfile
import zlib
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from pydantic import ValidationError

from leerlus.access.keyring import keyring_id, people_with_keys
from leerlus.access.personal_content import delete_without_key, erase_again
from leerlus.command.backup import postgresql
from leerlus.command.backup.making import DATABASE, MANIFEST
from leerlus.command.backup.manifest import Manifest, Table, leerlus_version, tables_of
from leerlus.organisations.models import Person

MOST_ERASED: Final = 0.5
"""When more than this part of the keys is gone, the keyring is probably not complete."""


_DAMAGED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    ValidationError,
    KeyError,
    EOFError,
    OSError,
)


class NotRestored(Exception):
    """Why a backup was refused; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back: how many rows, how many people were erased again, and where the database from before is."""

    rows: int
    erased_again: int
    before: Path | str | None
    """A file with SQLite, the name of a database with PostgreSQL."""


def restore_backup(file: Path, *, keys_are_complete: bool = False) -> Restored:
    """Put a backup in the place of the database. The server must not run. Raises NotRestored."""
    put_back = _put_back_in_postgresql if connection.vendor == "postgresql" else _put_back_file
    manifest, erased, before = put_back(file, keys_are_complete)
    connection.close()
    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
    return Restored(
        rows=sum(table.rows for table in manifest.tables.values()),
        erased_again=_erase_again(erased),
        before=before,
    )


def _put_back_file(file: Path, keys_are_complete: bool) -> tuple[Manifest, list[UUID], Path | None]:
    target = Path(settings.DATABASES["default"]["NAME"])
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".restore-") as folder:
        unpacked, manifest = _unpacked(file, Path(folder), DATABASE)
        try:
            found = tables_of(unpacked)
        except sqlite3.DatabaseError:
            raise NotRestored(_damaged(file)) from None
        _verify(file, manifest, found)
        erased = _erased_since(manifest, keys_are_complete)
        before = _set_aside(target)
        unpacked.rename(target)
    return manifest, erased, before


def _put_back_in_postgresql(file: Path, keys_are_complete: bool) -> tuple[Manifest, list[UUID], str]:
    with tempfile.TemporaryDirectory(prefix="leerlus-restore-") as folder:
        dump, manifest = _unpacked(file, Path(folder), postgresql.DUMP)
        erased = _erased_since(manifest, keys_are_complete)
        try:
            with postgresql.restored_aside(dump) as (aside, found):
                _verify(file, manifest, found)
                before = postgresql.put_in_place(aside)
        except postgresql.ProgramFailed as problem:
            raise NotRestored(str(problem)) from None
    return manifest, erased, before


def _unpacked(file: Path, folder: Path, name: str) -> tuple[Path, Manifest]:
    """The copy of the database in a backup, and what the backup says about itself."""
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = Manifest.model_validate_json(archive.read(MANIFEST))
            kinds = {DATABASE, postgresql.DUMP} & set(archive.namelist())
            if kinds and name not in kinds:
                raise NotRestored(
                    f"{file} is of another kind of database. Restore it with the LEERLUS_DATABASE_URL it was made with."
                )
            return Path(archive.extract(name, folder)), manifest
    except FileNotFoundError:
        raise NotRestored(f"{file} is not there.") from None
    except _DAMAGED:
        raise NotRestored(_damaged(file)) from None


def _damaged(file: Path) -> str:
    return f"{file} is damaged, or no backup of Leerlus."


def _verify(file: Path, manifest: Manifest, found: dict[str, Table]) -> None:
    """Refuse what is not equal to its manifest in every row, or was made by a newer version."""
    if found != manifest.tables:
        raise NotRestored(f"What is in {file} is not what its manifest says.")
    if _numbers(manifest.leerlus) > _numbers(leerlus_version()):
        raise NotRestored(f"This backup was made by Leerlus {manifest.leerlus}. Upgrade first.")


def _erased_since(manifest: Manifest, keys_are_complete: bool) -> list[UUID]:
    """Who had a key when the backup was made, and has none now."""
    if manifest.keyring != keyring_id():
        raise NotRestored("This backup belongs to another keyring. Put that one back first.")
    then, now = {UUID(person) for person in manifest.people}, set(people_with_keys())
    gone = then - now
    if len(gone) > MOST_ERASED * len(then) and not keys_are_complete:
        raise NotRestored(
            f"{len(gone)} of {len(then)} people have no key any more. When the keyring is complete and they were all"
            " erased, add --keys-are-complete."
        )
    return sorted(gone)


def _set_aside(target: Path) -> Path | None:
    """Give the database that is there another name; refuses while anything has it open."""
    if not target.exists():
        return None
    connection.close()
    try:
        with closing(sqlite3.connect(target, timeout=0)) as only_us:
            only_us.execute("PRAGMA journal_mode=DELETE")  # works only without another connection
    except sqlite3.OperationalError:
        raise NotRestored("Leerlus is running. Stop it first.") from None
    except sqlite3.DatabaseError:
        pass  # what is there is no database any more: all the more reason to restore
    aside = target.with_name(f"{target.name}.before-{timezone.now():%Y%m%dT%H%M%S}")
    target.rename(aside)
    return aside


def _erase_again(people: list[UUID]) -> int:
    """Erase what of these people came back in the clear, and end every session that came back."""
    with transaction.atomic():
        Session.objects.all().delete()
        known = list(Person.objects.filter(pk__in=people).values_list("pk", "municipality_id"))
        for person_id, municipality_id in known:
            erase_again(person_id, municipality_id)
        delete_without_key(people)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return len(known)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())
