"""What the plan keeps of a person: to read out, and to erase."""

from typing import Any
from uuid import UUID

from leerlus.development.models import FollowUp, Goal, Idea, Plan, Reflection


def read(person_id: UUID) -> list[dict[str, Any]]:
    followed: dict[UUID, list[dict[str, Any]]] = {}
    for follow_up in FollowUp.objects.filter(person_id=person_id):
        followed.setdefault(follow_up.goal_id, []).append(
            {
                "moment": follow_up.moment,
                "due_on": follow_up.due_on.isoformat(),
                "answered_at": follow_up.answered_at.isoformat() if follow_up.answered_at else None,
                **follow_up.content,
            }
        )
    return [
        {
            "id": str(goal.pk),
            "advice": str(goal.advice_id) if goal.advice_id else None,
            "reflection": str(goal.reflection_id) if goal.reflection_id else None,
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


def read_reflections(person_id: UUID) -> dict[str, list[dict[str, Any]]]:
    return {
        "reflections": [
            {
                "id": str(reflection.pk),
                "kind": reflection.kind,
                "object_id": str(reflection.object_id),
                "prompts": reflection.prompts,
                "started_at": reflection.started_at.isoformat(),
                "finished_at": reflection.finished_at.isoformat() if reflection.finished_at else None,
                **reflection.content,
            }
            for reflection in Reflection.objects.filter(person_id=person_id)
        ],
        "ideas": [
            {
                "id": str(idea.pk),
                "reflection": str(idea.reflection_id) if idea.reflection_id else None,
                "kind": idea.kind,
                "created_at": idea.created_at.isoformat(),
                **idea.content,
            }
            for idea in Idea.objects.filter(person_id=person_id)
        ],
    }


def erase_reflections(person_id: UUID) -> None:
    Idea.objects.filter(person_id=person_id).delete()
    Reflection.objects.filter(person_id=person_id).delete()
