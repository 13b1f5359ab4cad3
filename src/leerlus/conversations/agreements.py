"""Agreements: proposed by one, counting when both said yes, changed only by both again (check 56).

Who proposes and who says yes hold the conversation first, so a yes is never lost to a proposal of the same moment.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from leerlus.access.actor import Actor
from leerlus.access.door import visible_as_party
from leerlus.conversations.models import Agreement, Conversation
from leerlus.conversations.planning import held
from leerlus.conversations.reminding import forget_day_of_return, remember_day_of_return
from leerlus.conversations.rules import LOOK_BACK_FROM, LOOK_BACK_UNTIL
from leerlus.development.plan import ChangedElsewhere


@dataclass(frozen=True, slots=True)
class Agreed:
    """Where the two stand: what both confirmed last, and what one of them proposes now."""

    confirmed: Agreement | None
    proposed: Agreement | None
    number: int
    """The number of the newest version, 0 when there is none."""


def agreed(found: Conversation) -> Agreed:
    """Where the two of a conversation stand; the conversation came through the door."""
    versions = list(found.agreements.select_related("conversation").all())
    newest = versions[0] if versions else None
    return Agreed(
        confirmed=next((one for one in versions if one.is_confirmed), None),
        proposed=newest if newest and not newest.is_confirmed else None,
        number=newest.number if newest else 0,
    )


def propose(
    actor: Actor,
    found: Conversation,
    *,
    caseworker_step: str,
    manager_step: str,
    return_on: date,
    based_on: int,
) -> Agreement:
    """Propose an agreement, and say yes to it. An earlier proposal gives way; what both confirmed stays.

    `based_on` is the number of the newest version the actor saw. Raises ChangedElsewhere when there is a newer one by
    now, NotNow, and ValueError when the step of one of the two is empty.
    """
    if not caseworker_step.strip() or not manager_step.strip():
        raise ValueError("an agreement holds a step of each")
    with transaction.atomic():
        now = held(actor, found)
        if agreed(now).number != based_on:
            raise ChangedElsewhere
        made = Agreement(conversation=now, number=based_on + 1, return_on=return_on)
        made.write_steps(caseworker=caseworker_step, manager=manager_step)
        _say_yes(actor, now, made)
        now.agreements.filter(caseworker_agreed_at=None).delete()
        now.agreements.filter(manager_agreed_at=None).delete()
        made.save(force_insert=True)
    return made


def confirm(actor: Actor, found: Conversation, number: int) -> None:
    """Say yes to a version. Raises ChangedElsewhere when it is no longer the newest, and NotNow."""
    with transaction.atomic():
        now = held(actor, found)
        newest = agreed(now)
        if newest.number != number:
            raise ChangedElsewhere
        if newest.proposed is not None:
            _say_yes(actor, now, newest.proposed)
            newest.proposed.save(update_fields=["caseworker_agreed_at", "manager_agreed_at"])
            if newest.proposed.is_confirmed:
                remember_day_of_return(now, newest.proposed.return_on)


def say_looked_back(actor: Actor, found: Conversation) -> None:
    """One of the two says that they looked back; the reminder of both ends."""
    confirmed = agreed(found).confirmed
    if confirmed is not None:
        with transaction.atomic():
            visible_as_party(actor, Agreement).filter(pk=confirmed.pk, looked_back_at=None).update(
                looked_back_at=timezone.now()
            )
            forget_day_of_return(found)


def to_look_back_on(actor: Actor) -> QuerySet[Agreement]:
    """Agreements of both whose date of return is near and on which nobody said to have looked back."""
    today = timezone.localdate()
    return (
        visible_as_party(actor, Agreement)
        .filter(
            looked_back_at=None,
            conversation__cancelled_at=None,
            return_on__lte=today + LOOK_BACK_FROM,
            return_on__gte=today - LOOK_BACK_UNTIL,
        )
        .exclude(caseworker_agreed_at=None)
        .exclude(manager_agreed_at=None)
        .select_related("conversation__caseworker", "conversation__manager")
        .order_by("return_on")
    )


def waiting_for(actor: Actor) -> QuerySet[Agreement]:
    """Proposals of the other that wait for the yes of the actor."""
    rows = visible_as_party(actor, Agreement).filter(conversation__cancelled_at=None)
    mine = rows.filter(conversation__caseworker=actor.person_id, caseworker_agreed_at=None)
    led = rows.filter(conversation__manager=actor.person_id, manager_agreed_at=None)
    return (mine | led).select_related("conversation__caseworker", "conversation__manager")


def _say_yes(actor: Actor, found: Conversation, agreement: Agreement) -> None:
    if found.caseworker_id == actor.person_id:
        agreement.caseworker_agreed_at = agreement.caseworker_agreed_at or timezone.now()
    else:
        agreement.manager_agreed_at = agreement.manager_agreed_at or timezone.now()
