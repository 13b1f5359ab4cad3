"""What the plan keeps of a person: to read out, and to erase."""

from typing import Any
from uuid import UUID

from leerlus.development.models import Goal


def read(person_id: UUID) -> list[dict[str, Any]]:
    return [
        {
            "id": str(goal.pk),
            "advice": str(goal.advice_id) if goal.advice_id else None,
            "due_on": goal.due_on.isoformat(),
            "created_at": goal.created_at.isoformat(),
            "done_at": goal.done_at.isoformat() if goal.done_at else None,
            **goal.content,
        }
        for goal in Goal.objects.filter(person_id=person_id)
    ]


def erase(person_id: UUID) -> None:
    Goal.objects.filter(person_id=person_id).delete()
