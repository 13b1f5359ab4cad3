"""Copying and restoring a PostgreSQL database with its own programs, `pg_dump` and `pg_restore`."""

import hashlib
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import psycopg
from django.db import connection
from django.utils import timezone
from psycopg import sql

from leerlus.command.backup.manifest import Table

DUMP: Final = "leerlus.dump"
"""The name of the copy in a backup."""

_MAINTENANCE: Final = "postgres"
"""The database that every cluster has, from which others are made and renamed."""


class ProgramFailed(Exception):
    """What a program of PostgreSQL, or the server, said when it refused."""


def dump_to(file: Path) -> dict[str, Table]:
    """Write the database of one moment to a file; rows and hashes are of exactly that moment.

    Raises ProgramFailed.
    """
    with psycopg.connect(**_server(_name())) as reading:
        reading.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        reading.read_only = True
        [(moment,)] = reading.execute("SELECT pg_export_snapshot()").fetchall()
        _run("pg_dump", "--format=custom", "--no-owner", "--no-acl", f"--snapshot={moment}",
             f"--file={file}", database=_name())  # fmt: skip
        return _tables_of(reading)


@contextmanager
def restored_aside(dump: Path) -> Iterator[tuple[str, dict[str, Table]]]:
    """Restore into a new database beside the real one, and give its name, with rows and hashes of its tables.

    What was not put in place afterwards is dropped. Raises ProgramFailed for a dump that cannot be read, or a server
    where this account may not make a database.
    """
    aside = f"{_name()}_{timezone.now():%Y%m%dt%H%M%S}_new"[-63:]
    with _maintenance() as server:
        _refusals(server, _like_the_real_one(aside))
        try:
            _run("pg_restore", "--no-owner", "--no-acl", "--exit-on-error", str(dump), database=aside)
            with psycopg.connect(**_server(aside)) as reading:
                tables = _tables_of(reading)
            yield aside, tables
        finally:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(aside)))


def put_in_place(aside: str) -> str:
    """Give the new database the name of the real one; the name that the real one has now.

    Raises ProgramFailed while anything is connected to the real one: then nothing was renamed.
    """
    connection.close()
    real, before = _name(), f"{_name()}_before_{timezone.now():%Y%m%dt%H%M%S}"[-63:]
    with _maintenance() as server:
        _refusals(server, _renamed(real, before))
        try:
            _refusals(server, _renamed(aside, real))
        except ProgramFailed:
            server.execute(_renamed(before, real))
            raise
    return before


def _renamed(now: str, then: str) -> sql.Composed:
    return sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(now), sql.Identifier(then))


def _tables_of(reading: psycopg.Connection[Any]) -> dict[str, Table]:
    """Rows and hash of every table: each row as the server writes it, in an order that no locale changes."""
    reading.execute("SET LOCAL timezone = 'UTC'")
    names = reading.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
    ).fetchall()
    return {name: _table(reading, name) for (name,) in names}


def _table(reading: psycopg.Connection[Any], name: str) -> Table:
    digest, rows = hashlib.sha256(), 0
    query = sql.SQL('COPY (SELECT t::text FROM {} t ORDER BY t::text COLLATE "C") TO STDOUT')
    with reading.cursor() as cursor, cursor.copy(query.format(sql.Identifier(name))) as lines:
        for line in lines:
            digest.update(line)
            rows += 1
    return Table(rows=rows, sha256=digest.hexdigest())


def _like_the_real_one(aside: str) -> sql.Composed:
    """CREATE DATABASE with the encoding and the order of names of the real one."""
    with psycopg.connect(**_server(_name())) as reading:
        [(of, encoding)] = reading.execute(
            "SELECT to_jsonb(d), pg_encoding_to_char(d.encoding) FROM pg_database d WHERE datname = current_database()"
        ).fetchall()
    parts = [
        sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING {} LC_COLLATE {} LC_CTYPE {}").format(
            sql.Identifier(aside),
            sql.Literal(encoding),
            sql.Literal(of["datcollate"]),
            sql.Literal(of["datctype"]),
        )
    ]
    if of.get("datlocprovider") == "i":  # PostgreSQL 17 gave the column another name
        order = of.get("datlocale") or of.get("daticulocale")
        parts.append(sql.SQL("LOCALE_PROVIDER icu ICU_LOCALE {}").format(sql.Literal(order)))
    return sql.SQL(" ").join(parts)


@contextmanager
def _maintenance() -> Iterator[psycopg.Connection[Any]]:
    """A connection from which databases are made, renamed and dropped: that happens outside a transaction."""
    with psycopg.connect(**_server(_MAINTENANCE), autocommit=True) as server:
        yield server


def _refusals(server: psycopg.Connection[Any], statement: sql.Composed) -> None:
    try:
        server.execute(statement)
    except psycopg.errors.ObjectInUse:
        raise ProgramFailed("Leerlus is running. Stop it first.") from None
    except psycopg.Error as problem:
        raise ProgramFailed(str(problem).strip()) from None


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _server(database: str) -> dict[str, Any]:
    """How to connect: what Django uses, without what is only for Django."""
    known = {"user", "password", "host", "port", "sslmode", "sslrootcert", "sslcert", "sslkey", "service"}
    given = connection.get_connection_params()
    return {name: value for name, value in given.items() if name in known} | {"dbname": database}


def _run(program: str, *arguments: str, database: str) -> None:
    """Run a program of PostgreSQL with the settings of Django; a password goes through its environment."""
    client, settings = connection.client, connection.settings_dict
    (_, *options, _), environment = client.settings_to_cmd_args_env(settings, [])
    command = [program, *options, "--no-password", "--dbname", database, *arguments]
    try:
        done = subprocess.run(  # noqa: S603  # fixed programs, and names from the settings
            command,
            env={**os.environ, **(environment or {})},
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        raise ProgramFailed(
            f"{program} is not installed. On Debian or Ubuntu: apt-get install postgresql-client."
        ) from None
    if done.returncode:
        raise ProgramFailed(done.stderr.strip() or f"{program} failed.")
