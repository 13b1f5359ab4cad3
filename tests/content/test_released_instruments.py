"""A version of an instrument that people may have answered says the same for good."""

from leerlus.content.instrument import CURRENT_VERSIONS, checksum, released_checksums


def test_no_released_version_has_changed():
    pinned = released_checksums()
    changed = [name for name, fingerprint in pinned.items() if checksum(*_parts(name)) != fingerprint]
    assert changed == [], "people may have answered these: leave them as they were and make a new version"


def test_the_current_version_of_every_instrument_is_pinned():
    assert {f"{code}-{version}" for code, version in CURRENT_VERSIONS.items()} <= set(released_checksums())


def _parts(name: str) -> tuple[str, int]:
    code, _, version = name.rpartition("-")
    return code, int(version)
