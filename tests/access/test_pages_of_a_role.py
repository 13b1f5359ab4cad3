"""Pages of a role do not exist for others."""

import pytest
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from leerlus.access.pages import role_required
from leerlus.organisations.roles import Role


@role_required(Role.TEAM_MANAGER, Role.EXECUTIVE)
def team_page(request, name="nobody"):
    """A page of those who lead."""
    return HttpResponse(name)


@pytest.fixture
def asked_by(actor):
    def ask(person):
        request = RequestFactory().get("/")
        request.actor = actor(person)
        return team_page(request, name="Noord").content

    return ask


def test_holders_of_one_of_the_roles_get_the_page(asked_by, erik, dirk):
    assert asked_by(erik) == asked_by(dirk) == b"Noord"


def test_for_everybody_else_the_page_is_not_there(asked_by, fatima, noor, sam, lotte):
    for person in (fatima, noor, sam, lotte):
        with pytest.raises(Http404):
            asked_by(person)


def test_the_page_keeps_its_name():
    assert (team_page.__name__, team_page.__doc__) == ("team_page", "A page of those who lead.")
