"""The last number that was given in each table, so that after a move no number is given twice."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models


def last_numbers(of: Any, of_models: Iterable[type[models.Model]]) -> dict[tuple[str, str], int]:
    """By table and column of models that number their rows: the last number given, also when that row is gone."""
    found = {}
    with of.cursor() as cursor:
        for model in of_models:
            key = model._meta.pk
            if not isinstance(key, models.AutoField):
                continue
            table, column = model._meta.db_table, str(key.column)
            last = (_in_postgresql if of.vendor == "postgresql" else _in_sqlite)(cursor, table, column)
            if last:
                found[table, column] = last
    return found


def set_last_numbers(of: Any, numbers: Mapping[tuple[str, str], int]) -> None:
    """Let each table go on after its last number."""
    with of.cursor() as cursor:
        for (table, column), last in numbers.items():
            if of.vendor == "postgresql":
                cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [table, column, last])
                continue
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last])


def _in_postgresql(cursor: Any, table: str, column: str) -> int:
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table, column])
    (sequence,) = cursor.fetchone()
    cursor.execute(f"SELECT last_value, is_called FROM {sequence}")  # noqa: S608  # a name that the server gave
    last, was_given = cursor.fetchone()
    return int(last) if was_given else 0


def _in_sqlite(cursor: Any, table: str, column: str) -> int:
    cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
    row = cursor.fetchone()
    return int(row[0]) if row else 0
