"""What became of each spell of a client, as it is counted: in months, in quarters, without a day or a number."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerlus.outcomes.rules.employment import Job, Lasting, lasting_work
from leerlus.outcomes.rules.following import (
    followed,
    judged_by_quarter,
    months_of,
    not_followed,
    quarter_of,
)
from leerlus.outcomes.rules.outflow import Benefit, Outflow, Return, outflow_of, returned
from leerlus.outcomes.rules.spells import Exit, Unit

UNTIL = date(2025, 6, 1)


def one(*benefits, jobs=(), until=UNTIL):
    return followed(benefits, [3] * len(benefits), jobs, until)


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2024, 1, 1), 8096),
        (date(2024, 3, 31), 8096),
        (date(2024, 4, 1), 8097),
        (date(2024, 12, 31), 8099),
    ],
)
def test_a_quarter_has_a_number(day, quarter):
    assert quarter_of(day) == quarter


@pytest.mark.parametrize(
    ("duration", "unit", "months"),
    [
        (7, Unit.MONTH, 7),
        (30, Unit.DAY, 1),
        (31, Unit.DAY, 2),
        (1, Unit.WEEK, 1),
        (5, Unit.WEEK, 2),
        (26, Unit.TWO_WEEKS, 12),
    ],
)
def test_periods_are_counted_in_begun_months(duration, unit, months):
    assert months_of(duration, unit) == months


def test_who_came_back_is_counted_in_the_month_in_which_that_was():
    first = Benefit(date(2022, 1, 10), date(2022, 6, 10), Exit.FULL_TIME_WORK)
    again = Benefit(date(2022, 10, 1), None, Exit.STILL_IN_BENEFIT)
    left, still = one(first, again)
    assert (left.outflow, left.away, left.returned, left.new_client) == (Outflow.WORK, 4, True, True)
    assert (still.outflow, still.away, still.returned, still.new_client) == (
        Outflow.STILL_IN_BENEFIT,
        None,
        False,
        False,
    )


@pytest.mark.parametrize(
    ("until", "months"), [(date(2023, 6, 9), 11), (date(2023, 6, 10), 12), (date(2023, 6, 11), 12)]
)
def test_who_did_not_come_back_is_seen_for_whole_months(until, months):
    (left,) = one(Benefit(date(2022, 1, 10), date(2022, 6, 10), Exit.MOVED), until=until)
    assert (left.outflow, left.away, left.returned) == (Outflow.OTHER, months, False)


def test_an_interruption_is_no_way_out_and_nobody_is_away():
    first = Benefit(date(2022, 1, 10), date(2022, 6, 10), Exit.FULL_TIME_WORK)
    again = Benefit(date(2022, 6, 20), None, Exit.STILL_IN_BENEFIT)
    assert [found.away for found in one(first, again)] == [None, None]


@pytest.mark.parametrize(
    ("exit_", "outflow"),
    [
        (Exit.STILL_IN_BENEFIT, Outflow.STILL_IN_BENEFIT),
        (Exit.PART_TIME_WORK, Outflow.WORK),
        (Exit.PENSION, Outflow.OTHER),
        (Exit.REASON_UNKNOWN, Outflow.UNKNOWN),
    ],
)
def test_without_a_client_number_the_records_are_taken_at_their_word(exit_, outflow):
    found = not_followed(None, 4, exit_)
    assert found == (None, 4, outflow, None, False, True)


def test_the_quarter_of_a_spell_without_client_number_is_kept():
    assert not_followed(date(2024, 5, 1), 4, Exit.MOVED).began == 8097


days = st.dates(date(2020, 1, 1), date(2025, 5, 31))
benefits = st.lists(
    st.tuples(days, st.one_of(st.none(), st.integers(0, 900)), st.sampled_from(Exit)), min_size=1, max_size=4
)


@given(benefits)
def test_returns_within_a_year_are_those_of_the_rule(rows):
    own = sorted(
        (
            Benefit(start, end, exit_ if end else Exit.STILL_IN_BENEFIT)
            for start, length, exit_ in rows
            if (end := date.fromordinal(start.toordinal() + length) if length is not None else None) is None
            or end <= UNTIL
        ),
        key=lambda benefit: benefit.start,
    )
    for benefit, found in zip(own, one(*own), strict=True):
        assert found.outflow is outflow_of(benefit, own, [], UNTIL)
        if found.outflow not in (Outflow.WORK, Outflow.OTHER):
            continue
        by_rule = returned(benefit.end, own, UNTIL)
        if by_rule is Return.YES:
            assert found.returned
            assert found.away <= 12
        elif by_rule is Return.NO:
            assert found.away >= 12


@given(
    st.lists(
        st.tuples(
            days,
            st.integers(0, 500),
            st.sampled_from([True, False, None]),
            st.sampled_from([True, False, None]),
        )
    )
)
def test_work_is_judged_as_the_rule_does_and_stands_in_its_quarter(rows):
    jobs = [
        Job(start, date.fromordinal(start.toordinal() + length), regular, paid)
        for start, length, regular, paid in rows
    ]
    found = list(judged_by_quarter(jobs, UNTIL))
    assert sorted(judgement for _, judgement in found) == sorted(lasting_work(jobs, UNTIL))
    assert {quarter for quarter, _ in found} <= {quarter_of(job.start) for job in jobs}


def test_consecutive_jobs_stand_in_the_quarter_of_the_first():
    jobs = [
        Job(date(2023, 3, 1), date(2023, 6, 1), regular=True, subsidised=False),
        Job(date(2023, 6, 10), date(2023, 12, 1), regular=True, subsidised=False),
    ]
    assert list(judged_by_quarter(jobs, UNTIL)) == [(quarter_of(date(2023, 3, 1)), Lasting.YES)]
