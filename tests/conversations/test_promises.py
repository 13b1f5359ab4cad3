"""What a manager promises a team: the whole team reads it, it names nobody, and it says what became of it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leerlus.access.actor import actor_of
from leerlus.conversations.beside_figures import promised_beside
from leerlus.conversations.models import Promise
from leerlus.conversations.promises import (
    make_promise,
    preconditions,
    promises_by_precondition,
    promises_to_tell_about,
    tell_outcome,
)
from leerlus.organisations.models import Membership, Team
from leerlus.organisations.roles import Role
from leerlus.release.beside import promise_address
from leerlus.release.measures import registered_measures
from leerlus.reminders.models import Reminder
from tests.conversations.conftest import LATER, TODAY


@pytest.fixture
def promise(erik, team) -> Promise:
    return make_promise(
        actor_of(erik), team, precondition="OR.REF", text="Twee uur intervisie per maand", due_on=LATER
    )


@pytest.fixture
def elsewhere(municipality) -> Team:
    return Team.objects.create(municipality=municipality, name="Team Zuid")


def test_a_promise_is_read_by_the_whole_team(send, page, erik, fatima, bram, team):
    send(
        erik,
        "/team/toezeggingen/nieuw/",
        team=str(team.pk),
        text="Ik houd de vrijdagochtend vrij",
        precondition="OR.REF",
        due_on=LATER.isoformat(),
    )
    for person in (fatima, bram, erik):
        text = page(person, "/team/toezeggingen/")
        assert "Ik houd de vrijdagochtend vrij" in text
        assert "Tijd om terug te kijken" in text


def test_another_team_does_not_read_it(page, promise, make_person, elsewhere):
    other = make_person("Hassan", Role.CASEWORKER, elsewhere)
    assert "intervisie" not in page(other, "/team/toezeggingen/")


def test_a_promise_that_names_somebody_is_refused_and_kept_in_the_form(send, erik, fatima, team):
    answer = send(
        erik,
        "/team/toezeggingen/nieuw/",
        team=str(team.pk),
        text="Fatima krijgt een dag vrij",
        due_on=LATER.isoformat(),
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Laat de naam Fatima weg" in text
    assert "Fatima krijgt een dag vrij" in text
    assert not Promise.objects.exists()


def test_no_code_makes_a_promise_that_names_somebody_or_for_another_team(erik, fatima, team, elsewhere):
    fields = {"precondition": "", "due_on": LATER}
    with pytest.raises(ValueError, match="names nobody"):
        make_promise(actor_of(erik), team, text="Samen met Fatima", **fields)
    with pytest.raises(ValueError, match="only who leads"):
        make_promise(actor_of(erik), elsewhere, text="Iets", **fields)
    with pytest.raises(ValueError, match="only who leads"):
        make_promise(actor_of(fatima), team, text="Iets", **fields)


def test_when_it_is_done_the_team_reads_that(send, page, promise, erik, fatima):
    send(erik, f"/team/toezeggingen/{promise.pk}/", state="kept", outcome="Staat in het rooster")
    text = page(fatima, "/team/toezeggingen/")
    assert "gedaan" in text
    assert "Staat in het rooster" in text


def test_when_it_went_differently_the_team_reads_why(send, promise, erik):
    answer = send(erik, f"/team/toezeggingen/{promise.pk}/", state="changed", outcome="")
    assert answer.status_code == 422
    send(erik, f"/team/toezeggingen/{promise.pk}/", state="changed", outcome="Er was geen vervanging")
    promise.refresh_from_db()
    assert (promise.state, promise.outcome_on) == ("changed", TODAY)


def test_what_became_of_it_names_nobody_either(send, promise, erik, fatima):
    answer = send(
        erik, f"/team/toezeggingen/{promise.pk}/", state="changed", outcome="Door Fatima ging het niet"
    )
    assert answer.status_code == 422
    promise.refresh_from_db()
    assert promise.state == "open"


def test_what_became_of_it_is_told_once(send, promise, erik):
    send(erik, f"/team/toezeggingen/{promise.pk}/", state="kept", outcome="")
    assert not tell_outcome(actor_of(erik), promise, Promise.State.CHANGED, "Toch niet")
    answer = send(erik, f"/team/toezeggingen/{promise.pk}/", state="changed", outcome="Toch niet")
    assert answer.url == "/team/toezeggingen/"
    promise.refresh_from_db()
    assert promise.state == "kept"


def test_a_caseworker_reads_and_does_not_tell(logged_in, promise, fatima):
    assert logged_in(fatima).get(f"/team/toezeggingen/{promise.pk}/").status_code == 404


def test_who_works_in_a_team_and_leads_another_does_not_tell_for_the_first(
    logged_in, promise, make_person, elsewhere, team
):
    both = make_person("Karin", Role.TEAM_MANAGER, elsewhere)
    Membership.objects.create(
        person=both,
        municipality=team.municipality,
        team=team,
        role=Role.CASEWORKER,
        starts_on=TODAY - timedelta(days=1),
    )
    logged_in(both).post("/handvest/", {"form_token": "x"})
    assert not tell_outcome(actor_of(both), promise, Promise.State.KEPT, "")
    assert logged_in(both).get(f"/team/toezeggingen/{promise.pk}/").status_code != 200


def test_the_next_manager_tells_what_became_of_it(promise, erik, make_person, team):
    Membership.objects.filter(person=erik).update(ends_on=TODAY - timedelta(days=1))
    karin = make_person("Karin", Role.TEAM_MANAGER, team)
    assert tell_outcome(actor_of(karin), promise, Promise.State.KEPT, "")
    assert not tell_outcome(actor_of(erik), promise, Promise.State.KEPT, "")


def test_promises_stand_by_team_and_precondition_for_the_team_picture(promise, team, elsewhere):
    assert promises_by_precondition([team.pk, elsewhere.pk]) == {(team.pk, "OR.REF"): [promise]}


def test_promises_stand_in_words_beside_the_figures_with_what_became_of_them(promise, erik, team):
    (told,) = promised_beside([team.pk])[team.pk, "OR.REF"]
    assert (told.text, told.by, told.due_on) == (promise.text, erik.name, promise.due_on)
    tell_outcome(actor_of(erik), promise, Promise.State.KEPT, "Elke dinsdag")
    Promise.objects.update(manager=None)
    (told,) = promised_beside([team.pk])[team.pk, "OR.REF"]
    assert told.state.endswith("Elke dinsdag")
    assert told.by != erik.name
    assert promise_address(team.pk, "OR.REF") == f"/team/toezeggingen/nieuw/?over=OR.REF&team={team.pk}"


def test_a_manager_is_reminded_when_the_day_is_near_and_the_promise_open(promise, erik, fatima):
    assert not promises_to_tell_about(actor_of(erik)).exists()
    Promise.objects.update(due_on=TODAY + timedelta(days=1))
    assert list(promises_to_tell_about(actor_of(erik))) == [promise]
    assert not promises_to_tell_about(actor_of(fatima)).exists()
    tell_outcome(actor_of(erik), promise, Promise.State.KEPT, "")
    assert not promises_to_tell_about(actor_of(erik)).exists()


def test_the_day_of_a_promise_is_a_date_of_the_manager_until_the_team_knows(promise, erik):
    days = Reminder.objects.filter(person=erik, kind="promise").values_list("due_on", flat=True)
    assert list(days) == [LATER]
    tell_outcome(actor_of(erik), promise, Promise.State.KEPT, "")
    assert list(days.all()) == []


def test_a_promise_can_be_about_each_precondition_of_the_organisation():
    assert len(preconditions("nl")) == 9
    assert preconditions("en")["OR.DIS"] != preconditions("nl")["OR.DIS"]


def test_a_precondition_is_called_the_same_at_a_promise_as_in_the_team_picture():
    labels = {measure.name: str(measure.label) for measure in registered_measures()}
    assert preconditions("nl")["OR.REF"] == labels["organisation_scan.REF"] == "Tijd om terug te kijken"


def test_many_promises_are_listed_page_by_page_and_cost_no_more_queries_than_one(
    logged_in, promise, erik, fatima, team, django_assert_num_queries
):
    client = logged_in(fatima)
    client.get("/team/toezeggingen/")
    with CaptureQueriesContext(connection) as one:
        client.get("/team/toezeggingen/")
    for number in range(45):
        make_promise(actor_of(erik), team, precondition="", text=f"Toezegging {number}", due_on=LATER)
    with django_assert_num_queries(len(one)):
        answer = client.get("/team/toezeggingen/")
    assert "Pagina 1 van 3" in answer.content.decode()


def test_a_promise_and_what_became_of_it_stand_in_the_log_of_who_said_so_without_what_was_said(
    page, promise, erik
):
    tell_outcome(actor_of(erik), promise, Promise.State.KEPT, "Het is er")
    tell_outcome(actor_of(erik), promise, Promise.State.KEPT, "Nog eens")
    log = page(erik, "/wie-zag-mijn-gegevens/")
    assert log.count("Je beloofde Team Noord iets.") == 1
    assert log.count("Je vertelde Team Noord wat er van een belofte kwam.") == 1
    assert "intervisie" not in log
