"""Comparing advice with free choice, for who says yes (domain specification, knowledge question K3.3).

Who takes part gets one of two arms by lot. Both see the same permitted steps, and guards hold in both; in the free
choice arm the steps stand in random order and none is recommended. What is kept is sealed, for the person only: nothing
here counts, and nothing reads more than one person.

Lots are drawn once. Who erases what was kept leaves behind that lots were drawn, and nothing of how they fell, so that
nobody can draw until the arm suits them.
"""

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, TypedDict
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from leerlus.access.actor import Actor
from leerlus.access.door import visible_own
from leerlus.access.keyring import installation_key
from leerlus.advice.allocation import Arm, arm_at
from leerlus.advice.models import Allocation, Participation
from leerlus.organisations.models import Person
from leerlus.organisations.prepared import PreparedQuery

DAYS: Final = 182
"""How long somebody takes part at most."""

MONTHS: Final = 6
"""The same as it is said."""


class ChosenStep(TypedDict):
    """A step somebody put on their plan: moments in ISO 8601, `done_at` None when it is not done."""

    technique: str
    chosen_at: str
    done_at: str | None


ChosenSteps = Callable[[UUID, datetime, datetime], list[ChosenStep]]
"""The steps from advice that a person put on their plan between two moments."""

_CHOSEN: Final[list[ChosenSteps]] = []
_OF_PERSON: Final = PreparedQuery(lambda person: Participation.objects.filter(person=person), UUID)


def register_chosen_steps(read: ChosenSteps) -> None:
    """Tell how to read which steps somebody chose; the plan knows, and lives higher up."""
    if read not in _CHOSEN:
        _CHOSEN.append(read)


@dataclass(frozen=True, slots=True)
class TakingPart:
    """When somebody takes or took part, and in which arm; `ended` when they stopped or the time is over."""

    arm: Arm
    since: datetime
    until: datetime
    ended: bool


def taking_part(person_id: UUID) -> TakingPart | None:
    """Whether and how this person takes part; None for who never did, or erased it."""
    found = _OF_PERSON.first(person_id)
    if found is None or found.is_erased:
        return None
    content = found.content
    since = datetime.fromisoformat(content["since"])
    last = since + timedelta(days=DAYS)
    until = datetime.fromisoformat(content["until"]) if content["until"] else last
    return TakingPart(Arm(content["arm"]), since, until, ended=until <= timezone.now())


def running_arm(person_id: UUID) -> Arm | None:
    """The arm somebody is in at this moment; None for everybody who does not take part, or no longer."""
    found = taking_part(person_id)
    return None if found is None or found.ended else found.arm


def chooses_freely(person_id: UUID) -> bool:
    """Whether no step is recommended to this person at this moment."""
    return running_arm(person_id) is Arm.FREE_CHOICE


def lots_were_drawn(person_id: UUID) -> bool:
    """Whether lots were drawn for this person, also when they erased how those fell."""
    return _OF_PERSON.first(person_id) is not None


def may_take_part(person_id: UUID) -> bool:
    """Whether lots may be drawn for this person: never again, and not after erasing everything.

    Then nothing is left that says whether lots were drawn before, and nobody can draw until an arm suits them.
    """
    erased = Person.objects.filter(pk=person_id).exclude(content_erased_on=None).exists()
    return not erased and not lots_were_drawn(person_id)


def take_part(actor: Actor) -> None:
    """Draw an arm and keep it, once: for who takes part, took part or erased that, nothing changes any more.

    Raises ValueError without tenant.
    """
    if actor.municipality_id is None:
        raise ValueError("lots are drawn within a municipality")
    with transaction.atomic():
        order = _order_of(actor.municipality_id)
        if not may_take_part(actor.person_id):
            return
        ends_on = timezone.localdate() + timedelta(days=DAYS)
        made = Participation(person_id=actor.person_id, ends_on=ends_on)
        arm = _draw(order)
        made.content = {"arm": arm.value, "since": timezone.now().isoformat(), "until": None}
        made.save(force_insert=True)


def stop(actor: Actor) -> None:
    """Stop taking part, from this moment on; a second time changes nothing."""
    with transaction.atomic():
        for row in visible_own(actor, Participation).select_for_update():
            found = taking_part(actor.person_id)
            if found is not None and not found.ended:
                row.content = row.content | {"until": timezone.now().isoformat()}
                row.save(update_fields=["sealed_content"])


def forget(actor: Actor) -> None:
    """Erase in which arm somebody took part and when; also while it lasts, and then it ends with it."""
    visible_own(actor, Participation).update(sealed_content=b"")


def kept_of(person_id: UUID) -> dict[str, object] | None:
    """What is kept of somebody's taking part, with the steps they chose in that time."""
    row = _OF_PERSON.first(person_id)
    if row is None:
        return None
    drawn: dict[str, object] = {"lots_drawn": True, "ends_on": row.ends_on.isoformat()}
    found = taking_part(person_id)
    if found is None:
        return drawn
    return drawn | {
        "arm": found.arm.value,
        "since": found.since.isoformat(),
        "until": found.until.isoformat() if found.ended else None,
        "chosen": [step for read in _CHOSEN for step in read(person_id, found.since, found.until)],
    }


def _order_of(municipality_id: UUID) -> Allocation:
    """The order of the arms of a municipality, locked: nobody else draws, and no second form of the same person."""
    Allocation.objects.get_or_create(
        municipality_id=municipality_id, defaults={"seed": secrets.randbelow(2**63)}
    )
    return Allocation.objects.select_for_update().get(municipality_id=municipality_id)


def _draw(order: Allocation) -> Arm:
    """Give out the next place of a municipality."""
    key = installation_key("comparison")
    secret = hmac.digest(key, f"{order.municipality_id}:{order.seed}".encode(), "sha256")
    arm = arm_at(order.places_given, secret)
    order.places_given += 1
    order.save(update_fields=["places_given"])
    return arm
