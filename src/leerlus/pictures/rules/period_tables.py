"""What became of the clients of a municipality in a half year: who stands in which cell of a table. Pure.

Rows are how long somebody was in benefit; columns what became of it, by the definitions of the domain specification 6.
Everybody is in at most one cell. What is too early to say is told later, as a whole, and never counts as no.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from leerlus.outcomes.rules.employment import (
    DAYS_BETWEEN_JOBS,
    Job,
    Lasting,
    consecutive,
    judged_from,
    lasting_work,
)
from leerlus.outcomes.rules.events import Kind
from leerlus.outcomes.rules.figures import Client
from leerlus.outcomes.rules.outflow import (
    MONTHS_TO_CONFIRM,
    MONTHS_TO_RETURN,
    Benefit,
    Outflow,
    Return,
    outflow_of,
    returned,
)
from leerlus.outcomes.rules.periods import months_later
from leerlus.pictures.rules.half_years import HalfYear


class Group(StrEnum):
    """How long somebody was in benefit (domain specification 7, case mix)."""

    UNDER_A_YEAR = "under_a_year"
    ONE_TO_TWO = "one_to_two"
    OVER_TWO = "over_two"
    UNKNOWN = "unknown"


class Measure(StrEnum):
    """What is counted over a half year."""

    OUTFLOW = "outflow"
    PLACEMENTS = "placements"
    LASTING = "lasting"
    RETURNS = "returns"


COLUMNS: Final[Mapping[Measure, tuple[str, ...]]] = {
    Measure.OUTFLOW: ("work", "other", "unknown", "still"),
    Measure.PLACEMENTS: ("regular", "apart", "unknown"),
    Measure.LASTING: ("yes", "no"),
    Measure.RETURNS: ("yes", "no"),
}
"""What is told first, the columns in order: of two that together would tell too much, the later one is kept back."""

Cells = dict[tuple[Group, str], set[str]]
"""Client numbers by row and column; a cell of nobody is absent."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Until which day the records reach, and the two settings of the domain specification 6."""

    known_until: date
    months_to_confirm: int = MONTHS_TO_CONFIRM
    days_between: int = DAYS_BETWEEN_JOBS


def told_from(measure: Measure, period: HalfYear, terms: Terms) -> date:
    """The day up to which records must reach before a measure of a half year can be told for everybody in it."""
    if measure is Measure.LASTING:
        return judged_from(period.last, terms.days_between)
    if measure is Measure.RETURNS:
        return months_later(period.last, MONTHS_TO_RETURN)
    return months_later(period.last, terms.months_to_confirm)


def cells_of(measure: Measure, clients: Mapping[str, Client], period: HalfYear, terms: Terms) -> Cells:
    """Who stands in which cell. Raises ValueError when it is too early to tell this measure of this half year."""
    if told_from(measure, period, terms) > terms.known_until:
        raise ValueError("the records do not reach far enough to tell this of everybody")
    place = _PLACES[measure]
    cells: Cells = {}
    for number, client in clients.items():
        found = place(client, period, terms)
        if found is not None:
            cells.setdefault(found, set()).add(number)
    return cells


def duration_group(benefits: Iterable[Benefit], on: date) -> Group:
    """How long somebody had been in benefit on a day, counted from the last benefit that began by then."""
    begun = [benefit.start for benefit in benefits if benefit.start <= on]
    if not begun:
        return Group.UNKNOWN
    if on < months_later(max(begun), 12):
        return Group.UNDER_A_YEAR
    return Group.ONE_TO_TWO if on < months_later(max(begun), 24) else Group.OVER_TWO


def _outflow(client: Client, period: HalfYear, terms: Terms) -> tuple[Group, str] | None:
    """Of who was in benefit at some moment: work when they left for it, else another way, else unknown, else still."""
    there = [
        benefit
        for benefit in client.benefits
        if benefit.start <= period.last and (benefit.end is None or benefit.end >= period.first)
    ]
    if not there:
        return None
    ended = {
        outflow_of(benefit, client.benefits, client.work(), terms.known_until, terms.months_to_confirm)
        for benefit in there
        if benefit.end is not None and benefit.end <= period.last
    }
    group = duration_group(client.benefits, max(period.first, min(benefit.start for benefit in there)))
    names = ((Outflow.WORK, "work"), (Outflow.OTHER, "other"), (Outflow.UNKNOWN, "unknown"))
    return group, next((name for outflow, name in names if outflow in ended), "still")


def _placements(client: Client, period: HalfYear, terms: Terms) -> tuple[Group, str] | None:
    """Of who began a job: the first one of the half year."""
    jobs = [step.job for step in client.steps if step.kind is Kind.PLACEMENT and step.job.start in period]
    if not jobs:
        return None
    first = min(jobs, key=lambda job: job.start)
    return duration_group(client.benefits, first.start), _kind_of(first)


def _kind_of(job: Job) -> str:
    if job.counts:
        return "regular"
    return "apart" if job.stands_apart else "unknown"


def _lasting(client: Client, period: HalfYear, terms: Terms) -> tuple[Group, str] | None:
    """Of who began regular work: whether it lasted; jobs that follow each other are one, from the first start."""
    for row in consecutive(client.jobs(), terms.days_between):
        if row[0].start in period:
            verdict = lasting_work(row, terms.known_until, terms.days_between)
            group = duration_group(client.benefits, row[0].start)
            return group, "yes" if Lasting.YES in verdict else "no"
    return None


def _returns(client: Client, period: HalfYear, terms: Terms) -> tuple[Group, str] | None:
    """Of who left benefit, for work or otherwise: whether they were back within twelve months."""
    left = [
        benefit
        for benefit in client.benefits
        if benefit.end is not None
        and benefit.end in period
        and outflow_of(benefit, client.benefits, client.work(), terms.known_until, terms.months_to_confirm)
        in (Outflow.WORK, Outflow.OTHER)
    ]
    if not left:
        return None
    back = {
        returned(benefit.end, client.benefits, terms.known_until, terms.months_to_confirm)
        for benefit in left
        if benefit.end is not None
    }
    last = max(left, key=lambda benefit: benefit.start)
    group = duration_group([last], last.end or period.last)
    return group, "yes" if Return.YES in back else "no"


_PLACES: Final[Mapping[Measure, Callable[[Client, HalfYear, Terms], tuple[Group, str] | None]]] = {
    Measure.OUTFLOW: _outflow,
    Measure.PLACEMENTS: _placements,
    Measure.LASTING: _lasting,
    Measure.RETURNS: _returns,
}
