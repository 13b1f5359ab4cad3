"""Preparing a conversation: the caseworker first and alone; the manager sees topics only after they are released."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from leerlus.access.actor import Actor
from leerlus.access.audit import record_event
from leerlus.access.door import get_own, visible, visible_own
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent
from leerlus.access.shares import share
from leerlus.conversations.models import Conversation, Preparation
from leerlus.conversations.planning import NotNow, require_going_on
from leerlus.development.models import Goal
from leerlus.development.plan import ChangedElsewhere

SHARED_AFTERWARDS: Final = timedelta(days=14)
"""A step that is brought can be seen until two weeks after the conversation."""


def own_preparation(actor: Actor, found: Conversation) -> Preparation | None:
    """What the actor prepared for themselves, or None when nothing yet."""
    return visible_own(actor, Preparation).filter(conversation=found).select_related("conversation").first()


def save_preparation(actor: Actor, found: Conversation, content: dict[str, Any], edition: int) -> None:
    """Keep what the actor prepares, opened at an edition (0: nothing yet). Raises ChangedElsewhere."""
    earlier = own_preparation(actor, found)
    prepared = earlier or Preparation(conversation=found, person_id=actor.person_id)
    prepared.content = content
    try:
        with transaction.atomic():
            if earlier is None:
                prepared.save(force_insert=True)
                return
            changed = (
                visible_own(actor, Preparation)
                .filter(pk=prepared.pk, edition=edition)
                .update(sealed_content=prepared.sealed_content, edition=edition + 1)
            )
    except IntegrityError:
        raise ChangedElsewhere from None
    if not changed:
        raise ChangedElsewhere


def release_topics(actor: Actor, found: Conversation) -> None:
    """Let the manager see the topics as they are chosen now. Raises NotNow.

    Later changes stay with the caseworker until they release again.
    """
    require_going_on(actor, found)
    prepared = own_preparation(actor, found)
    content = prepared.content if prepared else {}
    found.topics = {"questions": content.get("questions", []), "own": content.get("own", "")}
    with transaction.atomic():
        released = (
            visible_own(actor, Conversation)
            .filter(pk=found.pk, cancelled_at=None)
            .update(sealed_topics=found.sealed_topics, released_at=timezone.now())
        )
        if not released:
            raise NotNow
        _record(actor, found, AccessEvent.Action.SHARED)


def take_topics_back(actor: Actor, found: Conversation) -> None:
    """From the next request on the manager sees no topics any more."""
    with transaction.atomic():
        changed = (
            visible_own(actor, Conversation)
            .filter(pk=found.pk)
            .exclude(released_at=None)
            .update(released_at=None, sealed_topics=b"", wishes_heard_at=None)
        )
        if changed:
            _record(actor, found, AccessEvent.Action.STOPPED_SHARING)


def say_wishes_were_heard(actor: Actor, found: Conversation) -> None:
    """Only the caseworker can say so; from then on the question whether they fit the direction is shown."""
    require_going_on(actor, found)
    visible_own(actor, Conversation).filter(pk=found.pk, wishes_heard_at=None).update(
        wishes_heard_at=timezone.now()
    )


def bring_steps(actor: Actor, found: Conversation, goal_ids: Iterable[UUID]) -> None:
    """Show own steps to the manager until two weeks after the conversation. Raises NotNow, ValidationError."""
    require_going_on(actor, found)
    manager = found.manager
    if manager is None:
        return
    until = max(found.planned_on, timezone.localdate()) + SHARED_AFTERWARDS
    with transaction.atomic():
        for pk in goal_ids:
            share(
                actor,
                get_own(actor, Goal, pk),
                manager,
                min(until, timezone.localdate() + timedelta(days=366)),
            )


def steps_shown_to(actor: Actor, found: Conversation) -> list[Goal]:
    """The steps of the caseworker that the door opens for the actor."""
    return list(visible(actor, Goal).filter(person_id=found.caseworker_id))


def note_goal(actor: Actor, found: Conversation, goal: Goal) -> None:
    """Remember which step of the own plan the agreement became; only the caseworker's own preparation knows it."""
    with transaction.atomic():
        prepared = own_preparation(actor, found)
        if prepared is None:
            prepared = Preparation(conversation=found, person_id=actor.person_id)
            prepared.content = {}
        prepared.goal = goal
        prepared.save()


def _record(actor: Actor, found: Conversation, action: AccessEvent.Action) -> None:
    record_event(
        action,
        actor=actor,
        subject_id=found.caseworker_id,
        receiver_id=found.manager_id,
        record=Record.CONVERSATION,
        object_id=found.pk,
    )
