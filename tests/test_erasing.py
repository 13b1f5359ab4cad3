"""Erasing is erasing, in every file of the installation and in the oldest backup (check 18; reliability D10).

Runs in a process of its own, on a real database file, as a person would: logged in, with their password.
"""

import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent
SEALED = (
    "goal",
    "dismissal",
    "sitting",
    "open sitting",
    "advice",
    "conversation",
    "notes",
    "case reflection",
)
PLAIN = ("own set", "set on its way")


def live_and_erase(state: Path) -> dict[str, list[str]]:
    """Fatima and Bram live in a fresh installation; a backup is made; Fatima erases. Returns everybody's canaries."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import setup_test_environment

    from leerlus.access.forms_once import new_token
    from leerlus.access.keyring import verify_master_key
    from tests.address_walk import make_world

    setup_test_environment()
    verify_master_key()
    call_command("migrate", verbosity=0, interactive=False)
    world = make_world()
    canaries = {
        f"{name} {'plain' if kinds is PLAIN else 'sealed'}": [
            text
            for thing in world.things
            if thing.owner == name and thing.kind in kinds
            for text in sorted(thing.canaries)
        ]
        for name in ("fatima", "bram")
        for kinds in (PLAIN, SEALED)
    }
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copytree(state, state.with_name("backup"))
    call_command("backup", str(state.with_name("oldest.zip")), stdout=io.StringIO())
    hold_a_form(world.people["fatima"], "CANARYHELDFORM")
    before = reads_of(world.people["fatima"])
    client = Client()
    client.cookies["sessionid"] = world.visitors["fatima"].session
    fatima = world.people["fatima"]
    fields = {"password": "een-lang-wachtwoord", "form_token": new_token(fatima.pk)}
    answer = client.post("/mijn-gegevens/wissen/", fields)
    return canaries | {
        "answer": [str(answer.status_code)],
        "key": [fatima.pk.hex],
        "read before": before,
        "read after": reads_of(fatima),
    }


def hold_a_form(person, text: str) -> None:
    """A form that this person sent after their session ended."""
    from django.test import Client

    from leerlus.access.forms_once import new_token

    Client().post("/mijn-vak/plan/nieuw/", {"title": text, "form_token": new_token(person.pk)})


def reads_of(person) -> list[str]:
    """Everything that the sections read of a person which erasing takes, as text."""
    from leerlus.access.personal_content import sections

    return [json.dumps(section.read(person.pk)) for _, section in sections() if section.erase]


def restore_the_oldest(state: Path) -> list[str]:
    """Put the backup from before the erasing back; gives what can be read of everybody afterwards, by section."""
    import django

    django.setup()
    from django.contrib.sessions.models import Session
    from django.core.management import call_command

    from leerlus.access.audit import first_broken_link
    from leerlus.access.keyring import KeyProblem
    from leerlus.access.personal_content import sections
    from leerlus.organisations.models import Person

    out = io.StringIO()
    call_command("restore", str(state.with_name("oldest.zip")), stdout=out)
    found = [out.getvalue(), f"sessions {Session.objects.count()}", f"broken {first_broken_link()}"]
    for person in Person.objects.all():
        for _, section in sections():
            try:
                found.append(json.dumps(section.read(person.pk)))
            except KeyProblem:
                continue
    return found


def read_the_backup(state: Path) -> list[str]:
    """Every sealed text that can still be read in a database, with the keys that are left."""
    import django

    django.setup()
    from leerlus.access.keyring import KeyProblem
    from leerlus.development.models import Goal
    from leerlus.scans.models import Sitting

    found = []
    for row in (*Goal.objects.all(), *Sitting.objects.all()):
        try:
            found.append(json.dumps(row.content if isinstance(row, Goal) else row.answers))
        except KeyProblem:
            continue
    return found


def _in_a_process(function: str, state: Path) -> object:
    environment = {**os.environ, "LEERLUS_STATE": str(state), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    environment.pop("LEERLUS_DATABASE_URL", None)
    environment.pop("LEERLUS_KEYRING", None)
    environment["PYTHONPATH"] = f"{REPOSITORY / 'src'}{os.pathsep}{REPOSITORY}"
    program = (
        "import json, pathlib, tests.test_erasing as t;"
        f"print(json.dumps(t.{function}(pathlib.Path({str(state)!r}))))"
    )
    done = subprocess.run(  # noqa: S603  # our own interpreter and program
        [sys.executable, "-c", program],
        env=environment,
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def _bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


@pytest.fixture(scope="module")
def lives(tmp_path_factory):
    state = tmp_path_factory.mktemp("installation") / "state"
    state.mkdir()
    return state, _in_a_process("live_and_erase", state)


def test_the_erasing_was_done(lives):
    _, told = lives
    assert told["answer"] == ["302"]
    assert len(told["fatima sealed"]) >= 5
    assert len(told["fatima plain"]) >= 3


def test_check_18_nothing_of_the_person_is_left_in_any_file(lives):
    state, told = lives
    everything = _bytes_of(state)
    left = [text for text in told["fatima sealed"] + told["fatima plain"] if text.encode() in everything]
    assert left == []


def test_the_search_would_have_found_them(lives):
    """What is kept in the clear stands in the backup, and that of others stands where it stood."""
    state, told = lives
    before, after = _bytes_of(state.with_name("backup")), _bytes_of(state)
    assert all(text.encode() in before for text in told["fatima plain"])
    assert all(text.encode() in after for text in told["bram plain"])


def test_what_is_sealed_was_never_readable_in_a_file(lives):
    state, told = lives
    before = _bytes_of(state.with_name("backup"))
    assert not any(text.encode() in before for text in told["fatima sealed"] + told["bram sealed"])


def test_the_key_is_destroyed_and_those_of_others_stay(lives):
    state, told = lives
    keys = {path.name for path in (state / "keyring").iterdir()}
    assert f"{told['key'][0]}.key" not in keys
    assert len(keys) > 2


def test_the_oldest_backup_cannot_be_read_with_the_keys_that_are_left(lives):
    state, told = lives
    restored = state.with_name("restored")
    shutil.copytree(state.with_name("backup"), restored)
    shutil.rmtree(restored / "keyring")
    shutil.copytree(state / "keyring", restored / "keyring")
    readable = " ".join(_in_a_process("read_the_backup", restored))
    assert not any(text in readable for text in told["fatima sealed"])
    assert any(text in readable for text in told["bram sealed"])


def test_a_form_that_waited_in_a_session_goes_with_the_rest(lives):
    _, told = lives
    assert any("CANARYHELDFORM" in text for text in told["read before"])
    assert not any("CANARY" in text for text in told["read after"])


@pytest.fixture(scope="module")
def restored(lives):
    """The installation after the oldest backup was put back, with the keys of today."""
    state, _ = lives
    today = state.with_name("today")
    shutil.copytree(state, today)
    read = _in_a_process("restore_the_oldest", today)
    return today, read


def test_check_18_after_restoring_the_oldest_backup_nothing_of_the_person_is_readable(lives, restored):
    """Reliability D10: no text in any file, no content through the program, and no session that came back."""
    _, told = lives
    folder, read = restored
    for aside in folder.glob("leerlus.sqlite3.before-*"):
        aside.unlink()
    everything, readable = _bytes_of(folder), " ".join(read)
    canaries = told["fatima sealed"] + told["fatima plain"]
    assert [text for text in canaries if text.encode() in everything or text in readable] == []
    assert "1 people were erased again" in read[0]
    assert read[1:3] == ["sessions 0", "broken None"]


def test_after_restoring_everybody_else_has_everything_back(lives, restored):
    _, told = lives
    _, read = restored
    readable = " ".join(read)
    kept_of_bram = [text for text in told["bram sealed"] if text in readable]
    assert len(kept_of_bram) >= 5


def test_with_the_key_still_there_the_same_backup_is_readable(lives):
    """The positive control: what makes the difference is the key, and nothing else."""
    state, told = lives
    folder = state.with_name("not-erased")
    shutil.copytree(state, folder)
    shutil.rmtree(folder / "keyring")
    shutil.copytree(state.with_name("backup") / "keyring", folder / "keyring")
    shutil.copy(state / "keyring" / "keyring.key", folder / "keyring" / "keyring.key")
    readable = " ".join(_in_a_process("restore_the_oldest", folder))
    assert "0 people were erased again" in readable
    missing = [text for text in told["fatima sealed"] + told["fatima plain"] if text not in readable]
    assert len(missing) < len(told["fatima sealed"] + told["fatima plain"]) / 2
    assert any(text in readable for text in told["fatima sealed"])
    assert any(text in readable for text in told["fatima plain"])
