"""Yes-or-no facts of one person's scan that a closed round may count (leerlus.release)."""

from uuid import UUID

from leerlus.scans.models import Sitting


def names_time_as_barrier(person_id: UUID) -> bool | None:
    """Whether somebody names time or caseload as what holds them back; None when they did not answer that."""
    newest = Sitting.objects.finished().filter(person_id=person_id).first()
    barriers = newest.answers.get("BAR1") if newest else None
    return None if barriers is None else "time" in barriers
