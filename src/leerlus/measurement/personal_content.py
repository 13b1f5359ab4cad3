"""What of a person is kept with a measurement set: their yes, and nothing else."""

from typing import Any
from uuid import UUID

from leerlus.measurement.models import SetAgreement


def read_yeses(person_id: UUID) -> list[dict[str, Any]]:
    """To which sets this person said yes, and when."""
    rows = SetAgreement.objects.filter(person_id=person_id).select_related("measurement__team")
    return [
        {
            "team": str(one.measurement.team),
            "question": one.measurement.question,
            "version": one.measurement.number,
            "said_at": one.said_at.isoformat(),
            "charter_accepted": one.charter_version,
        }
        for one in rows.order_by("said_at")
    ]


def erase_yeses(person_id: UUID) -> None:
    """The yes goes: nothing is captured of this person any more. What a team says to itself stays with the team."""
    SetAgreement.objects.filter(person_id=person_id).delete()
