"""What a mapping still lacks before a file can be checked."""

from collections.abc import Iterable
from enum import StrEnum

from leerlus.outcomes.rules.columns import Mapping, distinct_words
from leerlus.outcomes.rules.tables import Table


class Gap(StrEnum):
    """Something a person still has to say."""

    UNIT = "unit"
    DURATION = "duration"
    MEASURED_ON = "measured_on"
    EXIT = "exit"
    EXIT_TWICE = "exit_twice"
    TOO_MANY_WORDS = "too_many_words"
    WORDS = "words"
    CASEWORKER = "caseworker"
    KEY = "key"
    ENDED_ON = "ended_on"
    REFERENCE = "reference"
    SAME_COLUMN = "same_column"


class FileFor(StrEnum):
    """What a file is for: a new set, new benefits in a set that is there, or how benefits in it ended."""

    NEW_SET = "new_set"
    MORE_SPELLS = "more_spells"
    EXITS = "exits"


def gaps(
    table: Table, mapping: Mapping, *, with_caseworkers: bool, file_for: FileFor = FileFor.NEW_SET
) -> tuple[Gap, ...]:
    """Everything that is missing or contradicts itself, in the order of the form; empty when it is complete."""
    found = [gap for gap, missing in _wanting(mapping, file_for, with_caseworkers) if missing]
    if mapping.exit is not None:
        words = distinct_words(table, mapping.exit)
        if words is None:
            found.append(Gap.TOO_MANY_WORDS)
        elif any(word not in mapping.words for word in words):
            found.append(Gap.WORDS)
    return tuple(found)


def _wanting(mapping: Mapping, file_for: FileFor, with_caseworkers: bool) -> Iterable[tuple[Gap, bool]]:
    no_reference, no_start = mapping.reference is None, mapping.started_on is None
    if file_for is FileFor.EXITS:
        return (
            (Gap.ENDED_ON, mapping.ended_on is None),
            (Gap.MEASURED_ON, mapping.measured_on is None),
            (Gap.EXIT, mapping.exit is None),
            (Gap.REFERENCE, no_reference),
            (Gap.SAME_COLUMN, _shared_column(mapping)),
        )
    by_dates = not no_start and mapping.ended_on is not None
    return (
        (Gap.UNIT, mapping.unit is None),
        (Gap.DURATION, mapping.duration is None and not by_dates),
        (Gap.KEY, file_for is FileFor.MORE_SPELLS and (no_reference or no_start)),
        (Gap.MEASURED_ON, mapping.duration is None and by_dates and mapping.measured_on is None),
        (Gap.EXIT, mapping.exit is None and not mapping.flags),
        (Gap.EXIT_TWICE, mapping.exit is not None and bool(mapping.flags)),
        (Gap.CASEWORKER, with_caseworkers and mapping.caseworker is None),
        (Gap.SAME_COLUMN, _shared_column(mapping)),
    )


def _shared_column(mapping: Mapping) -> bool:
    used = [
        at
        for at in (
            mapping.duration,
            mapping.started_on,
            mapping.ended_on,
            mapping.exit,
            mapping.reference,
            mapping.caseworker,
            *mapping.flags.values(),
        )
        if at is not None
    ]
    return len(used) != len(set(used))
