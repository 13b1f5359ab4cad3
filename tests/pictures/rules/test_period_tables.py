"""Who stands in which cell of a half year: the definitions of the domain specification 6, client by client."""

from datetime import date

import pytest

from leerlus.outcomes.rules.employment import Job
from leerlus.outcomes.rules.events import Kind, ToldBy
from leerlus.outcomes.rules.figures import Client, Step
from leerlus.outcomes.rules.outflow import Benefit
from leerlus.outcomes.rules.spells import Exit
from leerlus.pictures.rules.half_years import HalfYear
from leerlus.pictures.rules.period_tables import (
    Group,
    Measure,
    Terms,
    cells_of,
    duration_group,
    told_from,
)

SPRING = HalfYear(date(2024, 1, 1))
TERMS = Terms(date(2026, 1, 1))


def client(*benefits: Benefit, jobs: tuple[Job, ...] = ()) -> Client:
    return Client(list(benefits), [Step(Kind.PLACEMENT, job, ToldBy.REGISTRATION) for job in jobs])


def benefit(start: str, end: str | None = None, reason: Exit = Exit.STILL_IN_BENEFIT) -> Benefit:
    return Benefit(date.fromisoformat(start), date.fromisoformat(end) if end else None, reason)


def job(start: str, last_day: str, regular: bool | None = True, subsidised: bool | None = False) -> Job:
    return Job(date.fromisoformat(start), date.fromisoformat(last_day), regular, subsidised)


def place(measure: Measure, who: Client) -> tuple[Group, str] | None:
    cells = cells_of(measure, {"one": who}, SPRING, TERMS)
    return next(iter(cells), None)


@pytest.mark.parametrize(
    ("who", "stands"),
    [
        (client(benefit("2023-05-01")), (Group.UNDER_A_YEAR, "still")),
        (
            client(benefit("2022-05-01", "2024-03-01", Exit.FULL_TIME_WORK)),
            (Group.ONE_TO_TWO, "work"),
        ),
        (client(benefit("2020-05-01", "2024-03-01", Exit.MOVED)), (Group.OVER_TWO, "other")),
        (client(benefit("2024-02-01", "2024-03-01", Exit.REASON_UNKNOWN)), (Group.UNDER_A_YEAR, "unknown")),
        (client(benefit("2023-01-01", "2024-09-01", Exit.FULL_TIME_WORK)), (Group.ONE_TO_TWO, "still")),
        (client(benefit("2020-01-01", "2023-12-31", Exit.MOVED)), None),
        (client(benefit("2024-07-01")), None),
    ],
)
def test_outflow_is_of_who_was_in_benefit_in_the_half_year(who, stands):
    assert place(Measure.OUTFLOW, who) == stands


def test_check_37_moving_is_another_way_out_also_with_a_job_beside_it():
    moved = client(benefit("2023-01-01", "2024-03-01", Exit.MOVED), jobs=(job("2024-03-02", "2025-03-02"),))
    assert place(Measure.OUTFLOW, moved) == (Group.ONE_TO_TWO, "other")


def test_a_benefit_that_began_again_within_a_month_went_on():
    back = client(benefit("2023-01-15", "2024-03-01", Exit.FULL_TIME_WORK), benefit("2024-03-10"))
    assert place(Measure.OUTFLOW, back) == (Group.UNDER_A_YEAR, "still")


def test_a_job_counts_in_the_half_year_in_which_it_began_by_what_is_recorded_of_it():
    start = benefit("2021-01-01")
    assert place(Measure.PLACEMENTS, client(start, jobs=(job("2024-02-01", "2024-03-01"),))) == (
        Group.OVER_TWO,
        "regular",
    )
    subsidised = client(start, jobs=(job("2024-02-01", "2024-03-01", True, True),))
    assert place(Measure.PLACEMENTS, subsidised) == (Group.OVER_TWO, "apart")
    unknown = client(start, jobs=(job("2024-02-01", "2024-03-01", None, None),))
    assert place(Measure.PLACEMENTS, unknown) == (Group.OVER_TWO, "unknown")
    assert place(Measure.PLACEMENTS, client(start, jobs=(job("2024-07-01", "2025-03-01"),))) is None


def test_check_35_work_from_march_to_september_lasts_from_its_second_of_september():
    too_short = client(benefit("2023-01-01"), jobs=(job("2024-03-01", "2024-09-01"),))
    long_enough = client(benefit("2023-01-01"), jobs=(job("2024-03-01", "2024-09-02"),))
    assert place(Measure.LASTING, too_short) == (Group.ONE_TO_TWO, "no")
    assert place(Measure.LASTING, long_enough) == (Group.ONE_TO_TWO, "yes")


def test_check_36_lasting_work_is_told_when_the_last_job_of_the_half_year_can_be_judged():
    assert told_from(Measure.LASTING, SPRING, TERMS) == date(2025, 1, 30)
    with pytest.raises(ValueError, match="far enough"):
        cells_of(Measure.LASTING, {}, SPRING, Terms(date(2025, 1, 29)))


def test_a_return_is_of_who_left_in_the_half_year_and_is_told_a_year_later():
    left = benefit("2023-01-01", "2024-03-01", Exit.FULL_TIME_WORK)
    assert place(Measure.RETURNS, client(left)) == (Group.ONE_TO_TWO, "no")
    assert place(Measure.RETURNS, client(left, benefit("2024-10-01"))) == (Group.ONE_TO_TWO, "yes")
    assert told_from(Measure.RETURNS, SPRING, TERMS) == date(2025, 6, 30)


def test_without_a_benefit_before_a_job_the_length_is_unknown():
    assert duration_group([], date(2024, 1, 1)) is Group.UNKNOWN
