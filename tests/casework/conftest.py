"""A file of Fatima's."""

import pytest

from leerlus.casework.files import open_file
from leerlus.casework.models import CaseFile


@pytest.fixture
def file_of(actor):
    """Open a file: `file_of(fatima)`."""

    def opened(person) -> CaseFile:
        return open_file(actor(person), person.memberships.get().team)

    return opened


@pytest.fixture
def file(file_of, fatima) -> CaseFile:
    return file_of(fatima)
