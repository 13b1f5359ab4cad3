from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from leerlus.access.actor import STRANGER, actor_of
from leerlus.access.door import registered_models, visible
from leerlus.organisations.models import Membership, Team
from leerlus.organisations.roles import Role


def test_an_actor_holds_todays_roles_and_teams(fatima, erik, team):
    caseworker, manager = actor_of(fatima), actor_of(erik)
    assert caseworker.holds(Role.CASEWORKER)
    assert not caseworker.holds(Role.TEAM_MANAGER)
    assert (caseworker.team_ids, caseworker.managed_team_ids) == ({team.pk}, frozenset())
    assert (manager.team_ids, manager.managed_team_ids) == (frozenset(), {team.pk})


def test_the_teams_of_a_role_are_those_in_which_that_role_is_held(fatima, erik, sam, team):
    assert actor_of(fatima).teams_of(Role.CASEWORKER) == {team.pk}
    assert actor_of(fatima).teams_of(Role.TEAM_MANAGER) == frozenset()
    assert actor_of(erik).teams_of(Role.TEAM_MANAGER) == {team.pk}
    assert actor_of(sam).teams_of(Role.TENANT_ADMINISTRATOR) == frozenset()


def test_a_role_holds_up_to_and_including_its_last_day(fatima):
    today = date.today()
    fatima.memberships.update(ends_on=today)
    assert actor_of(fatima).roles == {Role.CASEWORKER}
    assert actor_of(fatima, today + timedelta(days=1)).roles == frozenset()


def test_somebody_deactivated_holds_nothing(fatima):
    fatima.is_active = False
    assert actor_of(fatima).roles == frozenset()
    assert actor_of(fatima).team_ids == frozenset()


def test_a_role_given_by_another_municipality_opens_nothing(fatima, other_municipality):
    Membership.objects.create(
        person=fatima,
        municipality=other_municipality,
        role=Role.TENANT_ADMINISTRATOR,
        starts_on=date(2020, 1, 1),
    )
    assert actor_of(fatima).roles == {Role.CASEWORKER}


def test_a_role_in_a_team_of_another_municipality_opens_nothing(fatima, municipality, other_municipality):
    elsewhere = Team.objects.create(municipality=other_municipality, name="Team Dorp")
    Membership.objects.create(
        person=fatima,
        municipality=municipality,
        team=elsewhere,
        role=Role.TEAM_MANAGER,
        starts_on=date(2020, 1, 1),
    )
    assert actor_of(fatima).roles == {Role.CASEWORKER}


def test_a_researcher_belongs_to_no_municipality(lotte):
    assert actor_of(lotte).municipality_id is None
    assert actor_of(lotte).roles == {Role.RESEARCHER}


@pytest.mark.django_db
def test_a_stranger_sees_nothing_of_anything(fatima, sam):
    assert actor_of(AnonymousUser()) is STRANGER
    for model in registered_models():
        assert not visible(STRANGER, model).exists()
