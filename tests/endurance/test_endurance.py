"""What the server said is stored is stored: with many writers at once, and when it is killed (reliability R1, R3).

Longer, with figures: `./run test endurance`.
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

LONGEST_WRITING = float(os.environ.get("ENDURANCE_WRITING", "1"))
"""How long at most there is writing before a kill."""
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
    made.end()
    if connection.vendor == "postgresql":
        with postgresql._maintenance() as server:
            server.execute(
                psycopg.sql.SQL("DROP DATABASE {} WITH (FORCE)").format(psycopg.sql.Identifier(name))
            )


def times_stored(kept):
    return kept["times"] if "times" in kept else len(kept["contacts"])


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
    assert [times_stored(after["stored"][writer.form.pk]) for writer in writers] == [
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
    for time_left in reversed(range(times)):
        installation.start(application)
        if time_left:
            installation.warm_up(application)
        _, threads = write_at_once(writers, installation.port)
        time.sleep(chance.random() * LONGEST_WRITING)
        installation.kill()
        for thread in threads:
            thread.join(timeout=60)
    return sum(writer.acknowledged for writer in writers)


def test_killing_the_server_loses_nothing_that_was_acknowledged(installation):
    writers = [Writer(form) for form in installation.prepare(8)]
    acknowledged = kill_while_writing(installation, writers, KILLS)
    assert acknowledged > 0
    print(f"{KILLS} kills, {acknowledged} acknowledged writes")  # noqa: T201  # for docs/simulations.md
    after = installation.read()
    assert after["database"] == "ok"
    assert lost(writers, after["stored"]) == []


def test_a_server_that_acknowledges_too_early_is_found_out(installation):
    """The positive control of the test above."""
    writers = [Writer(form) for form in installation.prepare(8)]
    kill_while_writing(installation, writers, 3, "tests.endurance.acknowledged_early:application")
    assert lost(writers, installation.read()["stored"]) != []
