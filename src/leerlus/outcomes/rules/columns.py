"""Which column means what: recognised from the header and the first values, corrected by a person."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from leerlus.outcomes.rules.spells import Exit, Unit
from leerlus.outcomes.rules.synonyms import FLAGS, NAMES, UNIT_WORDS, WORDS
from leerlus.outcomes.rules.tables import Table
from leerlus.outcomes.rules.values import NO, YES

MOST_WORDS: Final = 60
"""A column with more different words than this does not say how a spell ended."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """Which column (by number, None = absent) holds what, and what the words in it mean.

    Durations come from `duration`, or from `started_on` and `ended_on`. Exits come from the words in `exit`, or from
    the yes-or-no columns in `flags`. Spells without an end date were still seen on `measured_on`.
    """

    unit: Unit | None = None
    duration: int | None = None
    started_on: int | None = None
    ended_on: int | None = None
    exit: int | None = None
    words: dict[str, Exit] = field(default_factory=dict)
    flags: dict[Exit, int] = field(default_factory=dict)
    reference: int | None = None
    caseworker: int | None = None
    measured_on: date | None = None

    def to_json(self) -> dict[str, Any]:
        """As values that JSON knows; `Mapping.from_json` reads them back."""
        return {
            "unit": self.unit.value if self.unit else None,
            "duration": self.duration,
            "started_on": self.started_on,
            "ended_on": self.ended_on,
            "exit": self.exit,
            "words": {word: meaning.value for word, meaning in self.words.items()},
            "flags": {str(meaning.value): column for meaning, column in self.flags.items()},
            "reference": self.reference,
            "caseworker": self.caseworker,
            "measured_on": self.measured_on.isoformat() if self.measured_on else None,
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Mapping":
        """The mapping that `to_json` wrote."""
        return cls(
            unit=Unit(kept["unit"]) if kept["unit"] else None,
            duration=kept["duration"],
            started_on=kept["started_on"],
            ended_on=kept["ended_on"],
            exit=kept["exit"],
            words={word: Exit(meaning) for word, meaning in kept["words"].items()},
            flags={Exit(int(meaning)): column for meaning, column in kept["flags"].items()},
            reference=kept["reference"],
            caseworker=kept["caseworker"],
            measured_on=date.fromisoformat(kept["measured_on"]) if kept["measured_on"] else None,
        )


def suggest(table: Table) -> Mapping:
    """What the columns most likely are. What is not recognised stays empty; a person decides."""
    names = [plain(name) for name in table.header]
    found = {meaning: first_of(names, known) for meaning, known in NAMES.items()}
    flags = {
        meaning: at
        for meaning, known in FLAGS.items()
        if (at := _flag_column(table, names, known)) is not None
    }
    with_duration = found["duration"] is not None
    duration = found["duration"] if with_duration else None
    mapping = Mapping(
        unit=_unit(names, duration),
        duration=duration,
        started_on=found["started_on"],
        ended_on=found["ended_on"],
        exit=None if flags else found["exit"],
        flags=flags,
        reference=found["reference"],
        caseworker=found["caseworker"],
    )
    if mapping.exit is None:
        return mapping
    return replace(mapping, words=suggest_words(distinct_words(table, mapping.exit) or ()))


def distinct_words(table: Table, column: int) -> tuple[str, ...] | None:
    """The different words in a column, most used first, blanks left out; None when there are too many."""
    counts = {word: number for word, number in table.columns[column].counts().items() if word}
    if len(counts) > MOST_WORDS:
        return None
    return tuple(sorted(counts, key=lambda word: (-counts[word], word)))


def suggest_words(words: Iterable[str]) -> dict[str, Exit]:
    """The meaning of the words that are recognised."""
    return {word: meaning for word in words for meaning, known in WORDS.items() if plain(word) in known}


def plain(name: str) -> str:
    """A name without capitals, accents, blanks and punctuation: `Reden uitstroom` becomes `redenuitstroom`."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[^a-z0-9]", "", decomposed)


def first_of(names: Sequence[str], known: frozenset[str]) -> int | None:
    """The first column whose name is known."""
    return next((at for at, name in enumerate(names) if name in known), None)


def _flag_column(table: Table, names: Sequence[str], known: frozenset[str]) -> int | None:
    """A column with the right name, when its first values are all yes or no."""
    at = first_of(names, known)
    if at is None:
        return None
    values = {row[at].strip().casefold() for row in table.first(200)}
    return at if values <= YES | NO else None


def _unit(names: Sequence[str], duration: int | None) -> Unit | None:
    """The unit that the name of the duration column gives away; two weeks for the file of McCall (1996)."""
    if duration is None:
        return None
    if names[duration] == "spell" and "censor1" in names:
        return Unit.TWO_WEEKS
    return next((unit for unit, words in UNIT_WORDS if any(word in names[duration] for word in words)), None)
