"""People of the demo who compare advice with free choice, so that a visitor can see both arms and one that ended."""

from collections.abc import Mapping
from typing import Final

from django.db import transaction

from leerlus.access.actor import Actor, actor_of
from leerlus.advice.allocation import Arm
from leerlus.advice.comparison import running_arm, stop, take_part
from leerlus.organisations.models import Person

ARMS: Final = {"yusuf": Arm.FREE_CHOICE, "anneke": Arm.TAILORED, "rachid": Arm.FREE_CHOICE}
"""Who a visitor finds in which arm. Lots are drawn once, for them too: the whole order is drawn anew until it fits."""

STOPPED: Final = "rachid"
_TRIES: Final = 300
"""About one order in seven fits."""


class _OtherOrder(Exception):
    """The lots fell differently; takes back that they were drawn."""


def add_comparison(people: Mapping[str, Person]) -> None:
    """Yusuf chooses freely, Anneke gets advice as usual, and Rachid stopped.

    Raises RuntimeError when no order of lots gave that, which is one chance in 10^20.
    """
    actors = {name: actor_of(people[f"{name}@voorbeeldstad.example"]) for name in ARMS}
    for _ in range(_TRIES):
        try:
            _draw_lots(actors)
        except _OtherOrder:
            continue
        stop(actors[STOPPED])
        return
    raise RuntimeError("lots never fell as the demo tells it")


def _draw_lots(actors: Mapping[str, Actor]) -> None:
    with transaction.atomic():
        for name, actor in actors.items():
            take_part(actor)
            if running_arm(actor.person_id) is not ARMS[name]:
                raise _OtherOrder
