"""How well a choice is argued: whether its parts are there, never whether they are good (domain specification 6).

The level is a help to whoever writes the file. It says nothing about a person, and no page lays levels of people side
by side.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

SHORTEST_REASON: Final = 40
"""Characters of a reason why a choice fits this person; presence can be seen, quality cannot."""

ARGUED: Final = 3
"""The level of a choice with all of its parts; anything below is counted as not argued."""


class Grounds(StrEnum):
    """What a choice rests on. The last two are allowed, and labelled as what they are."""

    KNOWLEDGE = "knowledge"
    OWN_EXPERIENCE = "own_experience"
    MUNICIPAL_GUIDELINE = "municipal_guideline"


class Part(StrEnum):
    """The parts of an argued choice, (a) to (f)."""

    CHOICE = "choice"
    BASED_ON = "based_on"
    FITS_BECAUSE = "fits_because"
    ALTERNATIVE = "alternative"
    GROUNDS = "grounds"
    CLIENT_VIEW = "client_view"


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice as it was written down; empty is what was not.

    `based_on` are the facts and results of steps 1 to 3 it refers to. `knowledge` and `evidence` belong to the ground
    of that name: what it is, and how strong (A to E, or unknown).
    """

    choice: str = ""
    based_on: tuple[str, ...] = ()
    fits_because: str = ""
    alternative: str = ""
    rejected_because: str = ""
    grounds: Grounds | None = None
    knowledge: str = ""
    evidence: str = ""
    client_view: str = ""


def missing_parts(choice: Choice) -> tuple[Part, ...]:
    """The parts that are not there yet, in the order in which they are asked."""
    known = choice.grounds is not Grounds.KNOWLEDGE or bool(choice.knowledge.strip() and choice.evidence)
    present = {
        Part.CHOICE: bool(choice.choice.strip()),
        Part.BASED_ON: bool(choice.based_on),
        Part.FITS_BECAUSE: len(choice.fits_because.strip()) >= SHORTEST_REASON,
        Part.ALTERNATIVE: bool(choice.alternative.strip() and choice.rejected_because.strip()),
        Part.GROUNDS: choice.grounds is not None and known,
        Part.CLIENT_VIEW: bool(choice.client_view.strip()),
    }
    return tuple(part for part in Part if not present[part])


def level_of(choice: Choice) -> int:
    """0 without a choice, 1 with a choice only, 2 with (a) to (c), 3 with all six parts."""
    missing = set(missing_parts(choice))
    if Part.CHOICE in missing:
        return 0
    if missing & {Part.BASED_ON, Part.FITS_BECAUSE}:
        return 1
    return 2 if missing else ARGUED


def is_argued(choice: Choice) -> bool:
    """Whether a choice counts as argued."""
    return level_of(choice) == ARGUED
