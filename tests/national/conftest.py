"""Engines for the tests: DuckDB, and a Spark cluster of two executors. `./run test national` installs both."""

import shutil
import time
from contextlib import suppress
from pathlib import Path

import pytest
from django.db import connection

from leerlus.command.national.engines import CursorEngine

SECONDS_TO_START = 120


@pytest.fixture
def application(db):
    """The database of the application, SQLite or PostgreSQL."""
    return CursorEngine(connection.cursor)


@pytest.fixture
def duckdb():
    return pytest.importorskip("duckdb", reason="DuckDB is not installed; ./run test national installs it")


@pytest.fixture(scope="session")
def spark():
    """A session on a cluster of two executors, each a process of its own, on this machine only."""
    pyspark = pytest.importorskip("pyspark", reason="Spark is not installed; ./run test national installs it")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java (Debian: apt-get install default-jre-headless)")
    from pyspark.sql import SparkSession

    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SPARK_HOME", str(Path(pyspark.__file__).parent))
        environment.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        builder = SparkSession.builder.master("local-cluster[2,1,768]").appName("leerlus tests")
        for name, value in {
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.memory": "512m",
            "spark.executor.memory": "512m",
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.default.parallelism": "4",
            "spark.sql.shuffle.partitions": "4",
        }.items():
            builder = builder.config(name, value)
        session = builder.getOrCreate()
        try:
            _wait_for(executors=2, session=session)
            yield session
        finally:
            with suppress(Exception):
                session.stop()


def _wait_for(executors: int, session) -> None:
    give_up = time.monotonic() + SECONDS_TO_START
    while running_executors(session) < executors:
        assert time.monotonic() < give_up, "the executors did not start"
        time.sleep(0.2)


def running_executors(session) -> int:
    """How many executors are registered with the driver, which is none itself."""
    return session.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1
