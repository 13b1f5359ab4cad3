"""Sealed content: unreadable in the database, bound to its person and place, gone with the key."""

from uuid import UUID

import pytest

from leerlus.access.keyring import KeyProblem, destroy_key
from leerlus.access.vault import seal, unseal

FATIMA, BRAM = UUID(int=1), UUID(int=2)
CONTENT = {"ATT1": 5, "open": "Ik wil ruimte voor één gesprek per dag"}


def test_what_is_sealed_opens_again_as_it_was():
    assert unseal(FATIMA, "goal:1", seal(FATIMA, "goal:1", CONTENT)) == CONTENT


def test_what_was_sealed_before_today_opens_for_good(monkeypatch):
    monkeypatch.setattr("leerlus.access.vault.key_of", lambda owner_id: bytes(range(32)))
    sealed = (
        "0000000000000000000000002cf9d0b0954be6ce78dacc5e385cf4ebf234333643a30e1b464ceb3cb1cb8ed7af7f1c479ecd"
    )
    assert unseal(FATIMA, "goal:1", bytes.fromhex(sealed)) == "Een gesprek per week"


def test_a_view_on_memory_as_a_database_gives_it_opens_too():
    assert unseal(FATIMA, "goal:1", memoryview(seal(FATIMA, "goal:1", CONTENT))) == CONTENT


def test_nothing_of_the_content_is_readable():
    sealed = seal(FATIMA, "goal:1", CONTENT)
    assert b"gesprek" not in sealed
    assert b"ATT1" not in sealed


def test_the_same_content_never_looks_the_same():
    assert seal(FATIMA, "goal:1", 5) != seal(FATIMA, "goal:1", 5)


def test_content_moved_to_another_place_does_not_open():
    with pytest.raises(KeyProblem, match="changed"):
        unseal(FATIMA, "goal:2", seal(FATIMA, "goal:1", CONTENT))


def test_content_moved_to_another_person_does_not_open():
    seal(BRAM, "goal:1", 0)
    with pytest.raises(KeyProblem, match="changed"):
        unseal(BRAM, "goal:1", seal(FATIMA, "goal:1", CONTENT))


def test_any_changed_byte_is_noticed():
    sealed = seal(FATIMA, "goal:1", 5)
    for position in range(len(sealed)):
        changed = bytearray(sealed)
        changed[position] ^= 1
        with pytest.raises(KeyProblem, match="changed"):
            unseal(FATIMA, "goal:1", bytes(changed))


def test_content_cut_short_is_noticed():
    sealed = seal(FATIMA, "goal:1", 5)
    for length in range(len(sealed)):
        with pytest.raises(KeyProblem, match="changed"):
            unseal(FATIMA, "goal:1", sealed[:length])


def test_erased_content_does_not_open_even_after_new_content():
    sealed = seal(FATIMA, "goal:1", CONTENT)
    destroy_key(FATIMA)
    with pytest.raises(KeyProblem, match="erased"):
        unseal(FATIMA, "goal:1", sealed)
    seal(FATIMA, "goal:2", CONTENT)
    with pytest.raises(KeyProblem, match="changed"):
        unseal(FATIMA, "goal:1", sealed)
