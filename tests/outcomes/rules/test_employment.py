"""Lasting work by the calendar."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerlus.outcomes.rules.employment import (
    DAYS_BETWEEN_JOBS,
    Job,
    Lasting,
    consecutive,
    is_longer_than_six_months,
    judged_from,
    lasting_work,
)

LATER = date(2026, 11, 25)
DATES = st.dates(min_value=date(2015, 1, 1), max_value=date(2026, 6, 1))
MAYBE = st.none() | st.booleans()
JOBS = st.builds(
    lambda start, days, regular, subsidised: Job(start, start + timedelta(days=days), regular, subsidised),
    DATES,
    st.integers(0, 900),
    MAYBE,
    MAYBE,
)


def job(start: date, last_day: date, *, regular: bool | None = True, subsidised: bool | None = False) -> Job:
    return Job(start, last_day, regular, subsidised)


@pytest.mark.parametrize(
    ("last_day", "expected"), [(date(2025, 9, 1), Lasting.NO), (date(2025, 9, 2), Lasting.YES)]
)
def test_check_35_a_placement_of_1_march_is_lasting_on_2_september_and_not_a_day_before(last_day, expected):
    assert lasting_work([job(date(2025, 3, 1), last_day)], LATER) == [expected]


@pytest.mark.parametrize(
    ("regular", "subsidised"), [(False, False), (True, True), (False, None), (None, True)]
)
def test_check_35_a_subsidised_or_other_job_is_never_lasting_and_stands_apart(regular, subsidised):
    long = job(date(2020, 1, 1), date(2026, 1, 1), regular=regular, subsidised=subsidised)
    assert lasting_work([long], LATER) == [Lasting.APART]


def test_check_36_a_placement_of_four_months_ago_is_too_early_and_not_a_no():
    started = date(2026, 7, 25)
    assert lasting_work([job(started, LATER)], LATER) == [Lasting.TOO_EARLY]
    assert lasting_work([job(started, started + timedelta(days=3))], LATER) == [Lasting.TOO_EARLY]


def test_work_that_may_still_go_on_is_too_early_to_say_and_never_a_no():
    started, confirmed = date(2025, 1, 1), date(2025, 3, 1)
    going_on = Job(started, confirmed, regular=True, subsidised=False, goes_on=True)
    assert lasting_work([going_on], LATER) == [Lasting.TOO_EARLY]
    assert lasting_work([job(started, confirmed)], LATER) == [Lasting.NO]


def test_a_placement_is_judged_from_six_months_and_31_days_on():
    started = date(2025, 3, 1)
    assert judged_from(started) == date(2025, 10, 2)
    worked = job(started, date(2025, 12, 1))
    assert lasting_work([worked], date(2025, 10, 1)) == [Lasting.TOO_EARLY]
    assert lasting_work([worked], date(2025, 10, 2)) == [Lasting.YES]


@pytest.mark.parametrize(
    ("next_start", "expected"),
    [(date(2025, 6, 1), [Lasting.YES]), (date(2025, 6, 2), [Lasting.NO, Lasting.NO])],
)
def test_two_regular_jobs_count_as_one_with_at_most_31_days_between(next_start, expected):
    jobs = [job(date(2025, 3, 1), date(2025, 4, 30)), job(next_start, date(2025, 9, 30))]
    assert lasting_work(jobs, LATER) == expected


def test_a_shorter_job_inside_a_longer_one_does_not_break_the_row():
    jobs = [
        job(date(2025, 1, 1), date(2025, 7, 10)),
        job(date(2025, 2, 1), date(2025, 2, 10)),
        job(date(2025, 8, 1), date(2025, 8, 10)),
    ]
    assert lasting_work(jobs, LATER) == [Lasting.YES]


def test_a_job_of_which_nobody_recorded_the_kind_is_unknown_and_never_a_no():
    assert lasting_work([job(date(2025, 1, 1), date(2025, 12, 1), regular=None)], LATER) == [Lasting.UNKNOWN]
    assert lasting_work([job(date(2025, 1, 1), date(2025, 12, 1), subsidised=None)], LATER) == [
        Lasting.UNKNOWN
    ]


def test_six_months_after_the_last_day_of_august_end_in_february():
    assert not is_longer_than_six_months(date(2025, 8, 31), date(2026, 2, 28))
    assert is_longer_than_six_months(date(2025, 8, 31), date(2026, 3, 1))


@given(st.lists(JOBS, max_size=5), st.integers(0, 60))
def test_every_regular_job_is_in_one_row_and_rows_lie_further_apart_than_allowed(jobs, allowed):
    rows = consecutive(jobs, allowed)
    assert sorted(map(repr, (one for row in rows for one in row))) == sorted(
        repr(one) for one in jobs if one.counts
    )
    for earlier, later in pairwise(rows):
        assert (later[0].start - max(one.last_day for one in earlier)).days - 1 > allowed


@given(st.lists(JOBS, max_size=5), DATES)
def test_jobs_that_stand_apart_never_change_what_is_said_about_regular_jobs(jobs, known_until):
    regular_alone = lasting_work([one for one in jobs if one.counts], known_until)
    said = lasting_work(jobs, known_until)
    assert said[: len(regular_alone)] == regular_alone
    assert set(said[len(regular_alone) :]) <= {Lasting.APART, Lasting.UNKNOWN}


@given(JOBS, st.integers(1, 400), DATES)
def test_working_longer_never_turns_lasting_work_into_a_no(any_job, more, known_until):
    one = replace(any_job, regular=True, subsidised=False)
    longer = replace(one, last_day=one.last_day + timedelta(days=more))
    if lasting_work([one], known_until) == [Lasting.YES]:
        assert lasting_work([longer], known_until) == [Lasting.YES]


@given(st.lists(JOBS, max_size=5), DATES)
def test_nobody_gets_a_no_before_six_months_and_the_gap_have_passed(jobs, known_until):
    early = [one for one in jobs if one.counts and judged_from(one.start, DAYS_BETWEEN_JOBS) > known_until]
    assert Lasting.NO not in lasting_work(early, known_until)
