"""Moving everything from one database into another: from SQLite to PostgreSQL, or back (reliability R16).

Rows are read and written as values of the model, sealed content as the bytes that it is, in one transaction of the new
database. Each table is then read back and compared with the old one, and the chain of the log is checked.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any, Final

import environ
from django.apps import apps
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, models, transaction
from django.db.migrations.recorder import MigrationRecorder

from leerlus.access.audit import first_broken_link
from leerlus.access.models import AccessEvent
from leerlus.command.moving_numbers import last_numbers, set_last_numbers
from leerlus.organisations.models import Municipality, Person

_OLD: Final = "moved_from"
_ROWS_AT_ONCE: Final = 2_000


class NotMoved(Exception):
    """Why nothing was moved; the new database holds nothing."""


@dataclass(frozen=True, slots=True)
class Moved:
    """How many rows of how many tables are in the new database, equal to those in the old one."""

    rows: int
    tables: int


def move_from(address: str) -> Moved:
    """Copy everything from the database at an address into the database of the settings, which must be empty.

    The old database is only read. The server must not run. Raises NotMoved.
    """
    _name_the_old_one(address)
    if connections[_OLD].settings_dict["NAME"] == connections[DEFAULT_DB_ALIAS].settings_dict["NAME"] and (
        connections[_OLD].vendor == "sqlite"
    ):
        raise NotMoved(
            "That is the same database. LEERLUS_DATABASE_URL names the new one, --from the old one."
        )
    try:
        _refuse_a_filled_one()
        call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
        with _old_as_it_is(), transaction.atomic():
            _refuse_another_version()
            done = _copy_all()
            broken = first_broken_link()
            if broken is not None:
                raise NotMoved(
                    f"The chain of the log does not fit from line {broken} on. Look into that first."
                )
    except DatabaseError as problem:
        raise NotMoved(str(problem).strip()) from None
    finally:
        connections[_OLD].close()
    return done


def _name_the_old_one(address: str) -> None:
    try:
        of = environ.Env.db_url_config(address)
    except (ValueError, environ.ImproperlyConfigured):
        of = {}
    if of.get("ENGINE") not in {"django.db.backends.sqlite3", "django.db.backends.postgresql"}:
        raise NotMoved(
            "--from takes an address as LEERLUS_DATABASE_URL does: sqlite:////srv/… or postgresql://…"
        )
    connections.settings[_OLD] = connections.configure_settings(
        {DEFAULT_DB_ALIAS: dict(connections.settings[DEFAULT_DB_ALIAS]), _OLD: of}
    )[_OLD]


@contextmanager
def _old_as_it_is() -> Iterator[None]:
    """One moment of the old database, in which nothing is written."""
    with transaction.atomic(using=_OLD), connections[_OLD].cursor() as cursor:
        if connections[_OLD].vendor == "postgresql":
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        else:
            cursor.execute("PRAGMA query_only=ON")
        yield


def _refuse_a_filled_one() -> None:
    """Refuse a new database in which somebody is, before anything is changed in it."""
    tables = connections[DEFAULT_DB_ALIAS].introspection.table_names()
    for model in (Person, Municipality, AccessEvent):
        if model._meta.db_table in tables and model._base_manager.exists():
            raise NotMoved("There is something in the new database already. Take an empty one.")


def _refuse_another_version() -> None:
    """Refuse an old database that another version made."""
    made, expected = (
        set(MigrationRecorder(connections[alias]).applied_migrations()) for alias in (_OLD, DEFAULT_DB_ALIAS)
    )
    if made != expected:
        raise NotMoved("The old database is of another version. Start this version on it once, then move.")


def _copy_all() -> Moved:
    moved = [
        one for one in apps.get_models(include_auto_created=True) if one._meta.managed and not one._meta.proxy
    ]
    total = 0
    for model in moved:
        model._base_manager.all()._raw_delete(DEFAULT_DB_ALIAS)  # what migrations put there
    for model in moved:
        total += _copy(model)
    set_last_numbers(connections[DEFAULT_DB_ALIAS], last_numbers(connections[_OLD], moved))
    for model in moved:
        if _digest(model, _OLD) != _digest(model, DEFAULT_DB_ALIAS):
            raise NotMoved(f"What arrived in {model._meta.db_table} is not what was there.")
    return Moved(rows=total, tables=len(moved))


def _copy(model: type[models.Model]) -> int:
    """Every row of one table; how many. `bulk_create` would stamp rows with the time of now."""
    to, fields = connections[DEFAULT_DB_ALIAS], model._meta.concrete_fields
    columns = ", ".join(to.ops.quote_name(str(field.column)) for field in fields)
    table, places = to.ops.quote_name(model._meta.db_table), ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608  # names of the model
    done, rows = 0, _rows(model, _OLD)
    with to.cursor() as cursor:
        while some := list(islice(rows, _ROWS_AT_ONCE)):
            cursor.executemany(statement, [_as_stored(fields, row) for row in some])
            done += len(some)
    return done


def _as_stored(fields: "Sequence[models.Field[Any, Any]]", row: tuple[Any, ...]) -> tuple[Any, ...]:
    to = connections[DEFAULT_DB_ALIAS]
    return tuple(field.get_db_prep_save(value, to) for field, value in zip(fields, row, strict=True))


def _rows(model: type[models.Model], alias: str) -> Iterator[tuple[Any, ...]]:
    names = [field.attname for field in model._meta.concrete_fields]
    return model._base_manager.using(alias).order_by("pk").values_list(*names).iterator(_ROWS_AT_ONCE)


def _digest(model: type[models.Model], alias: str) -> str:
    """The SHA-256 of all rows. Both databases put texts in another order, so the rows are put in order here."""
    hashes = sorted(
        hashlib.sha256("\x1f".join(map(_written, row)).encode()).digest() for row in _rows(model, alias)
    )
    return hashlib.sha256(b"".join(hashes)).hexdigest()


def _written(value: Any) -> str:
    """A value in a way that does not depend on the database it came from."""
    if isinstance(value, memoryview | bytes):
        return bytes(value).hex()
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, dict | list):
        return json.dumps(value, sort_keys=True)  # PostgreSQL keeps the fields of JSON in an order of its own
    return repr(value)
