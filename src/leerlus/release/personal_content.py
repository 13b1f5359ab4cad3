"""What release keeps of a person: the yes to count in the team picture, and in which figures it counted."""

from typing import Any
from uuid import UUID

from leerlus.release.models import Contribution, TeamPictureConsent


def read(person_id: UUID) -> dict[str, Any]:
    consent = TeamPictureConsent.objects.filter(person_id=person_id).first()
    return {
        "counts_since": consent.since.isoformat() if consent else None,
        "counted_in": [
            {"fact": row.figure.fact, "round_closed_on": row.figure.round.closed_on.isoformat()}
            for row in Contribution.objects.filter(person_id=person_id).select_related("figure__round")
        ],
    }


def erase(person_id: UUID) -> None:
    """Forget who it was, and keep that somebody left: else the next figure could tell what this person answered."""
    TeamPictureConsent.objects.filter(person_id=person_id).delete()
    Contribution.objects.filter(person_id=person_id).update(person=None)
