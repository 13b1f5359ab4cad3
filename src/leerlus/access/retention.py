"""How long things are kept: each app registers its kinds, a municipality chooses terms, a run deletes what is over.

Nothing is kept longer than a day past its term when a run is made every night, and nothing is deleted a moment early.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from leerlus.access.audit import record_event
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent, RetentionRun, RetentionTerm
from leerlus.organisations.models import Municipality

ROWS_AT_ONCE: Final = 500
LONGEST_PAUSE: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Scope:
    """Of which municipality (None: of none), and the moment before which the term is over."""

    municipality_id: UUID | None
    moment: datetime


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing that is kept for a while.

    `find` gives the keys of what is over, `delete` deletes those that still are and says how many. A municipality may
    choose between `least` and `most` days; they are the same when there is nothing to choose. A kind with `everywhere`
    belongs to the installation and not to a municipality.
    """

    name: str
    label: str | Promise
    days: int
    least: int
    most: int
    find: Callable[[Scope], Sequence[Any]]
    delete: Callable[[Scope, Sequence[Any]], int]
    everywhere: bool = False
    at_once: bool = False

    @property
    def can_be_chosen(self) -> bool:
        return self.least < self.most


class NotDeleted(Exception):
    """Something that is over has to stay for now, and why."""


class ClockProblem(Exception):
    """The clock is so far from what happened last that deleting could be a mistake."""


_KINDS: Final[dict[str, Kind]] = {}


def register_retention(kind: Kind) -> None:
    """Tell about a kind of thing that is kept for a while. Raises ValueError for a default outside its terms."""
    if not kind.least <= kind.days <= kind.most:
        raise ValueError(f"{kind.name}: {kind.days} days is not between {kind.least} and {kind.most}")
    _KINDS[kind.name] = kind


def rows(query: Callable[[Scope], "QuerySet[Any]"]) -> dict[str, Any]:
    """`find` and `delete` of a kind that is rows of a query. A row that is no longer over at that moment stays."""

    def find(scope: Scope) -> list[Any]:
        return list(query(scope).order_by("pk").values_list("pk", flat=True))

    def delete(scope: Scope, keys: Sequence[Any]) -> int:
        still = list(query(scope).filter(pk__in=keys).values_list("pk", flat=True))
        query(scope).model._default_manager.filter(pk__in=still).delete()
        return len(still)

    return {"find": find, "delete": delete}


def kinds() -> tuple[Kind, ...]:
    """All kinds, by name."""
    return tuple(kind for _, kind in sorted(_KINDS.items()))


def terms_of(municipality_id: UUID | None) -> dict[str, int]:
    """Days per kind: what the municipality chose, within what may be chosen, else the default."""
    chosen = dict(RetentionTerm.objects.filter(municipality=municipality_id).values_list("kind", "days"))
    return {kind.name: min(max(chosen.get(kind.name, kind.days), kind.least), kind.most) for kind in kinds()}


def choose_terms(municipality: Municipality, days: dict[str, int]) -> None:
    """Keep the terms a municipality chose; the default is not kept, so that a better default reaches everybody."""
    defaults = {kind.name: kind.days for kind in kinds()}
    with transaction.atomic():
        RetentionTerm.objects.filter(municipality=municipality, kind__in=days).delete()
        RetentionTerm.objects.bulk_create(
            RetentionTerm(municipality=municipality, kind=name, days=number)
            for name, number in days.items()
            if number != defaults[name]
        )


def due_now(municipality_id: UUID | None, now: datetime | None = None) -> dict[str, int]:
    """How many of each kind the next run would delete, of a municipality or (None) of what belongs to none."""
    found = {}
    for kind, scope in _scopes(municipality_id, now or timezone.now()):
        found[kind.name] = len(kind.find(scope))
    return found


def last_runs(municipality_id: UUID | None, number: int) -> list[RetentionRun]:
    """The newest runs of a municipality."""
    return list(RetentionRun.objects.filter(municipality=municipality_id)[:number])


def delete_what_is_over(
    municipality_id: UUID | None, show: Callable[[str, int, int], None], now: datetime | None = None
) -> RetentionRun:
    """One run for one municipality, or (None) for what belongs to none. `show` hears (kind, done, all).

    Rows go a few hundred at a time, so that nobody who works has to wait; a run that is stopped goes on the next time.
    """
    now = now or timezone.now()
    deleted: dict[str, int] = {}
    problem = ""
    for kind, scope in _scopes(municipality_id, now):
        try:
            number = _delete(kind, scope, show)
        except NotDeleted as reason:
            problem = str(reason)
            continue
        if number:
            deleted[kind.name] = number
    with transaction.atomic():
        run = RetentionRun.objects.create(
            municipality_id=municipality_id, at=now, deleted=deleted, problem=problem
        )
        record_event(AccessEvent.Action.EXPIRED, municipality_id=municipality_id, record=Record.OPERATIONS)
    return run


def refuse_a_wrong_clock(now: datetime | None = None) -> None:
    """Raise ClockProblem when the clock is before what happened last, or more than a month after it."""
    now = now or timezone.now()
    moments = (
        AccessEvent.objects.order_by("-sequence").values_list("at", flat=True).first(),
        RetentionRun.objects.order_by("-pk").values_list("at", flat=True).first(),
    )
    known = [moment for moment in moments if moment]
    if known and not max(known) - timedelta(hours=1) <= now <= max(known) + LONGEST_PAUSE:
        raise ClockProblem(
            f"The last thing that happened here was at {max(known):%Y-%m-%d %H:%M}, and the clock says"
            f" {now:%Y-%m-%d %H:%M}."
        )


def _delete(kind: Kind, scope: Scope, show: Callable[[str, int, int], None]) -> int:
    keys = kind.find(scope)
    step, number = (len(keys) or 1) if kind.at_once else ROWS_AT_ONCE, 0
    for start in range(0, len(keys), step):
        with transaction.atomic():
            number += kind.delete(scope, keys[start : start + step])
        show(str(kind.label), min(start + step, len(keys)), len(keys))
    return number


def _scopes(municipality_id: UUID | None, now: datetime) -> list[tuple[Kind, Scope]]:
    terms = terms_of(municipality_id)
    return [
        (kind, Scope(municipality_id, now - timedelta(days=terms[kind.name])))
        for kind in kinds()
        if municipality_id is None or not kind.everywhere
    ]
