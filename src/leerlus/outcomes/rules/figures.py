"""What became of the clients in a set, as counts, each with what is too early to say and what nobody recorded.

Nothing that is unknown or too early counts as a no: it is outside the denominator and said beside the figure (domain
specification 6).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from leerlus.outcomes.rules.employment import DAYS_BETWEEN_JOBS, Job, Lasting, lasting_work
from leerlus.outcomes.rules.events import Kind, ToldBy
from leerlus.outcomes.rules.outflow import (
    MONTHS_TO_CONFIRM,
    Benefit,
    Outflow,
    Return,
    outflow_of,
    returned,
)
from leerlus.outcomes.rules.spells import Exit

_LEFT: Final = (Outflow.WORK, Outflow.OTHER)


@dataclass(frozen=True, slots=True)
class Step:
    """One event of a client: what it is, the job it stands for (also when unpaid), and who says so."""

    kind: Kind
    job: Job
    told_by: ToldBy


@dataclass(slots=True)
class Client:
    """All that a set knows about one client."""

    benefits: list[Benefit] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    def jobs(self) -> list[Job]:
        return [step.job for step in self.steps if step.kind is Kind.PLACEMENT]

    def work(self) -> list[Job]:
        """Paid work of any size: what counts a month after a benefit ended."""
        return [step.job for step in self.steps if step.kind is not Kind.PARTICIPATION]


@dataclass(frozen=True, slots=True)
class Share:
    """`number` out of `of`; beside it how many are too early to judge, and of how many it is unknown."""

    number: int
    of: int
    too_early: int = 0
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Placements:
    """Starts at an employer, by what is recorded about them."""

    number: int
    regular: int
    not_regular: int
    regular_unknown: int
    subsidised: int
    not_subsidised: int
    subsidy_unknown: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that a set says about what became of its clients, up to the day until which it knows.

    `part_time` and `participation` count clients; `lasting_apart` counts jobs that never count as lasting. `told_by`
    counts who told about each kind of event.
    """

    clients: int
    outflow_work: Share
    back_at_once: int
    other_ways: Mapping[Exit, int]
    part_time: int
    participation: int
    placements: Placements
    lasting: Share
    lasting_apart: int
    returns: Share
    told_by: Mapping[Kind, Mapping[ToldBy, int]]


def figures_of(
    clients: Sequence[Client],
    known_until: date,
    *,
    months_to_confirm: int = MONTHS_TO_CONFIRM,
    days_between: int = DAYS_BETWEEN_JOBS,
) -> Figures:
    """Count what became of clients."""
    outflows: Counter[Outflow] = Counter()
    other_ways: Counter[Exit] = Counter()
    returns: Counter[Return] = Counter()
    lasting: Counter[Lasting] = Counter()
    for client in clients:
        lasting.update(lasting_work(client.jobs(), known_until, days_between))
        for benefit in client.benefits:
            outflow = outflow_of(benefit, client.benefits, client.work(), known_until, months_to_confirm)
            outflows[outflow] += 1
            if outflow is Outflow.OTHER:
                other_ways[benefit.reason] += 1
            if outflow in _LEFT and benefit.end is not None:
                returns[returned(benefit.end, client.benefits, known_until, months_to_confirm)] += 1
    return Figures(
        clients=len(clients),
        outflow_work=Share(
            outflows[Outflow.WORK],
            outflows[Outflow.WORK] + outflows[Outflow.OTHER],
            outflows[Outflow.TOO_EARLY],
            outflows[Outflow.UNKNOWN],
        ),
        back_at_once=outflows[Outflow.BACK_AT_ONCE],
        other_ways=dict(sorted(other_ways.items())),
        part_time=_with(clients, Kind.PART_TIME_WORK),
        participation=_with(clients, Kind.PARTICIPATION),
        placements=_placements(job for client in clients for job in client.jobs()),
        lasting=Share(
            lasting[Lasting.YES],
            lasting[Lasting.YES] + lasting[Lasting.NO],
            lasting[Lasting.TOO_EARLY],
            lasting[Lasting.UNKNOWN],
        ),
        lasting_apart=lasting[Lasting.APART],
        returns=Share(
            returns[Return.YES], returns[Return.YES] + returns[Return.NO], returns[Return.TOO_EARLY]
        ),
        told_by=_told_by(clients),
    )


def _with(clients: Iterable[Client], kind: Kind) -> int:
    return sum(any(step.kind is kind for step in client.steps) for client in clients)


def _placements(jobs: Iterable[Job]) -> Placements:
    found = list(jobs)
    regular = Counter(job.regular for job in found)
    subsidised = Counter(job.subsidised for job in found)
    return Placements(
        len(found),
        regular[True],
        regular[False],
        regular[None],
        subsidised[True],
        subsidised[False],
        subsidised[None],
    )


def _told_by(clients: Iterable[Client]) -> dict[Kind, dict[ToldBy, int]]:
    found = Counter((step.kind, step.told_by) for client in clients for step in client.steps)
    return {kind: {teller: found[kind, teller] for teller in ToldBy if found[kind, teller]} for kind in Kind}
