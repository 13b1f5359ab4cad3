"""What advice keeps of a person: to read out, and to erase."""

from typing import Any
from uuid import UUID

from leerlus.advice.comparison import kept_of
from leerlus.advice.models import Advice, Dismissal, Participation
from leerlus.advice.profile_page import forget_profile_parts


def read(person_id: UUID) -> dict[str, Any]:
    return {
        "given": [
            {
                "id": str(advice.pk),
                "sitting": str(advice.sitting_id),
                "made_at": advice.made_at.isoformat(),
                **advice.stored,
                "version": advice.content_version,
            }
            for advice in Advice.objects.filter(person_id=person_id)
        ],
        "put_aside": [
            {
                "made_at": dismissal.made_at.isoformat(),
                "until": dismissal.until.isoformat(),
                **dismissal.content,
            }
            for dismissal in Dismissal.objects.filter(person_id=person_id)
        ],
    }


def erase(person_id: UUID) -> None:
    forget_profile_parts(set(Advice.objects.filter(person_id=person_id).values_list("sitting_id", flat=True)))
    Advice.objects.filter(person_id=person_id).delete()
    Dismissal.objects.filter(person_id=person_id).delete()


def read_comparison(person_id: UUID) -> dict[str, object] | None:
    return kept_of(person_id)


def erase_comparison(person_id: UUID) -> None:
    Participation.objects.filter(person_id=person_id).delete()
