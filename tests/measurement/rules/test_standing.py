"""When a set begins, is active, rests and stops, and of whom it captures something."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerlus.measurement.rules.standing import (
    Group,
    Life,
    Obstacle,
    Standing,
    captures,
    is_joint,
    next_look,
    obstacles,
    standing,
)

PEOPLE = [UUID(int=number) for number in range(1, 6)]
FATIMA, BRAM, NOA, ERIK, KARIN = PEOPLE
GROUP = Group(frozenset({FATIMA, BRAM}), frozenset({ERIK}))
START, STOP = date(2026, 1, 5), date(2026, 6, 30)
RUNNING = Life(START, START, STOP, None, frozenset({FATIMA, BRAM, ERIK}))

some_people = st.frozensets(st.sampled_from(PEOPLE))
days = st.dates(date(2025, 12, 1), date(2026, 8, 1))
lives = st.builds(
    Life,
    proposed_on=st.none() | days,
    running_since=st.none() | days,
    ends_on=st.none() | days,
    closed_on=st.none() | days,
    agreed=some_people,
)
groups = st.builds(lambda some, led: Group(some - led, led), some_people, some_people)


def stands(life: Life = RUNNING, on: date = START, *, group: Group = GROUP, agreed: bool = True) -> Standing:
    return standing(life, group, on, works_council_agreed=agreed)


@pytest.mark.parametrize(
    ("caseworkers", "managers", "joint"),
    [(2, 1, True), (3, 2, True), (1, 1, False), (2, 0, False), (2, 2, False), (9, 1, True), (1, 0, False)],
)
def test_a_joint_table_has_two_caseworkers_a_manager_and_a_majority(caseworkers, managers, joint):
    assert is_joint(caseworkers, managers) is joint


@given(life=lives, group=groups, today=days)
def test_check_40_no_set_begins_as_long_as_one_of_the_group_did_not_agree(life, group, today):
    found = obstacles(life, group, today, works_council_agreed=True)
    assert (Obstacle.CASEWORKERS in found) == bool(group.caseworkers - life.agreed)
    assert (Obstacle.MANAGERS in found) == bool(group.managers - life.agreed)


@given(life=lives, group=groups, today=days)
def test_check_75_without_the_works_council_nothing_begins_and_nothing_is_active(life, group, today):
    assert Obstacle.WORKS_COUNCIL in obstacles(life, group, today, works_council_agreed=False)
    assert standing(life, group, today, works_council_agreed=False) is not Standing.ACTIVE


@given(life=lives, group=groups, today=days, person=st.sampled_from(PEOPLE))
def test_check_41_nothing_is_captured_after_the_stop_date(life, group, today, person):
    if life.ends_on is not None and today > life.ends_on:
        assert not captures(life, group, person, date.min, today, works_council_agreed=True)


@given(
    life=lives,
    group=groups,
    on=days,
    person=st.sampled_from(PEOPLE),
    said_on=st.none() | days,
    council=st.booleans(),
)
def test_nothing_is_ever_captured_without_the_own_yes_before_that_day(
    life, group, on, person, said_on, council
):
    if captures(life, group, person, said_on, on, works_council_agreed=council):
        assert person in life.agreed
        assert person in group.caseworkers
        assert said_on is not None
        assert life.running_since is not None
        assert life.ends_on is not None
        assert max(said_on, life.running_since) <= on <= life.ends_on
        assert life.closed_on is None
        assert group.managers <= life.agreed
        assert council


def test_capture_goes_on_until_and_including_the_stop_date():
    assert captures(RUNNING, GROUP, FATIMA, START, STOP, works_council_agreed=True)
    assert not captures(RUNNING, GROUP, FATIMA, START, STOP + timedelta(days=1), works_council_agreed=True)


def test_nothing_is_captured_of_a_manager():
    assert not captures(RUNNING, GROUP, ERIK, START, START, works_council_agreed=True)


def test_a_colleague_who_joined_later_does_not_stop_it_and_is_not_captured():
    larger = Group(GROUP.caseworkers | {NOA}, GROUP.managers)
    assert stands(group=larger) is Standing.ACTIVE
    assert not captures(RUNNING, larger, NOA, None, START, works_council_agreed=True)
    assert captures(RUNNING, larger, FATIMA, START, START, works_council_agreed=True)


def test_it_rests_when_somebody_leads_the_team_who_did_not_say_yes():
    assert stands(group=Group(GROUP.caseworkers, frozenset({KARIN}))) is Standing.RESTING
    assert stands(group=Group(GROUP.caseworkers, frozenset())) is Standing.RESTING
    assert stands(group=Group(GROUP.caseworkers, frozenset({ERIK, KARIN}))) is Standing.RESTING


@pytest.mark.parametrize(
    ("life", "on", "expected"),
    [
        (Life(), START, Standing.DRAFT),
        (Life(proposed_on=START, ends_on=STOP), START, Standing.PROPOSED),
        (RUNNING, STOP, Standing.ACTIVE),
        (RUNNING, STOP + timedelta(days=1), Standing.ENDED),
        (replace(RUNNING, closed_on=START), START, Standing.CLOSED),
    ],
)
def test_a_set_goes_from_draft_to_closed(life, on, expected):
    assert stands(life, on) is expected


def test_a_set_of_which_the_stop_date_passed_while_it_waited_does_not_begin():
    waiting = replace(RUNNING, running_since=None)
    late = STOP + timedelta(days=1)
    assert obstacles(waiting, GROUP, late, works_council_agreed=True) == (Obstacle.STOP_DATE,)


def test_everybody_agreed_means_nothing_stands_in_the_way():
    assert obstacles(replace(RUNNING, running_since=None), GROUP, START, works_council_agreed=True) == ()


@given(looked=days, weeks=st.integers(4, 8), ends=days)
def test_the_next_look_is_a_rhythm_later_and_never_after_the_stop_date(looked, weeks, ends):
    assert next_look(looked, weeks, ends) == min(looked + timedelta(weeks=weeks), ends)
