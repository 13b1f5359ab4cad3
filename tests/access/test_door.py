"""The door: own, shared, group, full and nothing; never across the border of a municipality."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.http import Http404
from django.utils import timezone

from leerlus.access import door
from leerlus.access.door import (
    Refused,
    get_as_party,
    get_own,
    get_visible,
    kept_of_one,
    owner_of,
    register,
    registered_models,
    shared_id_of,
    visible,
    visible_as_party,
    visible_own,
)
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent, Share, SubmittedForm
from leerlus.access.shares import share, stop_sharing
from leerlus.organisations.models import Membership, Person, Team
from leerlus.organisations.roles import Role

SOON = timedelta(days=7)


def sees(actor, row) -> bool:
    return visible(actor, type(row)).filter(pk=row.pk).exists()


@pytest.fixture
def shared_with(actor, row_of):
    """Share Fatima's row, bypassing the check on who may receive: the door must hold by itself."""

    def give(owner, receiver, record, **fields) -> Share:
        defaults = {"ends_on": timezone.localdate() + SOON, "object_id": row_of(owner).pk}
        return Share.objects.create(owner=owner, receiver=receiver, record=record.value, **defaults | fields)

    return give


def test_a_model_that_nobody_registered_is_invisible(actor, fatima):
    SubmittedForm.objects.create(token="1", person=fatima, result_url="/")
    assert not visible(actor(fatima), SubmittedForm).exists()
    assert not visible_own(actor(fatima), SubmittedForm).exists()
    for get in (get_visible, get_own, get_as_party):
        with pytest.raises(Http404):
            get(actor(fatima), SubmittedForm, "1")


def test_registering_a_model_twice_in_another_way_is_refused():
    registered = registered_models()[Person]
    register(Person, Record.ACCOUNT, owner="pk", municipality="municipality")
    with pytest.raises(ValueError, match="Person"):
        register(Person, Record.KNOWLEDGE, owner="pk", municipality="municipality")
    assert registered_models()[Person] == registered


def test_what_is_ones_own_is_seen_by_its_owner_only(
    actor, as_record, row_of, fatima, bram, erik, noor, dirk, sam
):
    as_record(Record.REFLECTION)
    row = row_of(fatima)
    assert sees(actor(fatima), row)
    assert not any(sees(actor(other), row) for other in (bram, erik, noor, dirk, sam))


def test_what_a_role_may_not_hold_is_invisible_even_when_the_row_is_ones_own(actor, as_record, row_of, erik):
    as_record(Record.REFLECTION)
    assert not sees(actor(erik), row_of(erik))
    assert not visible_own(actor(erik), Membership).exists()


def test_what_a_role_reaches_as_a_group_holds_ones_own(actor, as_record, row_of, fatima, erik):
    as_record(Record.MANDATORY_TRAINING)
    assert set(visible(actor(erik), Membership)) == {row_of(fatima), row_of(erik)}
    assert list(visible_own(actor(erik), Membership)) == [row_of(erik)]


def test_a_share_opens_one_row_to_its_receiver(actor, as_record, row_of, shared_with, fatima, bram, erik):
    as_record(Record.PLAN)
    shared_with(fatima, bram, Record.PLAN)
    assert set(visible(actor(bram), Membership)) == {row_of(fatima), row_of(bram)}
    assert not sees(actor(erik), row_of(fatima))


def test_a_share_of_one_row_does_not_open_another_row_of_the_same_owner(
    actor, as_record, row_of, shared_with, fatima, bram, municipality
):
    as_record(Record.PLAN)
    shared_with(fatima, bram, Record.PLAN)
    shared, other = (
        row_of(fatima),
        Membership.objects.create(person=fatima, municipality=municipality, role="executive"),
    )
    assert sees(actor(bram), shared)
    assert not sees(actor(bram), other)


def test_a_received_row_is_not_ones_own(actor, as_record, row_of, shared_with, fatima, bram):
    as_record(Record.PLAN)
    shared_with(fatima, bram, Record.PLAN)
    assert list(visible_own(actor(bram), Membership)) == [row_of(bram)]
    with pytest.raises(Http404):
        get_own(actor(bram), Membership, row_of(fatima).pk)


def test_a_share_of_another_kind_of_record_opens_nothing(actor, as_record, row_of, shared_with, fatima, bram):
    as_record(Record.PLAN)
    shared_with(fatima, bram, Record.PORTFOLIO)
    assert not sees(actor(bram), row_of(fatima))


def test_a_share_with_a_role_that_may_not_receive_opens_nothing(
    actor, as_record, row_of, shared_with, fatima, erik
):
    as_record(Record.SCAN)
    shared_with(fatima, erik, Record.SCAN)
    assert not sees(actor(erik), row_of(fatima))


def test_somebody_elses_share_opens_nothing(
    actor, as_record, row_of, shared_with, make_person, team, fatima, bram
):
    as_record(Record.PLAN)
    noa = make_person("Noa", Role.CASEWORKER, team)
    shared_with(noa, bram, Record.PLAN, object_id=row_of(fatima).pk)
    assert not sees(actor(bram), row_of(fatima))


def test_an_ended_share_opens_nothing(actor, as_record, row_of, shared_with, fatima, bram):
    as_record(Record.PLAN)
    given = shared_with(fatima, bram, Record.PLAN, ends_on=timezone.localdate())
    assert sees(actor(bram), row_of(fatima))
    Share.objects.filter(pk=given.pk).update(ends_on=timezone.localdate() - timedelta(days=1))
    assert not sees(actor(bram), row_of(fatima))


def test_a_stopped_share_opens_nothing(actor, as_record, row_of, shared_with, fatima, bram):
    as_record(Record.PLAN)
    stop_sharing(actor(fatima), shared_with(fatima, bram, Record.PLAN))
    assert not sees(actor(bram), row_of(fatima))


def test_a_share_is_gone_when_the_receiver_changes_role(
    actor, as_record, row_of, shared_with, team, fatima, bram
):
    as_record(Record.SCAN)
    shared_with(fatima, bram, Record.SCAN)
    assert sees(actor(bram), row_of(fatima))
    Membership.objects.create(
        person=bram,
        municipality=team.municipality,
        team=team,
        role=Role.TEAM_MANAGER,
        starts_on=date(2020, 1, 1),
    )
    assert not sees(actor(bram), row_of(fatima))


def test_a_share_is_gone_when_the_receiver_is_deactivated(
    actor, as_record, row_of, shared_with, fatima, bram
):
    as_record(Record.PLAN)
    shared_with(fatima, bram, Record.PLAN)
    bram.is_active = False
    assert not sees(actor(bram), row_of(fatima))


def test_a_share_is_gone_when_the_owner_is_deactivated(actor, as_record, row_of, shared_with, fatima, bram):
    as_record(Record.PLAN)
    shared_with(fatima, bram, Record.PLAN)
    Person.objects.filter(pk=fatima.pk).update(is_active=False)
    assert not sees(actor(bram), row_of(fatima))


def test_a_share_is_gone_when_the_receiver_moves_to_another_municipality(
    actor, as_record, row_of, shared_with, other_municipality, fatima, bram
):
    as_record(Record.PLAN)
    shared_with(fatima, bram, Record.PLAN)
    bram.municipality = other_municipality
    bram.save()
    bram.memberships.update(municipality=other_municipality, team=None)
    assert actor(bram).roles == {Role.CASEWORKER}
    assert not sees(actor(bram), row_of(fatima))


def test_a_share_with_somebody_without_a_municipality_opens_nothing(
    actor, as_record, row_of, shared_with, monkeypatch, make_person, lotte
):
    """Two people of no municipality are not in the same one."""
    as_record(Record.PLAN)
    ilse = make_person("Ilse", Role.RESEARCHER, None)
    monkeypatch.setattr(door, "may_receive", lambda record, roles: True)
    shared_with(ilse, lotte, Record.PLAN)
    assert not sees(actor(lotte), row_of(ilse))


def test_full_reach_stays_inside_the_own_municipality(actor, fatima, sam, make_person, other_municipality):
    pien = make_person("Pien", Role.KNOWLEDGE_BROKER, other_municipality)
    assert sees(actor(sam), fatima)
    assert not sees(actor(sam), pien)


def test_full_reach_of_a_researcher_without_a_municipality_reaches_nobody_else(
    actor, as_record, row_of, lotte, make_person
):
    as_record(Record.KNOWLEDGE)
    make_person("Ilse", Role.RESEARCHER, None)
    assert list(visible(actor(lotte), Membership)) == [row_of(lotte)]


def test_full_reach_opens_the_rows_of_the_own_municipality(actor, as_record, row_of, fatima, dirk):
    as_record(Record.KNOWLEDGE)
    assert sees(actor(dirk), row_of(fatima))


def test_a_manager_reaches_the_people_who_are_now_in_their_team(actor, fatima, erik, noor):
    assert set(visible(actor(erik), Person)) == {fatima, erik}
    assert not sees(actor(erik), noor)


def test_a_manager_no_longer_reaches_somebody_who_left_the_team(actor, fatima, erik):
    fatima.memberships.update(ends_on=timezone.localdate() - timedelta(days=1))
    assert not sees(actor(erik), fatima)


def test_a_manager_does_not_reach_another_team(actor, make_person, municipality, erik):
    south = Team.objects.create(municipality=municipality, name="Team Zuid")
    assert not sees(actor(erik), make_person("Ravi", Role.CASEWORKER, south))


def test_a_caseworker_does_not_reach_the_accounts_of_colleagues(actor, fatima, bram):
    assert not sees(actor(fatima), bram)


def test_leading_one_team_opens_nothing_of_the_team_one_works_in(
    actor, fatima, erik, municipality, make_person
):
    south = Team.objects.create(municipality=municipality, name="Team Zuid")
    ravi = make_person("Ravi", Role.CASEWORKER, south)
    Membership.objects.create(
        person=erik, municipality=municipality, team=south, role=Role.CASEWORKER, starts_on=date(2020, 1, 1)
    )
    assert sees(actor(erik), fatima)
    assert not sees(actor(erik), ravi)


def test_group_reach_stays_inside_the_own_municipality(actor, fatima, erik, other_municipality):
    """Even when a membership wrongly joins somebody of elsewhere to the team."""
    fatima.municipality = other_municipality
    fatima.save()
    assert not sees(actor(erik), fatima)


def test_somebody_with_two_roles_sees_what_both_show_once(actor, fatima, municipality):
    Membership.objects.create(
        person=fatima, municipality=municipality, role=Role.TENANT_ADMINISTRATOR, starts_on=date(2020, 1, 1)
    )
    assert list(visible(actor(fatima), Person)) == [fatima]


def test_everybody_sees_the_teams_they_are_in_and_the_administrator_all(actor, fatima, erik, sam, dirk, team):
    south = Team.objects.create(municipality=team.municipality, name="Team Zuid")
    assert list(visible(actor(fatima), Team)) == [team]
    assert list(visible(actor(erik), Team)) == [team]
    assert list(visible(actor(sam), Team)) == [team, south]
    assert not visible(actor(dirk), Team).exists()
    assert list(visible_own(actor(erik), Team)) == [team]


def test_what_belongs_to_a_team_cannot_be_shared(
    actor, as_record, team, fatima, bram, shared_with, monkeypatch
):
    monkeypatch.setitem(
        door._REGISTER, Team, door.Registration(Record.PLAN, "", "municipality", "pk", "pk", "")
    )
    south = Team.objects.create(municipality=team.municipality, name="Team Zuid")
    shared_with(fatima, bram, Record.PLAN, object_id=south.pk)
    assert not sees(actor(bram), south)


def test_a_part_is_visible_through_the_share_of_the_whole(actor, as_record, row_of, team, fatima, bram):
    as_record(Record.PLAN, shared_id="team_id")
    given = share(actor(fatima), row_of(fatima), bram, timezone.localdate() + SOON)
    assert given.object_id == team.pk == shared_id_of(row_of(fatima))
    assert sees(actor(bram), row_of(fatima))


def test_the_owner_of_a_row_is_found_along_its_path(row_of, fatima, team):
    assert owner_of(row_of(fatima)) == fatima.pk
    assert owner_of(fatima) == fatima.pk
    assert owner_of(team) is None


def test_a_row_of_nobody_has_no_owner_and_is_refused_like_any_other(actor, as_record, row_of, fatima, bram):
    as_record(Record.ACCOUNT, owner="granted_by")
    assert owner_of(row_of(fatima)) is None
    with pytest.raises(Refused):
        get_visible(actor(bram), Membership, row_of(fatima).pk)


def test_a_part_without_a_whole_cannot_be_shared(as_record, row_of, fatima):
    as_record(Record.PLAN, shared_id="granted_by__team_id")
    with pytest.raises(TypeError, match="cannot be shared"):
        shared_id_of(row_of(fatima))


def test_a_path_that_does_not_lead_to_an_id_is_an_error(as_record, row_of, fatima):
    as_record(Record.PLAN, owner="role")
    with pytest.raises(TypeError, match=r"Membership\.role"):
        owner_of(row_of(fatima))


def test_seeing_ones_own_row_is_not_logged(actor, as_record, row_of, fatima):
    as_record(Record.PLAN)
    assert get_visible(actor(fatima), Membership, row_of(fatima).pk) == row_of(fatima)
    assert not AccessEvent.objects.exists()


def test_seeing_a_team_is_not_logged_because_it_is_about_nobody(actor, team, erik):
    assert get_visible(actor(erik), Team, team.pk) == team
    assert not AccessEvent.objects.exists()


def test_seeing_somebody_elses_row_is_logged_for_its_owner(
    actor, as_record, row_of, shared_with, fatima, bram
):
    as_record(Record.PLAN)
    shared_with(fatima, bram, Record.PLAN)
    get_visible(actor(bram), Membership, row_of(fatima).pk)
    line = AccessEvent.objects.get()
    assert (line.action, line.record, line.object_id) == ("viewed", "plan", row_of(fatima).pk)
    assert (line.actor_id, line.subject_id) == (bram.pk, fatima.pk)
    assert line.municipality_id == bram.municipality_id


def test_ones_own_account_is_got_as_ones_own_row(actor, fatima, sam):
    """The path to the owner of an account is the account itself."""
    assert (
        get_visible(actor(fatima), Person, fatima.pk) == get_own(actor(fatima), Person, fatima.pk) == fatima
    )
    assert get_visible(actor(sam), Person, fatima.pk) == fatima


def test_ones_own_row_is_got_to_change_it(actor, as_record, row_of, fatima):
    as_record(Record.PLAN)
    assert get_own(actor(fatima), Membership, row_of(fatima).pk) == row_of(fatima)


def test_both_sides_get_what_they_have_together_to_change_it(
    actor, as_record, row_of, make_person, municipality, fatima, bram, erik
):
    as_record(Record.CONVERSATION, party="granted_by")
    row = row_of(fatima)
    row.granted_by = erik
    row.save()
    assert (
        get_as_party(actor(fatima), Membership, row.pk)
        == get_as_party(actor(erik), Membership, row.pk)
        == row
    )
    frank = make_person("Frank", Role.TEAM_MANAGER, row.team)
    for other in (bram, frank):
        with pytest.raises(Refused):
            get_as_party(actor(other), Membership, row.pk)


def test_a_manager_is_the_other_side_only_of_caseworkers_with_an_open_account_they_lead_now(
    actor, as_record, row_of, fatima, erik
):
    as_record(Record.CONVERSATION, party="granted_by")
    fatima.memberships.update(granted_by=erik)
    assert sees(actor(erik), row_of(fatima))
    Person.objects.filter(pk=fatima.pk).update(is_active=False)
    assert not sees(actor(erik), row_of(fatima))
    Person.objects.filter(pk=fatima.pk).update(is_active=True)
    fatima.memberships.update(role=Role.TEAM_MANAGER)
    assert not sees(actor(erik), row_of(fatima))
    fatima.memberships.update(role=Role.CASEWORKER, ends_on=timezone.localdate() - timedelta(days=1))
    assert not sees(actor(erik), row_of(fatima))


def test_the_other_side_sees_nothing_of_a_kind_that_is_only_ones_own(actor, as_record, row_of, fatima, erik):
    as_record(Record.REFLECTION, party="granted_by")
    fatima.memberships.update(granted_by=erik)
    assert not sees(actor(erik), row_of(fatima))


def test_a_kind_with_another_side_shows_nothing_of_a_model_without_one(
    actor, as_record, row_of, fatima, erik
):
    as_record(Record.CONVERSATION)
    assert not sees(actor(erik), row_of(fatima))


def test_ones_own_row_is_got_by_a_role_that_reaches_the_group(actor, as_record, row_of, erik):
    as_record(Record.MANDATORY_TRAINING)
    assert get_own(actor(erik), Membership, row_of(erik).pk) == row_of(erik)


def test_the_rights_on_what_is_ones_own_outlast_every_role(actor, as_record, row_of, fatima, bram, team):
    as_record(Record.PLAN)
    fatima.memberships.update(ends_on=timezone.localdate() - timedelta(days=1))
    assert list(kept_of_one(actor(fatima), Membership)) == [row_of(fatima)]
    assert not visible_own(actor(fatima), Membership).exists()
    assert not kept_of_one(actor(bram), Team).exists()
    assert not kept_of_one(actor(fatima), SubmittedForm).exists()


def test_what_has_no_other_side_is_nobodys_as_a_party(actor, as_record, fatima):
    as_record(Record.PLAN)
    assert not visible_as_party(actor(fatima), Membership).exists()


@pytest.mark.parametrize("get", [get_visible, get_own, get_as_party])
def test_what_is_not_there_and_what_is_not_for_you_look_the_same(actor, as_record, row_of, get, fatima, bram):
    as_record(Record.PLAN)
    with pytest.raises(Http404) as forbidden:
        get(actor(bram), Membership, row_of(fatima).pk)
    with pytest.raises(Http404) as absent:
        get(actor(bram), Membership, uuid4())
    assert str(forbidden.value) == str(absent.value)
    assert isinstance(forbidden.value, Refused)
    assert not isinstance(absent.value, Refused)


def test_reading_one_own_row_that_the_role_no_longer_opens_is_refused(actor, as_record, row_of, fatima):
    as_record(Record.PLAN)
    fatima.memberships.update(ends_on=timezone.localdate() - timedelta(days=1))
    with pytest.raises(Refused):
        get_visible(actor(fatima), Membership, row_of(fatima).pk)
