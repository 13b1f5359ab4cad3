"""Every line of a file with jobs and other steps judged, by the same rules as spells: each text once, first fault."""

from collections import Counter
from collections.abc import Mapping as Lookup
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import numpy as np

from leerlus.outcomes.rules.columns import plain
from leerlus.outcomes.rules.event_columns import EventMapping
from leerlus.outcomes.rules.events import Kind, ToldBy
from leerlus.outcomes.rules.judging import judge_date, judge_reference
from leerlus.outcomes.rules.reasons import Reason, RefusedLine
from leerlus.outcomes.rules.synonyms import TOLD_BY_WORDS
from leerlus.outcomes.rules.tables import Table
from leerlus.outcomes.rules.values import yes_or_no
from leerlus.outcomes.rules.verdicts import Faults, Judged, days_of, judge, repeated


@dataclass(frozen=True, slots=True)
class Event:
    """One line that is right. `last_day` is the last day that is certain; `ended` whether it ended then."""

    reference: str
    kind: Kind
    started_on: date
    last_day: date
    ended: bool
    regular: bool | None
    subsidised: bool | None
    told_by: ToldBy
    caseworker: UUID


@dataclass(frozen=True, slots=True)
class CheckedEvents:
    """The outcome of checking a file: events, the first refused lines, and counts of all of them."""

    events: list[Event]
    refused: tuple[RefusedLine, ...]
    refused_count: int
    refused_by_reason: dict[Reason, int]
    total: int
    by_kind: dict[Kind, int]

    def __len__(self) -> int:
        return len(self.events)

    def subjects(self, importer: UUID) -> set[UUID]:
        """The caseworkers whose clients these are."""
        return {event.caseworker for event in self.events} or {importer}


def check_events(table: Table, mapping: EventMapping, clients: Lookup[str, UUID]) -> CheckedEvents:
    """Judge every line under a mapping that `event_gaps` found complete.

    `clients` gives the caseworker of each client that the set knows: what happened to others cannot be placed.
    """
    today = mapping.measured_on
    if today is None or mapping.reference is None:
        raise ValueError("events need a client and a day on which the file was made")
    references = judge(table, mapping.reference, lambda text: _client(text, clients))
    starts = judge(table, mapping.started_on, lambda text: judge_date(text) or Reason.START_MISSING)
    ends = judge(table, mapping.last_day, judge_date)
    kinds = _kinds(table, mapping)
    regular, subsidised = (judge(table, column, _flag) for column in (mapping.regular, mapping.subsidised))
    told_by = judge(table, mapping.told_by, _told_by)
    faults = Faults(table)
    faults.add_reason(None, Reason.FEWER_COLUMNS, table.widths <= max(mapping.used()))
    for column, judged in (
        (mapping.reference, references),
        (mapping.started_on, starts),
        (mapping.last_day, ends),
        (mapping.kind, kinds),
        (mapping.regular, regular),
        (mapping.subsidised, subsidised),
        (mapping.told_by, told_by),
    ):
        faults.add(column, judged.faults())
    start, end, last = days_of(starts), days_of(ends, absent=today), np.datetime64(today, "D")
    faults.add_reason(mapping.started_on, Reason.START_IN_FUTURE, start > last)
    faults.add_reason(mapping.last_day, Reason.END_IN_FUTURE, end > last)
    faults.add_reason(mapping.last_day, Reason.END_BEFORE_START, end < start)
    again = repeated((references, starts, kinds), among=faults.right(), of=len(table))
    faults.add_reason(mapping.reference, Reason.TWICE, again)
    good = faults.right()
    columns = (one.of(good) for one in (references, kinds, starts, ends, regular, subsidised, told_by))
    events = [
        Event(
            reference, kind, began, last_day or today, last_day is not None, is_regular, has_subsidy,
            teller or ToldBy.REGISTRATION, clients[reference],
        )
        for reference, kind, began, last_day, is_regular, has_subsidy, teller in zip(*columns, strict=True)
    ]  # fmt: skip
    by_reason = faults.by_reason()
    return CheckedEvents(
        events=events,
        refused=faults.listed(),
        refused_count=sum(by_reason.values()),
        refused_by_reason=by_reason,
        total=len(table),
        by_kind=dict(Counter(event.kind for event in events)),
    )


def _client(text: str, clients: Lookup[str, UUID]) -> str | Reason:
    verdict = judge_reference(text)
    if isinstance(verdict, Reason) or verdict in clients:
        return verdict
    return Reason.CLIENT_UNKNOWN


def _kinds(table: Table, mapping: EventMapping) -> Judged:
    if mapping.kind is None:
        return Judged([mapping.only], np.zeros(len(table), np.int32))
    return judge(table, mapping.kind, lambda text: mapping.words.get(text, Reason.KIND_UNKNOWN))


def _flag(text: str) -> bool | Reason | None:
    """Yes, no, or nothing recorded: an empty cell is never a no."""
    if not text:
        return None
    flag = yes_or_no(text)
    return Reason.FLAG_UNKNOWN if flag is None else flag


def _told_by(text: str) -> ToldBy | Reason | None:
    if not text:
        return None
    known = (teller for teller, words in TOLD_BY_WORDS.items() if plain(text) in words)
    return next(known, Reason.TOLD_BY_UNKNOWN)
