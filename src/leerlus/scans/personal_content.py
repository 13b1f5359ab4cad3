"""What scans keep of a person: to read out, and to erase."""

from typing import Any
from uuid import UUID

from leerlus.scans.models import Sitting


def read(person_id: UUID) -> list[dict[str, Any]]:
    return [
        {
            "id": str(sitting.pk),
            "instrument": sitting.instrument,
            "version": sitting.version,
            "moment": sitting.moment,
            "follows": str(sitting.follows_id) if sitting.follows_id else None,
            "started_at": sitting.started_at.isoformat(),
            "saved_at": sitting.saved_at.isoformat(),
            "finished_at": sitting.finished_at.isoformat() if sitting.finished_at else None,
            "corrected_at": sitting.corrected_at.isoformat() if sitting.corrected_at else None,
            "answers": sitting.answers,
            "scores": sitting.stored_scores,
        }
        for sitting in Sitting.objects.filter(person_id=person_id)
    ]


def erase(person_id: UUID) -> None:
    Sitting.objects.filter(person_id=person_id).delete()
