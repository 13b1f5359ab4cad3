"""A conversation is kept for its term, counted from its day or from the last day to look back on it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from leerlus.access.actor import actor_of
from leerlus.access.retention import choose_terms, delete_what_is_over, due_now
from leerlus.conversations.agreements import confirm
from leerlus.conversations.models import Agreement, Conversation, Preparation, Promise
from leerlus.conversations.preparing import note_goal
from leerlus.conversations.promises import make_promise
from leerlus.development.models import Goal
from tests.conversations.conftest import LATER

NIGHT = datetime(LATER.year, LATER.month, LATER.day, 22, 30, tzinfo=UTC)
TERM = timedelta(days=1096)


@pytest.fixture
def lived(erik, fatima, team, proposal, conversation) -> Conversation:
    """An agreement of both that became a step, and a promise to the team."""
    confirm(actor_of(erik), conversation, 1)
    goal = Goal(person=fatima, due_on=LATER)
    goal.content = {"title": "Meekijken"}
    goal.save()
    note_goal(actor_of(fatima), conversation, goal)
    make_promise(actor_of(erik), team, precondition="", text="Twee uur intervisie", due_on=LATER)
    return conversation


def run(municipality, at: datetime) -> dict[str, int]:
    with time_machine.travel(at, tick=False):
        return delete_what_is_over(municipality.pk, lambda *_: None).deleted


def test_an_agreement_keeps_its_conversation_until_its_own_day_is_long_enough_ago(lived, municipality):
    assert "conversations" not in run(municipality, NIGHT + TERM - timedelta(days=1))
    assert Agreement.objects.exists()
    assert run(municipality, NIGHT + TERM + timedelta(days=1))["conversations"] == 1
    assert not any(model.objects.exists() for model in (Conversation, Agreement, Preparation))


def test_the_step_on_the_plan_and_the_promise_to_the_team_stay(lived, municipality):
    run(municipality, NIGHT + TERM + timedelta(days=1))
    assert Goal.objects.get().title == "Meekijken"
    assert Promise.objects.exists()


def test_a_municipality_keeps_conversations_shorter_and_a_dry_run_deletes_nothing(
    lived, municipality, other_municipality
):
    choose_terms(municipality, {"conversations": 200})
    choose_terms(other_municipality, {"conversations": 200})
    at = NIGHT + timedelta(days=201)
    assert due_now(municipality.pk, at)["conversations"] == 1
    assert due_now(other_municipality.pk, at)["conversations"] == 0
    assert Conversation.objects.exists()
    assert run(municipality, at)["conversations"] == 1
