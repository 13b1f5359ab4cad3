"""Keys: wrong, missing, malformed, raced for, destroyed."""

import fcntl
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from leerlus.access import key_files, keyring
from leerlus.access.key_files import locked
from leerlus.access.keyring import (
    KeyProblem,
    destroy_key,
    installation_key,
    key_of,
    people_with_keys,
    seal_for_installation,
    unseal_for_installation,
    verify_keys,
    verify_master_key,
)

PERSON = UUID(int=7)


@pytest.fixture
def folder(settings) -> Path:
    return Path(settings.LEERLUS_KEYRING)


def test_the_first_start_seals_a_check_and_later_starts_pass_it(folder):
    verify_master_key()
    assert [file.name for file in folder.iterdir()] == ["master.check"]
    sealed = (folder / "master.check").read_bytes()
    verify_master_key()
    assert (folder / "master.check").read_bytes() == sealed


@pytest.mark.parametrize("text", ["", "abc", "zz" * 32, "11" * 31, "11" * 33])
def test_a_missing_or_malformed_master_key_is_refused_and_leaves_nothing(settings, folder, text):
    settings.LEERLUS_MASTER_KEY = text
    for attempt in (verify_master_key, lambda: key_of(PERSON, create=True), lambda: installation_key("x")):
        with pytest.raises(KeyProblem, match="64 hexadecimal"):
            attempt()
    assert list(folder.iterdir()) == []


def test_another_master_key_is_refused_and_overwrites_nothing(settings, folder):
    key_of(PERSON, create=True)
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    settings.LEERLUS_MASTER_KEY = "22" * 32
    for attempt in (verify_master_key, lambda: key_of(PERSON), lambda: key_of(uuid4(), create=True)):
        with pytest.raises(KeyProblem, match="not the one"):
            attempt()
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_a_lost_check_beside_keys_of_people_is_refused(folder):
    key_of(PERSON, create=True)
    (folder / "master.check").unlink()
    with pytest.raises(KeyProblem, match="missing while there are keys"):
        verify_master_key()
    assert not (folder / "master.check").exists()


def test_a_first_start_that_lost_the_race_checks_against_the_winners_key(settings, folder, monkeypatch):
    """Two processes start at once on an empty keyring, one of them with another master key."""
    write_once = keyring.write_once

    def beaten(path, content):
        settings.LEERLUS_MASTER_KEY = "22" * 32
        monkeypatch.setattr(keyring, "write_once", write_once)
        verify_master_key()
        settings.LEERLUS_MASTER_KEY = "11" * 32
        write_once(path, content)

    monkeypatch.setattr(keyring, "write_once", beaten)
    with pytest.raises(KeyProblem, match="not the one"):
        verify_master_key()


def test_a_person_gets_one_key_and_keeps_it(folder):
    key = key_of(PERSON, create=True)
    assert len(key) == 32
    assert key_of(PERSON) == key_of(PERSON, create=True) == key
    assert key_of(uuid4(), create=True) != key
    assert key not in (folder / f"{PERSON.hex}.key").read_bytes()


def test_somebody_without_a_key_has_no_content():
    with pytest.raises(KeyProblem, match="erased"):
        key_of(PERSON)


def test_the_key_of_one_person_does_not_pass_for_another(folder):
    key_of(PERSON, create=True)
    other = uuid4()
    (folder / f"{other.hex}.key").write_bytes((folder / f"{PERSON.hex}.key").read_bytes())
    with pytest.raises(KeyProblem):
        key_of(other)


@pytest.mark.parametrize("length", [0, 11, 27])
def test_a_damaged_key_file_is_named_as_such(folder, length):
    key_of(PERSON, create=True)
    path = folder / f"{PERSON.hex}.key"
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(KeyProblem, match="damaged"):
        key_of(PERSON)


def test_keys_are_readable_by_the_server_alone(folder):
    key_of(PERSON, create=True)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in folder.iterdir()} == {0o600}


@pytest.mark.parametrize("there_before", [True, False])
def test_the_folder_is_made_where_it_is_not_there_yet(settings, tmp_path, there_before):
    settings.LEERLUS_KEYRING = str(tmp_path / "kept" / "apart" / str(there_before))
    if there_before:
        Path(settings.LEERLUS_KEYRING).mkdir(parents=True)
    assert key_of(PERSON, create=True) == key_of(PERSON)


def test_threads_that_ask_at_the_same_moment_get_the_same_key(folder):
    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(lambda _: key_of(PERSON, create=True), range(64)))
    assert len(keys) == 1
    assert sorted(file.name for file in folder.iterdir()) == [f"{PERSON.hex}.key", "master.check"]


def test_two_processes_that_ask_at_the_same_moment_get_the_same_key(folder):
    program = (
        "import sys\n"
        "from uuid import UUID\n"
        "from django.conf import settings\n"
        f"settings.configure(LEERLUS_MASTER_KEY={'11' * 32!r}, LEERLUS_MASTER_KEY_PREVIOUS='', "
        f"LEERLUS_KEYRING={str(folder)!r})\n"
        "from leerlus.access.keyring import key_of\n"
        "sys.stdin.read(1)\n"
        "print(key_of(UUID(int=7), create=True).hex())\n"
    )
    racers = [
        subprocess.Popen(  # noqa: S603  # our own interpreter and program
            [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    for racer in racers:
        racer.stdin.write("!")
        racer.stdin.flush()
    keys = {racer.communicate()[0].strip() for racer in racers}
    assert keys == {key_of(PERSON).hex()}


def test_a_destroyed_key_is_gone_for_good_with_its_half_written_copies(folder):
    key = key_of(PERSON, create=True)
    other = uuid4()
    key_of(other, create=True)
    (folder / f".{PERSON.hex}.key.0badcafe").write_bytes((folder / f"{PERSON.hex}.key").read_bytes())
    destroy_key(PERSON)
    assert sorted(file.name for file in folder.iterdir()) == sorted([f"{other.hex}.key", "master.check"])
    with pytest.raises(KeyProblem):
        key_of(PERSON)
    assert key_of(PERSON, create=True) != key


def test_destroying_a_key_that_is_not_there_leaves_the_others_as_they_are(folder):
    other = uuid4()
    key = key_of(other, create=True)
    destroy_key(PERSON)
    assert key_of(other) == key


def test_an_installation_key_belongs_to_its_use(folder):
    key = installation_key("access-log")
    assert installation_key("access-log") == key
    assert installation_key("other") != key
    (folder / "third.key").write_bytes((folder / "other.key").read_bytes())
    with pytest.raises(KeyProblem):
        installation_key("third")


def test_what_is_sealed_for_the_installation_opens_only_for_its_purpose():
    sealed = seal_for_installation(b"held", b"form")
    assert b"held" not in sealed
    assert unseal_for_installation(sealed, b"form") == b"held"
    assert unseal_for_installation(seal_for_installation(b"", b"form"), b"form") == b""
    with pytest.raises(KeyProblem):
        unseal_for_installation(sealed, b"other")


def test_who_replaces_or_removes_keys_is_the_only_one_meanwhile(folder):
    key_of(PERSON, create=True)
    second = os.open(folder, os.O_RDONLY)
    with locked(folder), pytest.raises(BlockingIOError):
        fcntl.flock(second, fcntl.LOCK_EX | fcntl.LOCK_NB)
    fcntl.flock(second, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(second)


def test_people_with_keys_are_told_apart_from_keys_of_the_installation():
    for name in ("access-log", "sixteen-letters-", "thirty-two-letters-as-a-hex-name"):
        installation_key(name)
    assert people_with_keys() == []
    key_of(PERSON, create=True)
    assert people_with_keys() == [PERSON]


@pytest.mark.parametrize("length", [0, 31])
def test_a_secret_that_is_too_short_is_refused(settings, length):
    settings.SECRET_KEY = "s" * length
    with pytest.raises(KeyProblem, match="LEERLUS_SECRET_KEY must be at least 32 characters"):
        verify_keys()


def test_with_a_long_enough_secret_the_master_key_is_asked_about(settings, folder):
    settings.SECRET_KEY = "s" * 32
    verify_keys()
    assert [file.name for file in folder.iterdir()] == ["master.check"]
    settings.LEERLUS_MASTER_KEY = "22" * 32
    with pytest.raises(KeyProblem, match="not the one"):
        verify_keys()


def test_a_key_made_replaced_or_destroyed_stays_so_after_a_power_cut(folder, monkeypatch):
    """Content is on the disk before its name is, and the name before anybody goes on."""
    key_of(PERSON, create=True)
    path, synced, sync = folder / f"{PERSON.hex}.key", [], os.fsync

    def watched(descriptor):
        is_folder = os.path.samestat(os.fstat(descriptor), folder.stat())
        synced.append("folder" if is_folder else "file")
        sync(descriptor)

    monkeypatch.setattr(key_files.os, "fsync", watched)
    for change, expected in (
        (lambda: key_of(UUID(int=8), create=True), ["file", "folder"]),
        (lambda: key_files.replace(path, b"x" * 60), ["file", "folder"]),
        (lambda: destroy_key(PERSON), ["folder"]),
    ):
        synced.clear()
        change()
        assert synced == expected


def test_replacing_and_removing_keys_leaves_no_file_open(folder):
    key_of(PERSON, create=True)
    before = lowest_free()
    key_files.replace(folder / f"{PERSON.hex}.key", b"x" * 60)
    destroy_key(PERSON)
    assert lowest_free() == before


def lowest_free() -> int:
    """The number that the next file to be opened gets."""
    descriptor = os.open(os.devnull, os.O_RDONLY)
    os.close(descriptor)
    return descriptor
