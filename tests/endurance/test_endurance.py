"""What the server said is stored is stored: with many writers at once, and when it is killed (reliability R1, R3).

Longer, with figures: `ENDURANCE_SECONDS=600 ENDURANCE_KILLS=300 ./run test tests/endurance -rP`.
"""

import os
import random
import statistics
import time
from uuid import uuid4

import psycopg
import pytest
from django.db import connection

from leerlus.command.backup import postgresql
from tests.endurance.installation import Installation
from tests.endurance.writers import Writer, lost, write_at_once

SECONDS = float(os.environ.get("ENDURANCE_SECONDS", "15"))
KILLS = int(os.environ.get("ENDURANCE_KILLS", "5"))
WRITERS = 50


@pytest.fixture
def installation(tmp_path):
    """An installation on the kind of database that the tests run on, but in one of its own."""
    name = f"endurance_{uuid4().hex[:8]}"
    if connection.vendor == "postgresql":
        of = connection.settings_dict
        with postgresql._maintenance() as server:
            server.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(psycopg.sql.Identifier(name)))
        made = Installation(tmp_path / "state", f"postgresql://{of['USER']}@/{of['HOST']}/{name}")
    else:
        made = Installation(tmp_path / "state")
    yield made
    made.kill()
    if connection.vendor == "postgresql":
        with postgresql._maintenance() as server:
            server.execute(
                psycopg.sql.SQL("DROP DATABASE {} WITH (FORCE)").format(psycopg.sql.Identifier(name))
            )


def test_fifty_people_write_at_once_and_nothing_is_refused_or_lost(installation):
    writers = [Writer(form) for form in installation.prepare(WRITERS)]
    installation.start()
    until, threads = write_at_once(writers, installation.port)
    time.sleep(SECONDS)
    until.set()
    for thread in threads:
        thread.join(timeout=60)
    after = installation.read()
    assert [status for writer in writers for status in writer.refused] == []
    assert all(writer.sent == writer.acknowledged > 0 for writer in writers)
    assert lost(writers, after["stored"]) == []
    assert [after["stored"][writer.form.pk]["times"] for writer in writers] == [
        writer.acknowledged for writer in writers
    ]
    times = sorted(seconds for writer in writers for seconds in writer.seconds)
    print(  # noqa: T201  # the figures of docs/simulations.md
        f"{len(times)} writes in {SECONDS:.0f} s, median {statistics.median(times):.3f},"
        f" p95 {times[int(len(times) * 0.95)]:.3f}, longest {times[-1]:.3f} s"
    )


def kill_while_writing(installation, writers, times, application=None):
    """Start, write, kill at a random moment; again and again. How many writes were acknowledged."""
    chance = random.Random(18)  # noqa: S311  # moments to kill
    for _ in range(times):
        installation.start(application)
        _, threads = write_at_once(writers, installation.port)
        time.sleep(0.1 + chance.random() * 0.4)
        installation.kill()
        for thread in threads:
            thread.join(timeout=60)
    return sum(writer.acknowledged for writer in writers)


def test_killing_the_server_loses_nothing_that_was_acknowledged(installation):
    writers = [Writer(form) for form in installation.prepare(8)]
    assert kill_while_writing(installation, writers, KILLS) > 0
    after = installation.read()
    assert after["database"] == "ok"
    assert lost(writers, after["stored"]) == []


def test_a_server_that_acknowledges_too_early_is_found_out(installation):
    """The positive control of the test above."""
    writers = [Writer(form) for form in installation.prepare(8)]
    kill_while_writing(installation, writers, 3, "tests.endurance.acknowledged_early:application")
    assert lost(writers, installation.read()["stored"]) != []
