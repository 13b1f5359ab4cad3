"""Events that a caseworker typed beside those of the records: which one counts, and what can be said of them.

Nothing overwrites anything. A typed event counts until the records tell of the same thing; then theirs counts, and both
stay visible.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from leerlus.outcomes.rules.employment import DAYS_BETWEEN_JOBS, Lasting, lasting_work
from leerlus.outcomes.rules.events import Kind
from leerlus.outcomes.rules.figures import Client, Step
from leerlus.outcomes.rules.outflow import MONTHS_TO_CONFIRM, Benefit, Outflow, outflow_of

SAME_WITHIN: Final = timedelta(days=31)
"""Two starts, or two ends of a benefit, this close together are the same one, told by two."""


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known of one client: what the records say, and what was typed; `ends` are days a benefit ended."""

    imported: tuple[Step, ...] = ()
    imported_benefits: tuple[Benefit, ...] = ()
    typed: tuple[Step, ...] = ()
    typed_ends: tuple[Benefit, ...] = ()


def told_by_records(typed: Step, imported: Iterable[Step]) -> Step | None:
    """What the records say of the same thing: the same kind, begun about the same day or at the same time; or None."""
    return next((one for one in imported if one.kind is typed.kind and _is_same(typed, one)), None)


def end_told_by_records(typed: Benefit, imported: Iterable[Benefit]) -> Benefit | None:
    """The end that the records tell about the same day as a typed one; None when they tell none."""
    return next(
        (
            one
            for one in imported
            if one.end is not None and typed.end is not None and abs(one.end - typed.end) <= SAME_WITHIN
        ),
        None,
    )


def counting(known: Known) -> Client:
    """What counts: everything of the records, and what was typed of which they say nothing."""
    steps = [one for one in known.typed if told_by_records(one, known.imported) is None]
    ends = [one for one in known.typed_ends if end_told_by_records(one, known.imported_benefits) is None]
    return Client([*known.imported_benefits, *ends], [*known.imported, *steps])


def lasting_of(client: Client, known_until: date, days_between: int = DAYS_BETWEEN_JOBS) -> list[Lasting]:
    """What can be said of the jobs of a client: longer than six months or not, too early, apart, or unknown."""
    return lasting_work(client.jobs(), known_until, days_between)


def outflows_of(
    client: Client, known_until: date, months_to_confirm: int = MONTHS_TO_CONFIRM
) -> Sequence[tuple[date, Outflow]]:
    """What became of each benefit that ended, with the day; only work is outflow to work."""
    return [
        (
            benefit.end,
            outflow_of(benefit, client.benefits, client.work(), known_until, months_to_confirm),
        )
        for benefit in client.benefits
        if benefit.end is not None
    ]


def _is_same(one: Step, other: Step) -> bool:
    """Begun within a month of each other, or both going on at some moment, for a job; of other kinds too."""
    close = abs(one.job.start - other.job.start) <= SAME_WITHIN
    both = one.job.start <= other.job.last_day and other.job.start <= one.job.last_day
    return close or (both and one.kind is not Kind.PARTICIPATION)
