"""What a backup says about itself: rows and hash of every table, version, keyring and whose keys there were."""

import hashlib
import sqlite3
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pydantic import BaseModel

UNRELEASED = "0"


class Table(BaseModel):
    """How many rows a table has, and the SHA-256 of all of them in order."""

    rows: int
    sha256: str


class Manifest(BaseModel):
    """The second file in a backup. `people` are the ids of those who had a key; it holds no key and no content."""

    leerlus: str
    made_at: str
    keyring: str
    people: list[str]
    tables: dict[str, Table]


def leerlus_version() -> str:
    """The version that runs now."""
    try:
        return version("leerlus")
    except PackageNotFoundError:
        return UNRELEASED


def tables_of(database: Path) -> dict[str, Table]:
    """Rows and hash of every table of a SQLite file. Raises sqlite3.DatabaseError when it is damaged."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("damaged")
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        ).fetchall()
        return {name: _table(connection, name) for (name,) in names}
    finally:
        connection.close()


def _table(connection: sqlite3.Connection, name: str) -> Table:
    digest, rows = hashlib.sha256(), 0
    quoted = name.replace('"', '""')
    for row in connection.execute(f'SELECT * FROM "{quoted}" ORDER BY 1'):  # noqa: S608  # a name from the file itself
        digest.update(repr(row).encode())
        rows += 1
    return Table(rows=rows, sha256=digest.hexdigest())
