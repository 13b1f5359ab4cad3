"""Which event counts when a caseworker and the records tell of the same thing."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from leerlus.outcomes.rules.employment import Job, Lasting
from leerlus.outcomes.rules.events import Kind, ToldBy
from leerlus.outcomes.rules.figures import Step
from leerlus.outcomes.rules.outflow import Benefit, Outflow
from leerlus.outcomes.rules.spells import Exit
from leerlus.outcomes.rules.typed import (
    Known,
    counting,
    end_told_by_records,
    lasting_of,
    outflows_of,
    told_by_records,
)

DAYS = st.dates(date(2025, 1, 1), date(2026, 1, 1))


def step(start: date, days: int = 30, kind: Kind = Kind.PLACEMENT, told_by=ToldBy.CASEWORKER) -> Step:
    return Step(kind, Job(start, start + timedelta(days=days), regular=True, subsidised=False), told_by)


STEPS = st.lists(st.builds(step, DAYS, st.integers(0, 200), st.sampled_from(Kind)), max_size=4).map(tuple)
ENDS = st.lists(DAYS.map(lambda day: Benefit(date.min, day, Exit.MOVED)), max_size=3).map(tuple)


@given(STEPS, STEPS, ENDS, ENDS)
def test_everything_of_the_records_counts_whatever_was_typed(imported, typed, benefits, ends):
    client = counting(Known(imported, benefits, typed, ends))
    assert tuple(client.steps[: len(imported)]) == imported
    assert tuple(client.benefits[: len(benefits)]) == benefits


@given(STEPS, STEPS, ENDS, ENDS)
def test_what_was_typed_counts_as_long_as_the_records_say_nothing_of_it(imported, typed, benefits, ends):
    client = counting(Known(imported, benefits, typed, ends))
    assert client.steps[len(imported) :] == [one for one in typed if told_by_records(one, imported) is None]
    assert client.benefits[len(benefits) :] == [
        one for one in ends if end_told_by_records(one, benefits) is None
    ]


@given(STEPS, STEPS, STEPS)
def test_more_records_never_make_more_of_what_was_typed_count(imported, more, typed):
    fewer = counting(Known(imported + more, typed=typed)).steps
    before = counting(Known(imported, typed=typed)).steps
    assert len(fewer) - len(imported + more) <= len(before) - len(imported)


def test_the_same_job_is_one_that_began_within_a_month_or_runs_at_the_same_time():
    mine = step(date(2025, 3, 1), days=60)
    assert told_by_records(mine, [step(date(2025, 4, 1), days=0)])
    assert told_by_records(mine, [step(date(2025, 4, 2), days=0)])  # it still ran
    assert told_by_records(mine, [step(date(2024, 12, 1), days=100)])
    assert told_by_records(mine, [step(date(2025, 6, 1))]) is None
    assert told_by_records(mine, [step(date(2025, 3, 1), kind=Kind.PARTICIPATION)]) is None


def test_two_unpaid_activities_may_run_side_by_side():
    mine = step(date(2025, 3, 1), days=90, kind=Kind.PARTICIPATION)
    assert told_by_records(mine, [step(date(2025, 5, 1), kind=Kind.PARTICIPATION)]) is None


def test_check_35_a_typed_job_is_lasting_on_the_same_day_as_one_of_the_records():
    later = date(2026, 1, 1)
    for last_day, expected in ((date(2025, 9, 1), Lasting.NO), (date(2025, 9, 2), Lasting.YES)):
        job = Job(date(2025, 3, 1), last_day, regular=True, subsidised=False)
        client = counting(Known(typed=(Step(Kind.PLACEMENT, job, ToldBy.CASEWORKER),)))
        assert lasting_of(client, later) == [expected]


def test_check_36_a_typed_job_of_four_months_ago_is_too_early():
    client = counting(Known(typed=(step(date(2025, 3, 1), days=120),)))
    assert lasting_of(client, date(2025, 7, 1)) == [Lasting.TOO_EARLY]


def test_check_37_a_typed_move_is_another_way_out_also_beside_a_job():
    day = date(2025, 3, 1)
    client = counting(Known(typed=(step(day),), typed_ends=(Benefit(date.min, day, Exit.MOVED),)))
    assert outflows_of(client, date(2026, 1, 1)) == [(day, Outflow.OTHER)]


def test_a_typed_end_without_a_known_start_is_nobodys_return():
    ends = tuple(Benefit(date.min, day, Exit.FULL_TIME_WORK) for day in (date(2025, 1, 1), date(2025, 3, 1)))
    client = counting(Known(typed_ends=ends))
    assert [one for _, one in outflows_of(client, date(2026, 1, 1))] == [Outflow.WORK, Outflow.WORK]
