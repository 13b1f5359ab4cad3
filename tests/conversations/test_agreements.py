"""Agreements count only when both said yes, hold a step of each, and change only by both again."""

from datetime import timedelta

import pytest

from leerlus.access.actor import actor_of
from leerlus.access.models import AccessEvent
from leerlus.access.personal_content import erase_personal_content
from leerlus.conversations.agreements import (
    agreed,
    confirm,
    propose,
    say_looked_back,
    to_look_back_on,
    waiting_for,
)
from leerlus.conversations.models import Agreement, Preparation
from leerlus.conversations.planning import NotNow, call_off
from leerlus.development.models import Goal
from leerlus.development.plan import ChangedElsewhere
from leerlus.organisations.models import Person
from leerlus.reminders.models import Reminder
from tests.conversations.conftest import LATER, TODAY

STEPS = {"caseworker_step": "Ik kijk mee bij Bram", "manager_step": "Ik regel vervanging"}


def test_check_56_a_proposal_of_one_is_no_agreement(page, conversation, proposal, erik):
    assert agreed(conversation).confirmed is None
    text = page(erik, f"/gesprekken/{conversation.pk}/")
    assert "Fatima: zei ja" in text
    assert "Erik: heeft nog niet geantwoord" in text


def test_check_56_an_agreement_counts_when_both_said_yes(send, page, conversation, proposal, fatima, erik):
    send(erik, f"/gesprekken/{conversation.pk}/afspraak/bevestigen/", number="1")
    found = agreed(conversation).confirmed
    assert found is not None
    assert found.counts
    for person in (fatima, erik):
        assert "Jullie zeiden allebei ja." in page(person, f"/gesprekken/{conversation.pk}/")


@pytest.mark.parametrize("missing", ["caseworker_step", "manager_step", "return_on"])
def test_check_56_without_a_step_of_each_and_a_day_there_is_no_agreement(send, conversation, fatima, missing):
    fields = STEPS | {"return_on": LATER.isoformat(), "based_on": "0"}
    answer = send(fatima, f"/gesprekken/{conversation.pk}/afspraak/", **fields | {missing: " "})
    assert answer.status_code == 422
    assert not Agreement.objects.exists()
    kept = next(text for name, text in STEPS.items() if name != missing)
    assert kept in answer.content.decode()


def test_check_56_no_code_can_make_one_without_a_step_of_the_manager(conversation, fatima):
    with pytest.raises(ValueError, match="a step of each"):
        propose(
            actor_of(fatima),
            conversation,
            caseworker_step="Iets",
            manager_step=" ",
            return_on=LATER,
            based_on=0,
        )


@pytest.mark.parametrize("who", ["fatima", "erik"])
def test_either_of_the_two_proposes(send, conversation, request, who):
    person = request.getfixturevalue(who)
    send(
        person,
        f"/gesprekken/{conversation.pk}/afspraak/",
        **STEPS,
        return_on=LATER.isoformat(),
        based_on="0",
    )
    found = agreed(conversation).proposed
    assert found is not None
    assert (found.caseworker_step, found.manager_step) == tuple(STEPS.values())
    assert not found.is_confirmed


def test_saying_yes_to_ones_own_proposal_changes_nothing(conversation, proposal, fatima):
    confirm(actor_of(fatima), conversation, 1)
    assert agreed(conversation).confirmed is None


def test_a_change_leaves_what_both_confirmed_until_both_say_yes_again(conversation, proposal, fatima, erik):
    confirm(actor_of(erik), conversation, 1)
    propose(actor_of(erik), conversation, **STEPS, return_on=LATER, based_on=1)
    now = agreed(conversation)
    assert now.confirmed == proposal
    assert now.proposed is not None
    assert now.proposed.caseworker_agreed_at is None
    confirm(actor_of(fatima), conversation, 2)
    changed = agreed(conversation).confirmed
    assert changed is not None
    assert changed.caseworker_step == STEPS["caseworker_step"]


def test_a_new_proposal_takes_the_place_of_one_that_waits(conversation, proposal, erik):
    propose(actor_of(erik), conversation, **STEPS, return_on=LATER, based_on=1)
    assert [one.number for one in conversation.agreements.all()] == [2]


def test_a_proposal_made_from_an_older_version_is_shown_again_and_not_stored(
    send, conversation, proposal, erik
):
    answer = send(
        erik,
        f"/gesprekken/{conversation.pk}/afspraak/",
        **STEPS,
        return_on=LATER.isoformat(),
        based_on="0",
    )
    text = answer.content.decode()
    assert answer.status_code == 409
    assert STEPS["manager_step"] in text
    assert "Ik vraag Bram mee te kijken" in text
    assert agreed(conversation).number == 1


def test_a_yes_to_a_version_that_was_replaced_is_no_yes_to_the_new_one(conversation, proposal, fatima, erik):
    propose(actor_of(fatima), conversation, **STEPS, return_on=LATER, based_on=1)
    with pytest.raises(ChangedElsewhere):
        confirm(actor_of(erik), conversation, 1)
    assert agreed(conversation).confirmed is None


def test_sending_a_proposal_twice_proposes_once(logged_in, conversation, fatima):
    client = logged_in(fatima)
    form = client.get(f"/gesprekken/{conversation.pk}/afspraak/").context["form"]
    fields = STEPS | {
        "return_on": LATER.isoformat(),
        "based_on": "0",
        "form_token": form.fields["form_token"].initial,
    }
    for _ in range(2):
        assert client.post(f"/gesprekken/{conversation.pk}/afspraak/", fields).status_code == 302
    assert agreed(conversation).number == 1


def test_in_a_conversation_that_was_called_off_nothing_is_agreed(send, conversation, proposal, fatima, erik):
    send(fatima, f"/gesprekken/{conversation.pk}/afzeggen/")
    conversation.refresh_from_db()
    with pytest.raises(NotNow):
        confirm(actor_of(erik), conversation, 1)


def test_the_step_is_on_the_plan_with_one_click_and_only_the_caseworker_knows(
    send, page, conversation, proposal, fatima, erik
):
    confirm(actor_of(erik), conversation, 1)
    for _ in range(2):
        send(fatima, f"/gesprekken/{conversation.pk}/afspraak/op-mijn-plan/")
    made = Goal.objects.get()
    assert (made.title, made.due_on) == ("Ik vraag Bram mee te kijken", LATER)
    assert Preparation.objects.get().goal == made
    assert "Je stap staat op je plan" in page(fatima, f"/gesprekken/{conversation.pk}/")
    assert "op je plan" not in page(erik, f"/gesprekken/{conversation.pk}/")


def test_a_step_of_a_proposal_cannot_be_put_on_the_plan_yet(send, conversation, proposal, fatima):
    send(fatima, f"/gesprekken/{conversation.pk}/afspraak/op-mijn-plan/")
    assert not Goal.objects.exists()


def test_the_sheet_to_print_holds_both_steps_and_only_what_was_confirmed(page, conversation, proposal, erik):
    address = f"/gesprekken/{conversation.pk}/afspraak/afdrukken/"
    assert "Nog niets om af te drukken" in page(erik, address)
    confirm(actor_of(erik), conversation, 1)
    text = page(erik, address)
    assert "Ik vraag Bram mee te kijken" in text
    assert "Ik regel twee uur per week" in text


def test_both_are_reminded_of_the_day_to_look_back(conversation, proposal, fatima, erik):
    confirm(actor_of(erik), conversation, 1)
    assert not to_look_back_on(actor_of(fatima)).exists()
    Agreement.objects.update(return_on=TODAY + timedelta(days=2))
    for person in (fatima, erik):
        assert list(to_look_back_on(actor_of(person))) == [proposal]
    say_looked_back(actor_of(erik), conversation)
    for person in (fatima, erik):
        assert not to_look_back_on(actor_of(person)).exists()


def test_a_proposal_waits_for_the_other_only(proposal, fatima, erik, bram):
    assert list(waiting_for(actor_of(erik))) == [proposal]
    assert not waiting_for(actor_of(fatima)).exists()
    assert not waiting_for(actor_of(bram)).exists()


def test_an_agreement_outlives_the_account_of_the_manager_as_the_step_of_the_caseworker(
    page, conversation, proposal, fatima, erik
):
    confirm(actor_of(erik), conversation, 1)
    Person.objects.filter(pk=erik.pk).delete()
    text = page(fatima, f"/gesprekken/{conversation.pk}/")
    assert "Ik vraag Bram mee te kijken" in text
    assert "Deze stap is gewist." in text


def test_nobody_else_reads_an_agreement(logged_in, conversation, proposal, bram, noor, dirk, sam):
    for other in (bram, noor, dirk, sam):
        assert logged_in(other).get(f"/gesprekken/{conversation.pk}/afspraak/").status_code == 404


def test_the_day_to_look_back_lies_ahead(send, conversation, fatima):
    answer = send(
        fatima,
        f"/gesprekken/{conversation.pk}/afspraak/",
        **STEPS,
        return_on=(TODAY - timedelta(days=1)).isoformat(),
        based_on="0",
    )
    assert answer.status_code == 422


def days_of(person) -> list:
    return list(Reminder.objects.filter(person=person, kind="agreement").values_list("due_on", flat=True))


def test_the_day_to_look_back_is_a_date_of_both_and_moves_only_with_both(
    conversation, proposal, fatima, erik
):
    assert days_of(fatima) == []
    confirm(actor_of(erik), conversation, 1)
    later = LATER + timedelta(days=7)
    propose(actor_of(erik), conversation, **STEPS, return_on=later, based_on=1)
    assert days_of(fatima) == days_of(erik) == [LATER]
    confirm(actor_of(fatima), conversation, 2)
    assert days_of(fatima) == days_of(erik) == [later]


@pytest.mark.parametrize("ending", ["looked back", "called off", "erased by one", "erased by the other"])
def test_the_date_is_gone_when_there_is_nothing_left_to_look_back_on(
    conversation, proposal, fatima, erik, ending
):
    confirm(actor_of(erik), conversation, 1)
    {
        "looked back": lambda: say_looked_back(actor_of(erik), conversation),
        "called off": lambda: call_off(actor_of(erik), conversation),
        "erased by one": lambda: erase_personal_content(actor_of(fatima)),
        "erased by the other": lambda: erase_personal_content(actor_of(erik)),
    }[ending]()
    assert days_of(fatima) == days_of(erik) == []


def test_that_the_manager_opened_a_proposal_stands_in_the_log(page, conversation, proposal, fatima, erik):
    for person in (fatima, erik):
        page(person, f"/gesprekken/{conversation.pk}/afspraak/")
    (look,) = AccessEvent.objects.filter(action=AccessEvent.Action.VIEWED)
    assert (look.actor_id, look.subject_id, look.object_id) == (erik.pk, fatima.pk, conversation.pk)


def test_of_a_caseworker_whose_account_was_closed_a_manager_sees_no_conversation(
    logged_in, conversation, proposal, fatima, erik
):
    Person.objects.filter(pk=fatima.pk).update(is_active=False)
    assert logged_in(erik).get(f"/gesprekken/{conversation.pk}/").status_code == 404
    assert proposal not in waiting_for(actor_of(erik))
