"""The charter comes first for who leads a team, once; nobody else is held up by it."""

import pytest

from leerlus.access.actor import actor_of
from leerlus.content.conversation import load_charter
from leerlus.conversations.charter import has_accepted
from leerlus.conversations.models import CharterAcceptance
from leerlus.organisations.roles import Role


@pytest.fixture
def karin(make_person, team):
    """Leads a team, and did not read the charter yet."""
    return make_person("Karin", Role.TEAM_MANAGER, team)


@pytest.mark.parametrize("address", ["/gesprekken/", "/gesprekken/leidraad/", "/team/toezeggingen/nieuw/"])
def test_a_manager_reads_the_charter_before_conversations_and_promises(logged_in, karin, address):
    assert logged_in(karin).get(address).url == "/handvest/"


def test_accepting_opens_the_way_and_is_asked_once(send, page, karin):
    assert send(karin, "/handvest/").url == "/"
    send(karin, "/handvest/")
    assert CharterAcceptance.objects.count() == 1
    assert "Gesprekken over het vak" in page(karin, "/gesprekken/")
    assert "Je hebt dit onderschreven." in page(karin, "/handvest/")


def test_the_charter_says_that_it_is_for_learning_and_not_for_judging(page, karin):
    text = page(karin, "/handvest/")
    assert "Leren, niet beoordelen" in text
    assert [one.nl for one in load_charter().statements if one.nl not in text] == []


def test_a_caseworker_is_not_asked_for_it(page, logged_in, fatima):
    page(fatima, "/gesprekken/")
    assert logged_in(fatima).get("/handvest/").status_code == 404


def test_without_the_form_token_nothing_is_accepted(logged_in, karin):
    assert logged_in(karin).post("/handvest/", {"form_token": "x"}).status_code == 422
    assert not has_accepted(actor_of(karin))
