"""Preparing a conversation: the caseworker first and alone; the manager sees topics only after they are released."""

from collections.abc import Callable, Iterable
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
from leerlus.conversations.planning import brought_steps, held
from leerlus.development.models import Goal
from leerlus.development.plan import AlreadyStored, ChangedElsewhere, open_goals

SHARED_AFTERWARDS: Final = timedelta(days=14)
"""A step that is brought can be seen until two weeks after the conversation."""


def own_preparation(actor: Actor, found: Conversation) -> Preparation | None:
    """What the actor prepared for themselves, or None when nothing yet."""
    return visible_own(actor, Preparation).filter(conversation=found).select_related("conversation").first()


def save_preparation(
    actor: Actor, found: Conversation, content: dict[str, Any], edition: int, window: str = ""
) -> None:
    """Keep what the actor prepares, opened at an edition (0: nothing yet). Raises ChangedElsewhere.

    `window` is the mark of the page that is open: what that page kept itself since is not elsewhere.
    """
    _keep(actor, found, lambda _: content, edition, window)


def save_part(
    actor: Actor,
    found: Conversation,
    change: Callable[[dict[str, Any]], dict[str, Any] | None],
    edition: int,
    window: str,
) -> bool:
    """Keep one field as soon as it is filled in; False when it does not fit. Raises ChangedElsewhere."""
    return _keep(actor, found, change, edition, window)


def _keep(
    actor: Actor,
    found: Conversation,
    change: Callable[[dict[str, Any]], dict[str, Any] | None],
    edition: int,
    window: str,
) -> bool:
    try:
        with transaction.atomic():
            rows = visible_own(actor, Preparation).select_for_update(of=("self",))
            row = rows.filter(conversation=found).select_related("conversation").first()
            if (row.edition if row else 0) != edition and not (row and window and row.window == window):
                raise ChangedElsewhere
            content = change(row.content if row else {})
            if content is None:
                return False
            row = row or Preparation(conversation=found, person_id=actor.person_id, edition=0)
            row.keep(content, window)
            row.edition += 1
            row.save()
    except IntegrityError:
        raise ChangedElsewhere from None
    return True


def release_topics(actor: Actor, found: Conversation) -> None:
    """Let the manager see the topics as they are chosen now. Raises NotNow.

    Later changes stay with the caseworker until they release again.
    """
    with transaction.atomic():
        held(actor, found)
        prepared = own_preparation(actor, found)
        content = prepared.content if prepared else {}
        found.topics = {"questions": content.get("questions", []), "own": content.get("own", "")}
        visible_own(actor, Conversation).filter(pk=found.pk).update(
            sealed_topics=found.sealed_topics, released_at=timezone.now()
        )
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
    with transaction.atomic():
        held(actor, found)
        visible_own(actor, Conversation).filter(pk=found.pk, wishes_heard_at=None).update(
            wishes_heard_at=timezone.now()
        )


def bring_steps(actor: Actor, found: Conversation, goal_ids: Iterable[UUID]) -> None:
    """Show own steps to the manager until two weeks after the conversation. Raises NotNow, ValidationError."""
    today = timezone.localdate()
    with transaction.atomic():
        now = held(actor, found)
        if now.manager is None:
            return
        until = min(max(now.planned_on, today) + SHARED_AFTERWARDS, today + timedelta(days=366))
        for pk in goal_ids:
            share(actor, get_own(actor, Goal, pk), now.manager, until, made_for=found.pk)


def steps_to_bring(actor: Actor, found: Conversation) -> list[Goal]:
    """Own open steps that the manager cannot see yet on the day of the conversation."""
    there = {goal for goal, one in brought_steps(actor, found).items() if one.ends_on >= found.planned_on}
    return [goal for goal in open_goals(actor) if goal not in there]


def steps_shown_to(actor: Actor, found: Conversation) -> list[Goal]:
    """The steps of the caseworker that the door opens for the actor."""
    return list(visible(actor, Goal).filter(person_id=found.caseworker_id))


def note_goal(actor: Actor, found: Conversation, goal: Goal) -> None:
    """Remember which step of the own plan the agreement became; only the caseworker's own preparation knows it.

    Raises AlreadyStored when it became one already, in another window.
    """
    empty = Preparation(conversation=found, person_id=actor.person_id)
    empty.content = {}
    with transaction.atomic():
        prepared, _made = Preparation.objects.get_or_create(
            conversation=found,
            person_id=actor.person_id,
            defaults={"pk": empty.pk, "sealed_content": empty.sealed_content, "edition": 0},
        )
        # Only this field: what is typed in the preparation at the same moment stays as it is.
        if not visible_own(actor, Preparation).filter(pk=prepared.pk, goal=None).update(goal=goal):
            raise AlreadyStored


def _record(actor: Actor, found: Conversation, action: AccessEvent.Action) -> None:
    record_event(
        action,
        actor=actor,
        subject_id=found.caseworker_id,
        receiver_id=found.manager_id,
        record=Record.CONVERSATION,
        object_id=found.pk,
    )
