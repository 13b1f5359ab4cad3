"""Changing the master key: while people work, killed halfway, with the wrong key, with keys that are lost."""

import json
import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from leerlus.access import keyring
from leerlus.access.keyring import (
    KeyProblem,
    destroy_key,
    installation_key,
    key_of,
    rewrap_keys,
    seal_for_installation,
    unseal_for_installation,
    verify_master_key,
    wrapped_before,
)
from leerlus.access.personal_content import erase_personal_content
from leerlus.command.production import keys_of_before
from tests.objects import goal, sitting

ROOT = Path(__file__).parents[2]
OLD, NEW = "11" * 32, "22" * 32
PERSON, OTHER = UUID(int=7), UUID(int=8)


@pytest.fixture
def folder(settings) -> Path:
    return Path(settings.LEERLUS_KEYRING)


@pytest.fixture
def two_masters(settings):
    """Keys made with the old master key; from now on there is a new one, and the old one opens too."""
    made = {person: key_of(person, create=True) for person in (PERSON, OTHER)}
    settings.LEERLUS_MASTER_KEY, settings.LEERLUS_MASTER_KEY_PREVIOUS = NEW, OLD
    return made


def rotate() -> list[Path]:
    return rewrap_keys(lambda done, every: None)


def everything_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_before_and_during_the_change_everybody_is_read(two_masters):
    verify_master_key()
    assert {person: key_of(person) for person in two_masters} == two_masters


def test_after_the_change_the_new_master_key_alone_is_enough(settings, two_masters):
    held, log = seal_for_installation(b"held", b"form"), installation_key("access-log")
    assert rotate() == []
    settings.LEERLUS_MASTER_KEY_PREVIOUS = ""
    verify_master_key()
    assert {person: key_of(person) for person in two_masters} == two_masters
    assert unseal_for_installation(held, b"form") == b"held"
    assert installation_key("access-log") == log


def test_after_the_change_the_previous_master_key_opens_nothing(settings, two_masters):
    rotate()
    settings.LEERLUS_MASTER_KEY, settings.LEERLUS_MASTER_KEY_PREVIOUS = OLD, ""
    for attempt in (verify_master_key, lambda: key_of(PERSON), lambda: key_of(uuid4(), create=True)):
        with pytest.raises(KeyProblem, match="not the one"):
            attempt()


def test_who_comes_during_the_change_gets_the_new_master_key(settings, two_masters):
    new = key_of(UUID(int=9), create=True)
    settings.LEERLUS_MASTER_KEY_PREVIOUS = ""
    assert key_of(UUID(int=9)) == new


def test_without_the_previous_master_key_a_change_halfway_does_not_start_and_overwrites_nothing(
    settings, folder, two_masters
):
    keyring._rewrap(folder / f"{PERSON.hex}.key")
    settings.LEERLUS_MASTER_KEY_PREVIOUS = ""
    before = everything_in(folder)
    for attempt in (verify_master_key, rotate, lambda: key_of(uuid4(), create=True)):
        with pytest.raises(KeyProblem, match="not the one"):
            attempt()
    assert everything_in(folder) == before


def test_a_wrong_previous_master_key_changes_nothing(settings, folder, two_masters):
    settings.LEERLUS_MASTER_KEY_PREVIOUS = "33" * 32
    before = everything_in(folder)
    with pytest.raises(KeyProblem, match="not the one"):
        rotate()
    assert everything_in(folder) == before


def test_a_check_that_opens_with_neither_master_key_stops_the_change_before_the_first_key(
    folder, two_masters
):
    (folder / "master.check").write_bytes(b"x" * 60)
    before = everything_in(folder)
    with pytest.raises(KeyProblem, match="not the one"):
        rotate()
    assert everything_in(folder) == before


def test_a_malformed_previous_master_key_is_named(settings, two_masters):
    settings.LEERLUS_MASTER_KEY_PREVIOUS = "ab"
    with pytest.raises(KeyProblem, match="LEERLUS_MASTER_KEY_PREVIOUS must be"):
        verify_master_key()


def test_a_damaged_key_is_left_as_it_is_and_does_not_hold_up_the_others(settings, folder, two_masters):
    damaged = folder / f"{OTHER.hex}.key"
    damaged.write_bytes(b"x" * 60)
    assert rotate() == [damaged]
    settings.LEERLUS_MASTER_KEY_PREVIOUS = ""
    verify_master_key()
    assert key_of(PERSON) == two_masters[PERSON]
    assert damaged.read_bytes() == b"x" * 60


def test_a_key_that_is_destroyed_at_the_moment_it_is_wrapped_stays_destroyed(folder, two_masters):
    path = folder / f"{PERSON.hex}.key"
    destroy_key(PERSON)
    keyring._rewrap(path)
    assert not path.exists()


def test_the_check_goes_after_the_keys_so_that_a_stopped_change_is_noticed(settings, folder, two_masters):
    class Stopped(Exception):
        """The power went."""

    def stop(done, every):
        raise Stopped

    with pytest.raises(Stopped):
        rewrap_keys(stop)
    settings.LEERLUS_MASTER_KEY_PREVIOUS = ""
    with pytest.raises(KeyProblem, match="not the one"):
        verify_master_key()


def test_a_keyring_keeps_its_name_when_the_master_key_is_changed(settings, two_masters, tmp_path):
    name = keyring.keyring_id()
    assert re.fullmatch("[0-9a-f]{16}", name)
    rotate()
    settings.LEERLUS_MASTER_KEY_PREVIOUS = ""
    assert keyring.keyring_id() == name
    settings.LEERLUS_KEYRING = str(tmp_path / "another")
    assert keyring.keyring_id() != name


def test_how_far_the_change_is_can_be_followed(two_masters):
    told = []
    rewrap_keys(lambda done, every: told.append((done, every)))
    assert told == [(1, 2), (2, 2)]


def test_a_second_run_has_nothing_to_do(folder, two_masters):
    rotate()
    before = everything_in(folder)
    assert (rotate(), wrapped_before(), everything_in(folder)) == ([], [], before)


def test_killed_at_any_moment_no_key_is_lost_and_no_destroyed_key_comes_back(tmp_path):
    """Reliability R6; 60 kills here, each followed by a look at every key with both and with the new master key."""
    program = [sys.executable, str(Path(__file__).with_name("rotation_killing.py")), str(tmp_path), "60"]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(program, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    saw = json.loads(done.stdout)
    assert (saw["wrong"], saw["back"]) == (0, [])
    assert saw["killed"] >= 50
    assert saw["halfway"] >= 20
    assert saw["destroyed"] >= 10


def test_the_command_says_when_the_previous_key_may_go(settings, two_masters):
    out = StringIO()
    [left] = keys_of_before(None)
    assert (left.id, left.msg[0]) == ("leerlus.W005", "2")
    call_command("rotate_master_key", stdout=out)
    assert "Take LEERLUS_MASTER_KEY_PREVIOUS out" in out.getvalue()
    assert [message.id for message in keys_of_before(None)] == ["leerlus.W006"]
    settings.LEERLUS_MASTER_KEY_PREVIOUS = ""
    assert keys_of_before(None) == []


def test_the_command_asks_for_the_previous_key_and_names_what_it_cannot_open(settings, folder):
    with pytest.raises(CommandError, match="Set LEERLUS_MASTER_KEY_PREVIOUS"):
        call_command("rotate_master_key")
    key_of(PERSON, create=True)
    (folder / f"{OTHER.hex}.key").write_bytes(b"x" * 60)
    settings.LEERLUS_MASTER_KEY, settings.LEERLUS_MASTER_KEY_PREVIOUS = NEW, OLD
    told = StringIO()
    with pytest.raises(CommandError, match="1 keys could not be opened"):
        call_command("rotate_master_key", stderr=told)
    assert OTHER.hex in told.getvalue()
    settings.LEERLUS_MASTER_KEY_PREVIOUS = "33" * 32
    settings.LEERLUS_MASTER_KEY = "44" * 32
    with pytest.raises(CommandError, match="not the one"):
        call_command("rotate_master_key")
    settings.LEERLUS_MASTER_KEY_PREVIOUS = "ab"
    assert [message.id for message in keys_of_before(None)] == ["leerlus.W005"]


@pytest.fixture
def lost_key(fatima, bram, folder):
    """Fatima and Bram have a scan and a step; then the file with Fatima's key is lost."""
    rows = {
        person.name: (sitting(person, lambda field: f"CANARY{field}"), goal(person, lambda field: "STEP"))
        for person in (fatima, bram)
    }
    (folder / f"{fatima.pk.hex}.key").unlink()
    return rows


def address(name, rows):
    _, step = rows
    return reverse(name, args=[step.pk] if name == "goal" else [])


@pytest.mark.parametrize("name", ["today", "my_craft", "plan", "goal"])
def test_whose_key_is_lost_reads_what_happened_and_others_notice_nothing(
    logged_in, lost_key, fatima, bram, name, caplog
):
    erased = "This content was erased, or the folder with keys is not complete."
    broken = logged_in(fatima).get(address(name, lost_key["Fatima"]))
    assert broken.status_code == 503
    assert "Dit gaat nu niet open" in broken.content.decode()
    assert "terug te zetten uit de back-up" in broken.content.decode()
    [line] = [one for one in caplog.records if one.name == "leerlus.access.middleware"]
    assert line.getMessage() == f"{address(name, lost_key['Fatima'])}: {erased}"
    assert logged_in(bram).get(address(name, lost_key["Bram"])).status_code == 200


def test_when_the_lost_key_is_back_everything_is_as_it_was(logged_in, fatima, folder):
    made = goal(fatima, lambda field: "STEP")
    path = folder / f"{fatima.pk.hex}.key"
    key = path.read_bytes()
    path.unlink()
    assert logged_in(fatima).get(reverse("goal", args=[made.pk])).status_code == 503
    path.write_bytes(key)
    assert "STEP" in logged_in(fatima).get(reverse("goal", args=[made.pk])).content.decode()


def test_what_is_kept_is_listed_also_when_it_cannot_be_opened(logged_in, lost_key, fatima):
    for name in ("my_content", "erase_my_content"):
        assert "gaat nu niet open" in logged_in(fatima).get(reverse(name)).content.decode()


def test_who_has_no_key_can_still_erase_and_begin_again(logged_in, lost_key, fatima, actor):
    erase_personal_content(actor(fatima))
    assert logged_in(fatima).get(reverse("my_content")).status_code == 200
