"""What every rule did, in order, so that an advice can be told and recomputed."""

from typing import Any, Literal, NamedTuple

from leerlus.advice.pipeline.situation import Situation

Outcome = Literal["fired", "silent", "blocked"]
"""`blocked`: the rule holds, but guards, stage or the person's own choice left none of its techniques."""

Inputs = tuple[tuple[str, Any], ...]
"""Name -> value, as pairs: immutable, in the order the rule reads them."""


class TraceEntry(NamedTuple):
    """One rule in one advice."""

    rule: str
    version: int
    inputs: Inputs
    outcome: Outcome


_OF_TEAM = frozenset({"low_preconditions", "shared_barriers"})


def inputs_of(situation: Situation, reads: tuple[str, ...]) -> Inputs:
    """The values a rule looked at; facts of the team as a sorted tuple."""
    return tuple(
        (name, tuple(sorted(getattr(situation.team, name))) if name in _OF_TEAM else getattr(situation, name))
        for name in reads
    )
