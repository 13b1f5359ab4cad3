"""Spells that were checked into a set: added, or changed when the set already has them.

A spell is known by client number and start date. What a row was before an import changed it is kept, so that the import
can be undone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat
from typing import Any, Final
from uuid import UUID

from leerlus.outcomes.bulk import OnRows, insert, stored_day, stored_key, update
from leerlus.outcomes.models import RowBefore, Spell, SpellImport
from leerlus.outcomes.rules.validating import Spells

_INSERTED: Final = (
    "source_id",
    "added_by_id",
    "caseworker_id",
    "client_reference",
    "duration",
    "exit",
    "started_on",
    "ended_on",
)
CHANGEABLE: Final = ("caseworker_id", "duration", "exit", "ended_on")
"""The columns of a spell that a later file may change; the others say which spell it is."""


@dataclass(frozen=True, slots=True)
class Stored:
    """How many rows an import added and changed; the others were there already, just so."""

    added: int
    changed: int


def store_spells_of(of: SpellImport, spells: Spells, on_rows: OnRows) -> Stored:
    """Put spells into the set of an import, in the transaction of who calls."""
    if of.into_id is None:
        insert(Spell, _INSERTED, _rows(of, spells), on_rows)
        return Stored(len(spells), 0)
    known = _known(of.into_id)
    new: list[int] = []
    changed: list[tuple[int, tuple[Any, ...], tuple[Any, ...]]] = []
    owners = spells.caseworkers
    for at, key in enumerate(zip(spells.references, spells.started_on, strict=True)):
        if key not in known:
            new.append(at)
            continue
        row_id, before = known[key]
        owner = owners[at] if owners is not None else before[0]
        after = (owner, spells.durations[at], int(spells.exits[at]), spells.ended_on[at])
        if after != before:
            changed.append((row_id, before, after))
    _keep_before(of, [(row_id, before) for row_id, before, _ in changed])
    update(Spell, CHANGEABLE, (_stored_change(after, row_id) for row_id, _, after in changed))
    insert(Spell, _INSERTED, _rows(of, spells.at(new)), on_rows)
    on_rows(len(spells))
    return Stored(len(new), len(changed))


def restore_spells(of: SpellImport) -> None:
    """Give the spells that an import changed their earlier values."""
    rows = of.rows_before.values_list("row_id", "values").iterator()
    update(
        Spell,
        CHANGEABLE,
        (
            (stored_key(UUID(owner)), duration, exit_, ended_on, row_id)
            for row_id, (owner, duration, exit_, ended_on) in rows
        ),
    )


def _known(set_id: UUID) -> dict[tuple[str, Any], tuple[int, tuple[Any, ...]]]:
    """The spells of a set that can be recognised: by client number and start, their key and what may change."""
    found = Spell.objects.filter(source_id=set_id, started_on__isnull=False).exclude(client_reference="")
    rows = found.values_list("client_reference", "started_on", "id", *CHANGEABLE).iterator(chunk_size=20_000)
    return {(reference, start): (row_id, tuple(values)) for reference, start, row_id, *values in rows}


def _keep_before(of: SpellImport, rows: list[tuple[int, tuple[Any, ...]]]) -> None:
    RowBefore.objects.bulk_create(
        (
            RowBefore(
                changed_by=of,
                row_id=row_id,
                values=[str(owner), duration, exit_, ended_on.isoformat() if ended_on else None],
            )
            for row_id, (owner, duration, exit_, ended_on) in rows
        ),
        batch_size=5_000,
    )


def _stored_change(after: tuple[Any, ...], row_id: int) -> tuple[Any, ...]:
    owner, duration, exit_, ended_on = after
    return stored_key(owner), duration, exit_, stored_day(ended_on), row_id


def _rows(of: SpellImport, spells: Spells) -> Iterator[tuple[Any, ...]]:
    """The values of spells as the database stores them. `map` all the way: no step of Python per value."""
    days = {day: stored_day(day) for day in {*spells.started_on, *spells.ended_on}}
    owners: Iterator[Any] = repeat(stored_key(of.person_id), len(spells))
    if spells.caseworkers is not None:
        keys = {person: stored_key(person) for person in set(spells.caseworkers)}
        owners = map(keys.__getitem__, spells.caseworkers)
    return zip(
        repeat(stored_key(of.set_id)),
        repeat(stored_key(of.pk) if of.into_id else None),
        owners,
        spells.references,
        spells.durations,
        map(int, spells.exits),
        map(days.__getitem__, spells.started_on),
        map(days.__getitem__, spells.ended_on),
        strict=False,
    )
