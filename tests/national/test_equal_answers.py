"""One query, three engines, the same answer: the application's database, DuckDB, and Spark on two executors."""

from collections import Counter

import pytest
from django.db import connection

from leerlus.command.national.benchmark import benchmark, counts_by_municipality
from leerlus.command.national.engines import CursorEngine, SparkEngine
from leerlus.command.national.exports import COLUMNS
from leerlus.outcomes.rules.grouped import GroupedCount
from tests.national.conftest import running_executors
from tests.national.exports import exports, hold, recounted

TABLE = "exports"
SPELLS = "invented_spells"
KEYS = ("municipality", "months", "way_out")


@pytest.fixture
def engines(application, duckdb, spark):
    """All three, each with these rows in a table: `engines(name, columns, rows)`."""

    def holding(table, columns, rows):
        with connection.cursor() as cursor:
            hold(cursor, table, columns, rows, "%s")
        in_duckdb = duckdb.connect()
        hold(in_duckdb, table, columns, rows, "?")
        spark.createDataFrame(rows, list(columns)).repartition(4).createOrReplaceTempView(table)
        return application, CursorEngine(in_duckdb.cursor), SparkEngine(spark)

    return holding


def whole(rows):
    return sorted((str(name), *map(int, numbers)) for name, *numbers in rows)


def test_spells_are_counted_the_same_everywhere_and_on_two_executors(engines, spark):
    rows = [(f"{at * 7 % 340:04d}", 1 + at % 61, at * at % 3) for at in range(3_000)]
    query = GroupedCount(SPELLS, KEYS).statement
    answers = [whole(engine.rows(query)) for engine in engines(SPELLS, KEYS, rows)]
    assert (
        answers[0]
        == answers[1]
        == answers[2]
        == sorted((*key, number) for key, number in Counter(rows).items())
    )
    assert running_executors(spark) == 2
    assert worked_on(spark) == 2


def worked_on(session) -> int:
    """How many executors have finished a task."""
    listed = session.sparkContext._jsc.sc().statusStore().executorList(True)
    found = [listed.apply(at) for at in range(listed.size())]
    return sum(one.id() != "driver" and one.completedTasks() > 0 for one in found)


def test_the_benchmark_of_340_municipalities_is_the_same_everywhere(engines):
    sent = exports(340)
    made = [
        (benchmark(engine, TABLE, 12), whole(engine.rows(counts_by_municipality(TABLE).statement)))
        for engine in engines(TABLE, COLUMNS, [tuple(one[name] for name in COLUMNS) for one in sent])
    ]
    assert made[0] == made[1] == made[2]
    assert made[0][1] == recounted(sent)
    assert len(made[0][0].lines) == 340
