"""National size: 400,000 spells in 340 municipalities counted and compared; and the pages of a large municipality.

The same query runs on the database of the application (SQLite, or the empty PostgreSQL that LEERLUS_DATABASE_URL
names), on DuckDB and, with Java, on a Spark cluster of two executors; answers are first checked to be equal. Beside the
time on the clock stands that of our own process on the processor, which says more on a machine that does other things.
"""

import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import numpy as np

from benchmarks.installation import own_installation
from benchmarks.spells import CASEWORKERS, CLIENTS, national_spells
from leerlus.command.national.benchmark import benchmark_of, counts_of
from leerlus.command.national.engines import CursorEngine, Engine, SparkEngine
from leerlus.outcomes.rules.grouped import GroupedCount

MUNICIPALITIES: Final = 340
TABLE: Final = "national_spells"
COLUMNS: Final = ("municipality", "period", "way_out")
QUERY: Final = GroupedCount(TABLE, COLUMNS).statement
DAYS_IN_A_MONTH: Final = 365.25 / 12
ROUNDS: Final = 9
CLIENTS_OF_A_MUNICIPALITY, CASEWORKERS_OF_A_MUNICIPALITY = 10_000, 60
FIRST_DAY, LAST_DAY = date(2016, 1, 4), date(2026, 1, 4)
REQUESTS: Final = 100


def main() -> None:
    """Print one line per engine, and one per page."""
    with own_installation():
        _compare_engines()
        _open_pages()


def _compare_engines() -> None:
    spells = national_spells()
    municipality = [f"{place:04d}" for place in (spells.caseworker * MUNICIPALITIES // CASEWORKERS).tolist()]
    months = np.ceil(spells.duration / DAYS_IN_A_MONTH).astype(np.int64).tolist()
    rows = list(zip(municipality, months, spells.way_out.tolist(), strict=True))
    first: Sequence[tuple[Any, ...]] | None = None
    for name, engine in _engines(rows):
        answer = sorted(
            (str(one), int(two), int(three), int(four)) for one, two, three, four in engine.rows(QUERY)
        )
        assert sum(row[-1] for row in answer) == CLIENTS
        assert first is None or answer == first
        first = answer
        _report(f"{CLIENTS:,} spells counted, {name}", lambda engine=engine: engine.rows(QUERY))
        _report(f"  and the benchmark of {MUNICIPALITIES}, {name}", lambda engine=engine: _recomputed(engine))


def _recomputed(engine: Engine) -> object:
    names, counts = counts_of(engine.rows(QUERY))
    return benchmark_of(names, counts, 12, 12)


def _engines(rows: list[tuple[Any, ...]]) -> Iterator[tuple[str, Engine]]:
    """Each engine with the spells in it; those that are not installed are named and left out."""
    from django.db import connection, transaction

    from leerlus.outcomes.bulk import ROWS_AT_ONCE

    made = f"CREATE TABLE {TABLE} (municipality varchar(10), period integer, way_out integer)"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(made)
        for start in range(0, len(rows), ROWS_AT_ONCE):
            cursor.executemany(f"INSERT INTO {TABLE} VALUES (%s, %s, %s)", rows[start : start + ROWS_AT_ONCE])
        cursor.execute(f"CREATE INDEX {TABLE}_counted ON {TABLE} ({', '.join(COLUMNS)})")
        cursor.execute(f"ANALYZE {TABLE}")
    yield connection.display_name, CursorEngine(connection.cursor)
    if connection.vendor != "sqlite":
        return  # the other engines are measured once, beside SQLite
    with tempfile.TemporaryDirectory() as folder:
        file = _in_parquet(rows, Path(folder) / "spells.parquet")
        import duckdb

        held = duckdb.connect()
        held.execute(f"CREATE TABLE {TABLE} AS SELECT * FROM '{file}'")
        yield "DuckDB", CursorEngine(held.cursor)
        if shutil.which("java") is None:
            print("Spark: no Java", flush=True)
            return
        with _spark() as session:
            session.read.parquet(str(file)).cache().createOrReplaceTempView(TABLE)
            yield "Spark, two executors", SparkEngine(session)


def _in_parquet(rows: list[tuple[Any, ...]], file: Path) -> Path:
    import pyarrow
    from pyarrow import parquet

    columns = dict(zip(COLUMNS, map(list, zip(*rows, strict=True)), strict=True))
    parquet.write_table(pyarrow.table(columns), file)
    return file


@contextmanager
def _spark() -> Iterator[Any]:
    import pyspark
    from pyspark.sql import SparkSession

    os.environ.update(SPARK_HOME=str(Path(pyspark.__file__).parent), SPARK_LOCAL_IP="127.0.0.1")
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .getOrCreate()
    )
    try:
        yield session
    finally:
        session.stop()


def _open_pages() -> None:
    """What a municipality with ten years of clients waits for."""
    set_id, people = _municipality()
    from django.db import transaction

    from leerlus.organisations.models import Municipality
    from leerlus.outcomes.counting import recount
    from leerlus.outcomes.models import Spell
    from leerlus.pictures.releasing import release_due

    caseworker = people[0]
    client = _logged_in(caseworker)
    print(
        f"{Spell.objects.count():,} spells of {CLIENTS_OF_A_MUNICIPALITY:,} clients in ten years", flush=True
    )
    start = time.perf_counter()
    released = release_due(Municipality.objects.all())
    print(f"  {released} figures of half years released in {time.perf_counter() - start:.1f} s", flush=True)
    own = (f"/mijn-clienten/{set_id}/", f"/mijn-clienten/{set_id}/uitkomsten/", "/mijn-clienten/")
    for address in (*own, "/beeld/uitkomsten/"):
        assert client.get(address).status_code == 200, address
        _report(
            f"  {address.replace(str(set_id), '…')}", lambda address=address: client.get(address), REQUESTS
        )
    with transaction.atomic():
        _report("  the whole set counted anew", lambda: recount(set_id), 3)


def _municipality() -> tuple[UUID, list[Any]]:
    """A set that an administrator read in: 10,000 clients, a third of them more than once in benefit."""
    from leerlus.organisations.models import Membership, Municipality, Person, Team
    from leerlus.organisations.roles import Role
    from leerlus.outcomes.importing import NewImport, store_spells
    from leerlus.outcomes.rules.columns import Mapping
    from leerlus.outcomes.rules.periods import period_of
    from leerlus.outcomes.rules.spells import Exit, Unit
    from leerlus.outcomes.rules.validating import Spells

    municipality = Municipality.objects.create(
        name="Meetstad", works_council_reference="OR-1", works_council_date=FIRST_DAY
    )
    team = Team.objects.create(municipality=municipality, name="Team")
    people = []
    for number in range(CASEWORKERS_OF_A_MUNICIPALITY):
        person = Person.objects.create_person(
            f"k{number}@meetstad.example", name=f"Klantmanager {number}", municipality=municipality
        )
        Membership.objects.create(person=person, municipality=municipality, team=team, role=Role.CASEWORKER)
        people.append(person)
    chance = np.random.default_rng(20261125)
    found: list[tuple[Any, ...]] = []
    for number in range(CLIENTS_OF_A_MUNICIPALITY):
        start = FIRST_DAY + timedelta(days=int(chance.integers(0, 3_600)))
        for _ in range(1 + int(chance.integers(0, 3) == 0)):
            end = start + timedelta(days=1 + int(chance.exponential(500)))
            left = Exit(int(chance.choice([1, 2, 4, 5, 9]))) if end <= LAST_DAY else Exit.STILL_IN_BENEFIT
            last = min(end, LAST_DAY)
            owner = people[int(chance.integers(0, len(people)))].pk
            ended = end if left else None
            found.append((period_of(start, last, Unit.MONTH), left, f"klant-{number}", start, ended, owner))
            start = end + timedelta(days=40 + int(chance.exponential(300)))
            if left is Exit.STILL_IN_BENEFIT or start > LAST_DAY:
                break
    columns = [list(column) for column in zip(*found, strict=True)]
    new = NewImport(people[0], municipality, "Tien jaar", for_own_clients=False)
    made = store_spells(new, Spells(*columns), Mapping(unit=Unit.MONTH, measured_on=LAST_DAY))
    return made.pk, people


def _logged_in(person: Any) -> Any:
    from django.test import Client

    client = Client(HTTP_HOST="localhost")
    client.force_login(person, backend="leerlus.organisations.authentication.PersonBackend")
    return client


def _report(job: str, run: Callable[[], object], times: int = ROUNDS) -> None:
    run()
    taken, own = [], []
    for _ in range(times):
        start, used = time.perf_counter(), time.process_time()
        run()
        taken.append(time.perf_counter() - start)
        own.append(time.process_time() - used)
    last, last_own = (
        statistics.quantiles(one, n=20)[-1] if times >= 20 else max(one) for one in (taken, own)
    )
    print(
        f"{job:<58} best {min(taken) * 1000:>8,.1f} ms  median {statistics.median(taken) * 1000:>8,.1f} ms"
        f"  {'p95' if times >= 20 else 'most'} {last * 1000:>8,.1f} ms, on the processor {last_own * 1000:>8,.1f} ms",
        flush=True,
    )


if __name__ == "__main__":
    main()
