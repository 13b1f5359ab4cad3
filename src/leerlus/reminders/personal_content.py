"""What reminders keep of a person: to read out, and to erase."""

from typing import Any
from uuid import UUID

from leerlus.reminders.models import OutboxMail, Reminder, ReminderChoice


def read(person_id: UUID) -> dict[str, Any]:
    return {
        "dates": [
            {
                "kind": reminder.kind,
                "due_on": reminder.due_on.isoformat(),
                "about": str(reminder.object_id),
                "made_at": reminder.made_at.isoformat(),
                "mailed_at": reminder.mailed_at.isoformat() if reminder.mailed_at else None,
            }
            for reminder in Reminder.objects.filter(person_id=person_id)
        ],
        "by_mail": [
            {"kind": choice.kind, "since": choice.since.isoformat()}
            for choice in ReminderChoice.objects.filter(person_id=person_id)
        ],
        "mail": [
            {
                "made_at": mail.made_at.isoformat(),
                "attempts": mail.attempts,
                "sent_at": mail.sent_at.isoformat() if mail.sent_at else None,
                "given_up_at": mail.given_up_at.isoformat() if mail.given_up_at else None,
            }
            for mail in OutboxMail.objects.filter(person_id=person_id)
        ],
    }


def erase(person_id: UUID) -> None:
    for model in (Reminder, ReminderChoice, OutboxMail):
        model._default_manager.filter(person_id=person_id).delete()
