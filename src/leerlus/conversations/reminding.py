"""The days to remember: to look back on an agreement, for both; and of a promise, for who made it."""

from datetime import date
from typing import Final

from leerlus.conversations.models import Conversation, Promise
from leerlus.reminders.scheduling import schedule_reminder, settle_reminder

AGREEMENT: Final = "agreement"
PROMISE: Final = "promise"


def remember_day_of_return(found: Conversation, return_on: date) -> None:
    """Put the day to look back down for both, or move it."""
    for person_id in (found.caseworker_id, found.manager_id):
        if person_id is not None:
            schedule_reminder(person_id, AGREEMENT, return_on, "conversation", found.pk)


def forget_day_of_return(found: Conversation) -> None:
    """They looked back, or there is nothing left to look back on."""
    for person_id in (found.caseworker_id, found.manager_id):
        if person_id is not None:
            settle_reminder(person_id, found.pk, AGREEMENT)


def remember_promise(promise: Promise) -> None:
    """Put the day of a promise down for the manager who made it."""
    if promise.manager_id is not None:
        schedule_reminder(promise.manager_id, PROMISE, promise.due_on, "promise", promise.pk)


def forget_promise(promise: Promise) -> None:
    """What became of it was told."""
    if promise.manager_id is not None:
        settle_reminder(promise.manager_id, promise.pk, PROMISE)
