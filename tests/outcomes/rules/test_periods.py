"""Periods by the calendar: a spell that ended during its k-th period has duration k."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerlus.outcomes.rules.periods import months_later, period_of, periods_of
from leerlus.outcomes.rules.spells import Unit

DATES = st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 1, 1))


@pytest.mark.parametrize(
    ("start", "end", "unit", "period"),
    [
        (date(2024, 1, 1), date(2024, 1, 1), Unit.DAY, 1),
        (date(2024, 1, 1), date(2024, 1, 8), Unit.WEEK, 1),
        (date(2024, 1, 1), date(2024, 1, 9), Unit.WEEK, 2),
        (date(2024, 1, 1), date(2024, 1, 15), Unit.TWO_WEEKS, 1),
        (date(2024, 1, 31), date(2024, 2, 29), Unit.MONTH, 1),
        (date(2024, 1, 31), date(2024, 3, 1), Unit.MONTH, 2),
        (date(2024, 3, 15), date(2025, 3, 15), Unit.MONTH, 12),
        (date(2024, 3, 15), date(2025, 3, 16), Unit.MONTH, 13),
    ],
)
def test_the_period_in_which_a_spell_ended(start, end, unit, period):
    assert period_of(start, end, unit) == period


@given(DATES, st.integers(0, 20_000))
def test_a_month_period_holds_its_end(start, days):
    end = start + timedelta(days=days)
    period = period_of(start, end, Unit.MONTH)
    assert end <= months_later(start, period)
    assert period == 1 or end > months_later(start, period - 1)


@given(DATES, st.integers(0, 5_000), st.sampled_from(Unit))
def test_a_longer_spell_never_has_a_smaller_period(start, days, unit):
    end = start + timedelta(days=days)
    assert period_of(start, end + timedelta(days=1), unit) >= period_of(start, end, unit) >= 1


def test_an_end_before_the_start_is_refused():
    with pytest.raises(ValueError, match="before it starts"):
        period_of(date(2024, 1, 2), date(2024, 1, 1), Unit.DAY)


@given(st.lists(st.tuples(DATES, DATES).map(sorted), min_size=1, max_size=20), st.sampled_from(Unit))
def test_many_pairs_at_once_give_the_same_periods_as_one_by_one(pairs, unit):
    starts, ends = (np.asarray(days, "datetime64[D]") for days in zip(*pairs, strict=True))
    assert periods_of(starts, ends, unit).tolist() == [period_of(start, end, unit) for start, end in pairs]
