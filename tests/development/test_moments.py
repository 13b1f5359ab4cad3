"""Days of looking back, and where to start again: rules without a database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerlus.development.moments import (
    LEAST_CONFIDENCE,
    Restart,
    asks_for_a_smaller_step,
    restart_from,
    six_months_after,
)

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1))


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2027, 1, 15), date(2027, 7, 15)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 12, 31), date(2028, 6, 30)),
        (date(2027, 6, 30), date(2027, 12, 30)),
    ],
)
def test_six_months_are_calendar_months(day, later):
    assert six_months_after(day) == later


@given(DAYS)
def test_six_months_later_is_six_months_on_in_the_calendar_and_never_past_its_end(day):
    later = six_months_after(day)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == 6
    assert later.day <= day.day


@given(DAYS, DAYS)
def test_who_did_it_later_is_asked_no_earlier(one, other):
    first, second = sorted([one, other])
    assert six_months_after(first) <= six_months_after(second)


@pytest.mark.parametrize(
    ("stage", "restart"),
    [
        ("a", Restart.LET_GO),
        ("b", Restart.TALK_IT_OVER),
        ("c", Restart.START_SMALL),
        ("d", Restart.HOLD_ON),
        ("e", Restart.HOLD_ON),
        (None, Restart.ASK),
        ("", Restart.ASK),
    ],
)
def test_starting_again_is_at_the_stage_somebody_is_in(stage, restart):
    assert restart_from(stage) is restart


@given(st.none() | st.integers(0, 10))
def test_a_smaller_step_is_proposed_to_who_doubts_and_not_to_who_did_not_say(confidence):
    assert asks_for_a_smaller_step(confidence) == (confidence in range(LEAST_CONFIDENCE))
