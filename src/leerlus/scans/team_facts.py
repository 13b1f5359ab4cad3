"""Yes-or-no facts of one person's scan that a closed round may count (leerlus.release)."""

from uuid import UUID

from leerlus.scans.sittings import QUICKSCAN, newest_finished


def names_time_as_barrier(person_id: UUID) -> bool | None:
    """Whether somebody names time or caseload as what holds them back; None when they did not answer that."""
    newest = newest_finished(person_id, QUICKSCAN)
    barriers = newest.answers.get("BAR1") if newest else None
    return None if barriers is None else "time" in barriers
