"""Planning a conversation: by either of the two, moved or called off by either of the two.

Both may work on the same conversation at the same moment. What reads and then writes does so with the row held
(`held`), and looks again at how it stands by then.
"""

from datetime import date, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from leerlus.access.actor import Actor
from leerlus.access.audit import record_event
from leerlus.access.colleagues import caseworkers_led_by, managers_of
from leerlus.access.door import visible, visible_as_party
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent, Share
from leerlus.access.shares import shares_given, shares_received, stop_what_was_made_for
from leerlus.content.conversation import CURRENT_GUIDE
from leerlus.conversations.models import Conversation
from leerlus.conversations.reminding import forget_day_of_return
from leerlus.development.models import Goal
from leerlus.organisations.models import Person


class NotNow(Exception):
    """The conversation was called off, or the manager no longer leads the team: nothing can be changed any more."""


def conversations_of(actor: Actor) -> QuerySet[Conversation]:
    """The conversations the actor is part of and may see, the latest first."""
    return visible_as_party(actor, Conversation).select_related("caseworker", "manager")


def conversations_ahead(actor: Actor) -> QuerySet[Conversation]:
    """Those of today and later that were not called off, the soonest first."""
    today = timezone.localdate()
    return (
        conversations_of(actor)
        .filter(cancelled_at=None, planned_on__gte=today)
        .order_by("planned_on", "starts_at")
    )


def conversations_before(actor: Actor) -> QuerySet[Conversation]:
    """Those that were held or called off, the latest first."""
    today = timezone.localdate()
    return conversations_of(actor).exclude(cancelled_at=None, planned_on__gte=today)


def possible_partners(actor: Actor) -> dict[str, Person]:
    """With whom the actor can plan one: `manager:<id>` for who leads one's team, `caseworker:<id>` for who is led."""
    return {
        **{f"manager:{person.pk}": person for person in managers_of(actor)},
        **{f"caseworker:{person.pk}": person for person in caseworkers_led_by(actor)},
    }


def plan_conversation(
    actor: Actor, partner: str, planned_on: date, starts_at: time | None = None
) -> Conversation:
    """Plan one with a partner of `possible_partners`. Raises ValidationError for anybody else."""
    person = possible_partners(actor).get(partner)
    if person is None:
        raise ValidationError({"partner": _("You cannot plan a conversation with this person.")})
    by_manager = partner.startswith("caseworker:")
    with transaction.atomic():
        made = Conversation.objects.create(
            caseworker_id=person.pk if by_manager else actor.person_id,
            manager_id=actor.person_id if by_manager else person.pk,
            planned_by_manager=by_manager,
            planned_on=planned_on,
            starts_at=starts_at,
            guide_version=CURRENT_GUIDE,
        )
        _record(actor, made, AccessEvent.Action.PLANNED)
    return made


def held(actor: Actor, found: Conversation) -> Conversation:
    """The conversation as it stands now; nobody else changes it until the transaction of the caller ends.

    Raises NotNow for one that is over for good by now, also when it was not yet when the actor read it.
    """
    now = (
        visible_as_party(actor, Conversation)
        .select_related("caseworker", "manager")
        .select_for_update(of=("self",))
        .filter(pk=found.pk)
        .first()
    )
    if now is None or not is_going_on(actor, now):
        raise NotNow
    return now


def is_going_on(actor: Actor, found: Conversation) -> bool:
    """Whether the two can still work on it: not called off, and the one still leads a team of the other.

    The manager sees it only as long as that holds, so only the caseworker has to be asked.
    """
    if found.cancelled_at is not None or found.manager_id is None:
        return False
    return found.manager_id == actor.person_id or managers_of(actor).filter(pk=found.manager_id).exists()


def require_going_on(actor: Actor, found: Conversation) -> None:
    """Raises NotNow for a conversation that is over for good."""
    if not is_going_on(actor, found):
        raise NotNow


def move_conversation(actor: Actor, found: Conversation, planned_on: date, starts_at: time | None) -> None:
    """Give it another day. Raises NotNow."""
    with transaction.atomic():
        now = held(actor, found)
        if (now.planned_on, now.starts_at) != (planned_on, starts_at):
            _same(actor, found).update(planned_on=planned_on, starts_at=starts_at)
            _record(actor, found, AccessEvent.Action.MOVED)


def call_off(actor: Actor, found: Conversation) -> None:
    """Call it off. Topics that were released, and steps brought to it, are the caseworker's alone again.

    What was shared with the manager elsewhere stays shared. Twice the same is the same.
    """
    with transaction.atomic():
        now = _same(actor, found).select_for_update(of=("self",)).first()
        if now is None or now.cancelled_at is not None:
            return
        _same(actor, found).update(cancelled_at=timezone.now(), released_at=None, sealed_topics=b"")
        forget_day_of_return(found)
        _record(actor, found, AccessEvent.Action.CALLED_OFF)
        if now.released_at is not None:
            _record(actor, found, AccessEvent.Action.STOPPED_SHARING)
        stop_what_was_made_for(actor, found.pk)


def brought_steps(actor: Actor, found: Conversation) -> dict[Goal, Share]:
    """The caseworker's steps that the manager may see now, each with its share that lasts longest; for either of the
    two."""
    mine = found.caseworker_id == actor.person_id
    given = shares_given(actor) if mine else shares_received(actor).filter(owner=found.caseworker_id)
    given = given.filter(record=Record.PLAN.value, receiver=found.manager_id).order_by(
        "ends_on", "created_at"
    )
    shares = {one.object_id: one for one in given}
    return {goal: shares[goal.pk] for goal in visible(actor, Goal).filter(pk__in=shares)}


def _same(actor: Actor, found: Conversation) -> "QuerySet[Conversation]":
    return visible_as_party(actor, Conversation).filter(pk=found.pk)


def _record(actor: Actor, found: Conversation, action: AccessEvent.Action) -> None:
    """A line that the caseworker reads: a conversation is about their development, whoever plans it."""
    record_event(
        action,
        actor=actor,
        subject_id=found.caseworker_id,
        receiver_id=found.manager_id,
        record=Record.CONVERSATION,
        object_id=found.pk,
    )
