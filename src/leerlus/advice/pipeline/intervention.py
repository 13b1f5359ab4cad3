"""The author's side of tailoring (note 2.1.2, 4.2, 4.4 and 6.1): what an intervention still lacks.

Unknown stays unknown: it is said as such and never counts as no.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from leerlus.advice.pipeline.trace import TraceEntry


class Evidence(StrEnum):
    """How well it is shown that something works; earlier letters are stronger."""

    META_ANALYSIS_OR_TRIAL = "A"
    CONTROLLED = "B"
    BEFORE_AND_AFTER = "C"
    PRACTICE = "D"
    OPINION = "E"


class Remark(StrEnum):
    """Something to tell the author beside the rules R-53, R-66 and R-67."""

    GOAL_NOT_SMART = "goal_not_smart"
    GOAL_UNKNOWN = "goal_unknown"
    NO_FOLLOW_UP = "no_follow_up"
    AT_MOST_PRACTICE = "at_most_practice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervention:
    """What is known of an intervention; None is unknown. `follow_up`: a date for a follow-up is set."""

    smart_goal: bool | None = None
    follow_up: bool = False
    only_knowledge: bool = False
    management_informed: bool | None = None
    linked_to_vision: bool | None = None
    claimed: Evidence | None = None
    worked_with_us: bool = False
    """The claim rests on success in the own organisation."""

    @property
    def evidence(self) -> Evidence | None:
        """The level that may be claimed: "it worked with us" is practice at most (note 2.1.2)."""
        if self.claimed is None or not self.worked_with_us:
            return self.claimed
        return max(self.claimed, Evidence.PRACTICE)


INTERVENTION_RULES: Final = ("R-66", "R-67")


def intervention_rules(intervention: Intervention) -> tuple[str, ...]:
    """Reminders for the author: unknown reminds nobody of informing management, and asks about the vision."""
    reminders = ("R-66",) if intervention.management_informed is False else ()
    return reminders + (() if intervention.linked_to_vision else ("R-67",))


def remarks(intervention: Intervention) -> tuple[Remark, ...]:
    """What else the author is told, the goal first."""
    found = []
    if intervention.smart_goal is not True:
        unknown = intervention.smart_goal is None
        found.append(Remark.GOAL_UNKNOWN if unknown else Remark.GOAL_NOT_SMART)
    if not intervention.follow_up:
        found.append(Remark.NO_FOLLOW_UP)
    if intervention.evidence != intervention.claimed:
        found.append(Remark.AT_MOST_PRACTICE)
    return tuple(found)


def intervention_trace(intervention: Intervention, version: int) -> tuple[TraceEntry, ...]:
    """What the rules about an intervention did, for pages that explain."""
    held = intervention_rules(intervention)
    reads = {"R-66": "management_informed", "R-67": "linked_to_vision"}
    return tuple(
        TraceEntry(
            rule,
            version,
            ((reads[rule], getattr(intervention, reads[rule])),),
            "fired" if rule in held else "silent",
        )
        for rule in INTERVENTION_RULES
    )
