"""Where queries run: a database, DuckDB over files, or an Apache Spark cluster. All get the same text of SQL.

The product does without DuckDB and Spark; then this says how to install them.
"""

import importlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, Protocol

INSTALL: Final = "install it with: pip install --require-hashes -r requirements/national.txt"


class EngineProblem(Exception):
    """The engine cannot be used; the message says why and what to do."""


class Engine(Protocol):
    """All that a benchmark asks of an engine."""

    def rows(self, statement: str) -> Sequence[tuple[Any, ...]]:
        """What one SELECT gives. Raises EngineProblem."""

    def columns(self, table: str) -> tuple[str, ...]:
        """The names of the columns of a table. Raises EngineProblem."""


class CursorEngine:
    """Anything that gives a cursor as Python's database interface has it (PEP 249): our own database, DuckDB."""

    def __init__(self, cursor: Callable[[], Any]) -> None:
        self._cursor = cursor

    def rows(self, statement: str) -> Sequence[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = self._asked(statement).fetchall()
        return found

    def columns(self, table: str) -> tuple[str, ...]:
        asked = self._asked(f"SELECT * FROM {table} LIMIT 0")  # noqa: S608  checked by GroupedCount
        return tuple(column[0] for column in asked.description)

    def _asked(self, statement: str) -> Any:
        cursor = self._cursor()
        try:
            cursor.execute(statement)
        except Exception as problem:
            raise _unanswered(problem) from problem
        return cursor


class SparkEngine:
    """A session on an Apache Spark cluster."""

    def __init__(self, session: Any) -> None:
        self._session = session

    def rows(self, statement: str) -> Sequence[tuple[Any, ...]]:
        try:
            return [tuple(row) for row in self._session.sql(statement).collect()]
        except Exception as problem:
            raise _unanswered(problem) from problem

    def columns(self, table: str) -> tuple[str, ...]:
        return tuple(self._session.table(table).columns)


def with_duckdb(files: Sequence[Path], table: str) -> CursorEngine:
    """DuckDB in memory over files of one kind, CSV or Parquet, seen as one table. Raises EngineProblem."""
    kinds = {file.suffix.lower() for file in files}
    if missing := [str(file) for file in files if not file.is_file()]:
        raise EngineProblem(f"there is no file {missing[0]}")
    if kinds not in ({".csv"}, {".parquet"}):
        raise EngineProblem("give files of one kind: .csv or .parquet")
    connection = _module("duckdb", "DuckDB").connect()
    names = [str(file) for file in files]
    # By name: a column more in one file is seen. As text: the codes of municipalities begin with a zero.
    try:
        if kinds == {".csv"}:
            read = connection.read_csv(
                names, header=True, union_by_name=True, dtype={"municipality": "VARCHAR"}
            )
        else:
            read = connection.read_parquet(names, union_by_name=True)
        read.create_view(table)
    except Exception as problem:
        raise EngineProblem(f"the files cannot be read as one table: {type(problem).__name__}") from problem
    return CursorEngine(connection.cursor)


def with_spark(files: Sequence[str], table: str, master: str) -> SparkEngine:
    """A Spark cluster by its address, over files of Parquet that every worker can read. Raises EngineProblem."""
    sessions = _module("pyspark.sql", "PySpark").SparkSession
    try:
        session = sessions.builder.master(master).appName("leerlus national").getOrCreate()
        session.read.option("mergeSchema", "true").parquet(*files).createOrReplaceTempView(table)
    except Exception as problem:
        raise EngineProblem(f"no cluster, or no such files: {type(problem).__name__}") from problem
    return SparkEngine(session)


def _unanswered(problem: Exception) -> EngineProblem:
    # Errors of engines quote the line they fail on, and a line that is not allowed is not repeated.
    return EngineProblem(f"the engine cannot answer: {type(problem).__name__}")


def _module(name: str, called: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as missing:
        raise EngineProblem(f"{called} is not installed; {INSTALL}") from missing
