"""Sentences about a measurement set: what is missing, where it stands, who sees what, how much time it takes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from leerlus.access.matrix import MATRIX, Column, Reach, Record
from leerlus.measurement.rules.design import FieldKind, Gap
from leerlus.measurement.rules.standing import Obstacle, Standing

STEPS: Final[tuple[Promise, ...]] = (
    gettext_lazy("Our question"),
    gettext_lazy("What we would do with it"),
    gettext_lazy("What we record already"),
    gettext_lazy("What we add"),
    gettext_lazy("Who sees what"),
    gettext_lazy("When we look together"),
    gettext_lazy("When it stops"),
)
"""The names of the seven steps of a design, in order."""

GAPS: Final[dict[Gap, Promise]] = {
    Gap.QUESTION: gettext_lazy("There is no question about your own acting yet."),
    Gap.CONSEQUENCE: gettext_lazy(
        "You did not say yet what you would do differently. When no outcome changes what you do, measuring only costs "
        "time. Then it is better to choose another question, or not to measure."
    ),
    Gap.SAME_CONSEQUENCE: gettext_lazy(
        "With both outcomes you would do the same. Then you need not measure: do it now, or choose another question."
    ),
    Gap.NOTHING_MEASURED: gettext_lazy("Nothing is chosen yet that you look at."),
    Gap.OWN_FIELD: gettext_lazy(
        "A field of your own has no name, no question, or not enough to choose from (two at least)."
    ),
    Gap.SAME_NAME: gettext_lazy("Two fields of your own have the same name."),
    Gap.TOO_MANY: gettext_lazy("That is more than five new fields. Which one can wait?"),
    Gap.TOO_LONG: gettext_lazy("The new fields take more than two minutes per contact. Leave something out."),
    Gap.WHO_SEES: gettext_lazy("You did not say yet that you read who sees what."),
    Gap.RHYTHM: gettext_lazy("You did not choose yet how often you look together."),
    Gap.STOP_DATE: gettext_lazy(
        "The stop date is missing, or does not fit: after the first time you look together, and within a year."
    ),
}

OBSTACLES: Final[dict[Obstacle, Promise]] = {
    Obstacle.WORKS_COUNCIL: gettext_lazy(
        "The consent of the works council is not recorded. Until it is, nothing is measured. Your administrator can "
        "record it."
    ),
    Obstacle.GROUP: gettext_lazy(
        "A team that measures has at least two caseworkers and one manager, and more caseworkers than managers."
    ),
    Obstacle.CASEWORKERS: gettext_lazy(
        "Not every caseworker of the team said yes yet. Who did and who did not, nobody can see."
    ),
    Obstacle.MANAGERS: gettext_lazy("Who leads the team did not say yes yet."),
    Obstacle.STOP_DATE: gettext_lazy("The stop date has passed. Reopen the design and choose another one."),
}

STANDINGS: Final[dict[Standing, Promise]] = {
    Standing.DRAFT: gettext_lazy("You are designing this together. Nothing is measured yet."),
    Standing.PROPOSED: gettext_lazy("The design is ready. It begins when everybody said yes."),
    Standing.ACTIVE: gettext_lazy("You are measuring this now."),
    Standing.RESTING: gettext_lazy("This rests: nothing is measured now."),
    Standing.ENDED: gettext_lazy("This stopped on the agreed day. Nothing is measured any more."),
    Standing.CLOSED: gettext_lazy("This is an earlier version. Nothing is measured with it any more."),
}

KINDS: Final[dict[FieldKind, Promise]] = {
    FieldKind.YES_NO: gettext_lazy("yes or no (about 10 seconds)"),
    FieldKind.NUMBER: gettext_lazy("a number from 0 to 10 (about 15 seconds)"),
    FieldKind.CHOICE: gettext_lazy("one of a few choices (about 20 seconds)"),
}

_REACHES: Final[dict[Reach, Promise]] = {
    Reach.FULL: gettext_lazy("yes, of the whole municipality"),
    Reach.OWN: gettext_lazy("only their own"),
    Reach.GROUP: gettext_lazy("yes, of their own team"),
    Reach.RELEASED: gettext_lazy("only figures about enough people"),
    Reach.NATIONAL: gettext_lazy("only national figures"),
    Reach.NOTHING: gettext_lazy("nothing"),
}

_SEEN: Final[dict[Record, Promise]] = {
    Record.OWN_RESULTS: gettext_lazy("What comes out for one caseworker"),
    Record.TEAM_RESULTS: gettext_lazy("What comes out for a team"),
    Record.MEASUREMENT_SET: gettext_lazy("This design, and whether it runs"),
    Record.ACTIVE_SET: gettext_lazy("The question and the dates, while it runs"),
    Record.MEASUREMENT_YES: gettext_lazy("Who said yes"),
}

_COLUMNS: Final[dict[Column, Promise]] = {
    Column.CASEWORKER: gettext_lazy("Caseworker"),
    Column.MANAGER: gettext_lazy("Who leads the team"),
    Column.BROKER: gettext_lazy("Knowledge manager"),
    Column.EXECUTIVE: gettext_lazy("Director"),
    Column.ADMINISTRATOR: gettext_lazy("Administrator"),
}

_NAMES: Final[dict[str, Promise]] = {
    "said_at": gettext_lazy("said yes at"),
    "charter_accepted": gettext_lazy("accepted charter, version"),
    "question": gettext_lazy("question"),
}


@dataclass(frozen=True, slots=True)
class MissingLine:
    """What is missing in a design, and the step where it is put right."""

    text: str
    step: int


def missing_lines(found: Iterable[Gap]) -> list[MissingLine]:
    """What is missing in words, in the order of the steps."""
    return [MissingLine(str(GAPS[gap]), gap.step) for gap in found]


def obstacles_in_words(found: Iterable[Obstacle]) -> list[str]:
    """Why a set does not begin."""
    return [str(OBSTACLES[obstacle]) for obstacle in found]


def who_sees_what() -> tuple[list[str], list[list[str]]]:
    """The matrix in words for the page of step 5: columns, and a row per kind of record.

    That the own results can be shared with a colleague is said beside it: that is the choice of one person.
    """
    columns = [_("What"), *(str(label) for label in _COLUMNS.values())]
    rows = [
        [str(label), *(str(_REACHES[MATRIX[record][column]]) for column in _COLUMNS)]
        for record, label in _SEEN.items()
    ]
    return columns, rows


def time_in_words(seconds: int) -> str:
    """A number of seconds as minutes and seconds: "1 minute and 10 seconds"."""
    minutes, rest = divmod(seconds, 60)
    words = []
    if minutes:
        words.append(ngettext("%(number)d minute", "%(number)d minutes", minutes) % {"number": minutes})
    if rest or not minutes:
        words.append(ngettext("%(number)d second", "%(number)d seconds", rest) % {"number": rest})
    return _(" and ").join(words)


def name_of(name: str, language: str) -> str | None:
    """A field of the export in words; None for anything else."""
    return str(_NAMES[name]) if name in _NAMES else None
