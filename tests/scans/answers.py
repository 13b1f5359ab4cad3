"""Whole sets of answers to the quickscan, and a way to store them as a finished scan."""

from collections.abc import Mapping
from typing import Any

from leerlus.access.actor import actor_of
from leerlus.organisations.models import Person
from leerlus.scans.models import Sitting
from leerlus.scans.sittings import finish_sitting, start_sitting

CONVINCED_BUT_IN_DOUBT: dict[str, Any] = {
    "BG1": "4_to_9", "BG2": "hbo", "LP1": ["discuss"],
    "ATT1": 7, "ATT2": 6, "ATT3": 1, "ATT4": 7,
    "SN1": 5, "SN2": 5, "SN3": 3, "SN4": 6,
    "SE1": 5, "SE2": 1, "SE3": 3, "SE4": 3, "PBC1": 4,
    "INT1": 5, "INT2": 4, "INT3": 3, "STG1": "b", "STG2": "no",
    "SDL1a": 4, "SDL1b": 4, "SDL1c": 2, "SDL2a": 3, "SDL2b": 2, "SDL2c": 3,
    "SDL3a": 4, "SDL3b": 4, "SDL3c": 3, "SDL4a": 4, "SDL4b": 4, "SDL4c": 5,
    "PRD1": 4, "PRD2": 4, "PRD3": 3, "SKL1": 4, "SKL2": 3,
    "BAR1": ["time"], "NEED1": ["CB6"], "NEED2": None,
}  # fmt: skip
"""Sees the use (91), doubts whether it works out in a full week (30), thinks about starting."""


def finished_scan(
    person: Person, answers: Mapping[str, Any] = CONVINCED_BUT_IN_DOUBT, **other: Any
) -> Sitting:
    """A finished quickscan with these answers; `other` answers replace some of them."""
    actor = actor_of(person)
    sitting = start_sitting(actor)
    sitting.store_answers({**answers, **other})
    finish_sitting(actor, sitting)
    sitting.refresh_from_db()
    return sitting
