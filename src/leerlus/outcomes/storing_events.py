"""Events that were checked into a set: added, or changed when the set already has them.

An event is known by client number, kind and start date.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from leerlus.outcomes.bulk import OnRows, insert, stored_day, stored_key, update
from leerlus.outcomes.models import OutcomeEvent, RowBefore, SpellImport
from leerlus.outcomes.rules.validating_events import Event
from leerlus.outcomes.storing import Stored

_INSERTED: Final = (
    "source_id",
    "added_by_id",
    "client_reference",
    "kind",
    "started_on",
    "caseworker_id",
    "last_day",
    "ended",
    "regular",
    "subsidised",
    "told_by",
)
_CHANGEABLE: Final = ("caseworker_id", "last_day", "ended", "regular", "subsidised", "told_by")
Values = tuple[UUID, date, bool, bool | None, bool | None, str]
"""The values of `_CHANGEABLE`."""


def store_events_of(of: SpellImport, events: Sequence[Event], on_rows: OnRows) -> Stored:
    """Put events into the set of an import, in the transaction of who calls."""
    known = _known(of.set_id)
    new: list[Event] = []
    changed: list[tuple[int, Values, Values]] = []
    for event in events:
        key = (event.reference, event.kind.value, event.started_on)
        if key not in known:
            new.append(event)
            continue
        row_id, before = known[key]
        after = _values(event)
        if after != before:
            changed.append((row_id, before, after))
    RowBefore.objects.bulk_create(
        (RowBefore(changed_by=of, row_id=row_id, values=_kept(before)) for row_id, before, _ in changed),
        batch_size=5_000,
    )
    update(OutcomeEvent, _CHANGEABLE, ((*_stored(after), row_id) for row_id, _, after in changed))
    insert(OutcomeEvent, _INSERTED, _rows(of, new), on_rows)
    on_rows(len(events))
    return Stored(len(new), len(changed))


def restore_events(of: SpellImport) -> None:
    """Give the events that an import changed their earlier values."""
    rows = of.rows_before.values_list("row_id", "values").iterator()
    update(
        OutcomeEvent,
        _CHANGEABLE,
        (
            (*_stored((UUID(owner), date.fromisoformat(last_day), *others)), row_id)
            for row_id, (owner, last_day, *others) in rows
        ),
    )


def _known(set_id: UUID) -> dict[tuple[str, str, date], tuple[int, Values]]:
    rows = OutcomeEvent.objects.filter(source_id=set_id).values_list(
        "client_reference", "kind", "started_on", "id", *_CHANGEABLE
    )
    return {
        (reference, kind, start): (row_id, (owner, last_day, ended, regular, subsidised, told_by))
        for reference, kind, start, row_id, owner, last_day, ended, regular, subsidised, told_by in rows
    }


def _values(event: Event) -> Values:
    return (
        event.caseworker,
        event.last_day,
        event.ended,
        event.regular,
        event.subsidised,
        event.told_by.value,
    )


def _kept(values: Values) -> list[Any]:
    owner, last_day, *others = values
    return [str(owner), last_day.isoformat(), *others]


def _stored(values: Sequence[Any]) -> tuple[Any, ...]:
    owner, last_day, *others = values
    return (stored_key(owner), stored_day(last_day), *others)


def _rows(of: SpellImport, events: Sequence[Event]) -> Iterator[tuple[Any, ...]]:
    source, added_by = stored_key(of.set_id), stored_key(of.pk) if of.into_id else None
    for event in events:
        start = stored_day(event.started_on)
        yield (
            source,
            added_by,
            event.reference,
            event.kind.value,
            start,
            *_stored(_values(event)),
        )
