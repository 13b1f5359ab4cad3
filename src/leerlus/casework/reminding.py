"""The day to look with a client whether it goes as expected; two weeks after it only the caseworker is reminded."""

from typing import Final

from leerlus.casework.models import CaseFile
from leerlus.casework.rules.completeness import REMIND_AFTER
from leerlus.reminders.scheduling import schedule_reminder, settle_reminder

REVIEW: Final = "case_review"


def remember_review(file: CaseFile) -> None:
    """Remind who has the file two weeks after the day of the review (acceptance check 34)."""
    if file.caseworker_id is not None and file.review_on is not None:
        schedule_reminder(file.caseworker_id, REVIEW, file.review_on + REMIND_AFTER, "case_file", file.pk)


def forget_review(file: CaseFile) -> None:
    """The review was held, or is no longer needed, or the file is somebody else's."""
    if file.caseworker_id is not None:
        settle_reminder(file.caseworker_id, file.pk, REVIEW)
