"""The design of a measurement set in seven steps, and what is still missing (domain specification 7). Pure."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Final

MOST_NEW_FIELDS: Final = 5
MOST_SECONDS: Final = 120
"""What new fields may cost together at one contact."""

SHORTEST_RHYTHM, LONGEST_RHYTHM = 4, 8
"""Weeks between two moments of looking together."""

USUAL_MONTHS, MOST_MONTHS = 6, 12
"""How long a set usually lasts, and at most."""


class FieldKind(Enum):
    """What can be answered to a field in a team's own words, and the seconds one answer takes."""

    YES_NO = "yes_no"
    NUMBER = "number"
    CHOICE = "choice"

    @property
    def seconds(self) -> int:
        return {FieldKind.YES_NO: 10, FieldKind.NUMBER: 15, FieldKind.CHOICE: 20}[self]


@dataclass(frozen=True, slots=True)
class OwnField:
    """A field in a team's own words; `key` stays when the words change, so that answers are found again."""

    key: str
    name: str
    question: str
    kind: FieldKind
    choices: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether it can be asked: a name, a question, and at least two choices where one has to choose."""
        enough = len(set(self.choices)) >= 2 if self.kind is FieldKind.CHOICE else True
        return bool(self.name and self.question and enough)


@dataclass(frozen=True, slots=True)
class Design:
    """What a team decided until now. Empty means: not yet said."""

    question: str = ""
    outcome_a: str = ""
    act_a: str = ""
    outcome_b: str = ""
    act_b: str = ""
    recorded: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    own: tuple[OwnField, ...] = ()
    knows_who_sees: bool = False
    rhythm_weeks: int | None = None
    ends_on: date | None = None


class Gap(Enum):
    """Why a design is not whole yet."""

    QUESTION = "question"
    CONSEQUENCE = "consequence"
    SAME_CONSEQUENCE = "same_consequence"
    NOTHING_MEASURED = "nothing_measured"
    OWN_FIELD = "own_field"
    SAME_NAME = "same_name"
    TOO_MANY = "too_many"
    TOO_LONG = "too_long"
    WHO_SEES = "who_sees"
    RHYTHM = "rhythm"
    STOP_DATE = "stop_date"

    @property
    def step(self) -> int:
        """The step of the design, 1 to 7, where this is put right."""
        return _STEPS[self]


_STEPS: Final = {
    Gap.QUESTION: 1,
    Gap.CONSEQUENCE: 2,
    Gap.SAME_CONSEQUENCE: 2,
    Gap.NOTHING_MEASURED: 3,
    Gap.OWN_FIELD: 4,
    Gap.SAME_NAME: 4,
    Gap.TOO_MANY: 4,
    Gap.TOO_LONG: 4,
    Gap.WHO_SEES: 5,
    Gap.RHYTHM: 6,
    Gap.STOP_DATE: 7,
}


def new_fields(design: Design) -> int:
    """How many fields are new; one that is recorded already is not."""
    return len(set(design.added) - set(design.recorded)) + len(design.own)


def new_seconds(design: Design, seconds: Mapping[str, int]) -> int:
    """What new fields cost together at one contact; `seconds` is the cost of each field of the library."""
    library = sum(seconds.get(name, 0) for name in set(design.added) - set(design.recorded))
    return library + sum(field.kind.seconds for field in design.own)


def gaps(design: Design, seconds: Mapping[str, int], today: date) -> tuple[Gap, ...]:
    """Everything that keeps a design from being laid before the group, in the order of the steps.

    A measurement of which no outcome changes what is done is refused: it would only cost time (acceptance check 39).
    """
    found = {
        Gap.QUESTION: not design.question,
        Gap.CONSEQUENCE: not all((design.outcome_a, design.act_a, design.outcome_b, design.act_b)),
        Gap.SAME_CONSEQUENCE: bool(design.act_a) and _same(design.act_a, design.act_b),
        Gap.NOTHING_MEASURED: not (design.recorded or design.added or design.own),
        Gap.OWN_FIELD: not all(field.is_whole for field in design.own),
        Gap.SAME_NAME: len({field.name.casefold() for field in design.own}) < len(design.own),
        Gap.TOO_MANY: new_fields(design) > MOST_NEW_FIELDS,
        Gap.TOO_LONG: new_seconds(design, seconds) > MOST_SECONDS,
        Gap.WHO_SEES: not design.knows_who_sees,
        Gap.RHYTHM: not _fits_rhythm(design.rhythm_weeks),
        Gap.STOP_DATE: not _stops_in_time(design, today),
    }
    return tuple(gap for gap, is_there in found.items() if is_there)


def in_months(day: date, months: int) -> date:
    """The same day so many calendar months later; the last day of a month that is shorter."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def earliest_stop(today: date, rhythm_weeks: int | None) -> date:
    """The first stop date that leaves room to look together once."""
    weeks = rhythm_weeks if rhythm_weeks and _fits_rhythm(rhythm_weeks) else SHORTEST_RHYTHM
    return today + timedelta(weeks=weeks)


def latest_stop(today: date) -> date:
    """The last stop date: every measurement is asked about again within a year."""
    return in_months(today, MOST_MONTHS)


def _fits_rhythm(weeks: int | None) -> bool:
    return weeks is not None and SHORTEST_RHYTHM <= weeks <= LONGEST_RHYTHM


def _stops_in_time(design: Design, today: date) -> bool:
    if design.ends_on is None:
        return False
    return earliest_stop(today, design.rhythm_weeks) <= design.ends_on <= latest_stop(today)


def _same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())
