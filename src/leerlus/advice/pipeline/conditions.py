"""The common form of a rule: which inputs it reads, and when it holds.

What a rule leads to and how it is explained is content (`leerlus.content.advice`); only its condition is code.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from leerlus.advice.pipeline.situation import Situation
from leerlus.content.advice import Weights

UNKNOWN_STAGE = "unknown"


@dataclass(frozen=True, slots=True)
class Case:
    """A situation with its lever: `determinants` are those worth working on, the first one first."""

    situation: Situation
    weights: Weights
    lever: str | None
    determinants: tuple[str, ...]
    needs: tuple[str, ...]
    """What somebody chose to get better at, as far as it has a code of its own."""

    def is_low(self, value: float | None) -> bool:
        return value is not None and value < self.weights.low_below

    def is_high(self, value: float | None) -> bool:
        return value is not None and value >= self.weights.high_from

    @property
    def stage_name(self) -> str:
        return self.situation.stage or UNKNOWN_STAGE


class Condition(NamedTuple):
    """`reads` names fields of the situation (or of its team), for the trace."""

    reads: tuple[str, ...]
    holds: Callable[[Case], bool]


Conditions = Mapping[str, Condition]


def need(score: float | None, weights: Weights) -> float:
    """How much there is to gain, 0-1, without a cliff at any band; 0 when unknown."""
    if score is None:
        return 0.0
    return min(1.0, max(0.0, (weights.high_from - score) / weights.high_from))
