"""Queries and updates that run at every request, compiled to SQL once.

Building the SQL of a query costs Django more than running it does. These few queries (session, person, memberships,
own record) are built by the ORM at first use and then only executed; rows come back as ordinary model instances, or
as plain values where the caller needs no more.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, Final, Generic, NamedTuple, TypeVar
from uuid import UUID

from django.db import connections, transaction
from django.db.models import Model, QuerySet
from django.db.models.sql import UpdateQuery

AnyModel = TypeVar("AnyModel", bound=Model)
Argument = UUID | datetime | date | str | int | bytes
Conversion = Callable[[Any, Any, Any], Any]

_STAND_INS: Final[dict[type, Callable[[int], Argument]]] = {
    UUID: lambda number: UUID(int=2**100 + number),
    datetime: lambda number: datetime(1901, 1, 1 + number, tzinfo=UTC),
    date: lambda number: date(1901, 1, 1 + number),
    str: lambda number: f"stand-in-{number}",
    int: lambda number: 1_901_190_100 + number,
    bytes: lambda number: f"stand-in-{number}".encode(),
}
"""What takes the place of the argument with this number while the SQL is built: nothing else looks like it."""


class _Place:
    """The place of an argument among the parameters."""

    __slots__ = ("index",)

    def __init__(self, index: int) -> None:
        self.index = index


class _Compiled(NamedTuple):
    """A query ready to run: SQL, parameters with places, columns, and what makes Python values of them."""

    sql: str
    parameters: tuple[Any, ...]
    names: list[str]
    model: Any
    conversions: tuple[tuple[int, Any, tuple[Conversion, ...]], ...]
    """Per column that needs it: its position, its expression, and the functions of the database and the field."""


class _Prepared:
    """What queries have in common, whatever becomes of the rows."""

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], *kinds: type) -> None:
        self._build = build
        self._kinds = kinds
        self._compiled: dict[str, _Compiled] = {}

    def _run(self, arguments: tuple[Argument, ...]) -> tuple[_Compiled, str, list[Any]]:
        if not self._compiled:
            self._compile()
        using, compiled = next(iter(self._compiled.items()))
        connection = connections[using]
        given = _filled(compiled.parameters, arguments, connection)
        if _listened_to(connection):
            with connection.cursor() as cursor:
                cursor.execute(compiled.sql, given)
                found = cursor.fetchall()
        else:
            with connection.wrap_database_errors:
                found = _straight_to_sqlite(connection, compiled.sql, given).fetchall()
        if compiled.conversions:
            found = [_converted(row, compiled, connection) for row in found]
        return compiled, using, found

    def _compile(self) -> None:
        stand_ins = _stand_ins(self._kinds)
        queryset = self._build(*stand_ins)
        using = queryset.db
        connection = connections[using]
        compiler = queryset.query.get_compiler(using)
        sql, parameters = compiler.as_sql()
        columns = [column for column, _sql, _alias in compiler.select]
        self._compiled[using] = _Compiled(
            sql,
            _with_places(parameters, stand_ins, connection),
            [column.target.attname for column in columns],
            queryset.model,
            tuple(
                (position, expression, tuple(conversions))
                for position, (conversions, expression) in compiler.get_converters(columns).items()
            ),
        )


class PreparedQuery(_Prepared, Generic[AnyModel]):
    """A query with arguments: `PreparedQuery(lambda pk: Person.objects.filter(pk=pk), UUID)`, run by calling `rows`.

    The arguments must appear in the query as they are (no `__in`, no expressions around them).
    """

    def __init__(self, build: Callable[..., QuerySet[AnyModel]], *kinds: type) -> None:
        super().__init__(build, *kinds)

    def rows(self, *arguments: Argument) -> list[AnyModel]:
        """The instances, with deferred fields where the query asks for a few only."""
        compiled, using, values = self._run(arguments)
        return [compiled.model.from_db(using, compiled.names, row) for row in values]

    def first(self, *arguments: Argument) -> AnyModel | None:
        rows = self.rows(*arguments)
        return rows[0] if rows else None


class PreparedValues(_Prepared):
    """The same for a query with `values_list`: the rows are its values, without making instances."""

    def rows(self, *arguments: Argument) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self._run(arguments)[2]]


class PreparedUpdate:
    """An update with arguments: what builds it gives the rows, and the new value of each field that changes."""

    def __init__(self, build: Callable[..., tuple[QuerySet[Any], Mapping[str, Any]]], *kinds: type) -> None:
        self._build = build
        self._kinds = kinds
        self._compiled: dict[str, tuple[str, tuple[Any, ...]]] = {}

    def rows_changed(self, *arguments: Argument) -> int:
        """Run it; how many rows it changed."""
        if not self._compiled:
            self._compile()
        using, (sql, parameters) = next(iter(self._compiled.items()))
        connection = connections[using]
        given = _filled(parameters, arguments, connection)
        with transaction.mark_for_rollback_on_error(using):
            if _listened_to(connection):
                with connection.cursor() as cursor:
                    cursor.execute(sql, given)
                    changed: int = cursor.rowcount
            else:
                with connection.wrap_database_errors:
                    changed = _straight_to_sqlite(connection, sql, given).rowcount
        return changed

    def _compile(self) -> None:
        stand_ins = _stand_ins(self._kinds)
        queryset, changes = self._build(*stand_ins)
        using = queryset.db
        update: Any = queryset.query.chain(UpdateQuery)
        update.add_update_values(dict(changes))
        sql, parameters = update.get_compiler(using).as_sql()
        self._compiled[using] = sql, _with_places(parameters, stand_ins, connections[using])


def _stand_ins(kinds: tuple[type, ...]) -> list[Argument]:
    return [_STAND_INS[kind](index) for index, kind in enumerate(kinds)]


def _with_places(parameters: Any, stand_ins: list[Argument], connection: Any) -> tuple[Any, ...]:
    """The parameters with a place for each argument. Raises ValueError for one that is not there as it was given."""
    places = {_as_parameter(value, connection): _Place(index) for index, value in enumerate(stand_ins)}
    found = tuple(places.get(_unwrapped(part), part) for part in parameters)
    if missing := set(places.values()) - set(found):
        raise ValueError(
            f"Argument {min(place.index for place in missing)} does not appear in the query as it is."
        )
    return found


def _unwrapped(parameter: Any) -> Any:
    """Bytes without what drivers wrap them in; both SQLite's and PostgreSQL's keep them as `obj`."""
    return getattr(parameter, "obj", parameter)


def _filled(parameters: tuple[Any, ...], arguments: tuple[Argument, ...], connection: Any) -> list[Any]:
    return [
        _as_parameter(arguments[part.index], connection) if isinstance(part, _Place) else part
        for part in parameters
    ]


def _as_parameter(value: Argument, connection: Any) -> Any:
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return value


def _listened_to(connection: Any) -> bool:
    """Whether a query must go through Django's cursor: for tests that count queries, and for other databases."""
    return connection.vendor != "sqlite" or connection.queries_logged or bool(connection.execute_wrappers)


def _straight_to_sqlite(connection: Any, sql: str, parameters: list[Any]) -> Any:
    """The cursor of SQLite after running this: Django's cursor around it costs more than the query itself."""
    connection.ensure_connection()
    connection.validate_no_broken_transaction()
    return connection.connection.execute(_for_sqlite(sql), parameters)


@cache
def _for_sqlite(sql: str) -> str:
    return sql % (("?",) * sql.count("%s"))


def _converted(row: tuple[Any, ...], compiled: _Compiled, connection: Any) -> list[Any]:
    values = list(row)
    for position, expression, conversions in compiled.conversions:
        value = values[position]
        if value is not None:
            for conversion in conversions:
                value = conversion(value, expression, connection)
            values[position] = value
    return values
