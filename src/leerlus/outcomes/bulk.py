"""Rows by the hundred thousands into the database and back, without an object per row.

Everything runs in the transaction of who calls: SQLite gets a prepared statement for many rows, PostgreSQL a COPY.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, islice, repeat
from typing import Any, Final
from uuid import UUID

from django.db import connection, models

ROWS_AT_ONCE: Final = 20_000
_ROWS_IN_A_STATEMENT: Final = 50
"""Starting a statement costs as much as storing a row. More rows do not help, and older SQLite takes 999 values."""
_MEANS_SOMETHING: Final = re.compile(r"[\\\t\n\r]")
_ESCAPED: Final = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
OnRows = Callable[[int], None]
"""Is told how many rows are done so far."""


def stored_key(key: UUID) -> Any:
    """A key as the database stores it."""
    return models.UUIDField().get_db_prep_value(key, connection)


def stored_day(day: date | None) -> Any:
    """A day as the database stores it."""
    return connection.ops.adapt_datefield_value(day)


def insert(
    model: type[models.Model], names: Sequence[str], rows: Iterable[tuple[Any, ...]], on_rows: OnRows
) -> None:
    """Add rows with their values as the database stores them. `names` are columns of the table of `model`."""
    columns = ", ".join(connection.ops.quote_name(name) for name in names)
    table = connection.ops.quote_name(model._meta.db_table)
    if connection.vendor == "postgresql":
        _copy(f"COPY {table} ({columns}) FROM STDIN", rows, on_rows)
        return
    statement = f"INSERT INTO {table} ({columns}) VALUES "  # noqa: S608  # names of the model, not of a person
    one = f"({', '.join(['%s'] * len(names))})"
    done, width = 0, _ROWS_IN_A_STATEMENT * len(names)
    with connection.cursor() as cursor:
        for block in _blocks(rows):
            values = list(chain.from_iterable(block))
            whole = len(values) // width * width
            many = [values[at : at + width] for at in range(0, whole, width)]
            cursor.executemany(statement + ", ".join([one] * _ROWS_IN_A_STATEMENT), many)
            cursor.executemany(statement + one, block[whole // len(names) :])
            done += len(block)
            on_rows(done)


def insert_selected(
    model: type[models.Model], names: Sequence[str], statement: str, values: Sequence[Any]
) -> None:
    """Add what a SELECT gives, without it leaving the database. `names` are columns of the table of `model`."""
    columns = ", ".join(connection.ops.quote_name(name) for name in names)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({columns}) {statement}", values)


def update(model: type[models.Model], names: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Change rows: each has the new values of `names`, and at the end the key of the row."""
    quoted = connection.ops.quote_name
    assignments = ", ".join(f"{quoted(name)} = %s" for name in names)
    table, key = quoted(model._meta.db_table), quoted("id")
    statement = f"UPDATE {table} SET {assignments} WHERE {key} = %s"  # noqa: S608  # names of the model
    with connection.cursor() as cursor:
        for block in _blocks(rows):
            cursor.executemany(statement, block)


def _copy(statement: str, rows: Iterable[tuple[Any, ...]], on_rows: OnRows) -> None:
    """Stream rows to PostgreSQL as lines of text, a block at a time."""
    done = 0
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for block in _blocks(rows):
            copy.write(_copied(block))
            done += len(block)
            on_rows(done)


def _copied(block: Sequence[tuple[Any, ...]]) -> str:
    """Rows as lines of COPY."""
    columns = [_texts(column) for column in zip(*block, strict=True)]
    return "\n".join([*map("\t".join, zip(*columns, strict=True)), ""])


def _texts(column: tuple[Any, ...]) -> Iterable[str]:
    r"""A column as COPY reads it. Nothing is `\N`; what has a meaning there is escaped."""
    if column.count(column[0]) == len(column):
        return repeat(_text(column[0]), len(column))
    if set(map(type, column)) == {str} and not _MEANS_SOMETHING.search("".join(column)):
        return column
    texts = {value: _text(value) for value in set(column)}
    return map(texts.__getitem__, column)


def _text(value: Any) -> str:
    if value is None:
        return r"\N"
    return value.translate(_ESCAPED) if isinstance(value, str) else str(value)


def _blocks(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    waiting = iter(rows)
    while block := list(islice(waiting, ROWS_AT_ONCE)):
        yield block
