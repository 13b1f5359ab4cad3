"""A row to try the door with: Fatima's membership, registered for one test as any kind of record, with a page."""

import pytest
from django.http import HttpResponse

from leerlus.access import door, shared_pages
from leerlus.access.matrix import Record
from leerlus.access.shared_pages import Part, SharedPage, register_shared_page
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


def show_membership(request, row, showing) -> HttpResponse:
    """The page of a receiver: the parts that are shown, and what stands above a preview."""
    above = showing.preview.sentence if showing.preview else f"{len(showing.shares)} deelt"
    return HttpResponse(f"{above}; toont {sorted(showing.parts)}")


@pytest.fixture
def with_page(monkeypatch):
    """Let a membership have a page, in parts or not, and nothing else: `with_page("role", "since")`."""

    def register(*parts: str) -> None:
        monkeypatch.setattr(shared_pages, "_PAGES", {})
        page = SharedPage(
            "share_membership",
            show_membership,
            "stap op het plan",
            tuple(Part(name, f"Deel {name}") for name in parts),
            title=lambda row: row.role,
        )
        register_shared_page(Membership, page)

    return register
