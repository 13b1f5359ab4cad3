"""What the plan keeps of a person: to read out, and to erase."""

from typing import Any
from uuid import UUID

from leerlus.development.models import FollowUp, Goal, Plan


def read(person_id: UUID) -> list[dict[str, Any]]:
    followed: dict[UUID, list[dict[str, Any]]] = {}
    for follow_up in FollowUp.objects.filter(person_id=person_id):
        followed.setdefault(follow_up.goal_id, []).append(
            {
                "due_on": follow_up.due_on.isoformat(),
                "answered_at": follow_up.answered_at.isoformat() if follow_up.answered_at else None,
                **follow_up.content,
            }
        )
    return [
        {
            "id": str(goal.pk),
            "advice": str(goal.advice_id) if goal.advice_id else None,
            "due_on": goal.due_on.isoformat(),
            "review_on": goal.review_on.isoformat() if goal.review_on else None,
            "created_at": goal.created_at.isoformat(),
            "done_at": goal.done_at.isoformat() if goal.done_at else None,
            **goal.content,
            "follow_ups": followed.get(goal.pk, []),
        }
        for goal in Goal.objects.filter(person_id=person_id)
    ]


def erase(person_id: UUID) -> None:
    FollowUp.objects.filter(person_id=person_id).delete()
    Goal.objects.filter(person_id=person_id).delete()
    Plan.objects.filter(person_id=person_id).delete()
