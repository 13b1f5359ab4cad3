"""Planning: by either of the two, with nobody else; moved, called off, and what stays of it later."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format

from leerlus.access.actor import actor_of
from leerlus.access.forms_once import new_token
from leerlus.access.models import AccessEvent
from leerlus.conversations.models import Conversation
from leerlus.conversations.planning import (
    NotNow,
    conversations_of,
    is_going_on,
    move_conversation,
    plan_conversation,
    possible_partners,
)
from leerlus.conversations.preparing import release_topics
from leerlus.organisations.models import Membership, Person, Team
from leerlus.organisations.roles import Role
from tests.conversations.conftest import LATER, SOON, TODAY

YESTERDAY = TODAY - timedelta(days=1)


def end_role(person: Person) -> None:
    Membership.objects.filter(person=person).update(ends_on=YESTERDAY)


def test_a_caseworker_plans_with_whoever_leads_the_team(send, page, fatima, erik):
    answer = send(fatima, "/gesprekken/nieuw/", partner=f"manager:{erik.pk}", planned_on=SOON.isoformat())
    made = Conversation.objects.get()
    assert answer.url == f"/gesprekken/{made.pk}/"
    assert (made.caseworker, made.manager, made.planned_by_manager) == (fatima, erik, False)
    assert "Fatima en Erik" in page(erik, "/gesprekken/")


def test_a_manager_invites_and_the_caseworker_chooses_what_it_is_about(send, page, fatima, erik):
    send(
        erik,
        "/gesprekken/nieuw/",
        partner=f"caseworker:{fatima.pk}",
        planned_on=SOON.isoformat(),
        starts_at="10:30",
    )
    made = Conversation.objects.get()
    text = page(fatima, f"/gesprekken/{made.pk}/")
    assert "Erik nodigt je uit; jij kiest waar het over gaat." in text
    assert "om 10:30" in text


def test_a_form_that_is_sent_twice_plans_once(logged_in, fatima, erik):
    client = logged_in(fatima)
    fields = {
        "partner": f"manager:{erik.pk}",
        "planned_on": SOON.isoformat(),
        "form_token": new_token(fatima.pk),
    }
    first, second = (client.post("/gesprekken/nieuw/", fields) for _ in range(2))
    assert first.url == second.url
    assert Conversation.objects.count() == 1


def test_a_day_that_has_passed_is_refused_and_nothing_typed_is_lost(send, fatima, erik):
    answer = send(
        fatima,
        "/gesprekken/nieuw/",
        partner=f"manager:{erik.pk}",
        planned_on=YESTERDAY.isoformat(),
        starts_at="09:15",
    )
    assert answer.status_code == 422
    assert "09:15" in answer.content.decode()
    assert not Conversation.objects.exists()


def test_nobody_plans_with_a_colleague_or_with_the_manager_of_another_team(
    make_person, municipality, fatima, bram, erik
):
    elsewhere = Team.objects.create(municipality=municipality, name="Team Zuid")
    mila = make_person("Mila", Role.TEAM_MANAGER, elsewhere)
    assert set(possible_partners(actor_of(fatima)).values()) == {erik}
    for other in (bram, mila):
        with pytest.raises(ValidationError):
            plan_conversation(actor_of(fatima), f"manager:{other.pk}", SOON)
    with pytest.raises(ValidationError):
        plan_conversation(actor_of(mila), f"caseworker:{fatima.pk}", SOON)


def test_nobody_plans_with_somebody_whose_account_is_closed(fatima, erik):
    Person.objects.filter(pk=erik.pk).update(is_active=False)
    assert possible_partners(actor_of(fatima)) == {}


def test_somebody_who_leads_a_team_they_also_work_in_does_not_talk_with_themselves(fatima, erik, team):
    Membership.objects.create(
        person=erik, municipality=team.municipality, team=team, role=Role.CASEWORKER, starts_on=YESTERDAY
    )
    assert set(possible_partners(actor_of(erik)).values()) == {fatima}


def test_with_nobody_to_plan_with_the_page_says_so(page, fatima):
    assert "Er is nog niemand om mee te plannen" in page(fatima, "/gesprekken/nieuw/")


@pytest.mark.parametrize("mover", ["fatima", "erik"])
def test_either_of_the_two_moves_it(send, conversation, request, mover):
    person = request.getfixturevalue(mover)
    send(person, f"/gesprekken/{conversation.pk}/verzetten/", planned_on=LATER.isoformat())
    conversation.refresh_from_db()
    assert conversation.planned_on == LATER


@pytest.mark.parametrize("caller", ["fatima", "erik"])
def test_calling_off_makes_topics_private_again(send, page, prepared, fatima, erik, request, caller):
    release_topics(actor_of(fatima), prepared)
    send(request.getfixturevalue(caller), f"/gesprekken/{prepared.pk}/afzeggen/")
    prepared.refresh_from_db()
    assert prepared.cancelled_at is not None
    assert bytes(prepared.sealed_topics) == b""
    assert "Mijn eigen onderwerp" not in page(erik, f"/gesprekken/{prepared.pk}/")
    assert "Mijn eigen onderwerp" in page(fatima, f"/gesprekken/{prepared.pk}/")
    assert AccessEvent.objects.filter(action="stopped_sharing", subject_id=fatima.pk).count() == 1


def test_what_was_called_off_cannot_be_moved(send, conversation, fatima):
    send(fatima, f"/gesprekken/{conversation.pk}/afzeggen/")
    conversation.refresh_from_db()
    with pytest.raises(NotNow):
        move_conversation(actor_of(fatima), conversation, LATER, None)
    answer = send(fatima, f"/gesprekken/{conversation.pk}/verzetten/", planned_on=LATER.isoformat())
    assert answer.status_code == 302
    conversation.refresh_from_db()
    assert conversation.planned_on == SOON


def test_conversations_that_were_are_listed_page_by_page(page, fatima, erik):
    for days in range(45):
        made = plan_conversation(actor_of(fatima), f"manager:{erik.pk}", TODAY)
        Conversation.objects.filter(pk=made.pk).update(planned_on=YESTERDAY - timedelta(days=days))
    assert "Pagina 1 van 3" in page(fatima, "/gesprekken/")
    assert "Pagina 3 van 3" in page(erik, "/gesprekken/?page=3")


def test_a_list_of_many_costs_as_many_queries_as_a_list_of_one(
    logged_in, fatima, erik, conversation, django_assert_num_queries
):
    client = logged_in(fatima)
    client.get("/gesprekken/")
    with CaptureQueriesContext(connection) as one:
        client.get("/gesprekken/")
    for days in range(15):
        plan_conversation(actor_of(fatima), f"manager:{erik.pk}", SOON + timedelta(days=days))
    with django_assert_num_queries(len(one)):
        client.get("/gesprekken/")


# What stays of it later.


def test_a_new_manager_sees_nothing_of_old_conversations(page, prepared, fatima, erik, make_person, team):
    release_topics(actor_of(fatima), prepared)
    end_role(erik)
    karin = make_person("Karin", Role.TEAM_MANAGER, team)
    assert not conversations_of(actor_of(karin)).exists()
    assert conversations_of(actor_of(fatima)).count() == 1


def test_a_manager_who_no_longer_leads_the_team_sees_nothing_of_it(
    logged_in, prepared, fatima, erik, municipality
):
    release_topics(actor_of(fatima), prepared)
    elsewhere = Team.objects.create(municipality=municipality, name="Team Zuid")
    Membership.objects.filter(person=erik).update(team=elsewhere)
    assert logged_in(erik).get(f"/gesprekken/{prepared.pk}/").status_code == 404


def test_a_caseworker_who_changes_teams_keeps_the_conversation_and_the_manager_does_not(
    logged_in, page, prepared, fatima, erik, municipality
):
    elsewhere = Team.objects.create(municipality=municipality, name="Team Zuid")
    Membership.objects.filter(person=fatima).update(team=elsewhere)
    assert logged_in(erik).get(f"/gesprekken/{prepared.pk}/").status_code == 404
    text = page(fatima, f"/gesprekken/{prepared.pk}/")
    assert "Je leidinggevende van toen leidt je team niet meer" in text
    assert "Laat Erik mijn onderwerpen zien" not in text


def test_with_a_manager_whose_account_is_closed_nothing_can_be_changed(prepared, fatima, erik):
    Person.objects.filter(pk=erik.pk).update(is_active=False)
    assert not is_going_on(actor_of(fatima), prepared)
    with pytest.raises(NotNow):
        release_topics(actor_of(fatima), prepared)


def test_when_the_account_of_the_manager_is_gone_the_caseworker_still_reads_it(page, prepared, fatima, erik):
    Person.objects.filter(pk=erik.pk).delete()
    text = page(fatima, f"/gesprekken/{prepared.pk}/")
    assert "Alleen voor mij" in text


def test_a_manager_who_becomes_something_else_sees_nothing(logged_in, prepared, erik):
    Membership.objects.filter(person=erik).update(role=Role.KNOWLEDGE_BROKER, team=None)
    assert logged_in(erik).get(f"/gesprekken/{prepared.pk}/").status_code == 404


def test_the_manager_looking_at_it_is_in_the_log_of_the_caseworker(page, conversation, fatima, erik):
    page(erik, f"/gesprekken/{conversation.pk}/")
    day = date_format(SOON, "j F Y")
    assert f"Erik bekeek een gesprek over je vak ({day})." in page(fatima, "/wie-zag-mijn-gegevens/")


def test_planning_is_dated_now(conversation):
    assert timezone.now() - conversation.created_at < timedelta(minutes=1)


@pytest.mark.parametrize("planner", ["fatima", "erik"])
def test_planning_and_moving_stand_in_the_log_of_the_caseworker_without_what_it_is_about(
    page, fatima, erik, planner, request
):
    by = request.getfixturevalue(planner)
    partner = f"manager:{erik.pk}" if by == fatima else f"caseworker:{fatima.pk}"
    made = plan_conversation(actor_of(by), partner, SOON)
    move_conversation(actor_of(by), made, LATER, None)
    day = date_format(LATER, "j F Y")
    log = page(fatima, "/wie-zag-mijn-gegevens/")
    for sentence in {
        "fatima": (
            f"Je plande een gesprek over je vak ({day}) met Erik.",
            f"Je gaf een gesprek over je vak ({day}) met Erik een andere dag.",
        ),
        "erik": (
            f"Erik plande met jou een gesprek over je vak ({day}).",
            f"Erik gaf een gesprek over je vak ({day}) een andere dag.",
        ),
    }[planner]:
        assert sentence in log


def test_moving_to_the_same_day_is_no_line_in_the_log(conversation, fatima):
    move_conversation(actor_of(fatima), conversation, SOON, None)
    assert not AccessEvent.objects.filter(action=AccessEvent.Action.MOVED).exists()
