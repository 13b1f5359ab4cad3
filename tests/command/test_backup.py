"""A backup proves what is in it; a damaged, strange or newer one is refused and changes nothing (reliability R5)."""

import json
import random
import sqlite3
import zipfile
from contextlib import closing
from io import StringIO
from uuid import UUID, uuid4

import pytest
from django.core.management import CommandError, call_command

from leerlus.access.keyring import destroy_key, key_of
from leerlus.command.backup import making, restoring
from leerlus.command.backup.making import DATABASE, MANIFEST, make_backup
from leerlus.command.backup.manifest import Manifest
from leerlus.command.backup.restoring import NotRestored, restore_backup


@pytest.fixture
def installation(tmp_path, settings, monkeypatch):
    """A database file of its own with a table, in the place of the one of the tests; nothing of Django touches it."""
    path = tmp_path / "state" / "leerlus.sqlite3"
    path.parent.mkdir()
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE letters (id INTEGER PRIMARY KEY, text TEXT, seal BLOB)")
        database.executemany(
            "INSERT INTO letters (text, seal) VALUES (?, ?)", [(f"é{n}", bytes([n])) for n in range(100)]
        )
    database.close()

    class Here:
        vendor = "sqlite"

        def ensure_connection(self):
            self.connection = sqlite3.connect(path)

        def close(self):
            if hasattr(self, "connection"):
                self.connection.close()

    here = Here()
    monkeypatch.setattr(making, "connection", here)
    monkeypatch.setattr(restoring, "connection", here)
    monkeypatch.setattr(restoring, "call_command", lambda *args, **options: None)
    monkeypatch.setattr(restoring, "_erase_again", len)
    monkeypatch.setitem(settings.DATABASES["default"], "NAME", str(path))
    for _ in range(3):
        key_of(uuid4(), create=True)
    return path


@pytest.fixture
def backup(installation, tmp_path):
    file = tmp_path / "one.zip"
    make_backup(file)
    return file


def letters(path) -> list[tuple[int, str, bytes]]:
    with closing(sqlite3.connect(path)) as database:
        return database.execute("SELECT * FROM letters ORDER BY id").fetchall()


def test_what_was_put_back_is_what_was_there(installation, backup):
    before = letters(installation)
    with sqlite3.connect(installation) as database:
        database.execute("DELETE FROM letters WHERE id > 10")
    database.close()
    done = restore_backup(backup)
    assert letters(installation) == before
    assert (done.rows, done.erased_again) == (100, 0)
    assert len(letters(done.before)) == 10


def test_a_backup_holds_the_newest_rows_and_none_of_the_keys(installation, tmp_path, settings):
    writer = sqlite3.connect(installation)
    writer.execute("INSERT INTO letters (text) VALUES ('newest')")
    writer.commit()
    file = tmp_path / "two.zip"
    manifest = make_backup(file)
    writer.close()
    assert manifest.tables["letters"].rows == 101
    with zipfile.ZipFile(file) as archive:
        assert sorted(archive.namelist()) == [DATABASE, MANIFEST]
        said = archive.read(MANIFEST).decode()
    assert len(manifest.people) == 3
    assert str(settings.LEERLUS_MASTER_KEY) not in said


def test_an_existing_file_is_not_overwritten(backup):
    before = backup.read_bytes()
    with pytest.raises(making.NoBackup, match="exists already"):
        make_backup(backup)
    assert backup.read_bytes() == before


def test_a_hundred_damaged_backups_are_all_refused_and_change_nothing(installation, backup, tmp_path):
    whole, before, chance = backup.read_bytes(), installation.read_bytes(), random.Random(5)  # noqa: S311  # places to damage
    with zipfile.ZipFile(backup) as archive:
        packed = archive.getinfo(DATABASE).compress_size
    for number in range(100):
        damaged = bytearray(whole)
        if number % 2:
            damaged = damaged[: chance.randrange(len(whole))]
        else:
            place = chance.randrange(100, packed - 8)
            damaged[place : place + 8] = bytes(byte ^ 0x55 for byte in damaged[place : place + 8])
        file = tmp_path / f"damaged{number}.zip"
        file.write_bytes(bytes(damaged))
        with pytest.raises(NotRestored):
            restore_backup(file)
    assert installation.read_bytes() == before


def _manifest(file) -> Manifest:
    with zipfile.ZipFile(file) as archive:
        return Manifest.model_validate_json(archive.read(MANIFEST))


def changed(backup, tmp_path, **fields):
    """The same backup with another manifest."""
    file = tmp_path / "changed.zip"
    with zipfile.ZipFile(backup) as whole, zipfile.ZipFile(file, "w") as archive:
        archive.writestr(DATABASE, whole.read(DATABASE))
        archive.writestr(MANIFEST, json.dumps(json.loads(whole.read(MANIFEST)) | fields))
    return file


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"keyring": "0" * 16}, "another keyring"),
        ({"leerlus": "99.0"}, "Upgrade first"),
        ({"tables": {}}, "not what its manifest says"),
        ({"people": "x"}, "damaged"),
    ],
)
def test_a_backup_that_does_not_fit_is_refused(installation, backup, tmp_path, fields, reason):
    before = installation.read_bytes()
    with pytest.raises(NotRestored, match=reason):
        restore_backup(changed(backup, tmp_path, **fields))
    assert installation.read_bytes() == before


def test_while_the_server_runs_nothing_is_put_back(installation, backup):
    server = sqlite3.connect(installation)
    server.execute("SELECT * FROM letters").fetchone()
    with pytest.raises(NotRestored, match="Stop it first"):
        restore_backup(backup)
    server.close()
    restore_backup(backup)


def test_a_keyring_that_lacks_most_keys_is_asked_about(installation, backup):
    manifest = _manifest(backup)
    for person in manifest.people[:2]:
        destroy_key(UUID(person))
    with pytest.raises(NotRestored, match="2 of 3 people"):
        restore_backup(backup)
    assert restore_backup(backup, keys_are_complete=True).erased_again == 2


def test_on_an_empty_machine_there_is_nothing_to_set_aside(installation, backup):
    before = letters(installation)
    installation.unlink()
    assert restore_backup(backup).before is None
    assert letters(installation) == before


def test_what_is_no_database_any_more_is_set_aside(installation, backup):
    installation.write_bytes(b"no database" * 100)
    assert restore_backup(backup).before is not None
    assert len(letters(installation)) == 100


def test_the_commands_say_what_they_did_and_why_not(installation, tmp_path):
    out, file = StringIO(), tmp_path / "three.zip"
    call_command("backup", str(file), stdout=out)
    assert "100 rows in 1 tables" in out.getvalue()
    call_command("restore", str(file), stdout=out)
    assert "100 rows are back. 0 people were erased again." in out.getvalue()
    with pytest.raises(CommandError, match="exists already"):
        call_command("backup", str(file))
    with pytest.raises(CommandError, match="is not there"):
        call_command("restore", str(tmp_path / "none.zip"))
