"""Which earlier choice is similar to one that is being made now: a definition, not a judgement."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

HINDERS: Final = frozenset({"somewhat", "strongly"})
LEAST_IN_COMMON: Final = 2
"""So many of the three traits have to be the same."""


class Trait(StrEnum):
    """In what two choices can be the same."""

    DOMAIN = "domain"
    TECHNIQUE = "technique"
    STAGE = "stage"


@dataclass(frozen=True, slots=True)
class Situation:
    """In what situation a choice was made.

    `domains` are the life domains that hinder the search for work, somewhat or strongly. `techniques` are what the
    caseworker did in the contacts of the choice. `stage` is the first picture of step 2 (can do it alone, light or
    intensive support, no work yet); empty when it is not known.
    """

    domains: frozenset[str] = frozenset()
    techniques: frozenset[str] = frozenset()
    stage: str = ""


def hindering_domains(content: Mapping[str, Any]) -> frozenset[str]:
    """The life domains that hinder, of what step 1 says."""
    return frozenset(
        name.removeprefix("domain_")
        for name, level in content.items()
        if name.startswith("domain_") and level in HINDERS
    )


def in_common(one: Situation, other: Situation) -> frozenset[Trait]:
    """The traits that are the same: a domain, a technique, the stage. What is not known is not the same."""
    same = {
        Trait.DOMAIN: bool(one.domains & other.domains),
        Trait.TECHNIQUE: bool(one.techniques & other.techniques),
        Trait.STAGE: bool(one.stage) and one.stage == other.stage,
    }
    return frozenset(trait for trait in Trait if same[trait])


def is_similar(one: Situation, other: Situation) -> bool:
    """Two choices are similar when at least two of the three traits are the same."""
    return len(in_common(one, other)) >= LEAST_IN_COMMON


def could_be_similar(one: Situation, other: Situation) -> bool:
    """Whether they are similar or would be with the same techniques: spares opening contacts that decide nothing."""
    return bool(in_common(one, other) - {Trait.TECHNIQUE})


def likeness(one: Situation, other: Situation) -> tuple[int, int]:
    """How much alike, to put the most alike first: traits in common, then domains in common."""
    return len(in_common(one, other)), len(one.domains & other.domains)
