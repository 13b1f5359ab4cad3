"""Sharing: one receiver, an end date, stopped at once (check 17)."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils import timezone

from leerlus.access import receivers
from leerlus.access.door import visible
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent, Share
from leerlus.access.receivers import possible_receivers
from leerlus.access.shared_pages import things_shared
from leerlus.access.shares import (
    DEFAULT_DAYS,
    LONGEST_DAYS,
    given_share,
    share,
    shares_given,
    shares_of,
    shares_received,
    stop_sharing,
    stop_what_was_made_for,
)
from leerlus.organisations.models import Membership, Person
from leerlus.organisations.roles import Role


@pytest.fixture
def plan(as_record, with_page):
    """Memberships stand for steps on a plan."""
    as_record(Record.PLAN)
    with_page()


@pytest.fixture
def until() -> date:
    return timezone.localdate() + timedelta(days=DEFAULT_DAYS)


def test_check_17_a_share_has_one_receiver_and_an_end_date_and_is_withdrawn_at_once(
    plan, actor, row_of, fatima, bram, until
):
    given = share(actor(fatima), row_of(fatima), bram, until)
    assert (given.receiver, given.ends_on) == (bram, until)
    assert visible(actor(bram), Membership).filter(person=fatima).exists()
    stop_sharing(actor(fatima), given)
    assert not visible(actor(bram), Membership).filter(person=fatima).exists()


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (Record.SCAN, ["Bram"]),
        (Record.PLAN, ["Bram", "Erik"]),
        (Record.PORTFOLIO, ["Bram", "Erik", "Noor"]),
        (Record.REFLECTION, []),
    ],
)
def test_the_list_offers_only_those_who_may_receive(
    actor, fatima, bram, erik, noor, dirk, sam, record, expected
):
    assert [person.name for person in possible_receivers(actor(fatima), record).people] == expected


def test_the_list_leaves_out_strangers_leavers_and_the_deactivated(
    actor, fatima, make_person, team, other_municipality
):
    make_person("Pien", Role.CASEWORKER, other_municipality)
    make_person("Gijs", Role.CASEWORKER, team, is_active=False)
    make_person("Anna", Role.CASEWORKER, team).memberships.update(
        ends_on=timezone.localdate() - timedelta(days=1)
    )
    moved = make_person("Mees", Role.CASEWORKER, team)
    Person.objects.filter(pk=moved.pk).update(municipality=other_municipality)
    assert not possible_receivers(actor(fatima), Record.PLAN)


def test_the_list_leaves_out_a_colleague_who_also_manages(actor, fatima, bram, team):
    Membership.objects.create(
        person=bram,
        municipality=team.municipality,
        team=team,
        role=Role.TEAM_MANAGER,
        starts_on=date(2020, 1, 1),
    )
    assert possible_receivers(actor(fatima), Record.SCAN).people == ()
    assert possible_receivers(actor(fatima), Record.PLAN).people == (bram,)


def test_somebody_of_no_municipality_shares_with_nobody(actor, lotte, make_person, monkeypatch):
    monkeypatch.setattr(receivers, "may_receive", lambda record, roles: True)
    make_person("Ilse", Role.RESEARCHER, None)
    assert not possible_receivers(actor(lotte), Record.PLAN)


def test_only_ones_own_row_can_be_shared(plan, actor, row_of, fatima, bram, erik, until):
    share(actor(fatima), row_of(fatima), bram, until)
    with pytest.raises(Http404):
        share(actor(bram), row_of(fatima), erik, until)


@pytest.mark.parametrize("parts", [[], ["numbers"], ["role", "numbers"]])
def test_what_is_shown_in_parts_is_not_shared_without_one_nor_with_one_that_it_has_not(
    plan, with_page, actor, row_of, fatima, bram, until, parts
):
    with_page("role", "since")
    with pytest.raises(ValidationError) as refusal:
        share(actor(fatima), row_of(fatima), bram, until, parts)
    assert set(refusal.value.message_dict) == {"parts"}


@pytest.mark.parametrize("days", [-1, LONGEST_DAYS + 1])
def test_an_end_date_outside_the_coming_year_is_refused(plan, actor, row_of, fatima, bram, days):
    with pytest.raises(ValidationError) as refusal:
        share(actor(fatima), row_of(fatima), bram, timezone.localdate() + timedelta(days=days))
    assert set(refusal.value.message_dict) == {"ends_on"}


@pytest.mark.parametrize("days", [0, LONGEST_DAYS])
def test_today_and_a_year_from_now_are_allowed(plan, actor, row_of, fatima, bram, days):
    ends_on = timezone.localdate() + timedelta(days=days)
    assert share(actor(fatima), row_of(fatima), bram, ends_on).ends_on == ends_on


@pytest.mark.parametrize("receiver", ["fatima", "noor", "sam", "elsewhere", "closed"])
def test_sharing_with_somebody_who_may_not_receive_is_refused(
    plan, actor, row_of, fatima, noor, sam, make_person, team, other_municipality, until, receiver
):
    people = {
        "fatima": fatima,
        "noor": noor,
        "sam": sam,
        "elsewhere": make_person("Pien", Role.CASEWORKER, other_municipality),
        "closed": make_person("Gijs", Role.CASEWORKER, team, is_active=False),
    }
    with pytest.raises(ValidationError) as refusal:
        share(actor(fatima), row_of(fatima), people[receiver], until)
    assert set(refusal.value.message_dict) == {"receiver"}
    assert not Share.objects.exists()


def test_sharing_again_moves_the_end_date_and_stays_one_share(plan, actor, row_of, fatima, bram, until):
    share(actor(fatima), row_of(fatima), bram, until)
    share(actor(fatima), row_of(fatima), bram, until + timedelta(days=1))
    assert [given.ends_on for given in Share.objects.all()] == [until + timedelta(days=1)]


def test_sharing_and_stopping_are_logged_with_the_receiver(plan, actor, row_of, fatima, bram, until):
    given = share(actor(fatima), row_of(fatima), bram, until)
    stop_sharing(actor(fatima), given)
    stopped, shared = AccessEvent.objects.all()
    for line, action in ((shared, "shared"), (stopped, "stopped_sharing")):
        assert (line.action, line.record, line.object_id) == (action, "plan", row_of(fatima).pk)
        assert (line.actor_id, line.subject_id, line.receiver_id) == (fatima.pk, fatima.pk, bram.pk)


def test_stopping_twice_is_stopping_once(plan, actor, row_of, fatima, bram, until):
    given = share(actor(fatima), row_of(fatima), bram, until)
    stop_sharing(actor(fatima), given)
    first = Share.objects.get().stopped_at
    stop_sharing(actor(fatima), given)
    assert Share.objects.get().stopped_at == first
    assert AccessEvent.objects.filter(action="stopped_sharing").count() == 1


def test_stopping_ends_every_share_of_the_thing_with_that_receiver_and_no_other(
    plan, actor, row_of, fatima, bram, erik, until
):
    given = share(actor(fatima), row_of(fatima), bram, until)
    Share.objects.create(
        owner=fatima, receiver=bram, record="plan", object_id=row_of(fatima).pk, ends_on=until
    )
    others = [
        share(actor(fatima), row_of(fatima), erik, until),
        Share.objects.create(
            owner=erik, receiver=bram, record="plan", object_id=given.object_id, ends_on=until
        ),
        Share.objects.create(
            owner=fatima, receiver=bram, record="scan", object_id=given.object_id, ends_on=until
        ),
        Share.objects.create(owner=fatima, receiver=bram, record="plan", object_id=fatima.pk, ends_on=until),
    ]
    stop_sharing(actor(fatima), given)
    assert set(Share.objects.filter(stopped_at=None)) == set(others)


def test_nobody_stops_a_share_of_somebody_else(plan, actor, row_of, fatima, bram, until):
    given = share(actor(fatima), row_of(fatima), bram, until)
    with pytest.raises(PermissionError):
        stop_sharing(actor(bram), given)
    assert Share.objects.active().exists()


@pytest.mark.parametrize("by", ["fatima", "bram"])
def test_what_was_made_for_a_thing_ends_with_it_and_nothing_else_does(
    plan, actor, row_of, fatima, bram, until, by, request
):
    thing, other = uuid.uuid4(), uuid.uuid4()
    row = row_of(fatima)
    made = share(actor(fatima), row, bram, until, made_for=thing)
    others = {share(actor(fatima), row, bram, until, made_for=other), share(actor(fatima), row, bram, until)}
    stop_what_was_made_for(actor(request.getfixturevalue(by)), thing)
    assert set(Share.objects.active()) == others
    assert AccessEvent.objects.filter(action="stopped_sharing", object_id=made.object_id).count() == 1


def test_somebody_else_ends_nothing_of_what_was_made_for_a_thing(
    plan, actor, row_of, fatima, bram, erik, until
):
    thing = uuid.uuid4()
    share(actor(fatima), row_of(fatima), bram, until, made_for=thing)
    stop_what_was_made_for(actor(erik), thing)
    assert Share.objects.active().exists()


def test_sharing_again_for_the_same_thing_replaces_the_date(plan, actor, row_of, fatima, bram, until):
    thing = uuid.uuid4()
    for day in (until, until + timedelta(days=1)):
        share(actor(fatima), row_of(fatima), bram, day, made_for=thing)
    assert Share.objects.get().ends_on == until + timedelta(days=1)


def test_stopping_ends_also_what_was_made_for_something(plan, actor, row_of, fatima, bram, until):
    share(actor(fatima), row_of(fatima), bram, until, made_for=uuid.uuid4())
    stop_sharing(actor(fatima), share(actor(fatima), row_of(fatima), bram, until))
    assert not Share.objects.active().exists()


def test_a_given_share_is_found_by_its_owner_only(plan, actor, row_of, fatima, bram, until):
    given = share(actor(fatima), row_of(fatima), bram, until)
    assert given_share(actor(fatima), given.pk) == given
    with pytest.raises(Http404):
        given_share(actor(bram), given.pk)


def test_the_shares_of_a_row_are_its_open_ones(plan, actor, row_of, fatima, bram, erik, until):
    given = share(actor(fatima), row_of(fatima), bram, until)
    stop_sharing(actor(fatima), share(actor(fatima), row_of(fatima), erik, until))
    Share.objects.create(owner=bram, receiver=erik, record="plan", object_id=given.object_id, ends_on=until)
    Share.objects.create(owner=fatima, receiver=erik, record="scan", object_id=given.object_id, ends_on=until)
    Share.objects.create(owner=fatima, receiver=erik, record="plan", object_id=fatima.pk, ends_on=until)
    assert list(shares_of(actor(fatima), row_of(fatima))) == [given]
    assert str(given) == f"plan {row_of(fatima).pk}"


def given_by(actor) -> list[Share]:
    return [thing.share for thing in things_shared(actor, shares_given(actor))]


def received_by(actor) -> list[Share]:
    return [thing.share for thing in things_shared(actor, shares_received(actor))]


def test_both_sides_see_an_open_share_with_its_page(plan, settings, actor, row_of, fatima, bram, until):
    settings.ROOT_URLCONF = "tests.access.urls"
    given = share(actor(fatima), row_of(fatima), bram, until)
    for looks, shares in ((actor(fatima), shares_given), (actor(bram), shares_received)):
        [thing] = things_shared(looks, shares(looks))
        assert (thing.share, thing.row, thing.title) == (given, row_of(fatima), "caseworker")
        assert thing.url == f"/deel/{row_of(fatima).pk}/"
    assert received_by(actor(fatima)) == given_by(actor(bram)) == []


def test_a_share_of_something_that_is_gone_is_not_listed(plan, actor, row_of, fatima, bram, until):
    Share.objects.create(owner=fatima, receiver=bram, record="plan", object_id=fatima.pk, ends_on=until)
    Share.objects.create(
        owner=fatima, receiver=bram, record="portfolio", object_id=row_of(fatima).pk, ends_on=until
    )
    assert given_by(actor(fatima)) == received_by(actor(bram)) == []


def test_ended_and_stopped_shares_are_listed_on_neither_side(plan, actor, row_of, fatima, bram, until):
    given = share(actor(fatima), row_of(fatima), bram, until)
    Share.objects.update(ends_on=timezone.localdate() - timedelta(days=1))
    assert given_by(actor(fatima)) == received_by(actor(bram)) == []
    Share.objects.update(ends_on=until)
    stop_sharing(actor(fatima), given)
    assert given_by(actor(fatima)) == received_by(actor(bram)) == []


def test_what_the_door_no_longer_opens_is_not_listed_as_received(plan, actor, row_of, fatima, bram, until):
    share(actor(fatima), row_of(fatima), bram, until)
    Person.objects.filter(pk=fatima.pk).update(is_active=False)
    assert received_by(actor(bram)) == []


def test_somebody_whose_last_role_ended_still_finds_what_they_share(plan, actor, row_of, fatima, bram, until):
    given = share(actor(fatima), row_of(fatima), bram, until)
    fatima.memberships.update(ends_on=timezone.localdate() - timedelta(days=1))
    assert given_by(actor(fatima)) == [given]


def test_however_many_shares_the_things_are_asked_for_once(
    plan, actor, row_of, fatima, make_person, team, until, django_assert_num_queries
):
    for number in range(8):
        share(actor(fatima), row_of(fatima), make_person(f"Col{number}", Role.CASEWORKER, team), until)
    looks = actor(fatima)
    with django_assert_num_queries(3):
        assert len(things_shared(looks, shares_given(looks))) == 8
