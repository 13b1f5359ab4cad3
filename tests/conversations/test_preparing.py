"""The caseworker first and alone; the manager sees topics only after they are released, and never the notes."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils.formats import date_format

from leerlus.access.actor import actor_of
from leerlus.access.models import AccessEvent, Share
from leerlus.access.shares import share
from leerlus.conversations.models import Conversation, Preparation
from leerlus.conversations.planning import NotNow, call_off, plan_conversation
from leerlus.conversations.preparing import own_preparation, release_topics, save_preparation
from leerlus.development.models import Goal
from leerlus.development.plan import ChangedElsewhere
from tests.conversations.conftest import LATER, SOON, TODAY

PRIDE = "Wanneer ben je trots op wat je doet?"
DIRECTION = "Passen de ontwikkelwensen bij de richting van de organisatie?"


@pytest.fixture
def goal(fatima) -> Goal:
    made = Goal(person=fatima, due_on=SOON)
    made.content = {"title": "Een dossier nabespreken"}
    made.save()
    return made


@pytest.fixture
def prepare(send, conversation):
    """Send the form of the preparation."""

    def form(person, **fields):
        return send(
            person,
            f"/gesprekken/{conversation.pk}/voorbereiden/",
            **{"notes": "", "edition": "0"} | fields,
        )

    return form


def test_before_the_release_the_manager_sees_no_topic(page, prepared, erik):
    text = page(erik, f"/gesprekken/{prepared.pk}/")
    assert "Fatima heeft de vragen het eerst." in text
    assert PRIDE not in text
    assert "Mijn eigen onderwerp" not in text


def test_after_the_release_the_manager_sees_topics_and_no_notes(send, page, prepared, fatima, erik):
    send(fatima, f"/gesprekken/{prepared.pk}/vrijgeven/", release="yes")
    text = page(erik, f"/gesprekken/{prepared.pk}/")
    assert PRIDE in text
    assert "Mijn eigen onderwerp" in text
    assert "Alleen voor mij" not in text


def test_what_is_changed_after_the_release_waits_for_the_next_release(
    prepare, send, page, prepared, fatima, erik
):
    release_topics(actor_of(fatima), prepared)
    prepare(fatima, block_room=["experiments"], own="Nieuw onderwerp", edition="1")
    assert "Nieuw onderwerp" not in page(erik, f"/gesprekken/{prepared.pk}/")
    assert "Laat ze opnieuw zien" in page(fatima, f"/gesprekken/{prepared.pk}/")
    send(fatima, f"/gesprekken/{prepared.pk}/vrijgeven/", release="yes")
    assert "Nieuw onderwerp" in page(erik, f"/gesprekken/{prepared.pk}/")


def test_topics_are_taken_back_at_the_next_request(send, page, prepared, fatima, erik):
    release_topics(actor_of(fatima), prepared)
    send(fatima, f"/gesprekken/{prepared.pk}/vrijgeven/", release="no")
    assert PRIDE not in page(erik, f"/gesprekken/{prepared.pk}/")
    actions = AccessEvent.objects.filter(subject_id=fatima.pk, record="conversation", actor_id=fatima.pk)
    assert list(actions.values_list("action", flat=True)) == ["stopped_sharing", "shared", "planned"]


def test_only_the_caseworker_releases(send, prepared, erik, bram):
    for other in (erik, bram):
        answer = send(other, f"/gesprekken/{prepared.pk}/vrijgeven/", release="yes")
        assert answer.status_code == 404
    assert Conversation.objects.get().released_at is None


def test_the_choice_and_the_notes_of_a_caseworker_are_kept(prepare, page, conversation, fatima):
    prepare(
        fatima,
        block_craft=["pride"],
        block_barriers=["rules", "hindrance"],
        own="Caseload",
        notes="Eerst rustig",
    )
    kept = Preparation.objects.get().content
    assert kept == {
        "questions": ["pride", "rules", "hindrance"],
        "own": "Caseload",
        "notes": "Eerst rustig",
    }
    form = page(fatima, f"/gesprekken/{conversation.pk}/voorbereiden/")
    assert form.count("checked") == 3
    assert "Eerst rustig" in form


def test_a_question_that_waits_for_the_wishes_cannot_be_chosen(prepare, fatima):
    assert prepare(fatima, block_needs=["direction"]).status_code == 422


def test_the_check_and_the_notes_of_a_manager_are_never_seen_by_the_caseworker(
    prepare, page, conversation, fatima, erik
):
    prepare(erik, checks=["example"], notes="Ik zag haar doorvragen")
    assert "Ik zag haar doorvragen" in page(erik, f"/gesprekken/{conversation.pk}/")
    for address in ("", "voorbereiden/", "afspraak/", "afspraak/afdrukken/"):
        assert "Ik zag haar" not in page(fatima, f"/gesprekken/{conversation.pk}/{address}")


def test_what_was_changed_in_another_window_is_not_lost(prepare, prepared, fatima):
    answer = prepare(fatima, block_craft=["meaning", "pride"], notes="Uit dit venster", edition="0")
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Uit dit venster" in text
    assert text.count("checked") == 2
    assert 'name="edition" value="1"' in text
    assert own_preparation(actor_of(fatima), prepared).content["notes"] == "Alleen voor mij"


def test_two_first_savings_at_the_same_moment_keep_the_first(conversation, fatima):
    save_preparation(actor_of(fatima), conversation, {"notes": "een"}, 0)
    with pytest.raises(ChangedElsewhere):
        save_preparation(actor_of(fatima), conversation, {"notes": "twee"}, 0)


def test_nothing_that_was_written_can_be_read_in_the_database(prepared, fatima):
    release_topics(actor_of(fatima), prepared)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed_topics FROM conversations_conversation")
        stored = bytes(cursor.fetchone()[0])
        cursor.execute("SELECT sealed_content FROM conversations_preparation")
        stored += bytes(cursor.fetchone()[0])
    assert b"onderwerp" not in stored
    assert b"Alleen voor mij" not in stored


def test_the_direction_of_the_organisation_comes_after_the_wishes(send, page, prepared, fatima, erik):
    release_topics(actor_of(fatima), prepared)
    assert DIRECTION not in page(erik, f"/gesprekken/{prepared.pk}/")
    assert send(erik, f"/gesprekken/{prepared.pk}/wensen-gehoord/").status_code == 404
    send(fatima, f"/gesprekken/{prepared.pk}/wensen-gehoord/")
    for person in (fatima, erik):
        assert DIRECTION in page(person, f"/gesprekken/{prepared.pk}/")


# What one brings of one's own.


def test_nothing_of_ones_own_is_brought_by_itself(page, conversation, goal, fatima, erik):
    assert "Niets. Dat is goed" in page(fatima, f"/gesprekken/{conversation.pk}/")
    assert "checked" not in page(fatima, f"/gesprekken/{conversation.pk}/meenemen/")
    assert "Een dossier nabespreken" not in page(erik, f"/gesprekken/{conversation.pk}/")


def test_a_step_that_is_brought_is_shared_until_two_weeks_after(send, page, conversation, goal, fatima, erik):
    send(fatima, f"/gesprekken/{conversation.pk}/meenemen/", goals=[str(goal.pk)])
    made = Share.objects.get()
    assert (made.receiver, made.object_id, made.ends_on) == (erik, goal.pk, SOON + timedelta(days=14))
    assert "Een dossier nabespreken" in page(erik, f"/gesprekken/{conversation.pk}/")
    assert "Stop met delen" in page(fatima, f"/gesprekken/{conversation.pk}/")


@pytest.mark.parametrize("by", ["fatima", "erik"])
def test_calling_off_stops_what_was_brought_whoever_of_the_two_does_it(
    send, page, conversation, goal, fatima, erik, by
):
    send(fatima, f"/gesprekken/{conversation.pk}/meenemen/", goals=[str(goal.pk)])
    send({"fatima": fatima, "erik": erik}[by], f"/gesprekken/{conversation.pk}/afzeggen/")
    assert not Share.objects.active().exists()
    stopped = AccessEvent.objects.get(action=AccessEvent.Action.STOPPED_SHARING)
    assert (stopped.subject_id, stopped.object_id) == (fatima.pk, goal.pk)
    day = date_format(SOON, "j F Y")
    sentences = {
        "fatima": (
            f"Je zegde een gesprek over je vak ({day}) met Erik af.",
            "Je stopte met delen van een stap op je plan (Een dossier nabespreken) met Erik.",
        ),
        "erik": (
            f"Erik zegde een gesprek over je vak ({day}) af.",
            "Erik zegde een gesprek af en ziet een stap op je plan (Een dossier nabespreken) niet meer.",
        ),
    }[by]
    log = page(fatima, "/wie-zag-mijn-gegevens/")
    for sentence in sentences:
        assert sentence in log


@pytest.mark.parametrize("by", ["fatima", "erik"])
def test_calling_off_leaves_what_was_shared_elsewhere(send, conversation, goal, fatima, erik, by):
    elsewhere = share(actor_of(fatima), goal, erik, TODAY)
    other = plan_conversation(actor_of(fatima), f"manager:{erik.pk}", LATER)
    for each in (conversation, other):
        send(fatima, f"/gesprekken/{each.pk}/meenemen/", goals=[str(goal.pk)])
    assert Share.objects.active().count() == 3
    send({"fatima": fatima, "erik": erik}[by], f"/gesprekken/{conversation.pk}/afzeggen/")
    assert set(Share.objects.active().values_list("made_for", flat=True)) == {elsewhere.made_for, other.pk}


def test_a_step_the_manager_sees_until_after_the_conversation_need_not_be_brought(
    page, conversation, goal, fatima, erik
):
    address = f"/gesprekken/{conversation.pk}/meenemen/"
    share(actor_of(fatima), goal, erik, SOON - timedelta(days=1))
    assert "Een dossier nabespreken" in page(fatima, address)
    share(actor_of(fatima), goal, erik, SOON)
    assert "Een dossier nabespreken" not in page(fatima, address)


def test_somebody_elses_step_cannot_be_brought(send, conversation, fatima, bram):
    other = Goal(person=bram, due_on=TODAY)
    other.content = {"title": "Van Bram"}
    other.save()
    answer = send(fatima, f"/gesprekken/{conversation.pk}/meenemen/", goals=[str(other.pk)])
    assert answer.status_code == 422 or not Share.objects.exists()
    assert not Share.objects.exists()


def test_bringing_nothing_asks_to_tick_or_go_back(send, conversation, goal, fatima):
    answer = send(fatima, f"/gesprekken/{conversation.pk}/meenemen/")
    assert answer.status_code == 422
    assert "je hoeft niets mee te nemen" in answer.content.decode()


def test_topics_are_not_released_for_a_conversation_that_was_called_off_meanwhile(prepared, fatima, erik):
    opened_before = Conversation.objects.get(pk=prepared.pk)
    call_off(actor_of(erik), prepared)
    with pytest.raises(NotNow):
        release_topics(actor_of(fatima), opened_before)
    assert Conversation.objects.get(pk=prepared.pk).topics == {}
