"""How a time in benefit ended."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerlus.outcomes.rules.employment import Job
from leerlus.outcomes.rules.outflow import Benefit, Outflow, Return, outflow_of, returned
from leerlus.outcomes.rules.periods import months_later
from leerlus.outcomes.rules.spells import OTHER_WAYS, WORK, Exit

LATER = date(2026, 11, 25)
START, END = date(2024, 1, 1), date(2025, 3, 31)
DATES = st.dates(min_value=date(2018, 1, 1), max_value=date(2026, 6, 1))


def benefit(end: date | None = END, reason: Exit = Exit.FULL_TIME_WORK, start: date = START) -> Benefit:
    return Benefit(start, end, reason)


def work(start: date, last_day: date) -> Job:
    return Job(start, last_day, None, None)


def test_check_37_moving_is_a_competing_way_out_and_never_outflow_to_work():
    moved = benefit(reason=Exit.MOVED)
    assert outflow_of(moved, [moved], [], LATER) is Outflow.OTHER
    assert outflow_of(moved, [moved], [work(date(2025, 4, 1), LATER)], LATER) is Outflow.OTHER


@pytest.mark.parametrize("reason", sorted(set(OTHER_WAYS) - {Exit.REASON_UNKNOWN}))
def test_check_37_no_other_way_out_counts_as_work(reason):
    ended = benefit(reason=reason)
    assert outflow_of(ended, [ended], [], LATER) is Outflow.OTHER


@pytest.mark.parametrize("reason", WORK)
def test_a_benefit_that_ended_with_work_counts_when_there_is_no_new_benefit_a_month_later(reason):
    ended = benefit(reason=reason)
    assert outflow_of(ended, [ended], [], LATER) is Outflow.WORK


def test_a_new_benefit_within_a_month_is_no_outflow_but_a_benefit_that_went_on():
    ended = benefit()
    again = benefit(start=date(2025, 4, 20), end=None)
    assert outflow_of(ended, [ended, again], [], LATER) is Outflow.BACK_AT_ONCE


def test_a_new_benefit_that_ended_before_the_month_was_over_does_not_count():
    ended = benefit()
    short = benefit(start=date(2025, 4, 2), end=date(2025, 4, 20))
    assert outflow_of(ended, [ended, short], [], LATER) is Outflow.WORK


def test_a_job_a_month_after_an_end_without_a_reason_is_outflow_to_work():
    ended = benefit(reason=Exit.REASON_UNKNOWN)
    assert outflow_of(ended, [ended], [work(date(2025, 4, 15), date(2025, 9, 1))], LATER) is Outflow.WORK


def test_a_job_that_ended_within_the_month_does_not_make_it_outflow_to_work():
    ended = benefit(reason=Exit.REASON_UNKNOWN)
    assert outflow_of(ended, [ended], [work(date(2025, 4, 1), date(2025, 4, 29))], LATER) is Outflow.UNKNOWN


def test_within_a_month_after_the_end_it_is_too_early():
    ended = benefit()
    assert outflow_of(ended, [ended], [], date(2025, 4, 29)) is Outflow.TOO_EARLY
    assert outflow_of(ended, [ended], [], date(2025, 4, 30)) is Outflow.WORK


def test_the_month_is_a_setting():
    ended = benefit(reason=Exit.REASON_UNKNOWN)
    job = work(date(2025, 5, 15), LATER)
    assert outflow_of(ended, [ended], [job], LATER, 1) is Outflow.UNKNOWN
    assert outflow_of(ended, [ended], [job], LATER, 2) is Outflow.WORK


def test_a_benefit_that_goes_on_has_no_outflow():
    assert outflow_of(benefit(end=None), [], [], LATER) is Outflow.STILL_IN_BENEFIT


@pytest.mark.parametrize(
    ("start", "expected"),
    [(date(2025, 5, 1), Return.YES), (date(2026, 3, 31), Return.YES), (date(2026, 4, 1), Return.NO)],
)
def test_a_return_counts_within_twelve_months(start, expected):
    assert returned(END, [benefit(), benefit(start=start, end=None)], LATER) is expected


def test_a_return_is_judged_when_twelve_months_have_passed_for_everybody():
    assert returned(END, [benefit(start=date(2025, 6, 1), end=None)], date(2026, 3, 30)) is Return.TOO_EARLY


ENDED = st.builds(
    lambda start, days, reason: Benefit(start, start + timedelta(days=days), reason),
    DATES,
    st.integers(0, 1500),
    st.sampled_from([*WORK, *OTHER_WAYS]),
)
JOBS = st.lists(
    st.builds(lambda start, days: work(start, start + timedelta(days=days)), DATES, st.integers(0, 900))
)


@given(st.lists(ENDED, min_size=1, max_size=5), JOBS, DATES)
def test_outflow_to_work_always_rests_on_work_in_the_records(benefits, jobs, known_until):
    one = benefits[0]
    if outflow_of(one, benefits, jobs, known_until) is Outflow.WORK:
        assert one.reason in WORK or jobs
        assert one.reason not in set(OTHER_WAYS) - {Exit.REASON_UNKNOWN}
        assert months_later(one.end, 1) <= known_until


@given(ENDED, st.lists(ENDED, max_size=5), DATES)
def test_a_return_is_never_judged_before_its_year_is_over(one, others, known_until):
    early = months_later(one.end, 12) > known_until
    assert (returned(one.end, others, known_until) is Return.TOO_EARLY) == early
