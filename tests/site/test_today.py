"""The start page: at most three things, each short and with why, different for each role."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from leerlus.access.actor import actor_of
from leerlus.casework.files import open_file
from leerlus.casework.models import Contact
from leerlus.development.models import Goal
from leerlus.organisations.models import Membership
from leerlus.organisations.roles import Role
from leerlus.outcomes.example import load_real_example
from leerlus.scans.sittings import start_sitting
from leerlus.site.today import MOST_THINGS
from tests.objects import goal as some_goal
from tests.scans.answers import finished_scan


@pytest.fixture
def things(logged_in):
    """The things on the start page of a person."""

    def on_the_page(person) -> list:
        return logged_in(person).get("/").context["things"]

    return on_the_page


@pytest.mark.parametrize("name", ["fatima", "erik", "noor", "dirk", "sam", "lotte"])
def test_every_role_has_one_to_three_things_under_ten_minutes_each_with_why(name, request, things):
    found = things(request.getfixturevalue(name))
    assert 1 <= len(found) <= MOST_THINGS
    for thing in found:
        assert thing.why
        assert thing.label
        assert 0 < thing.minutes <= 10


@pytest.mark.parametrize("name", ["fatima", "erik", "noor", "dirk", "sam", "lotte"])
def test_everything_on_the_start_page_opens_for_who_sees_it(name, request, things, logged_in):
    person = request.getfixturevalue(name)
    for thing in things(person):
        assert logged_in(person).get(thing.url).status_code == 200


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("noor", ["Naar mijn werkplek", "Naar het beeld", "Verzin een profiel"]),
        ("dirk", ["Naar het beeld", "Naar het model"]),
        ("lotte", ["Verzin een profiel", "Naar het model"]),
    ],
)
def test_who_fills_in_nothing_is_led_to_what_the_menu_holds(name, labels, request, things):
    assert [thing.label for thing in things(request.getfixturevalue(name))] == labels


def test_a_newcomer_is_offered_the_quickscan(fatima, things):
    assert things(fatima)[0].label == "Naar de quickscan"


def test_who_stopped_halfway_goes_on_where_they_were(fatima, things):
    start_sitting(actor_of(fatima))
    assert things(fatima)[0].title == "Ga verder met je quickscan"


def test_after_the_scan_a_step_from_the_advice_comes_first(fatima, things):
    sitting = finished_scan(fatima)
    assert things(fatima)[0].url == f"/mijn-vak/profiel/{sitting.pk}/"


def test_a_step_on_the_plan_comes_before_all_else_the_first_date_first(fatima, things):
    finished_scan(fatima)
    later = some_goal(fatima, lambda name: f"later {name}")
    sooner = some_goal(fatima, lambda name: f"eerder {name}")
    Goal.objects.filter(pk=sooner.pk).update(due_on=date.today() + timedelta(days=1))
    assert things(fatima)[0].title == "eerder title"
    assert later.title not in [thing.title for thing in things(fatima)]


def test_with_clients_read_in_the_start_page_leads_to_them(fatima, things):
    load_real_example(fatima)
    assert "Zie hoe het je cliënten verging" in [thing.title for thing in things(fatima)]


def test_clients_whose_day_has_come_are_on_it_and_those_of_tomorrow_are_not(fatima, team, things):
    actor, today = actor_of(fatima), timezone.localdate()
    for days in (-2, 0, 1):
        planned = Contact(
            case_file=open_file(actor, team), caseworker=fatima, next_on=today + timedelta(days=days)
        )
        planned.content = {"form": "telephone", "kept": "not_applicable"}
        planned.save()
    assert "Spreek 2 cliënten die je plande" in [thing.title for thing in things(fatima)]


def test_a_step_of_somebody_else_is_never_on_it(fatima, bram, erik, things):
    some_goal(fatima, lambda name: "alleen van Fatima")
    for other in (bram, erik):
        assert "alleen van Fatima" not in [thing.title for thing in things(other)]


def test_who_holds_two_roles_still_has_three_things_at_most_none_twice(fatima, team, things):
    for role in (Role.TEAM_MANAGER, Role.KNOWLEDGE_BROKER):
        Membership.objects.create(
            person=fatima,
            municipality=team.municipality,
            team=team if role is Role.TEAM_MANAGER else None,
            role=role,
            starts_on=date.today(),
        )
    urls = [thing.url for thing in things(fatima)]
    assert len(urls) == len(set(urls)) == MOST_THINGS


def test_the_start_page_asks_the_database_little(fatima, logged_in, django_assert_max_num_queries):
    finished_scan(fatima)
    client = logged_in(fatima)
    client.get("/")
    with django_assert_max_num_queries(15):
        client.get("/")


def test_who_holds_no_role_any_more_reads_that_nothing_is_waiting(fatima, logged_in):
    fatima.memberships.update(ends_on=date.today() - timedelta(days=1))
    answer = logged_in(fatima).get("/")
    assert answer.status_code == 200
    assert "Er ligt niets op je te wachten" in answer.content.decode()
