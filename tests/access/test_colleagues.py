"""Who works with whom today: the own managers, and the caseworkers of the teams one leads."""

from datetime import date, timedelta

import pytest

from leerlus.access.actor import actor_of
from leerlus.access.colleagues import caseworkers_led_by, managers_of, teams_led_by, teams_worked_in_or_led
from leerlus.organisations.models import Membership, Team
from leerlus.organisations.roles import Role


def also(person, role, team) -> None:
    Membership.objects.create(
        person=person,
        municipality=team.municipality,
        team=team,
        role=role,
        starts_on=date.today() - timedelta(days=1),
    )


@pytest.fixture
def south(municipality) -> Team:
    return Team.objects.create(municipality=municipality, name="Team Zuid")


@pytest.fixture
def ravi(make_person, south):
    return make_person("Ravi", Role.CASEWORKER, south)


def test_caseworker_and_manager_find_each_other_and_nobody_of_another_team(actor, fatima, bram, erik, ravi):
    assert list(managers_of(actor(fatima))) == [erik]
    assert list(caseworkers_led_by(actor(erik))) == [bram, fatima]
    assert not managers_of(actor(erik)).exists()
    assert not managers_of(actor(ravi)).exists()
    assert not caseworkers_led_by(actor(fatima)).exists()


def test_nobody_is_a_colleague_of_oneself(actor, fatima, erik, team):
    also(erik, Role.CASEWORKER, team)
    assert not managers_of(actor(erik)).exists()
    assert list(caseworkers_led_by(actor(erik))) == [fatima]


def test_a_closed_account_and_a_role_that_ended_are_left_out(actor, fatima, bram, erik):
    fatima.is_active = False
    fatima.save()
    bram.memberships.update(ends_on=date.today() - timedelta(days=1))
    assert not caseworkers_led_by(actor(erik)).exists()


def test_somebody_of_another_municipality_is_left_out(actor, fatima, erik, other_municipality):
    """Even when a membership wrongly joins them to the team."""
    fatima.municipality = other_municipality
    fatima.save()
    assert not caseworkers_led_by(actor(erik)).exists()
    assert not managers_of(actor(fatima)).exists()


def test_somebody_of_no_municipality_has_no_colleagues(lotte, erik, team):
    also(lotte, Role.TEAM_MANAGER, team)
    also(lotte, Role.CASEWORKER, team)
    assert not managers_of(actor_of(lotte)).exists()
    assert not caseworkers_led_by(actor_of(lotte)).exists()


def test_teams_one_leads_are_told_from_teams_one_works_in(actor, erik, team, south):
    also(erik, Role.CASEWORKER, south)
    assert list(teams_led_by(actor(erik))) == [team]
    assert list(teams_worked_in_or_led(actor(erik))) == [team, south]
