"""What can be done about preconditions: complete, and a version in use never changes."""

from leerlus.content.files import pinned_checksums
from leerlus.content.preconditions import CURRENT_VERSION, FOLDER, checksum


def test_what_a_version_says_never_changes():
    pinned = pinned_checksums(FOLDER)
    assert {version: checksum(version) for version in pinned} == pinned
    assert CURRENT_VERSION in pinned
