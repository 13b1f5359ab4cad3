"""Half years of the calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from leerlus.pictures.rules.half_years import HalfYear, whole_half_years

days = some.dates(date(2015, 1, 1), date(2030, 1, 1))


@given(days)
def test_every_day_is_in_its_half_year_and_in_no_other(day):
    own = HalfYear.of(day)
    assert day in own
    assert own.first - timedelta(days=1) not in own
    assert own.last + timedelta(days=1) not in own


def test_a_half_year_begins_in_january_or_july():
    with pytest.raises(ValueError, match="January"):
        HalfYear(date(2026, 4, 1))
    assert HalfYear.of(date(2026, 6, 30)).last == date(2026, 6, 30)
    assert HalfYear.of(date(2026, 7, 1)).number == 2


@given(days, days, some.integers(1, 30))
def test_half_years_lie_wholly_between_two_days_and_are_the_last_ones(first, last, most):
    found = whole_half_years(first, last, most)
    assert len(found) <= most
    assert all(first <= one.first and one.last <= last for one in found)
    assert list(found) == sorted(found)
    if found:
        after = HalfYear.of(found[-1].last + timedelta(days=1))
        assert after.last > last
