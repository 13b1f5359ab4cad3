"""Every line judged, column by column: the spells that are right, and the lines that are not with the reason.

Each distinct text in a column is judged once, so hundreds of thousands of lines take seconds. A line with several
faults is refused once, for the first of them.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Mapping as Lookup
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from leerlus.outcomes.rules.columns import Mapping
from leerlus.outcomes.rules.periods import period_of
from leerlus.outcomes.rules.reading import Table
from leerlus.outcomes.rules.reasons import Reason, RefusedLine
from leerlus.outcomes.rules.spells import LONGEST, Exit, Unit
from leerlus.outcomes.rules.values import (
    calendar_date,
    is_citizen_service_number,
    whole_number,
    yes_or_no,
)

MOST_LISTED: Final = 200
_PSEUDONYM: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./-]{0,63}")
Judged = list[Any]
"""One entry per line: the value, or the Reason why there is none."""


@dataclass(frozen=True, slots=True)
class Spells:
    """The lines that are right, as columns of equal length. Without caseworkers all belong to the importer."""

    durations: list[int]
    exits: list[Exit]
    references: list[str]
    started_on: list[date | None]
    ended_on: list[date | None]
    caseworkers: list[UUID] | None

    def __len__(self) -> int:
        return len(self.durations)


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of checking a file: spells, the first refused lines, and counts of all of them."""

    spells: Spells
    refused: tuple[RefusedLine, ...]
    refused_count: int
    refused_by_reason: dict[Reason, int]
    total: int
    by_exit: dict[Exit, int]


def check(table: Table, mapping: Mapping, caseworkers: Lookup[str, UUID] | None = None) -> Checked:
    """Judge every line under a mapping that `problems` found complete.

    `caseworkers` gives the person behind each known e-mail address in small letters; required when the mapping
    names a caseworker column.
    """
    if mapping.unit is None:
        raise ValueError("a mapping without a unit of time cannot be checked")
    starts = _judged(table, mapping.started_on, _date)
    ends = _judged(table, mapping.ended_on, _date)
    exits = _exits(table, mapping)
    durations = _durations(table, mapping, mapping.unit, starts, ends)
    references = _judged(table, mapping.reference, _reference)
    people = _judged(table, mapping.caseworker, lambda text: _person(text, caseworkers or {}))
    pairs = _open_ends(mapping, exits, ends)
    width = 1 + max(_used_columns(mapping), default=0)
    judged: tuple[tuple[int | None, Judged], ...] = (
        (None, [None if len(row) >= width else Reason.FEWER_COLUMNS for row in table.rows]),
        (mapping.caseworker, people),
        (mapping.reference, references),
        (mapping.started_on, starts),
        (mapping.ended_on, ends),
        (mapping.duration if mapping.duration is not None else mapping.ended_on, durations),
        (mapping.exit, exits),
        (mapping.ended_on, pairs),
    )
    good, refused, reasons = _sorted_out(table, judged)
    chosen = Spells(
        durations=[durations[at] for at in good],
        exits=[exits[at] for at in good],
        references=[references[at] or "" for at in good],
        started_on=[starts[at] for at in good],
        ended_on=[ends[at] for at in good],
        caseworkers=[people[at] for at in good] if mapping.caseworker is not None else None,
    )
    counted = Counter(chosen.exits)
    return Checked(
        spells=chosen,
        refused=tuple(refused),
        refused_count=sum(reasons.values()),
        refused_by_reason=dict(reasons),
        total=len(table.rows),
        by_exit={meaning: counted[meaning] for meaning in Exit if counted[meaning]},
    )


def _used_columns(mapping: Mapping) -> Iterable[int]:
    plain = (mapping.duration, mapping.started_on, mapping.exit, mapping.reference, mapping.caseworker)
    return [at for at in (*plain, *mapping.flags.values()) if at is not None]


def _judged(table: Table, column: int | None, judge: Callable[[str], Any]) -> Judged:
    """Judge a column; an absent column gives None on every line."""
    if column is None:
        return [None] * len(table.rows)
    texts = table.column(column)
    verdicts = {text: judge(text) for text in set(texts)}
    return [verdicts[text] for text in texts]


def _date(text: str) -> date | Reason | None:
    return None if not text else calendar_date(text) or Reason.DATE_UNKNOWN


def _reference(text: str) -> str | Reason:
    if not text:
        return Reason.REFERENCE_MISSING
    if is_citizen_service_number(text):
        return Reason.REFERENCE_IS_BSN
    return text if _PSEUDONYM.fullmatch(text) else Reason.REFERENCE_NOT_PSEUDONYM


def _person(text: str, caseworkers: Lookup[str, UUID]) -> UUID | Reason:
    return caseworkers.get(text.casefold(), Reason.CASEWORKER_UNKNOWN)


def _durations(table: Table, mapping: Mapping, unit: Unit, starts: Judged, ends: Judged) -> Judged:
    """From the column with durations, else from the two dates; a spell without end was last seen when measured."""
    if mapping.duration is not None:
        return _judged(table, mapping.duration, lambda text: _duration(text, unit))
    today = mapping.measured_on
    if today is None:
        raise ValueError("dates need a day on which the file was made")
    pairs = set(zip(starts, ends, strict=True))
    verdicts = {pair: _between(*pair, today, unit) for pair in pairs}
    return [verdicts[pair] for pair in zip(starts, ends, strict=True)]


def _duration(text: str, unit: Unit) -> int | Reason:
    if not text:
        return Reason.DURATION_MISSING
    number = whole_number(text)
    if number is None:
        return Reason.DURATION_NOT_WHOLE
    if number < 1:
        return Reason.DURATION_BELOW_ONE
    return number if number <= LONGEST[unit] else Reason.DURATION_TOO_LONG


def _between(start: Any, end: Any, today: date, unit: Unit) -> int | Reason | None:
    if isinstance(start, Reason) or isinstance(end, Reason):
        return None  # the date itself is already refused
    if start is None:
        return Reason.START_MISSING
    if start > today:
        return Reason.START_IN_FUTURE
    if end is not None and end > today:
        return Reason.END_IN_FUTURE
    if end is not None and end < start:
        return Reason.END_BEFORE_START
    periods = period_of(start, end or today, unit)
    return periods if periods <= LONGEST[unit] else Reason.DURATION_TOO_LONG


def _exits(table: Table, mapping: Mapping) -> Judged:
    """From words or from flags. A line without any flag or word had not ended: it stays, censored."""
    if mapping.exit is not None:
        meanings = {"": Exit.STILL_IN_BENEFIT, **mapping.words}
        return _judged(table, mapping.exit, lambda text: meanings.get(text, Reason.EXIT_UNKNOWN))
    if not mapping.flags:
        return [Exit.STILL_IN_BENEFIT] * len(table.rows)
    kinds = tuple(mapping.flags)
    rows = list(zip(*(table.column(mapping.flags[kind]) for kind in kinds), strict=True))
    verdicts = {row: _flagged(kinds, row) for row in set(rows)}
    return [verdicts[row] for row in rows]


def _flagged(kinds: Sequence[Exit], texts: Sequence[str]) -> Exit | Reason:
    flags = [yes_or_no(text) for text in texts]
    if None in flags:
        return Reason.FLAG_UNKNOWN
    chosen = [kind for kind, flag in zip(kinds, flags, strict=True) if flag]
    if len(chosen) > 1:
        return Reason.TWO_EXITS
    return chosen[0] if chosen else Exit.STILL_IN_BENEFIT


def _open_ends(mapping: Mapping, exits: Judged, ends: Judged) -> Judged:
    """With dates only: an exit without the day it happened would get the wrong duration."""
    if mapping.duration is not None:
        return [None] * len(exits)
    return [
        Reason.EXIT_WITHOUT_END if end is None and isinstance(exit_, Exit) and exit_ else None
        for exit_, end in zip(exits, ends, strict=True)
    ]


def _sorted_out(
    table: Table, judged: Sequence[tuple[int | None, Judged]]
) -> tuple[list[int], list[RefusedLine], Counter[Reason]]:
    """The numbers of the right lines, the first refused lines, and how many were refused for which reason."""
    faults: dict[int, tuple[int | None, Reason]] = {}
    for column, verdicts in judged:
        for at, verdict in enumerate(verdicts):
            if isinstance(verdict, Reason) and at not in faults:
                faults[at] = (column, verdict)
    good = [at for at in range(len(table.rows)) if at not in faults]
    listed = [_refused(table, at, *faults[at]) for at in sorted(faults)[:MOST_LISTED]]
    return good, listed, Counter(reason for _, reason in faults.values())


def _refused(table: Table, at: int, column: int | None, reason: Reason) -> RefusedLine:
    row = table.rows[at]
    value = row[column].strip()[:40] if column is not None and column < len(row) else ""
    # A number that may identify somebody is not repeated on a screen or in a log.
    shown = "" if reason in {Reason.REFERENCE_IS_BSN, Reason.REFERENCE_NOT_PSEUDONYM} else value
    return RefusedLine(table.lines[at], table.header[column] if column is not None else "", shown, reason)
