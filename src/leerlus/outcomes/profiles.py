"""What the columns of the next file of a set mean: as they did in the last one, by the names of the columns."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from leerlus.outcomes.models import ReasonCode, Spell, SpellImport
from leerlus.outcomes.rules.columns import Mapping, distinct_words, suggest, suggest_words
from leerlus.outcomes.rules.completeness import FileFor, gaps
from leerlus.outcomes.rules.event_columns import COLUMNS as EVENT_COLUMNS
from leerlus.outcomes.rules.event_columns import EventMapping, event_gaps, suggest_events, suggest_kinds
from leerlus.outcomes.rules.known_spells import KnownSpells
from leerlus.outcomes.rules.spells import Exit, Unit
from leerlus.outcomes.rules.tables import Table

_COLUMNS = ("duration", "started_on", "ended_on", "exit", "reference", "caseworker")


def spell_columns(of: SpellImport, table: Table) -> Mapping:
    """The meaning of the columns of a file with spells or ends: chosen before, else recognised.

    Words of the exit column that nobody chose get the meaning of the code table of the municipality.
    """
    if of.mapping:
        return Mapping.from_json(of.mapping)
    found = suggest(table)
    if of.into_id and (last := _last_of_kind(of)):
        kept = Mapping.from_json(last.mapping or {})
        places = _places(last, table)
        columns: dict[str, Any] = {name: places(getattr(kept, name)) for name in _COLUMNS}
        flags = {kind: at for kind, column in kept.flags.items() if (at := places(column)) is not None}
        found = replace(kept, flags=flags, **columns)
    if of.into:
        found = replace(found, unit=Unit(of.into.unit), measured_on=of.measured_on)
    if of.kind == SpellImport.Kind.EXITS:
        found = replace(found, duration=None)
    if found.exit is None:
        return found
    words = distinct_words(table, found.exit) or ()
    return replace(found, words={**suggest_words(words), **_codes(of, words), **found.words})


def event_columns(of: SpellImport, table: Table) -> EventMapping:
    """The meaning of the columns of a file with events: chosen before, else recognised."""
    if of.mapping:
        return EventMapping.from_json(of.mapping)
    found = suggest_events(table)
    if last := _last_of_kind(of):
        kept = EventMapping.from_json(last.mapping or {})
        places = _places(last, table)
        columns: dict[str, Any] = {name: places(getattr(kept, name)) for name in EVENT_COLUMNS}
        found = replace(kept, **columns)
    words = (distinct_words(table, found.kind) or ()) if found.kind is not None else ()
    return replace(found, words={**suggest_kinds(words), **found.words}, measured_on=of.measured_on)


def file_for(of: SpellImport) -> FileFor:
    """What a file with spells or ends is for."""
    if of.kind == SpellImport.Kind.EXITS:
        return FileFor.EXITS
    return FileFor.MORE_SPELLS if of.into_id else FileFor.NEW_SET


def known_columns(of: SpellImport, table: Table) -> Mapping | EventMapping | None:
    """What the columns mean, when an earlier file of this kind in the set had them all and nothing is left to ask."""
    if _last_of_kind(of) is None:
        return None
    if of.kind == SpellImport.Kind.EVENTS:
        events = event_columns(of, table)
        return None if event_gaps(table, events) else events
    spells = spell_columns(of, table)
    missing = gaps(table, spells, with_caseworkers=not of.for_own_clients, file_for=file_for(of))
    return None if missing else spells


def known_starts_of(set_id: UUID) -> KnownSpells:
    """The starts of the benefits of each client in a set, the earliest first."""
    found: dict[str, list[date]] = {}
    rows = Spell.objects.filter(source_id=set_id, started_on__isnull=False).exclude(client_reference="")
    for reference, start in rows.order_by("started_on").values_list("client_reference", "started_on"):
        if start is not None:
            found.setdefault(reference, []).append(start)
    return found


def caseworker_of_clients(set_id: UUID) -> dict[str, UUID]:
    """The caseworker of each client in a set: that of the last benefit."""
    rows = Spell.objects.filter(source_id=set_id).exclude(client_reference="")
    return dict(rows.order_by("started_on", "pk").values_list("client_reference", "caseworker_id"))


def _last_of_kind(of: SpellImport) -> SpellImport | None:
    """The last file of the same kind in the set; for spells that may be the set itself."""
    same = Q(into_id=of.into_id) | Q(pk=of.into_id)
    done = SpellImport.objects.filter(same, kind=of.kind, state=SpellImport.State.DONE, mapping__isnull=False)
    return done.exclude(header=[]).order_by("-finished_at").first()


def _places(last: SpellImport, table: Table) -> "_Places":
    return _Places(last.header, table.header)


class _Places:
    """Where the column of an earlier file is in this one, by its name."""

    def __init__(self, earlier: list[str], now: tuple[str, ...]) -> None:
        self._earlier = earlier
        self._now = {name: at for at, name in reversed(list(enumerate(now)))}

    def __call__(self, column: int | None) -> int | None:
        if column is None or column >= len(self._earlier):
            return None
        return self._now.get(self._earlier[column])


def _codes(of: SpellImport, words: Sequence[str]) -> dict[str, Exit]:
    known = ReasonCode.objects.filter(municipality_id=of.municipality_id, code__in=words)
    return {code: Exit(exit_) for code, exit_ in known.values_list("code", "exit")}
