"""A version of an instrument that people may have answered says the same for good."""

from leerlus.content import instrument as instruments
from leerlus.content.instrument import CURRENT_VERSIONS, Instrument, checksum, released_checksums


def test_no_released_version_has_changed():
    pinned = released_checksums()
    changed = [name for name, fingerprint in pinned.items() if checksum(*_parts(name)) != fingerprint]
    assert changed == [], "people may have answered these: leave them as they were and make a new version"


def test_the_current_version_of_every_instrument_is_pinned():
    assert {f"{code}-{version}" for code, version in CURRENT_VERSIONS.items()} <= set(released_checksums())


def test_a_field_that_the_schema_gets_later_changes_no_fingerprint(monkeypatch):
    class Grown(Instrument):
        spoken: bool = False
        languages: tuple[str, ...] = ("nl", "en")

    before = checksum("quickscan", 1)
    read = instruments.load_instrument("quickscan", 1)
    grown = Grown.model_validate({name: getattr(read, name) for name in Instrument.model_fields})
    monkeypatch.setattr(instruments, "load_instrument", lambda *_: grown)
    assert checksum("quickscan", 1) == before


def test_a_word_that_changes_does_change_the_fingerprint(monkeypatch):
    read = instruments.load_instrument("quickscan", 1)
    changed = read.model_copy(update={"items": read.items[1:]})
    before = checksum("quickscan", 1)
    monkeypatch.setattr(instruments, "load_instrument", lambda *_: changed)
    assert checksum("quickscan", 1) != before


def _parts(name: str) -> tuple[str, int]:
    code, _, version = name.rpartition("-")
    return code, int(version)
