"""Who may give, end and close what (reliability document 2.1)."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from leerlus.organisations.models import Membership, Team
from leerlus.organisations.roles import NEVER_TOGETHER, Role
from leerlus.organisations.rules import (
    GIVEN_BY_A_MUNICIPALITY,
    membership_to_give,
    refuse_closing,
    refuse_ending,
)


def give(giver, receiver, role, team=None):
    return membership_to_give(giver, receiver, role, team, timezone.localdate())


@pytest.mark.parametrize("role", list(Role))
def test_an_administrator_gives_themselves_no_role_at_all(sam, team, role):
    with pytest.raises(ValidationError):
        give(sam, sam, role, team)


@pytest.mark.parametrize("pair", [pair for pair in NEVER_TOGETHER if Role.RESEARCHER not in pair])
def test_two_roles_that_never_meet_are_refused_in_either_order(make_person, sam, team, municipality, pair):
    one, other = sorted(pair)
    for number, (first, second) in enumerate(((one, other), (other, one))):
        place = team if first == Role.TEAM_MANAGER else municipality
        somebody = make_person(f"Iemand{number}", Role(first), place)
        with pytest.raises(ValidationError):
            give(sam, somebody, second, team)


def test_a_municipality_makes_no_researcher(sam, fatima):
    assert Role.RESEARCHER not in GIVEN_BY_A_MUNICIPALITY
    with pytest.raises(ValidationError):
        give(sam, fatima, Role.RESEARCHER)


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.TEAM_MANAGER])
def test_a_team_role_needs_a_team(sam, noor, role):
    with pytest.raises(ValidationError):
        give(sam, noor, role)


def test_a_team_of_another_municipality_is_refused(sam, noor, other_municipality):
    abroad = Team.objects.create(municipality=other_municipality, name="Team Ver")
    with pytest.raises(ValidationError):
        give(sam, noor, Role.CASEWORKER, abroad)


def test_nobody_gives_a_role_to_somebody_of_another_municipality(sam, make_person, other_municipality):
    stranger = make_person("Vera", Role.EXECUTIVE, other_municipality)
    with pytest.raises(ValidationError):
        give(sam, stranger, Role.KNOWLEDGE_BROKER)


def test_a_role_that_is_held_is_not_given_again(sam, fatima, team):
    with pytest.raises(ValidationError):
        give(sam, fatima, Role.CASEWORKER, team)


def test_a_role_of_the_municipality_is_given_without_the_team_that_was_chosen(sam, fatima, team):
    assert give(sam, fatima, Role.KNOWLEDGE_BROKER, team).team is None


def test_the_last_administrator_cannot_be_ended(sam):
    with pytest.raises(ValidationError):
        refuse_ending(sam.memberships.get(), timezone.localdate())


def test_an_administrator_can_be_ended_when_another_stays(sam, make_person, municipality):
    with pytest.raises(ValidationError):
        refuse_ending(sam.memberships.get(), timezone.localdate())
    make_person("Ada", Role.TENANT_ADMINISTRATOR, municipality)
    refuse_ending(sam.memberships.get(), timezone.localdate())


@pytest.mark.parametrize("change", ["closed", "ends", "abroad"])
def test_somebody_who_is_closed_leaving_or_elsewhere_does_not_count_as_the_one_who_stays(
    sam, make_person, municipality, other_municipality, change
):
    ada = make_person(
        "Ada", Role.TENANT_ADMINISTRATOR, other_municipality if change == "abroad" else municipality
    )
    if change == "closed":
        ada.is_active = False
        ada.save()
    if change == "ends":
        Membership.objects.filter(person=ada).update(ends_on=timezone.localdate() + timedelta(days=9))
    with pytest.raises(ValidationError):
        refuse_ending(sam.memberships.get(), timezone.localdate())


def test_nobody_closes_their_own_account(sam, make_person, municipality):
    make_person("Ada", Role.TENANT_ADMINISTRATOR, municipality)
    with pytest.raises(ValidationError):
        refuse_closing(sam, sam)


def test_the_last_administrator_cannot_be_closed_by_somebody_whose_role_just_ended(
    sam, make_person, municipality
):
    ada = make_person("Ada", Role.TENANT_ADMINISTRATOR, municipality)
    Membership.objects.filter(person=ada).update(ends_on=timezone.localdate() - timedelta(days=1))
    with pytest.raises(ValidationError):
        refuse_closing(ada, sam)


def test_a_role_cannot_be_ended_in_the_past_beyond_yesterday(sam, fatima):
    refuse_ending(fatima.memberships.get(), timezone.localdate() - timedelta(days=1))
    with pytest.raises(ValidationError):
        refuse_ending(fatima.memberships.get(), timezone.localdate() - timedelta(days=2))
