"""Judging what is known: levels of evidence, SMART goals, what only passes on knowledge, where two assessors differ.

Unknown is a value of its own, and never counts as no (domain specification 5).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Final

import numpy as np

from leerlus.statistics.agreement import Kappa, cohen_kappa

LEVELS: Final = "ABCDE"
"""A meta-analysis or trial, B controlled, C before and after, D practice experience, E opinion."""

OWN_SUCCESS: Final = "D"
"""The highest level of what only worked in one's own organisation (note 2.1.2; acceptance check 27)."""

UNKNOWN: Final = "unknown"
CHARACTERISTIC_OF_GOAL: Final = "smart_goal"

Values = Mapping[str, str]
"""Characteristic -> yes, partly, no or unknown."""


def highest_allowed(level: str, *, only_worked_here: bool) -> str:
    """The level that may be shown; raises ValueError for a letter that is no level."""
    if level not in LEVELS or len(level) != 1:
        raise ValueError(f"{level!r} is no level of evidence")
    return max(level, OWN_SUCCESS) if only_worked_here else level


class GoalState(StrEnum):
    """Whether a goal is SMART; nothing filled in says nothing, and is unknown (acceptance check 26)."""

    SMART = "yes"
    PARTLY = "partly"
    NOT_SMART = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Goal:
    """The five parts of a SMART goal, each in words; empty is what was not written."""

    specific: str = ""
    measurable: str = ""
    achievable: str = ""
    relevant: str = ""
    timed: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of the parts that are not there, in the order of the letters."""
        return tuple(part.name for part in fields(self) if not str(getattr(self, part.name)).strip())

    def state(self, *, says_there_is_none: bool = False) -> GoalState:
        """Presence of the parts, never their quality."""
        if says_there_is_none:
            return GoalState.NOT_SMART
        if len(self.missing) == len(fields(self)):
            return GoalState.UNKNOWN
        if not self.missing:
            return GoalState.SMART
        return GoalState.PARTLY if "specific" not in self.missing else GoalState.NOT_SMART


def only_passes_on(values: Values) -> bool:
    """Whether something only passes on knowledge: certainly no active learning and no reflection (check 28)."""
    return values.get("active_learning") == "no" and values.get("reflection") == "no"


def differences(one: Values, other: Values) -> tuple[str, ...]:
    """The characteristics two assessors judge differently; that one of them does not know is a difference too."""
    return tuple(name for name in one if one[name] != other.get(name, UNKNOWN))


FEWEST_PAIRS: Final = 20
"""Judgements by two people under which agreement is not computed: the interval would say nothing."""


def agreement(pairs: Sequence[tuple[str, str]]) -> Kappa | None:
    """Cohen's kappa over all judgements made by two people; None when there are too few, or all are the same value."""
    if len(pairs) < FEWEST_PAIRS or len({value for pair in pairs for value in pair}) < 2:
        return None
    first, second = zip(*pairs, strict=True)
    return cohen_kappa(np.asarray(first), np.asarray(second))
