"""A row to try the door with: Fatima's membership, registered for one test as any kind of record."""

import pytest

from leerlus.access import door
from leerlus.access.matrix import Record
from leerlus.organisations.models import Membership, Person


@pytest.fixture
def as_record(monkeypatch):
    """Let memberships, and nothing else, be a kind of record during this test: `as_record(Record.PLAN)`."""

    def change(record: Record, **paths: str) -> None:
        others = {model: known for model, known in door._REGISTER.items() if known.record is not record}
        monkeypatch.setattr(door, "_REGISTER", others)
        others.pop(Membership, None)
        door.register(Membership, record, **paths)

    return change


@pytest.fixture
def row_of():
    """The row of a person that the tests look at."""

    def row(person: Person) -> Membership:
        return person.memberships.get()

    return row
