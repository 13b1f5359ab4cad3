"""Half years beside each other, given who the clients were."""

from datetime import date

import pytest

from leerlus.pictures.rules.half_years import HalfYear
from leerlus.pictures.rules.over_time import given_case_mix, group_counts
from leerlus.pictures.rules.period_tables import Group, Measure
from leerlus.pictures.rules.telling import ToldTable

SHORT, MIDDLE, LONG = Group.UNDER_A_YEAR, Group.ONE_TO_TWO, Group.OVER_TWO


def told(short: int, long: int, work_short: int, work_long: int) -> ToldTable:
    """People in benefit for short and long, and how many of them left for work; 100 in between, of whom ten."""
    return ToldTable(
        short + long + 100,
        {"work": work_short + work_long + 10},
        {SHORT: short, MIDDLE: 100, LONG: long},
        {SHORT: {"work": work_short}, MIDDLE: {"work": 10}, LONG: {"work": work_long}},
    )


def over(*tables: ToldTable):
    years = [HalfYear(date(2020 + number, 1, 1)) for number in range(len(tables))]
    return given_case_mix({year: {Measure.OUTFLOW: table} for year, table in zip(years, tables, strict=True)})


def test_half_years_that_differ_only_in_who_the_clients_were_are_all_as_expected():
    found = over(told(400, 100, 80, 5), told(200, 300, 40, 15), told(100, 400, 20, 20))
    assert [round(ratio[0], 2) for ratio in found.ratios] == [1.0, 1.0, 1.0]


def test_more_work_than_the_same_people_found_before_is_more_than_expected_with_its_limits():
    found = over(told(200, 200, 40, 10), told(200, 200, 40, 10), told(200, 200, 80, 20))
    value, low, high = found.ratios[-1]
    assert low < value < high
    assert low > 1


def test_fewer_than_three_half_years_are_not_compared():
    assert over(told(200, 200, 40, 10), told(200, 200, 40, 10)) is None


def test_a_group_that_is_kept_back_takes_its_half_year_out():
    hidden = ToldTable(500, {"work": 60}, {SHORT: 200, MIDDLE: None, LONG: 200}, {})
    assert group_counts(hidden) is None
    found = over(*[told(200, 200, 40, 10)] * 3, hidden)
    assert len(found.periods) == 3


def test_a_group_that_can_only_be_what_rounding_leaves_counts_as_nobody():
    assert group_counts(ToldTable(300, {}, {SHORT: 200, MIDDLE: 95, LONG: None}, {})) == (200, 95, 0)


@pytest.mark.parametrize("total", [None, 0])
def test_without_a_whole_nothing_is_known_of_groups(total):
    counts = group_counts(ToldTable(total, {}, {SHORT: None, MIDDLE: None, LONG: None}, {}))
    assert counts in (None, (0, 0, 0))
