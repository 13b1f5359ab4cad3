"""When it may be told how well a questionnaire measures, and how coarsely."""

from datetime import date, timedelta

import pytest

from leerlus.release.rules.estimates import (
    LEAST_PEOPLE,
    coarse_coefficient,
    coarse_deviation,
    is_due,
    may_estimate,
    people_band,
)
from leerlus.release.rules.lots import Nameless

TODAY = date(2026, 11, 2)


def people(number: int, first: int = 0) -> set[int]:
    return set(range(first, first + number))


def test_it_takes_a_hundred_people():
    assert LEAST_PEOPLE == 100
    assert may_estimate(people(100), [])
    assert not may_estimate(people(99), [])


def test_there_are_at_most_four_estimates_a_year():
    assert is_due(None, TODAY)
    assert not is_due(TODAY - timedelta(days=91), TODAY)
    assert is_due(TODAY - timedelta(days=92), TODAY)


@pytest.mark.parametrize(("came", "may"), [(0, True), (1, False), (3, False), (4, True)])
def test_people_come_in_lots_of_four_over_every_earlier_estimate(came, may):
    long_ago = [people(100), people(200, 500)]
    assert may_estimate(people(100 + came), long_ago) is may


def test_who_erased_and_came_back_may_be_the_nameless_one():
    before = [(people(100) - {0, 1, 2, 3}) | {Nameless(number) for number in range(4)}]
    now = people(104) - {0, 1, 2, 3} | {0}
    assert may_estimate(now - {103}, before)
    assert not may_estimate(now - {103}, before, erased_once={0})


@pytest.mark.parametrize(
    ("number", "band"),
    [(99, ""), (100, "100-149"), (149, "100-149"), (150, "150-249"), (250, "250-499"), (900, "500+")],
)
def test_how_many_people_is_told_in_a_band(number, band):
    assert people_band(number) == band


def test_an_estimate_is_told_coarsely():
    assert coarse_coefficient(0.78512) == 0.79
    assert coarse_deviation(18.4) == 18
    assert coarse_deviation(0.2) == 1
