"""Writing on the plan: put a step on it, change it, tick it off. Each in one transaction."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from leerlus.access.actor import Actor
from leerlus.access.door import kept_of_one, visible_own
from leerlus.access.forms_once import store_once
from leerlus.advice.comparison import ChosenStep
from leerlus.advice.models import Advice
from leerlus.development.following_up import plan_follow_ups, remind_to_look_back, withdraw_follow_ups
from leerlus.development.models import Goal, Plan, Reflection


class ChangedElsewhere(Exception):
    """The goal was changed in another tab or on another device since this form was opened."""


class AlreadyStored(Exception):
    """This very form was stored before (a double click)."""


def open_goals(actor: Actor) -> QuerySet[Goal]:
    """One's own steps that are still to be done, the first date first."""
    return visible_own(actor, Goal).filter(done_at=None)


def done_goals(actor: Actor) -> QuerySet[Goal]:
    """One's own steps that were ticked off, the latest first."""
    return visible_own(actor, Goal).exclude(done_at=None).order_by("-done_at")


def plan_of(actor: Actor) -> Plan:
    """One's own plan as a whole, to share it; made now when it is not there yet."""
    with transaction.atomic():
        return Plan.objects.get_or_create(person_id=actor.person_id)[0]


def own_plan(actor: Actor) -> Plan | None:
    """One's own plan as a whole, when it was ever shared."""
    return visible_own(actor, Plan).first()


def put_on_plan(
    actor: Actor,
    *,
    content: dict[str, Any],
    due_on: date,
    token: str,
    result_url: str,
    origin: Advice | Reflection | None = None,
    review_on: date | None = None,
) -> Goal:
    """Put a step on the own plan; it remembers its origin. Raises AlreadyStored when the form was sent before."""
    goal = Goal(
        person_id=actor.person_id,
        advice=origin if isinstance(origin, Advice) else None,
        reflection=origin if isinstance(origin, Reflection) else None,
        due_on=due_on,
        review_on=review_on,
    )
    goal.content = _filled(content)
    with transaction.atomic():
        if not store_once(actor.person_id, token, result_url):
            raise AlreadyStored
        goal.save(force_insert=True)
        remind_to_look_back(goal)
    return goal


def change_goal(
    actor: Actor,
    goal: Goal,
    *,
    content: dict[str, Any],
    due_on: date,
    edition: int,
    review_on: date | None = None,
) -> None:
    """Change a goal that was opened at an edition. Raises ChangedElsewhere and leaves it as it is."""
    goal.content = goal.content | content
    goal.due_on, goal.review_on = due_on, review_on
    with transaction.atomic():
        changed = (
            visible_own(actor, Goal)
            .filter(pk=goal.pk, edition=edition)
            .update(
                sealed_content=goal.sealed_content, due_on=due_on, review_on=review_on, edition=edition + 1
            )
        )
        if changed and goal.done_at is None:
            remind_to_look_back(goal)
    if not changed:
        raise ChangedElsewhere


def tick_off(actor: Actor, goal: Goal, *, done: bool) -> None:
    """Mark a goal as done, or as open again; twice the same is the same.

    What is done is asked about again after six weeks and six months; what is open again only on its own day.
    """
    rows = visible_own(actor, Goal).filter(pk=goal.pk)
    with transaction.atomic():
        if done:
            if rows.filter(done_at=None).update(done_at=timezone.now()):
                plan_follow_ups(goal, timezone.localdate())
        elif rows.exclude(done_at=None).update(done_at=None):
            withdraw_follow_ups(goal)


def chosen_steps(person_id: UUID, since: datetime, until: datetime) -> list[ChosenStep]:
    """The steps from advice that somebody put on their plan between two moments, the first one first."""
    goals = Goal.objects.filter(
        person_id=person_id, advice__isnull=False, created_at__gte=since, created_at__lt=until
    ).order_by("created_at")
    return [
        {
            "technique": goal.content["technique"],
            "chosen_at": goal.created_at.isoformat(),
            "done_at": goal.done_at.isoformat() if goal.done_at else None,
        }
        for goal in goals
    ]


def titles_of_steps(actor: Actor, ids: set[UUID]) -> dict[UUID, str]:
    """Which step a line of somebody's log is about, in their own words."""
    return {goal.pk: str(goal.title) for goal in kept_of_one(actor, Goal).filter(pk__in=ids)}


def _filled(content: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in content.items() if value not in (None, "")}
