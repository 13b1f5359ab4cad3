"""Sharing with a team: its caseworkers at the moment of looking, never its manager, and nobody who left."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from leerlus.access.door import Refused, visible
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent, Share
from leerlus.access.receivers import possible_receivers
from leerlus.access.shares import share, shares_of, stop_sharing
from leerlus.organisations.models import Membership, Team
from leerlus.organisations.roles import Role


@pytest.fixture(autouse=True)
def plan(as_record, with_page):
    """Memberships stand for steps on a plan, which may be shared with a manager too."""
    as_record(Record.PLAN)
    with_page()


@pytest.fixture
def until() -> date:
    return timezone.localdate() + timedelta(days=10)


@pytest.fixture
def sees(actor, fatima):
    def look(person) -> bool:
        return visible(actor(person), Membership).filter(person=fatima).exists()

    return look


@pytest.fixture
def south(municipality) -> Team:
    return Team.objects.create(municipality=municipality, name="Team Zuid")


def test_the_caseworkers_of_the_team_see_it_and_nobody_else(
    actor, row_of, sees, fatima, bram, erik, noor, sam, make_person, team, south, until
):
    elsewhere = make_person("Saskia", Role.CASEWORKER, south)
    share(actor(fatima), row_of(fatima), team, until)
    assert [sees(person) for person in (bram, erik, noor, sam, elsewhere)] == [
        True,
        False,
        False,
        False,
        False,
    ]


def test_a_manager_gets_what_is_shared_by_name_and_nothing_through_the_team(
    actor, row_of, sees, fatima, erik, team, until
):
    share(actor(fatima), row_of(fatima), team, until)
    assert not sees(erik)
    share(actor(fatima), row_of(fatima), erik, until)
    assert sees(erik)


def test_somebody_who_leads_another_team_gets_no_scan_through_a_team_they_work_in(
    actor, as_record, with_page, row_of, sees, fatima, bram, team, south, until
):
    as_record(Record.SCAN)
    share(actor(fatima), row_of(fatima), team, until)
    assert sees(bram)
    Membership.objects.create(
        person=bram,
        municipality=south.municipality,
        team=south,
        role=Role.TEAM_MANAGER,
        starts_on=date(2020, 1, 1),
    )
    assert not sees(bram)


def test_who_leaves_the_team_sees_it_no_more_and_who_joins_does(
    actor, row_of, sees, fatima, bram, make_person, team, south, until
):
    newcomer = make_person("Anna", Role.CASEWORKER, south)
    share(actor(fatima), row_of(fatima), team, until)
    assert [sees(bram), sees(newcomer)] == [True, False]
    bram.memberships.update(ends_on=timezone.localdate() - timedelta(days=1))
    newcomer.memberships.update(team=team)
    assert [sees(bram), sees(newcomer)] == [False, True]


def test_stopping_ends_it_for_the_whole_team_and_leaves_the_share_with_a_person(
    actor, row_of, sees, fatima, bram, make_person, team, until
):
    anna = make_person("Anna", Role.CASEWORKER, team)
    given = share(actor(fatima), row_of(fatima), team, until)
    share(actor(fatima), row_of(fatima), bram, until)
    stop_sharing(actor(fatima), given)
    assert [sees(bram), sees(anna)] == [True, False]


def test_sharing_and_stopping_are_logged_with_the_team(actor, row_of, fatima, bram, team, until, logged_in):
    stop_sharing(actor(fatima), share(actor(fatima), row_of(fatima), team, until))
    assert set(AccessEvent.objects.values_list("receiver_id", flat=True)) == {team.pk}
    page = logged_in(fatima).get("/wie-zag-mijn-gegevens/").content.decode()
    assert "Je deelde een stap op je plan met Team Noord." in page


def test_a_team_is_offered_with_how_many_of_it_would_see_it(
    actor, fatima, bram, erik, make_person, team, south
):
    make_person("Gijs", Role.CASEWORKER, team, is_active=False)
    make_person("Mila", Role.TEAM_MANAGER, south)
    assert possible_receivers(actor(fatima), Record.PLAN).teams == ((team, 1),)


@pytest.mark.parametrize("record", [Record.REFLECTION, Record.IMPORT])
def test_what_cannot_be_shared_with_a_colleague_is_not_shared_with_a_team(
    actor, as_record, row_of, fatima, bram, team, until, record
):
    as_record(record)
    assert possible_receivers(actor(fatima), record).teams == ()
    with pytest.raises(ValidationError):
        share(actor(fatima), row_of(fatima), team, until)


def test_a_team_of_another_municipality_receives_nothing(actor, row_of, fatima, other_municipality, until):
    abroad = Team.objects.create(municipality=other_municipality, name="Team Werk")
    with pytest.raises(ValidationError):
        share(actor(fatima), row_of(fatima), abroad, until)


def test_a_receiver_cannot_share_on(actor, row_of, fatima, bram, make_person, team, until):
    anna = make_person("Anna", Role.CASEWORKER, team)
    share(actor(fatima), row_of(fatima), team, until)
    with pytest.raises(Refused):
        share(actor(bram), row_of(fatima), anna, until)


def test_the_database_keeps_a_share_to_one_receiver(actor, row_of, fatima, bram, team, until):
    share(actor(fatima), row_of(fatima), bram, until)
    for wrong in ({"team": team}, {"receiver": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Share.objects.update(**wrong)


def test_the_owner_sees_both_kinds_of_share_on_the_thing(actor, row_of, fatima, bram, team, until):
    share(actor(fatima), row_of(fatima), bram, until)
    share(actor(fatima), row_of(fatima), team, until)
    assert {one.to_whom for one in shares_of(actor(fatima), row_of(fatima))} == {"Bram", "Team Noord"}


def test_somebody_who_works_in_a_team_and_leads_it_is_not_reached_through_the_team(
    actor, row_of, sees, fatima, bram, team, until
):
    share(actor(fatima), row_of(fatima), team, until)
    assert sees(bram)
    Membership.objects.create(
        person=bram,
        municipality=team.municipality,
        team=team,
        role=Role.TEAM_MANAGER,
        starts_on=date(2020, 1, 1),
    )
    assert not sees(bram)
    assert possible_receivers(actor(fatima), Record.PLAN).teams == ()
