"""Every line judged, column by column: the spells that are right, and the lines that are not with the reason.

Each distinct text in a column is judged once and the rest is arithmetic on whole columns, so hundreds of thousands of
lines take less than a second. A line with several faults is refused once, for the first of them.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Lookup
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from leerlus.outcomes.rules.columns import Mapping
from leerlus.outcomes.rules.judging import (
    are_surely_pseudonyms,
    judge_date,
    judge_duration,
    judge_person,
    judge_reference,
)
from leerlus.outcomes.rules.known_spells import KnownSpells, known_starts
from leerlus.outcomes.rules.periods import periods_of
from leerlus.outcomes.rules.reasons import Reason, RefusedLine
from leerlus.outcomes.rules.spells import LONGEST, Exit, Unit
from leerlus.outcomes.rules.tables import Table
from leerlus.outcomes.rules.values import yes_or_no
from leerlus.outcomes.rules.verdicts import Faults, Judged, days_of, judge, repeated, where


@dataclass(frozen=True, slots=True)
class Spells:
    """The lines that are right, as columns of equal length. Without caseworkers all belong to the importer.

    From a file they are by caseworker, duration and exit: the order in which the database keeps them. What arrives in
    that order is stored in a quarter of the time.
    """

    durations: list[int]
    exits: list[Exit]
    references: list[str]
    started_on: list[date | None]
    ended_on: list[date | None]
    caseworkers: list[UUID] | None

    def __len__(self) -> int:
        return len(self.durations)

    def at(self, places: Sequence[int]) -> "Spells":
        """Some of them."""
        return Spells(
            durations=[self.durations[at] for at in places],
            exits=[self.exits[at] for at in places],
            references=[self.references[at] for at in places],
            started_on=[self.started_on[at] for at in places],
            ended_on=[self.ended_on[at] for at in places],
            caseworkers=None if self.caseworkers is None else [self.caseworkers[at] for at in places],
        )


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of checking a file: spells, the first refused lines, and counts of all of them."""

    spells: Spells
    refused: tuple[RefusedLine, ...]
    refused_count: int
    refused_by_reason: dict[Reason, int]
    total: int
    by_exit: dict[Exit, int]

    def __len__(self) -> int:
        return len(self.spells)

    def subjects(self, importer: UUID) -> set[UUID]:
        """The caseworkers whose clients these are."""
        return set(self.spells.caseworkers) if self.spells.caseworkers is not None else {importer}


def check(
    table: Table,
    mapping: Mapping,
    caseworkers: Lookup[str, UUID] | None = None,
    known: KnownSpells | None = None,
) -> Checked:
    """Judge every line under a mapping that `gaps` found complete.

    `caseworkers` gives the person behind each known e-mail address in small letters; required when the mapping
    names a caseworker column. `known` is for a file that says only how benefits ended: the start of each comes from it.
    """
    if mapping.unit is None:
        raise ValueError("a mapping without a unit of time cannot be checked")
    ends = judge(table, mapping.ended_on, judge_date)
    exits = _ended_for_a_reason(_exits(table, mapping), ends, mapping)
    references = judge(table, mapping.reference, judge_reference, all_fine=are_surely_pseudonyms)
    starts = judge(table, mapping.started_on, judge_date)
    if known is not None:
        starts = known_starts(references, starts, ends, known)
    people = judge(table, mapping.caseworker, lambda text: judge_person(text, caseworkers or {}))
    faults = Faults(table)
    width = 1 + max(_used_columns(mapping), default=0)
    faults.add_reason(None, Reason.FEWER_COLUMNS, table.widths < width)
    for column, judged in (
        (mapping.caseworker, people),
        (mapping.reference, references),
        (mapping.started_on, starts),
        (mapping.ended_on, ends),
    ):
        faults.add(column, judged.faults())
    durations = _durations(table, mapping, mapping.unit, starts, ends, faults)
    faults.add(mapping.exit, exits.faults())
    if mapping.duration is None:
        # An exit without the day it happened would get the wrong duration.
        left = where(exits, lambda value: isinstance(value, Exit) and value is not Exit.STILL_IN_BENEFIT)
        faults.add_reason(mapping.ended_on, Reason.EXIT_WITHOUT_END, left & where(ends, _is_absent))
    if mapping.reference is not None and (mapping.started_on is not None or known is not None):
        faults.add_reason(
            mapping.reference,
            Reason.TWICE,
            repeated((references, starts), among=faults.right(), of=len(table)),
        )
    good = _in_order(faults.right(), people, durations, exits)
    chosen = Spells(
        durations=durations[good].tolist(),
        exits=exits.of(good),
        references=references.of(good) if mapping.reference is not None else [""] * good.size,
        started_on=starts.of(good),
        ended_on=ends.of(good),
        caseworkers=people.of(good) if mapping.caseworker is not None else None,
    )
    return _outcome(chosen, faults, len(table))


def _outcome(chosen: Spells, faults: Faults, total: int) -> Checked:
    """The spells without fault beside the lines with one, and counts of both."""
    by_reason, counted = faults.by_reason(), Counter(chosen.exits)
    return Checked(
        spells=chosen,
        refused=faults.listed(),
        refused_count=sum(by_reason.values()),
        refused_by_reason=by_reason,
        total=total,
        by_exit={meaning: counted[meaning] for meaning in Exit if counted[meaning]},
    )


def _in_order(
    rows: NDArray[np.intp], people: Judged, durations: NDArray[np.int64], exits: Judged
) -> NDArray[np.intp]:
    """Rows without fault by caseworker, duration and exit."""
    owners = sorted({person for person in people.values if isinstance(person, UUID)})
    place = {person: at for at, person in enumerate(owners)}
    owner = np.asarray([place.get(person, 0) for person in people.values], np.int64)
    way = np.asarray([exit_ if isinstance(exit_, Exit) else 0 for exit_ in exits.values], np.int64)
    ordered: NDArray[np.intp] = rows[
        np.lexsort((way[exits.codes[rows]], durations[rows], owner[people.codes[rows]]))
    ]
    return ordered


def _used_columns(mapping: Mapping) -> Iterable[int]:
    plain = (mapping.duration, mapping.started_on, mapping.exit, mapping.reference, mapping.caseworker)
    return [at for at in (*plain, *mapping.flags.values()) if at is not None]


def _is_absent(value: object) -> bool:
    return value is None


def _durations(
    table: Table, mapping: Mapping, unit: Unit, starts: Judged, ends: Judged, faults: Faults
) -> NDArray[np.int64]:
    """From the column with durations, else from the two dates; a spell without end was last seen when measured."""
    if mapping.duration is not None:
        told = judge(table, mapping.duration, lambda text: judge_duration(text, unit))
        faults.add(mapping.duration, told.faults())
        numbers = [value if isinstance(value, int) else 0 for value in told.values]
        return np.asarray(numbers, np.int64)[told.codes]
    today = mapping.measured_on
    if today is None:
        raise ValueError("dates need a day on which the file was made")
    start, end = days_of(starts), days_of(ends, absent=today)
    known = ~(np.isnat(start) | np.isnat(end))
    periods = np.zeros(len(table), np.int64)
    periods[known] = periods_of(start[known], end[known], unit)
    column, last = mapping.ended_on, np.datetime64(today, "D")
    for reason, wrong in (
        (Reason.START_MISSING, where(starts, _is_absent)),
        (Reason.START_IN_FUTURE, start > last),
        (Reason.END_IN_FUTURE, end > last),
        (Reason.END_BEFORE_START, end < start),
        (Reason.DURATION_TOO_LONG, periods > LONGEST[unit]),
    ):
        faults.add_reason(column, reason, wrong)
    return periods


def _exits(table: Table, mapping: Mapping) -> Judged:
    """From words or from flags; None for a line without a word. Without any flag it had not ended: it stays."""
    if mapping.exit is not None:
        meanings = {"": None, **mapping.words}
        return judge(table, mapping.exit, lambda text: meanings.get(text, Reason.EXIT_UNKNOWN))
    if not mapping.flags:
        return Judged([Exit.STILL_IN_BENEFIT], np.zeros(len(table), np.int32))
    kinds = tuple(mapping.flags)
    columns = [table.columns[mapping.flags[kind]] for kind in kinds]
    combinations, codes = np.unique(
        np.column_stack([column.codes for column in columns]), axis=0, return_inverse=True
    )
    verdicts = [
        _flagged(kinds, [column.texts[code] for column, code in zip(columns, row, strict=True)])
        for row in combinations.tolist()
    ]
    return Judged(verdicts, codes.reshape(-1).astype(np.int32))


def _ended_for_a_reason(exits: Judged, ends: Judged, mapping: Mapping) -> Judged:
    """Somebody with an end date and no word is no longer in benefit: why is unknown."""
    if mapping.exit is None:
        return exits
    left = np.asarray([isinstance(value, date) for value in ends.values], bool)[ends.codes]
    nothing = np.asarray([value is None for value in exits.values], bool)[exits.codes]
    codes = np.where(left & nothing, len(exits.values), exits.codes).astype(np.int32)
    values = [Exit.STILL_IN_BENEFIT if value is None else value for value in exits.values]
    return Judged([*values, Exit.REASON_UNKNOWN], codes)


def _flagged(kinds: Sequence[Exit], texts: Sequence[str]) -> Exit | Reason:
    flags = [yes_or_no(text) for text in texts]
    if None in flags:
        return Reason.FLAG_UNKNOWN
    chosen = [kind for kind, flag in zip(kinds, flags, strict=True) if flag]
    if len(chosen) > 1:
        return Reason.TWO_EXITS
    return chosen[0] if chosen else Exit.STILL_IN_BENEFIT
