"""Taking along and erasing: each takes their own words, and what is about a caseworker goes with the caseworker."""

import json

import pytest

from leerlus.access.actor import actor_of
from leerlus.access.keyring import KeyProblem
from leerlus.access.personal_content import erase_personal_content, export_personal_content
from leerlus.conversations.agreements import agreed, confirm, propose
from leerlus.conversations.models import Agreement, CharterAcceptance, Conversation, Preparation, Promise
from leerlus.conversations.preparing import release_topics, save_preparation
from leerlus.conversations.promises import make_promise
from tests.conversations.conftest import LATER


@pytest.fixture
def lived(fatima, erik, team, prepared, proposal) -> Conversation:
    """Both prepared, topics were released, an agreement was made, and Erik promised the team something."""
    save_preparation(actor_of(erik), prepared, {"checks": ["offer"], "notes": "Notitie van Erik"}, 0)
    release_topics(actor_of(fatima), prepared)
    confirm(actor_of(erik), prepared, 1)
    make_promise(actor_of(erik), team, precondition="", text="Een vaste ochtend", due_on=LATER)
    return prepared


def taken_along(person) -> str:
    return json.dumps(export_personal_content(actor_of(person)), ensure_ascii=False)


def test_a_caseworker_takes_along_own_words_and_nothing_of_the_manager(lived, fatima):
    text = taken_along(fatima)
    for own in ("Alleen voor mij", "Mijn eigen onderwerp", "Ik vraag Bram mee te kijken"):
        assert own in text
    assert "Notitie van Erik" not in text
    assert "Ik regel twee uur" not in text


def test_a_manager_takes_along_own_words_and_nothing_of_the_caseworker(lived, erik):
    text = taken_along(erik)
    for own in ("Notitie van Erik", "Ik regel twee uur per week", "Een vaste ochtend"):
        assert own in text
    for other in ("Alleen voor mij", "Mijn eigen onderwerp", "Ik vraag Bram"):
        assert other not in text


def test_when_the_caseworker_erases_the_whole_conversation_goes(lived, fatima):
    erase_personal_content(actor_of(fatima))
    assert not Conversation.objects.exists()
    assert not Preparation.objects.exists()
    assert not Agreement.objects.exists()


def test_what_the_manager_wrote_about_the_caseworker_cannot_be_read_from_a_backup_either(lived, fatima, erik):
    notes = Preparation.objects.select_related("conversation").get(person=erik)
    step = Agreement.objects.select_related("conversation").get()
    assert notes.content["notes"] == "Notitie van Erik"
    erase_personal_content(actor_of(fatima))
    for read in (lambda: notes.content, lambda: step.manager_step, lambda: step.caseworker_step):
        with pytest.raises(KeyProblem):
            read()


def test_when_the_manager_erases_the_caseworker_keeps_their_own(page, lived, fatima, erik):
    erase_personal_content(actor_of(erik))
    assert not Preparation.objects.filter(person=erik).exists()
    assert not CharterAcceptance.objects.exists()
    found = agreed(lived).confirmed
    assert found is not None
    assert not found.counts
    text = page(fatima, f"/gesprekken/{lived.pk}/")
    assert "Ik vraag Bram mee te kijken" in text
    assert "Dit telt niet meer als afspraak" in text
    assert "Alleen voor mij" in text


def test_a_proposal_that_waits_goes_with_the_manager(lived, fatima, erik):
    propose(
        actor_of(fatima),
        lived,
        caseworker_step="Anders",
        manager_step="Ook anders",
        return_on=LATER,
        based_on=1,
    )
    erase_personal_content(actor_of(erik))
    assert [one.number for one in Agreement.objects.all()] == [1]


def test_a_promise_stays_with_the_team_without_the_name(page, lived, fatima, erik):
    erase_personal_content(actor_of(erik))
    assert Promise.objects.get().manager is None
    text = page(fatima, "/team/toezeggingen/")
    assert "Een vaste ochtend" in text
    assert "toegezegd door" not in text
