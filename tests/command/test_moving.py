"""Moving to another database and back: nothing is lost, changed or numbered twice (reliability R16)."""

import json
import os
import secrets
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.db import connection

from leerlus.command.backup import postgresql
from leerlus.command.backup.manifest import tables_of

REPOSITORY = Path(__file__).parent.parent.parent
PER_DATABASE = {"django_migrations", "django_content_type", "auth_permission"}
"""What a database keeps of itself, with its own times and numbers."""


class Installation:
    """A state folder with keys, and the command line on any database of it."""

    def __init__(self, state: Path) -> None:
        self.state = state
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith("LEERLUS_")
        } | {
            "PYTHONPATH": str(REPOSITORY / "src"),
            "LEERLUS_STATE": str(state),
            "LEERLUS_SECRET_KEY": secrets.token_hex(32),
            "LEERLUS_MASTER_KEY": secrets.token_hex(32),
        }

    def file(self, name: str) -> Path:
        return self.state / name

    def address(self, name: str) -> str:
        return f"sqlite:///{self.file(name)}"

    def run(self, address: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603  # our own interpreter and module
            [sys.executable, "-m", "leerlus.command", *arguments],
            env=self.environment | {"LEERLUS_DATABASE_URL": address},
            cwd=REPOSITORY, capture_output=True, text=True, check=False, timeout=600,
        )  # fmt: skip

    def write(self, name: str, *statements: str) -> None:
        with closing(sqlite3.connect(self.file(name))) as database, database:
            for statement in statements:
                database.execute(statement)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """The demo in a file of SQLite, in which the last line of a table was deleted."""
    made = Installation(tmp_path_factory.mktemp("moving"))
    done = made.run(made.address("old.sqlite3"), "demo", "load")
    assert done.returncode == 0, done.stderr
    made.write("old.sqlite3", "UPDATE sqlite_sequence SET seq = seq + 7 WHERE name = 'outcomes_spell'")
    return made


@pytest.fixture
def elsewhere(filled):
    """An empty database of the kind that the tests run on."""
    name = f"moved_{uuid4().hex[:8]}"
    if connection.vendor != "postgresql":
        yield filled.address(f"{name}.sqlite3")
        return
    of = connection.settings_dict
    with postgresql._maintenance() as server:
        server.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(psycopg.sql.Identifier(name)))
    yield f"postgresql://{of['USER']}@/{of['HOST']}/{name}"
    with postgresql._maintenance() as server:
        server.execute(psycopg.sql.SQL("DROP DATABASE {} WITH (FORCE)").format(psycopg.sql.Identifier(name)))


def as_read(value):
    """JSON with its fields in one order: PostgreSQL has one of its own."""
    if isinstance(value, str) and value[:1] in {"{", "["}:
        return json.dumps(json.loads(value), sort_keys=True)
    return value


def content(filled, name):
    with closing(sqlite3.connect(filled.file(name))) as database:
        numbers = dict(database.execute("SELECT name, seq FROM sqlite_sequence"))
        orders = {
            table: sorted(
                repr([*map(as_read, row)])
                for row in database.execute(f'SELECT {columns} FROM "{table}"')  # noqa: S608  # names of the file
            )
            for table, columns in columns_of(database).items()
        }
    return orders, {table: number for table, number in numbers.items() if table not in PER_DATABASE}


def columns_of(database):
    tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {
        table: ", ".join(
            f'"{row[1]}"'
            for row in sorted(database.execute(f'PRAGMA table_info("{table}")'), key=lambda row: row[1])
        )
        for table in tables
        if table not in PER_DATABASE and not table.startswith("sqlite_")
    }


def test_everything_moves_to_another_database_and_back_without_a_difference(filled, elsewhere):
    """On PostgreSQL: from SQLite to PostgreSQL, and back to SQLite."""
    there = filled.run(elsewhere, "move", "--from", filled.address("old.sqlite3"))
    assert there.returncode == 0, there.stderr
    name = f"back_{uuid4().hex[:8]}.sqlite3"
    back = filled.run(filled.address(name), "move", "--from", elsewhere)
    assert back.returncode == 0, back.stderr
    assert content(filled, name) == content(filled, "old.sqlite3")
    assert content(filled, name)[1]["outcomes_spell"] > 7
    tables_of(filled.file(name))  # sound by its own account


def test_what_is_in_the_new_database_is_never_overwritten(filled):
    done = filled.run(filled.address("old.sqlite3"), "move", "--from", filled.address("old.sqlite3"))
    assert done.returncode == 1
    assert "That is the same database" in done.stderr
    copy = filled.file("other.sqlite3")
    copy.write_bytes(filled.file("old.sqlite3").read_bytes())
    done = filled.run(filled.address("other.sqlite3"), "move", "--from", filled.address("old.sqlite3"))
    assert done.returncode == 1
    assert "Take an empty one" in done.stderr


def test_a_log_that_was_changed_is_not_moved_and_the_new_database_stays_empty(filled, elsewhere):
    filled.file("changed.sqlite3").write_bytes(filled.file("old.sqlite3").read_bytes())
    filled.write("changed.sqlite3", "UPDATE access_accessevent SET action = 'viewed' WHERE sequence = 1")
    done = filled.run(elsewhere, "move", "--from", filled.address("changed.sqlite3"))
    assert done.returncode == 1
    assert "does not fit from line 1 on" in done.stderr
    assert filled.run(elsewhere, "move", "--from", filled.address("old.sqlite3")).returncode == 0


def test_a_database_of_another_version_is_refused(filled, elsewhere):
    filled.file("older.sqlite3").write_bytes(filled.file("old.sqlite3").read_bytes())
    filled.write(
        "older.sqlite3", "DELETE FROM django_migrations WHERE id = (SELECT MAX(id) FROM django_migrations)"
    )
    done = filled.run(elsewhere, "move", "--from", filled.address("older.sqlite3"))
    assert done.returncode == 1
    assert "of another version" in done.stderr


@pytest.mark.parametrize("address", ["mysql://root@localhost/x", "nonsense", "/srv/leerlus.sqlite3"])
def test_an_address_that_is_none_is_refused_in_a_sentence(filled, elsewhere, address):
    done = filled.run(elsewhere, "move", "--from", address)
    assert done.returncode == 1
    assert "--from takes an address" in done.stderr
    assert "Traceback" not in done.stderr
