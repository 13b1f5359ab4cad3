"""Looking back on a step: on its own day, and six weeks and six months after it was done (domain specification 9.5).

What counts is whether it still happens. Nothing here counts how often it did not.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from leerlus.access.actor import Actor
from leerlus.access.door import visible_own
from leerlus.development.models import FollowUp, Goal
from leerlus.development.moments import DAYS_OF_SIX_WEEKS, six_months_after
from leerlus.reminders.scheduling import schedule_reminder, settle_reminder

LOOK_BACK: Final = "look_back"
FOLLOW_UP: Final = "follow_up"

_LATEST_GOALS: Final = 20
"""How far back "what worked before" looks; a page must not grow with the years."""


def remind_to_look_back(goal: Goal) -> None:
    """Put the day of a step that is still to be done among the dates of its owner; the caller holds the transaction."""
    schedule_reminder(goal.person_id, LOOK_BACK, goal.day_to_look_back, "goal", goal.pk)


def plan_follow_ups(goal: Goal, done_on: date) -> None:
    """Ask again later about a step that is done now; the caller holds the transaction. Answers given before stay."""
    settle_reminder(goal.person_id, goal.pk, LOOK_BACK)
    days = {
        FollowUp.Moment.SIX_WEEKS: done_on + timedelta(days=DAYS_OF_SIX_WEEKS),
        FollowUp.Moment.SIX_MONTHS: six_months_after(done_on),
    }
    for moment, due_on in days.items():
        asked, _made = FollowUp.objects.get_or_create(
            goal=goal, moment=moment, defaults={"person_id": goal.person_id, "due_on": due_on}
        )
        if asked.answered_at is None:
            schedule_reminder(goal.person_id, FOLLOW_UP, asked.due_on, "ask_again", asked.pk)


def withdraw_follow_ups(goal: Goal) -> None:
    """Ask about its own day again, because the step is open again; the caller holds the transaction."""
    unanswered = FollowUp.objects.filter(goal=goal, answered_at=None)
    for asked in unanswered:
        settle_reminder(goal.person_id, asked.pk, FOLLOW_UP)
    unanswered.delete()
    remind_to_look_back(goal)


def due_follow_ups(actor: Actor) -> QuerySet[FollowUp]:
    """One's own questions whose day has come and that were not answered, the oldest first."""
    return (
        visible_own(actor, FollowUp)
        .filter(answered_at=None, due_on__lte=timezone.localdate())
        .select_related("goal")
    )


def answer_follow_up(follow_up: FollowUp, answer: Mapping[str, Any]) -> None:
    """Keep what somebody answers, beside what they answered before; the date about it is settled."""
    with transaction.atomic():
        row = FollowUp.objects.select_for_update().get(pk=follow_up.pk)
        row.content = row.content | dict(answer)
        row.answered_at = row.answered_at or timezone.now()
        row.save(update_fields=["sealed_content", "answered_at"])
        settle_reminder(row.person_id, row.pk, FOLLOW_UP)


def what_worked_before(actor: Actor) -> list[tuple[str, str]]:
    """In one's own words, newest first: a step, and what helped with it. Only what was kept up, or was written down."""
    answers: dict[Any, list[dict[str, Any]]] = {}
    latest = list(visible_own(actor, Goal).exclude(done_at=None).order_by("-done_at")[:_LATEST_GOALS])
    for asked in visible_own(actor, FollowUp).filter(goal__in=latest).exclude(answered_at=None):
        answers.setdefault(asked.goal_id, []).append(asked.content)
    found = []
    for goal in latest:
        words = [answer[part] for answer in answers.get(goal.pk, []) for part in _HELPED if answer.get(part)]
        content = goal.content
        words += [content[part] for part in ("if_then", "help_from") if content.get(part)]
        kept_up = any(answer["outcome"] == FollowUp.Outcome.KEPT_UP for answer in answers.get(goal.pk, []))
        if words or kept_up:
            found.append((goal.title, " · ".join(dict.fromkeys(words))))
    return found


_HELPED: Final = ("what_helped", "worked_before")
