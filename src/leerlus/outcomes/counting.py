"""Keeping the counts of a set equal to its spells and events, and adding them up for units.

Whoever changes what is in a set calls `recount` in the same transaction, after the import itself says that it is read
in or is gone: the day until which a set knows is part of the counts. Counts belong to a caseworker and a set, and go
with either: there is no total in which somebody who was erased could still be found by subtraction.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db.models import Max, Q
from django.utils import timezone

from leerlus.outcomes.bulk import insert, insert_selected, selected, stored_key
from leerlus.outcomes.models import LastingCount, OutcomeEvent, Spell, SpellCount, SpellImport, UnitCount
from leerlus.outcomes.rules.employment import Job, Lasting
from leerlus.outcomes.rules.events import Kind
from leerlus.outcomes.rules.following import Followed, followed, judged_by_quarter, months_of, not_followed
from leerlus.outcomes.rules.grouped import GroupedCount
from leerlus.outcomes.rules.outflow import Benefit
from leerlus.outcomes.rules.spells import Exit, Unit
from leerlus.outcomes.rules.units import UnitTables
from leerlus.outcomes.rules.units import unit_tables as tables_of_rows

_KEYS: Final = ("source_id", "caseworker_id", "duration", "exit")
_OF_A_SET: Final = GroupedCount(Spell._meta.db_table, _KEYS, only="source_id")
_UNIT_KEYS: Final = ("caseworker_id", *Followed._fields)
_OF_UNITS: Final = GroupedCount(UnitCount._meta.db_table, _UNIT_KEYS, number="number", only="source_id")
_Row = tuple[str, date, date | None, int, int, UUID]


def recount(set_id: UUID) -> None:
    """Count one set anew, whatever changed. In the transaction of who changed it."""
    SpellCount.objects.filter(source_id=set_id).delete()
    insert_selected(SpellCount, (*_KEYS, "number"), _OF_A_SET.statement, [stored_key(set_id)])
    source = SpellImport.objects.get(pk=set_id)
    if not source.for_own_clients:
        _recount_for_units(source)


def unit_tables(
    set_id: UUID, unit_of: Mapping[UUID, Hashable], units: Sequence[Hashable] | None = None
) -> UnitTables:
    """The counts of a set that was read in for everybody, added up for the unit of each caseworker.

    Raises KeyError when `units` lacks the unit of a caseworker. What of this may be shown is for the release rule.
    """
    rows = selected(_OF_UNITS.statement, [stored_key(set_id)])
    of_stored = {stored_key(caseworker): unit for caseworker, unit in unit_of.items()}
    return tables_of_rows(rows, of_stored, tuple(dict.fromkeys(unit_of.values())) if units is None else units)


def lasting_counts(set_id: UUID, unit_of: Mapping[UUID, Hashable]) -> Counter[tuple[Hashable, int, Lasting]]:
    """How often work lasted, by unit, the quarter in which it began, and the judgement."""
    rows = LastingCount.objects.filter(source_id=set_id, caseworker_id__in=unit_of)
    found: Counter[tuple[Hashable, int, Lasting]] = Counter()
    for caseworker, began, lasting, number in rows.values_list("caseworker_id", "began", "lasting", "number"):
        found[unit_of[caseworker], began, Lasting(lasting)] += number
    return found


def counted_until(source: SpellImport) -> date:
    """The day until which counts know: that of the last file, else the day on which it was read in."""
    done = SpellImport.objects.filter(Q(pk=source.pk) | Q(into=source), state=SpellImport.State.DONE)
    last = done.aggregate(measured=Max("measured_on"), finished=Max("finished_at"))
    day: date | None = last["measured"]
    return day or timezone.localdate(last["finished"] or source.created_at)


def _recount_for_units(source: SpellImport) -> None:
    known_until = counted_until(source)
    spells: Counter[tuple[UUID, Followed]] = Counter()
    lasting: Counter[tuple[UUID, int, Lasting]] = Counter()
    events = _events_by_client(source.pk)
    for reference, rows in groupby(_followable(source.pk), key=itemgetter(0)):
        spells.update(_of_client(list(rows), events.get(reference, []), Unit(source.unit), known_until))
    spells.update(_that_cannot_be_followed(source))
    for of_client in events.values():
        jobs = [job for kind, job, _ in of_client if kind == Kind.PLACEMENT]
        for began, judgement in judged_by_quarter(jobs, known_until, settings.LEERLUS_DAYS_BETWEEN_JOBS):
            lasting[of_client[-1][2], began, judgement] += 1
    _replace(UnitCount, _UNIT_KEYS, source.pk, _unit_rows(spells))
    _replace(
        LastingCount,
        ("caseworker_id", "began", "lasting"),
        source.pk,
        ((stored_key(owner), began, kind.value, number) for (owner, began, kind), number in lasting.items()),
    )


def _of_client(
    rows: Sequence[_Row], events: Sequence[tuple[str, Job, UUID]], unit: Unit, known_until: date
) -> Iterator[tuple[UUID, Followed]]:
    benefits = [Benefit(start, end if exit_ else None, Exit(exit_)) for _, start, end, exit_, _, _ in rows]
    months = [months_of(duration, unit) for _, _, _, _, duration, _ in rows]
    work = [job for kind, job, _ in events if kind != Kind.PARTICIPATION]
    judged = followed(benefits, months, work, known_until, settings.LEERLUS_MONTHS_TO_CONFIRM)
    return zip((row[5] for row in rows), judged, strict=True)


def _followable(set_id: UUID) -> Iterator[_Row]:
    """Spells with a client number and a start, client by client, in the order in which they began."""
    found = Spell.objects.filter(source_id=set_id, started_on__isnull=False).exclude(client_reference="")
    names = ("client_reference", "started_on", "ended_on", "exit", "duration", "caseworker_id")
    return (
        (reference, start, end, exit_, duration, caseworker)
        for reference, start, end, exit_, duration, caseworker in found.order_by(
            "client_reference", "started_on", "id"
        )
        .values_list(*names)
        .iterator(chunk_size=20_000)
        if start is not None
    )


def _that_cannot_be_followed(source: SpellImport) -> Iterator[tuple[UUID, Followed]]:
    alone = Spell.objects.filter(Q(client_reference="") | Q(started_on=None), source_id=source.pk)
    rows = alone.values_list("started_on", "duration", "exit", "caseworker_id").iterator(chunk_size=20_000)
    for start, duration, exit_, caseworker in rows:
        yield caseworker, not_followed(start, months_of(duration, Unit(source.unit)), Exit(exit_))


def _events_by_client(set_id: UUID) -> dict[str, list[tuple[str, Job, UUID]]]:
    """The events of each client, in the order in which they began, with the caseworker of each."""
    found: dict[str, list[tuple[str, Job, UUID]]] = {}
    for event in OutcomeEvent.objects.filter(source_id=set_id).order_by("started_on", "id"):
        job = Job(event.started_on, event.last_day, event.regular, event.subsidised)
        found.setdefault(event.client_reference, []).append((event.kind, job, event.caseworker_id))
    return found


def _unit_rows(spells: Mapping[tuple[UUID, Followed], int]) -> Iterator[tuple[Any, ...]]:
    for (owner, one), number in spells.items():
        yield (stored_key(owner), *one, number)


def _replace(
    model: type[UnitCount] | type[LastingCount],
    names: tuple[str, ...],
    set_id: UUID,
    rows: Iterable[tuple[Any, ...]],
) -> None:
    model.objects.filter(source_id=set_id).delete()
    key = stored_key(set_id)
    insert(model, ("source_id", *names, "number"), ((key, *row) for row in rows), lambda _: None)
