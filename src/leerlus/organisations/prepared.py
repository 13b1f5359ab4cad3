"""Queries that run at every request, compiled to SQL once.

Building the SQL of a query costs Django more than running it does. These few queries (session, person, memberships,
own record) are built by the ORM at first use and then only executed; rows come back as ordinary model instances.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, Final, Generic, NamedTuple, TypeVar
from uuid import UUID

from django.db import connections
from django.db.models import Model, QuerySet

AnyModel = TypeVar("AnyModel", bound=Model)
Argument = UUID | date | str

_STAND_INS: Final[dict[type, tuple[Argument, ...]]] = {
    UUID: tuple(UUID(int=2**100 + number) for number in range(4)),
    date: tuple(date(1901, 1, day) for day in range(1, 5)),
    str: tuple(f"stand-in-{number}" for number in range(4)),
}


class _Place:
    """The place of an argument among the parameters."""

    __slots__ = ("index",)

    def __init__(self, index: int) -> None:
        self.index = index


class _Compiled(NamedTuple):
    """A query ready to run: SQL, parameters with places, columns, and what makes Python values of the rows."""

    sql: str
    parameters: tuple[Any, ...]
    names: list[str]
    model: Any
    converted: Callable[[list[tuple[Any, ...]], Any], Any]


class PreparedQuery(Generic[AnyModel]):
    """A query with arguments: `PreparedQuery(lambda pk: Person.objects.filter(pk=pk), UUID)`, run by calling `rows`.

    The arguments must appear in the query as they are (no `__in`, no expressions around them).
    """

    def __init__(self, build: Callable[..., QuerySet[AnyModel]], *kinds: type) -> None:
        self._build = build
        self._kinds = kinds
        self._compiled: dict[str, _Compiled] = {}

    def rows(self, *arguments: Argument) -> list[AnyModel]:
        """The instances, with deferred fields where the query asks for a few only."""
        compiled, using, values = self._run(arguments)
        return [compiled.model.from_db(using, compiled.names, row) for row in values]

    def first(self, *arguments: Argument) -> AnyModel | None:
        rows = self.rows(*arguments)
        return rows[0] if rows else None

    def _run(self, arguments: tuple[Argument, ...]) -> tuple[_Compiled, str, Any]:
        if not self._compiled:
            self._compile()
        using, compiled = next(iter(self._compiled.items()))
        connection = connections[using]
        given = [_as_parameter(argument, connection) for argument in arguments]
        with connection.cursor() as cursor:
            cursor.execute(
                compiled.sql,
                [given[part.index] if isinstance(part, _Place) else part for part in compiled.parameters],
            )
            found = cursor.fetchall()
        return compiled, using, compiled.converted(found, connection)

    def _stand_ins(self) -> list[Argument]:
        return [_STAND_INS[kind][index] for index, kind in enumerate(self._kinds)]

    def _compile(self) -> None:
        stand_ins = self._stand_ins()
        queryset = self._build(*stand_ins)
        using = queryset.db
        connection = connections[using]
        compiler = queryset.query.get_compiler(using)
        sql, parameters = compiler.as_sql()
        places = {_as_parameter(value, connection): _Place(index) for index, value in enumerate(stand_ins)}
        columns = [column for column, _sql, _alias in compiler.select]
        found = compiler.get_converters(columns)

        def converted(rows: list[tuple[Any, ...]], connection: Any) -> Any:
            return compiler.apply_converters(rows, found) if found else rows

        self._compiled[using] = _Compiled(
            sql,
            tuple(places.get(part, part) for part in parameters),
            [column.target.attname for column in columns],
            queryset.model,
            converted,
        )


def _as_parameter(value: Argument, connection: Any) -> Any:
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return value
