"""The days about a file: looking with a client whether it goes as expected, and a client who wants to see the file.

Only whoever has the file is reminded.
"""

from datetime import timedelta
from typing import Final

from leerlus.casework.models import CaseFile, Extract
from leerlus.casework.rules.completeness import REMIND_AFTER
from leerlus.reminders.scheduling import schedule_reminder, settle_reminder

REVIEW: Final = "case_review"
EXTRACT: Final = "case_extract"
BEFORE_THE_MONTH_ENDS: Final = timedelta(days=7)


def remember_review(file: CaseFile) -> None:
    """Remind who has the file two weeks after the day of the review (acceptance check 34)."""
    if file.caseworker_id is not None and file.review_on is not None:
        schedule_reminder(file.caseworker_id, REVIEW, file.review_on + REMIND_AFTER, "case_file", file.pk)


def forget_review(file: CaseFile) -> None:
    """The review was held, or is no longer needed, or the file is somebody else's."""
    if file.caseworker_id is not None:
        settle_reminder(file.caseworker_id, file.pk, REVIEW)


def remember_extract(extract: Extract) -> None:
    """Remind who has the file a week before the client must have the extract."""
    caseworker = extract.case_file.caseworker_id
    if caseworker is not None and extract.made_at is None:
        day = extract.due_on - BEFORE_THE_MONTH_ENDS
        schedule_reminder(caseworker, EXTRACT, day, "extract", extract.pk)


def forget_extract(extract: Extract) -> None:
    """The extract was made, or the file is somebody else's."""
    if extract.case_file.caseworker_id is not None:
        settle_reminder(extract.case_file.caseworker_id, extract.pk, EXTRACT)


def forget_all(file: CaseFile) -> None:
    """Take away every day about a file of whoever has it."""
    forget_review(file)
    for extract in file.extracts.filter(made_at=None):
        forget_extract(extract)


def remember_all(file: CaseFile) -> None:
    """Put every day about a file down for whoever has it now."""
    remember_review(file)
    for extract in file.extracts.filter(made_at=None):
        remember_extract(extract)
