"""Teams, other teams, departments and the municipality (reliability document 4.2, R6 and R7)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerlus.release.rules.figures import at_least_half
from leerlus.release.rules.levels import (
    OTHER_TEAMS,
    WHOLE_MUNICIPALITY,
    Before,
    Group,
    Level,
    TeamNow,
    decide_everywhere,
    decide_teams,
)
from leerlus.release.rules.lots import Counted
from leerlus.release.rules.series import Hidden, Terms

TODAY = date(2026, 11, 2)
TERMS = Terms(works_council_agreed=True, least=8, today=TODAY)
NOTHING: Before[int] = Before()


def team(number: int, value: float, *, first: int, department: str | None = None) -> TeamNow[int]:
    return TeamNow(department, dict.fromkeys(range(first, first + number), value))


def group(level: Level, key: str) -> Group:
    return Group(level, key)


TWO_DEPARTMENTS = {
    "north": team(8, 40, first=0, department="work"),
    "south": team(12, 60, first=100, department="work"),
    "east": team(9, 70, first=200, department="income"),
    "west": team(4, 20, first=300, department="income"),
    "youth": team(5, 30, first=400, department="income"),
}


def test_every_group_gets_one_outcome():
    outcome = decide_everywhere(TWO_DEPARTMENTS, NOTHING, TERMS)
    assert set(outcome) == {
        *(group(Level.TEAM, key) for key in TWO_DEPARTMENTS),
        OTHER_TEAMS,
        group(Level.DEPARTMENT, "work"),
        group(Level.DEPARTMENT, "income"),
        WHOLE_MUNICIPALITY,
    }


def test_teams_that_are_too_small_are_told_about_together():
    outcome = decide_everywhere(TWO_DEPARTMENTS, NOTHING, TERMS)
    assert outcome[group(Level.TEAM, "west")].hidden is Hidden.TOO_FEW
    assert outcome[OTHER_TEAMS].value == 25  # (4 x 20 + 5 x 30) / 9 = 25.6
    assert set(outcome[OTHER_TEAMS].counted) == {*range(300, 304), *range(400, 405)}


def test_larger_groups_are_worked_out_from_published_figures_and_their_bands():
    outcome = decide_everywhere(TWO_DEPARTMENTS, NOTHING, TERMS)
    work = outcome[group(Level.DEPARTMENT, "work")]
    assert (work.value, work.band) == (50, "16-25")  # (9 x 40 + 13 x 60) / 22 = 51.8
    everybody = outcome[WHOLE_MUNICIPALITY]
    assert (everybody.value, everybody.band) == (
        50,
        "26+",
    )  # (9 x 40 + 13 x 60 + 9 x 70 + 9 x 25) / 40 = 49.9
    assert len(everybody.counted) == 38


def test_a_department_with_one_figure_is_hidden_for_it_would_say_nothing_of_its_own():
    assert decide_everywhere(TWO_DEPARTMENTS, NOTHING, TERMS)[group(Level.DEPARTMENT, "income")].hidden is (
        Hidden.TOO_FEW_GROUPS
    )


def test_a_pool_needs_two_teams_with_somebody_in_them():
    one = {"a": team(7, 50, first=0), "b": TeamNow(None, {})}
    outcome = decide_everywhere(one, NOTHING, TERMS)[OTHER_TEAMS]
    assert outcome.hidden is Hidden.TOO_FEW_GROUPS
    assert outcome.present == frozenset(range(7))


@pytest.mark.parametrize(("second", "hidden"), [(3, Hidden.TOO_FEW), (4, None)])
def test_a_pool_needs_eight_people_even_where_five_are_enough_for_a_team(second, hidden):
    small = {"a": team(4, 50, first=0), "b": team(second, 50, first=10)}
    assert decide_everywhere(small, NOTHING, Terms(True, 5, TODAY))[OTHER_TEAMS].hidden is hidden


def test_a_pool_needs_as_many_people_as_the_municipality_asks_for_when_that_is_more():
    small = {"a": team(5, 50, first=0), "b": team(5, 50, first=10)}
    assert decide_everywhere(small, NOTHING, Terms(True, 11, TODAY))[OTHER_TEAMS].hidden is Hidden.TOO_FEW
    assert decide_everywhere(small, NOTHING, Terms(True, 10, TODAY))[OTHER_TEAMS].hidden is None


def test_a_team_that_pauses_does_not_go_into_the_pool():
    first = dict.fromkeys(range(9), 50.0)
    last = {group(Level.TEAM, "a"): {person: Counted(None, TODAY) for person in first}}
    teams = {"a": team(8, 50, first=1), "b": team(4, 50, first=20), "c": team(4, 50, first=30)}
    outcome = decide_everywhere(teams, Before(last, [first.keys()]), TERMS)
    assert outcome[group(Level.TEAM, "a")].hidden is Hidden.SMALL_CHANGE
    assert set(outcome[OTHER_TEAMS].counted) == {*range(20, 24), *range(30, 34)}


def test_the_pool_keeps_its_own_lots():
    last = {OTHER_TEAMS: {person: Counted(50.0, TODAY) for person in (*range(4), *range(10, 14))}}
    teams = {"a": team(4, 50, first=0), "b": team(5, 50, first=10)}
    outcome = decide_everywhere(teams, Before(last, [last[OTHER_TEAMS].keys()]), TERMS)[OTHER_TEAMS]
    assert set(outcome.counted) == {*range(4), *range(10, 14)}


def test_the_pool_does_not_tell_on_people_by_its_difference_with_a_team_of_the_same_round():
    """Somebody who moved is carried in the old team and would be new in the pool."""
    moved = dict.fromkeys(range(8), 50.0)
    last = {group(Level.TEAM, "a"): {person: Counted(50.0, TODAY) for person in range(8)}}
    teams = {"a": team(8, 50, first=0), "b": team(6, 50, first=0), "c": team(3, 50, first=6)}
    outcome = decide_everywhere(teams, Before(last, [moved.keys()]), TERMS)
    assert outcome[group(Level.TEAM, "a")].hidden is None
    assert outcome[OTHER_TEAMS].hidden is Hidden.SMALL_CHANGE


def test_a_second_team_does_not_tell_on_people_by_its_difference_with_the_first():
    teams = {"a": team(8, 50, first=0), "b": team(9, 50, first=0)}
    outcome = decide_teams(teams, NOTHING, TERMS, at_least_half)
    assert outcome[group(Level.TEAM, "a")].hidden is None
    assert outcome[group(Level.TEAM, "b")].hidden is Hidden.SMALL_CHANGE


def test_without_the_works_council_nothing_is_told_at_any_level():
    outcome = decide_everywhere(TWO_DEPARTMENTS, NOTHING, Terms(False, 8, TODAY))
    assert {decision.hidden for decision in outcome.values()} == {Hidden.NO_CONSENT_OF_WORKS_COUNCIL}


def test_of_a_yes_or_no_only_teams_are_told():
    outcome = decide_teams(TWO_DEPARTMENTS, NOTHING, TERMS, at_least_half)
    assert {found.level for found in outcome} == {Level.TEAM}


scores = st.floats(0, 100)
sizes = st.lists(st.integers(0, 14), min_size=1, max_size=5)


@given(sizes, st.data())
def test_above_teams_nothing_depends_on_scores_but_through_published_figures(numbers, data):
    """Subtracting one level from another tells nothing new: other scores, same figures of parts, same figure above."""

    def drawn(at: int) -> dict[int, TeamNow[int]]:
        return {
            key: TeamNow(
                key % 2, {100 * key + person: data.draw(scores, f"round {at}") for person in range(number)}
            )
            for key, number in enumerate(numbers)
        }

    first, second = (decide_everywhere(drawn(at), NOTHING, TERMS) for at in range(2))
    parts = [found for found in first if found.level in {Level.TEAM, Level.OTHER_TEAMS}]
    if all(first[part].value == second[part].value for part in parts):
        for found in first:
            assert first[found].value == second[found].value
