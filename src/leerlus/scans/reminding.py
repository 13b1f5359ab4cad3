"""The days to remember: to go on with what was begun, and to answer the later moments of an instrument."""

from datetime import timedelta
from typing import Final

from django.utils import timezone

from leerlus.instruments.finding import find_instrument
from leerlus.reminders.scheduling import schedule_reminder, settle_reminder
from leerlus.scans.models import Sitting

UNFINISHED: Final = "unfinished_scan"
LATER_MOMENT: Final = "later_moment"
DAYS_TO_LEAVE_OPEN: Final = 3
"""After so many days somebody who wants to is reminded, once, of what they began."""

RESULT: Final = "scan_result"
"""Leads to the questions as long as they are open."""


def remember_to_go_on(begun: Sitting) -> None:
    """Put down when to go on with what was just begun."""
    day = timezone.localdate() + timedelta(days=DAYS_TO_LEAVE_OPEN)
    schedule_reminder(begun.person_id, UNFINISHED, day, RESULT, begun.pk)


def remember_later_moment(finished: Sitting) -> None:
    """What was begun is done; put down the next moment at which the same is asked again, where there is one."""
    settle_reminder(finished.person_id, finished.pk, UNFINISHED)
    first = finished.follows or finished
    moments = find_instrument(first.instrument, first.version).moments
    codes = [moment.code for moment in moments]
    following = moments[codes.index(finished.moment) + 1 :] if finished.moment in codes else ()
    if not following:
        settle_reminder(first.person_id, first.pk, LATER_MOMENT)
    elif first.finished_at is not None:
        day = timezone.localdate(first.finished_at) + timedelta(days=following[0].days)
        schedule_reminder(first.person_id, LATER_MOMENT, day, RESULT, first.pk)
