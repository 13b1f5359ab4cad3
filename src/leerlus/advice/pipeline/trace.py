"""What every rule did, in order, so that an advice can be told and recomputed."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
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


_OF_TEAM = ("low_preconditions", "shared_barriers")
_OF_PERSON = tuple(field.name for field in fields(Situation) if field.name not in {"team", "put_aside"})


def readable(situation: Situation) -> Mapping[str, Any]:
    """Every value that a rule may read, by name; facts of the team as sorted tuples."""
    values: dict[str, Any] = {name: getattr(situation, name) for name in _OF_PERSON}
    values.update((name, tuple(sorted(getattr(situation.team, name)))) for name in _OF_TEAM)
    return values


def inputs_of(values: Mapping[str, Any], reads: Iterable[str]) -> Inputs:
    """The values a rule looked at."""
    return tuple([(name, values[name]) for name in reads])
