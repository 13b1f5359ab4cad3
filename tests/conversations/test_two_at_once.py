"""Two who work on one conversation at the same moment: nobody's words are lost, and nothing is done to what is over."""

import pytest

from leerlus.access.actor import actor_of
from leerlus.access.models import AccessEvent
from leerlus.conversations.agreements import agreed, confirm, propose
from leerlus.conversations.models import Conversation
from leerlus.conversations.planning import NotNow, call_off, move_conversation
from leerlus.conversations.preparing import (
    bring_steps,
    note_goal,
    own_preparation,
    release_topics,
    save_preparation,
    say_wishes_were_heard,
)
from leerlus.development.models import Goal
from leerlus.development.plan import AlreadyStored
from tests.conversations.conftest import LATER, SOON

STEPS = {"caseworker_step": "Ik kijk mee bij Bram", "manager_step": "Ik regel vervanging"}

OF_FATIMA = {
    "propose": lambda actor, found: propose(actor, found, **STEPS, return_on=LATER, based_on=1),
    "confirm": lambda actor, found: confirm(actor, found, 1),
    "move": lambda actor, found: move_conversation(actor, found, LATER, None),
    "release": release_topics,
    "wishes": say_wishes_were_heard,
    "bring": lambda actor, found: bring_steps(actor, found, []),
}


@pytest.fixture
def goals(fatima) -> list[Goal]:
    made = [Goal(person=fatima, due_on=SOON) for _ in range(2)]
    for goal in made:
        goal.content = {"title": "Een dossier nabespreken"}
        goal.save()
    return made


@pytest.mark.parametrize("act", OF_FATIMA)
def test_what_reads_and_then_writes_holds_the_conversation(proposal, conversation, fatima, rows_locked, act):
    with rows_locked() as locked:
        OF_FATIMA[act](actor_of(fatima), conversation)
    assert locked[0] == "conversations_conversation"


def test_calling_off_holds_the_conversation(conversation, fatima, rows_locked):
    with rows_locked() as locked:
        call_off(actor_of(fatima), conversation)
    assert locked[0] == "conversations_conversation"


@pytest.mark.parametrize("act", OF_FATIMA)
def test_what_was_called_off_after_somebody_read_it_stays_as_it_is(proposal, conversation, fatima, erik, act):
    read_before = Conversation.objects.get(pk=conversation.pk)
    call_off(actor_of(erik), conversation)
    with pytest.raises(NotNow):
        OF_FATIMA[act](actor_of(fatima), read_before)


def test_calling_off_twice_at_once_is_calling_off_once(prepared, fatima, erik):
    release_topics(actor_of(fatima), prepared)
    read_before = [Conversation.objects.get(pk=prepared.pk) for _ in range(2)]
    for person, read in zip((fatima, erik), read_before, strict=True):
        call_off(actor_of(person), read)
    lines = AccessEvent.objects.filter(subject_id=fatima.pk, object_id=prepared.pk)
    assert lines.filter(action="called_off").count() == 1
    assert lines.filter(action="stopped_sharing").count() == 1


def test_a_yes_to_a_version_that_is_confirmed_meanwhile_changes_nothing(proposal, conversation, erik):
    read_before = Conversation.objects.prefetch_related("agreements").get(pk=conversation.pk)
    confirm(actor_of(erik), conversation, 1)
    first = agreed(conversation).confirmed.manager_agreed_at
    confirm(actor_of(erik), read_before, 1)
    assert agreed(Conversation.objects.get(pk=conversation.pk)).confirmed.manager_agreed_at == first


def test_what_is_typed_while_a_step_goes_to_the_plan_stays(prepared, goals, fatima, monkeypatch):
    actor = actor_of(fatima)
    note_goal(actor, prepared, goals[0])
    kept = own_preparation(actor, prepared)
    assert kept.content["notes"] == "Alleen voor mij"
    save_preparation(actor, prepared, {"notes": "Nieuw"}, kept.edition)
    kept = own_preparation(actor, prepared)
    assert (kept.content["notes"], kept.goal) == ("Nieuw", goals[0])


def test_an_agreement_becomes_one_step_of_the_plan_also_from_two_windows(conversation, goals, fatima):
    note_goal(actor_of(fatima), conversation, goals[0])
    with pytest.raises(AlreadyStored):
        note_goal(actor_of(fatima), conversation, goals[1])
    assert own_preparation(actor_of(fatima), conversation).goal == goals[0]


def test_a_form_that_was_opened_before_the_step_went_to_the_plan_can_be_saved(conversation, goals, fatima):
    note_goal(actor_of(fatima), conversation, goals[0])
    save_preparation(actor_of(fatima), conversation, {"notes": "Nieuw"}, 0)
    kept = own_preparation(actor_of(fatima), conversation)
    assert (kept.content["notes"], kept.goal) == ("Nieuw", goals[0])
