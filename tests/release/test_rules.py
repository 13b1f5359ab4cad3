"""When something about a team may be told (reliability document 4.2)."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerlus.release.rules import FEWEST_EVER, LOT, Hidden, contributor_band, decide, round_is_due

TODAY = date(2026, 11, 23)


def people(number: int, *, first: int = 0) -> dict[UUID, bool]:
    """So many people, the first half of whom say yes."""
    return {UUID(int=first + index): index < number / 2 for index in range(number)}


def test_with_seven_people_nothing_is_told():
    assert decide(people(7), None, works_council_agreed=True).hidden is Hidden.TOO_FEW


def test_with_eight_people_it_is_told_whether_at_least_half_says_yes():
    assert decide(people(8), None, works_council_agreed=True).at_least_half is True
    three_of_eight = {person: index < 3 for index, person in enumerate(people(8))}
    assert decide(three_of_eight, None, works_council_agreed=True).at_least_half is False


def test_no_setting_goes_below_the_floor_of_five():
    assert decide(people(4), None, works_council_agreed=True, least=1).hidden is Hidden.TOO_FEW
    assert decide(people(FEWEST_EVER), None, works_council_agreed=True, least=1).hidden is None


def test_without_consent_of_the_works_council_nothing_is_told_about_any_number():
    assert decide(people(40), None, works_council_agreed=False).hidden is Hidden.NO_CONSENT_OF_WORKS_COUNCIL


@pytest.mark.parametrize("came", range(5))
@pytest.mark.parametrize("went", range(5))
def test_people_enter_and_leave_a_series_only_in_lots_of_three(came, went):
    before = set(people(20))
    now = {**dict(list(people(20).items())[went:]), **people(came, first=100)}
    told = decide(now, before, works_council_agreed=True).hidden is None
    assert told == all(change == 0 or change >= LOT for change in (came, went))


@given(st.sets(st.integers(0, 40), min_size=8), st.sets(st.integers(0, 40), min_size=8), st.randoms())
def test_one_person_more_or_less_never_makes_two_published_answers_differ(now, before, random):
    earlier = {UUID(int=number) for number in before}
    answers = {UUID(int=number): random.random() < 0.5 for number in now}
    if len(set(answers) ^ earlier) in {1, 2}:
        assert decide(answers, earlier, works_council_agreed=True).at_least_half is None


def test_rounds_lie_sixty_days_apart():
    assert round_is_due(None, TODAY)
    assert not round_is_due(TODAY - timedelta(days=59), TODAY)
    assert round_is_due(TODAY - timedelta(days=60), TODAY)


@pytest.mark.parametrize(
    ("number", "band"),
    [(4, ""), (5, "5-7"), (8, "8-10"), (11, "11-15"), (25, "16-25"), (26, "26+"), (90, "26+")],
)
def test_how_many_contributed_is_told_as_a_band(number, band):
    assert contributor_band(number) == band
