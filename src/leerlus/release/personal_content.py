"""What release keeps of a person: the yes to count, the pause, in which round and in which figures they count."""

from typing import Any
from uuid import UUID

from leerlus.release.models import Contribution, CountingConsent, EstimateMember, Pause, RoundMember


def read(person_id: UUID) -> dict[str, Any]:
    pause = Pause.objects.filter(person_id=person_id).first()
    contributions = Contribution.objects.filter(person_id=person_id).select_related("figure__round")
    return {
        "counts_since": {
            row.purpose: row.since.isoformat()
            for row in CountingConsent.objects.filter(person_id=person_id).order_by("purpose")
        },
        "paused_since": pause.since.isoformat() if pause else None,
        "in_open_round": [
            {"team": str(row.team), "opened_on": row.round.opened_on.isoformat()}
            for row in RoundMember.objects.filter(person_id=person_id).select_related("team", "round")
        ],
        "counted_in": [
            {
                "measure": row.figure.measure,
                "level": row.figure.level,
                "round_closed_on": row.figure.round.closed_on.isoformat()
                if row.figure.round.closed_on
                else None,
                "value_kept": row.value,
                "last_present": row.last_present.isoformat(),
            }
            for row in contributions.order_by("figure__round__closed_on", "figure__measure")
        ],
        "counted_in_estimates": [
            {"instrument": str(row.estimate), "made_on": row.estimate.made_on.isoformat()}
            for row in EstimateMember.objects.filter(person_id=person_id).select_related("estimate")
        ],
    }


def erase(person_id: UUID) -> None:
    """Forget who it was, and keep that somebody counted: else the next figure could tell what this person answered."""
    CountingConsent.objects.filter(person_id=person_id).delete()
    Pause.objects.filter(person_id=person_id).delete()
    RoundMember.objects.filter(person_id=person_id).delete()
    Contribution.objects.filter(person_id=person_id).update(person=None, sealed_value=None)
    EstimateMember.objects.filter(person_id=person_id).update(person=None)
