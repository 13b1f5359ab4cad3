"""What became of clients, as counts with what is unknown and too early beside them."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from leerlus.outcomes.rules.employment import Job
from leerlus.outcomes.rules.events import Kind, ToldBy
from leerlus.outcomes.rules.figures import Client, Share, Step, figures_of
from leerlus.outcomes.rules.outflow import Benefit
from leerlus.outcomes.rules.spells import Exit

LATER = date(2026, 11, 25)


def client(*benefits: tuple[str, str | None, Exit], steps: tuple[Step, ...] = ()) -> Client:
    return Client(
        [
            Benefit(date.fromisoformat(start), date.fromisoformat(end) if end else None, reason)
            for start, end, reason in benefits
        ],
        list(steps),
    )


def step(kind: Kind, start: str, last_day: str, regular=None, subsidised=None, told_by=ToldBy.CLIENT) -> Step:
    return Step(
        kind, Job(date.fromisoformat(start), date.fromisoformat(last_day), regular, subsidised), told_by
    )


def test_check_36_what_is_too_early_stays_outside_the_denominator():
    jobs = (
        step(Kind.PLACEMENT, "2025-03-01", "2025-09-02", True, False),
        step(Kind.PLACEMENT, "2026-07-25", "2026-11-25", True, False),
    )
    lasting = figures_of([client(steps=jobs[:1]), client(steps=jobs[1:])], LATER).lasting
    assert lasting == Share(1, 1, too_early=1)


def test_check_37_moving_stands_in_the_denominator_and_apart_and_never_in_the_number():
    found = figures_of(
        [
            client(("2024-01-01", "2025-01-01", Exit.FULL_TIME_WORK)),
            client(("2024-01-01", "2025-01-01", Exit.MOVED)),
        ],
        LATER,
    )
    assert found.outflow_work == Share(1, 2)
    assert found.other_ways == {Exit.MOVED: 1}


def test_an_end_of_which_nobody_knows_the_reason_is_unknown_and_no_failure():
    found = figures_of([client(("2024-01-01", "2025-01-01", Exit.REASON_UNKNOWN))], LATER)
    assert found.outflow_work == Share(0, 0, unknown=1)


def test_part_time_work_and_unpaid_activity_count_clients_and_never_as_outflow():
    steps = tuple(step(Kind.PART_TIME_WORK, f"2025-0{month}-01", f"2025-0{month}-20") for month in (1, 2, 3))
    activity = step(Kind.PARTICIPATION, "2025-01-01", "2025-06-01")
    found = figures_of([client(("2024-01-01", None, Exit.STILL_IN_BENEFIT), steps=(*steps, activity))], LATER)
    assert (found.part_time, found.participation, found.outflow_work.number) == (1, 1, 0)
    assert found.told_by[Kind.PART_TIME_WORK] == {ToldBy.CLIENT: 3}


def test_an_unpaid_activity_does_not_make_an_end_outflow_to_work():
    activity = step(Kind.PARTICIPATION, "2025-01-01", "2026-06-01")
    ended = ("2024-01-01", "2025-01-01", Exit.REASON_UNKNOWN)
    assert figures_of([client(ended, steps=(activity,))], LATER).outflow_work.number == 0


def test_returns_are_counted_among_those_who_left_and_whose_year_is_over():
    found = figures_of(
        [
            client(
                ("2022-01-01", "2023-01-01", Exit.FULL_TIME_WORK), ("2023-06-01", None, Exit.STILL_IN_BENEFIT)
            ),
            client(("2022-01-01", "2023-01-01", Exit.MOVED)),
            client(("2022-01-01", "2026-06-01", Exit.FULL_TIME_WORK)),
        ],
        LATER,
    )
    assert found.returns == Share(1, 2, too_early=1)


def test_jobs_of_which_nothing_is_recorded_are_counted_as_such():
    found = figures_of([client(steps=(step(Kind.PLACEMENT, "2025-01-01", "2025-12-01"),))], LATER)
    assert (found.placements.regular_unknown, found.placements.subsidy_unknown) == (1, 1)
    assert found.lasting == Share(0, 0, unknown=1)


DATES = st.dates(min_value=date(2018, 1, 1), max_value=date(2026, 6, 1))
BENEFITS = st.builds(
    lambda start, days, reason: Benefit(
        start, None if reason is Exit.STILL_IN_BENEFIT else start + timedelta(days), reason
    ),
    DATES,
    st.integers(0, 900),
    st.sampled_from(Exit),
)
CLIENTS = st.lists(st.builds(Client, st.lists(BENEFITS, max_size=4)), max_size=6)


@given(CLIENTS, DATES)
def test_every_benefit_is_counted_once(clients, known_until):
    found = figures_of(clients, known_until)
    work = found.outflow_work
    open_ = sum(benefit.end is None for one in clients for benefit in one.benefits)
    counted = work.of + work.too_early + work.unknown + found.back_at_once + open_
    assert counted == sum(len(one.benefits) for one in clients)
    assert sum(found.other_ways.values()) == work.of - work.number
