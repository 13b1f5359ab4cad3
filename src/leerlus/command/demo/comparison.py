"""People of the demo who compare advice with free choice, so that a visitor can see both arms and one that ended."""

from collections.abc import Mapping
from typing import Final

from leerlus.access.actor import actor_of
from leerlus.advice.allocation import Arm
from leerlus.advice.comparison import forget, running_arm, stop, take_part
from leerlus.organisations.models import Person

ARMS: Final = {"yusuf": Arm.FREE_CHOICE, "anneke": Arm.TAILORED, "rachid": Arm.FREE_CHOICE}
"""Who a visitor finds in which arm. The lot decides for them too: they say yes anew until it falls like this."""

STOPPED: Final = "rachid"
_TRIES: Final = 7
"""Blocks are balanced, so the same arm never comes more than six times in a row."""


def add_comparison(people: Mapping[str, Person]) -> None:
    """Yusuf chooses freely, Anneke gets advice as usual, and Rachid stopped."""
    for name, arm in ARMS.items():
        actor = actor_of(people[f"{name}@voorbeeldstad.example"])
        for _ in range(_TRIES):
            take_part(actor)
            if running_arm(actor.person_id) is arm:
                break
            forget(actor)
        if name == STOPPED:
            stop(actor)
