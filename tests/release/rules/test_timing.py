"""When rounds open and close (reliability document 4.2, R1)."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerlus.release.rules.timing import may_close, may_open

TODAY = date(2026, 11, 2)


def ago(*days: int) -> list[date]:
    return [TODAY - timedelta(days=number) for number in days]


@pytest.mark.parametrize(("days", "may"), [(29, False), (30, True), (31, True)])
def test_a_round_is_open_for_thirty_days(days, may):
    assert may_close(TODAY - timedelta(days=days), [], TODAY) is may


@pytest.mark.parametrize(("days", "may"), [(59, False), (60, True)])
def test_rounds_close_sixty_days_apart(days, may):
    assert may_close(TODAY - timedelta(days=40), ago(days), TODAY) is may


@pytest.mark.parametrize(("oldest", "may"), [(364, False), (365, True)])
def test_no_more_than_four_rounds_close_in_a_year(oldest, may):
    assert may_close(TODAY - timedelta(days=40), ago(60, 120, 180, oldest), TODAY) is may
    assert may_close(TODAY - timedelta(days=40), ago(60, 120, 180), TODAY)


@pytest.mark.parametrize(("days", "may"), [(29, False), (30, True)])
def test_a_round_opens_when_it_can_close_after_thirty_days(days, may):
    assert may_open(ago(days), TODAY) is may
    assert may_open([], TODAY)


@given(st.lists(st.integers(1, 40), min_size=1, max_size=60))
def test_whenever_the_job_runs_rounds_stay_within_the_rule(gaps):
    day, opened, closed = TODAY, None, []
    for gap in gaps:
        day += timedelta(days=gap)
        if opened is None and may_open(closed, day):
            opened = day
        elif opened is not None and may_close(opened, closed, day):
            opened, closed = None, [*closed, day]
    assert all((after - before).days >= 60 for before, after in pairwise(closed))
    assert all((fifth - first).days >= 365 for first, fifth in zip(closed, closed[4:], strict=False))
