"""When a fact about a team may be published (reliability document 4.2; check 16 for as far as there are figures)."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leerlus.release.rules import (
    FEWEST_EVER,
    LEAST_CONTRIBUTORS,
    LOT,
    Hidden,
    contributor_band,
    decide,
    round_is_due,
)

PEOPLE = [UUID(int=number) for number in range(1, 31)]


def team_of(number: int, *, yes: int = 0) -> dict[UUID, bool]:
    return {person: position < yes for position, person in enumerate(PEOPLE[:number])}


@st.composite
def teams(draw: st.DrawFn) -> dict[UUID, bool]:
    people = draw(st.lists(st.sampled_from(PEOPLE), unique=True, max_size=20))
    return {person: draw(st.booleans()) for person in people}


def test_eight_people_are_needed():
    assert decide(team_of(7, yes=7), None, works_council_agreed=True).hidden is Hidden.TOO_FEW
    assert decide(team_of(8, yes=8), None, works_council_agreed=True).at_least_half is True


def test_no_setting_goes_below_five():
    assert decide(team_of(4, yes=4), None, works_council_agreed=True, least=1).hidden is Hidden.TOO_FEW
    assert decide(team_of(5, yes=5), None, works_council_agreed=True, least=1).at_least_half is True
    assert FEWEST_EVER == 5


def test_nothing_is_told_before_the_works_council_agreed():
    decision = decide(team_of(20, yes=20), None, works_council_agreed=False)
    assert (decision.at_least_half, decision.hidden) == (None, Hidden.NO_CONSENT_OF_WORKS_COUNCIL)


@pytest.mark.parametrize(("yes", "told"), [(3, False), (4, True), (5, True)])
def test_half_of_a_team_is_enough(yes, told):
    assert decide(team_of(8, yes=yes), None, works_council_agreed=True).at_least_half is told


@pytest.mark.parametrize("number", [9, 10])
def test_one_or_two_who_join_hide_the_figure(number):
    decision = decide(team_of(number, yes=number), PEOPLE[:8], works_council_agreed=True)
    assert decision.hidden is Hidden.SMALL_CHANGE


@pytest.mark.parametrize("number", [8, 11])
def test_three_who_join_or_nobody_shows_it(number):
    assert decide(team_of(number), PEOPLE[:8], works_council_agreed=True).hidden is None


def test_one_who_leaves_is_not_covered_by_three_who_join():
    swapped = dict.fromkeys(PEOPLE[1:11], True)
    assert decide(swapped, PEOPLE[:8], works_council_agreed=True).hidden is Hidden.SMALL_CHANGE


@pytest.mark.parametrize(
    ("erased", "hidden"), [(1, Hidden.SMALL_CHANGE), (2, Hidden.SMALL_CHANGE), (3, None)]
)
def test_who_erased_their_content_counts_as_somebody_who_left(erased, hidden):
    now = team_of(20)
    assert decide(now, list(now), works_council_agreed=True, erased=erased).hidden is hidden


@settings(max_examples=200, deadline=None)
@given(teams(), teams())
def test_two_published_figures_never_differ_by_one_or_two_people(first, second):
    before = decide(first, None, works_council_agreed=True)
    after = decide(second, first, works_council_agreed=True)
    if before.hidden is None and after.hidden is None:
        for change in (len(first.keys() - second.keys()), len(second.keys() - first.keys())):
            assert change == 0 or change >= LOT


@settings(max_examples=200, deadline=None)
@given(teams(), st.none() | teams(), st.booleans(), st.integers(0, 12))
def test_what_is_told_is_true_and_never_about_fewer_than_the_floor(answers, earlier, agreed, least):
    decision = decide(answers, earlier, works_council_agreed=agreed, least=least)
    assert (decision.hidden is None) == (decision.at_least_half is not None)
    if decision.hidden is None:
        assert agreed
        assert len(answers) >= max(least, FEWEST_EVER)
        assert decision.at_least_half == (sum(answers.values()) >= len(answers) / 2)


def test_rounds_lie_sixty_days_apart():
    today = date(2026, 3, 2)
    assert round_is_due(None, today)
    assert not round_is_due(today - timedelta(days=59), today)
    assert round_is_due(today - timedelta(days=60), today)


def test_numbers_of_contributors_are_told_as_bands_and_below_the_floor_not_at_all():
    told = [contributor_band(number) for number in (4, 5, 7, 8, 10, 11, 15, 16, 26, 400)]
    assert told == ["", "5-7", "5-7", "8-10", "8-10", "11-15", "11-15", "16-25", "26+", "26+"]
    assert LEAST_CONTRIBUTORS == 8
