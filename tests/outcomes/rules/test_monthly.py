"""Whole months of a set, and how many people left in each."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as some

from leerlus.outcomes.rules.monthly import MOST_MONTHS, per_month, whole_months

days = some.dates(date(2020, 1, 1), date(2027, 1, 1))


def test_a_month_counts_when_the_set_knows_all_of_it():
    assert whole_months(date(2026, 1, 2), date(2026, 4, 30)) == (date(2026, 2, 1), date(2026, 3, 1))
    assert whole_months(date(2026, 1, 1), date(2026, 3, 1)) == (date(2026, 1, 1), date(2026, 2, 1))


@given(days, days)
def test_months_follow_each_other_and_lie_between_start_and_end(start, end):
    months = whole_months(start, end)
    assert len(months) <= MOST_MONTHS
    assert all(start <= month < end for month in months)
    assert sorted(set(months)) == list(months)


@given(some.lists(days, max_size=30))
def test_everybody_who_left_in_the_months_shown_is_counted_once(left):
    months = whole_months(date(2022, 1, 1), date(2023, 7, 4))
    counted = per_month(left, months)
    assert sum(counted) == sum(months[0] <= day < date(2023, 7, 1) for day in left)
