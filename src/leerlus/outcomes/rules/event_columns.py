"""Which column of a file with jobs and other steps means what; recognised from the header, corrected by a person."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

from leerlus.outcomes.rules.columns import distinct_words, first_of, plain
from leerlus.outcomes.rules.events import Kind
from leerlus.outcomes.rules.synonyms import EVENT_NAMES, EVENT_WORDS
from leerlus.outcomes.rules.tables import Table

COLUMNS: Final = ("reference", "started_on", "last_day", "kind", "regular", "subsidised", "told_by")


@dataclass(frozen=True, slots=True)
class EventMapping:
    """Which column (by number, None = absent) holds what.

    What happened comes from the words in `kind`, or is the same on every line: `only`. An event without a last day was
    still going on on `measured_on`.
    """

    reference: int | None = None
    started_on: int | None = None
    last_day: int | None = None
    kind: int | None = None
    words: dict[str, Kind] = field(default_factory=dict)
    only: Kind | None = None
    regular: int | None = None
    subsidised: int | None = None
    told_by: int | None = None
    measured_on: date | None = None

    def to_json(self) -> dict[str, Any]:
        """As values that JSON knows; `EventMapping.from_json` reads them back."""
        return {
            **{name: getattr(self, name) for name in COLUMNS},
            "words": {word: meaning.value for word, meaning in self.words.items()},
            "only": self.only.value if self.only else None,
            "measured_on": self.measured_on.isoformat() if self.measured_on else None,
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "EventMapping":
        """The mapping that `to_json` wrote."""
        return cls(
            **{name: kept[name] for name in COLUMNS},
            words={word: Kind(meaning) for word, meaning in kept["words"].items()},
            only=Kind(kept["only"]) if kept["only"] else None,
            measured_on=date.fromisoformat(kept["measured_on"]) if kept["measured_on"] else None,
        )

    def used(self) -> list[int]:
        """The columns that are chosen."""
        return [at for name in COLUMNS if (at := getattr(self, name)) is not None]


class EventGap(StrEnum):
    """Something a person still has to say about a file with events."""

    REFERENCE = "reference"
    STARTED_ON = "started_on"
    KIND = "kind"
    KIND_TWICE = "kind_twice"
    TOO_MANY_WORDS = "too_many_words"
    WORDS = "words"
    MEASURED_ON = "measured_on"
    SAME_COLUMN = "same_column"


def suggest_events(table: Table) -> EventMapping:
    """What the columns most likely are. What is not recognised stays empty; a person decides."""
    names = [plain(name) for name in table.header]
    found: dict[str, Any] = {name: first_of(names, EVENT_NAMES[name]) for name in COLUMNS}
    mapping = EventMapping(**found)
    if mapping.kind is None:
        return mapping
    return replace(mapping, words=suggest_kinds(distinct_words(table, mapping.kind) or ()))


def suggest_kinds(words: Iterable[str]) -> dict[str, Kind]:
    """The meaning of the words that are recognised."""
    return {word: kind for word in words for kind, known in EVENT_WORDS.items() if plain(word) in known}


def event_gaps(table: Table, mapping: EventMapping) -> tuple[EventGap, ...]:
    """Everything that is missing or contradicts itself, in the order of the form; empty when it is complete."""
    wanting = (
        (EventGap.REFERENCE, mapping.reference is None),
        (EventGap.STARTED_ON, mapping.started_on is None),
        (EventGap.MEASURED_ON, mapping.measured_on is None),
        (EventGap.KIND, mapping.kind is None and mapping.only is None),
        (EventGap.KIND_TWICE, mapping.kind is not None and mapping.only is not None),
        (EventGap.SAME_COLUMN, len(mapping.used()) != len(set(mapping.used()))),
    )
    found = [gap for gap, missing in wanting if missing]
    if mapping.kind is not None:
        words = distinct_words(table, mapping.kind)
        if words is None:
            found.append(EventGap.TOO_MANY_WORDS)
        elif any(word not in mapping.words for word in words):
            found.append(EventGap.WORDS)
    return tuple(found)
