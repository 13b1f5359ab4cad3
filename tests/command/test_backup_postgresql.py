"""Backup and restore of a PostgreSQL database: the same promises as with SQLite (reliability R5)."""

import zipfile
from uuid import uuid4

import psycopg
import pytest
from django.db import connection

from leerlus.access.keyring import key_of
from leerlus.command.backup import making, postgresql, restoring
from leerlus.command.backup.making import MANIFEST, NoBackup, make_backup
from leerlus.command.backup.restoring import NotRestored, restore_backup

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="only with PostgreSQL")


def names_of_databases(server) -> set[str]:
    return {name for (name,) in server.execute("SELECT datname FROM pg_database")}


@pytest.fixture
def installation(monkeypatch):
    """A database of its own with a table, in the place of the one of the tests; gives how to reach it."""
    here = connection.copy("default")
    here.settings_dict["NAME"] = name = f"backup_{uuid4().hex[:8]}"
    for module in (making, postgresql, restoring):
        monkeypatch.setattr(module, "connection", here)
    monkeypatch.setattr(restoring, "call_command", lambda *args, **options: None)
    monkeypatch.setattr(restoring, "_erase_again", len)
    key_of(uuid4(), create=True)
    with postgresql._maintenance() as server:
        before = names_of_databases(server)
        server.execute(f"CREATE DATABASE {name}")
        reach = postgresql._server(name)
        with psycopg.connect(**reach) as writer:
            writer.execute(
                "CREATE TABLE letters (id int PRIMARY KEY, text varchar(20), seal bytea, day timestamptz)"
            )
            with writer.cursor() as cursor:
                cursor.executemany(
                    "INSERT INTO letters VALUES (%s, %s, %s, now())",
                    [(n, f"é{n}", bytes([n])) for n in range(100)],
                )
        yield reach
        for made in names_of_databases(server) - before:
            server.execute(f"DROP DATABASE {made} WITH (FORCE)")


@pytest.fixture
def backup(installation, tmp_path):
    file = tmp_path / "one.zip"
    make_backup(file)
    return file


def letters(reach) -> list[tuple[object, ...]]:
    with psycopg.connect(**reach) as reading:
        return reading.execute("SELECT * FROM letters ORDER BY id").fetchall()


def test_what_was_put_back_is_what_was_there(installation, backup):
    before = letters(installation)
    with psycopg.connect(**installation) as writer:
        writer.execute("DELETE FROM letters WHERE id > 10")
    done = restore_backup(backup)
    assert letters(installation) == before
    assert (done.rows, done.erased_again) == (100, 0)
    assert len(letters(installation | {"dbname": done.before})) == 11


def test_what_is_being_written_is_whole_or_not_in_the_backup(installation, tmp_path):
    with psycopg.connect(**installation) as writer:
        writer.execute("INSERT INTO letters VALUES (200, 'not yet', NULL, now())")
        assert make_backup(tmp_path / "two.zip").tables["letters"].rows == 100
        writer.commit()
        assert make_backup(tmp_path / "three.zip").tables["letters"].rows == 101


def test_while_somebody_is_connected_nothing_is_put_back(installation, backup):
    with psycopg.connect(**installation) as writer:
        writer.execute("DELETE FROM letters WHERE id > 10")
        writer.commit()
        with pytest.raises(NotRestored, match="Stop it first"):
            restore_backup(backup)
    assert len(letters(installation)) == 11


def damaged(backup, tmp_path, change):
    """The same backup with another dump or manifest."""
    file = tmp_path / "changed.zip"
    with zipfile.ZipFile(backup) as whole, zipfile.ZipFile(file, "w") as archive:
        for name in (postgresql.DUMP, MANIFEST):
            archive.writestr(name, change(name, whole.read(name)))
    return file


def test_a_dump_that_is_cut_off_is_refused_and_leaves_nothing_behind(installation, backup, tmp_path):
    before = letters(installation)
    file = damaged(
        backup, tmp_path, lambda name, held: held[: len(held) // 2] if name == postgresql.DUMP else held
    )
    with postgresql._maintenance() as server:
        there = names_of_databases(server)
        with pytest.raises(NotRestored):
            restore_backup(file)
        assert names_of_databases(server) == there
    assert letters(installation) == before


def test_a_dump_that_is_not_what_its_manifest_says_is_refused(installation, backup, tmp_path):
    file = damaged(
        backup,
        tmp_path,
        lambda name, held: held.replace(b'"rows":100', b'"rows":99') if name == MANIFEST else held,
    )
    with pytest.raises(NotRestored, match="not what its manifest says"):
        restore_backup(file)
    assert len(letters(installation)) == 100


def test_a_backup_of_sqlite_is_refused_with_what_to_do(installation, tmp_path, backup):
    file = tmp_path / "other.zip"
    with zipfile.ZipFile(backup) as whole, zipfile.ZipFile(file, "w") as archive:
        archive.writestr(making.DATABASE, b"SQLite")
        archive.writestr(MANIFEST, whole.read(MANIFEST))
    with pytest.raises(NotRestored, match="another kind of database"):
        restore_backup(file)


def test_without_the_programs_of_postgresql_the_answer_says_what_to_install(
    installation, tmp_path, monkeypatch
):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoBackup, match="apt-get install postgresql-client"):
        make_backup(tmp_path / "four.zip")
