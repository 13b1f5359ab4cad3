"""The seven steps of methodical working, in the order of the note; the order is shown and never enforced.

Domain specification 6; a step opened before the one in front of it is flagged, not blocked (amendment c).
"""

from collections.abc import Mapping
from enum import Enum, StrEnum


class Step(StrEnum):
    """The seven steps (glossary)."""

    INFORMATION_GATHERING = "information_gathering"
    SCREENING = "screening"
    ASSESSMENT = "assessment"
    DECISION = "decision"
    GUIDANCE = "guidance"
    MONITORING = "monitoring"
    EVALUATION = "evaluation"

    @property
    def number(self) -> int:
        """1 to 7."""
        return list(Step).index(self) + 1


class Mark(Enum):
    """How a step stands on the line above a file."""

    FILLED = "filled"
    OPEN = "open"
    SKIPPED = "skipped"


def marks_of(done: Mapping[Step, bool], begun: Mapping[Step, bool]) -> dict[Step, Mark]:
    """Filled when done; skipped when not done while something after it was begun; else open."""
    furthest = max((step.number for step in Step if done[step] or begun[step]), default=0)
    return {
        step: Mark.FILLED if done[step] else Mark.SKIPPED if step.number < furthest else Mark.OPEN
        for step in Step
    }


def is_ahead(step: Step, done: Mapping[Step, bool], begun: Mapping[Step, bool]) -> bool:
    """Whether a step was begun while one before it is not done: "vooruitgelopen"."""
    started = done[step] or begun[step]
    return started and any(not done[one] for one in Step if one.number < step.number)


def current_step(done: Mapping[Step, bool]) -> Step:
    """The first step that is not done; the last one when all are."""
    return next((step for step in Step if not done[step]), Step.EVALUATION)
