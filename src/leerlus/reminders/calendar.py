"""Calendar files (RFC 5545). An entry says "Leerlus: step" and no more: a calendar is often open to colleagues."""

from collections.abc import Iterable
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from leerlus.reminders.models import Reminder

CONTENT_TYPE: Final = "text/calendar; charset=utf-8"


def calendar_file(reminders: Iterable[Reminder]) -> bytes:
    """One entry per date, a whole day that keeps nobody from planning over it.

    The id of an entry stays, and its sequence rises when the day moves, so that reading in a newer file replaces the
    older entry.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Leerlus//Leerlus//NL")
    calendar.add("version", "2.0")
    for reminder in reminders:
        calendar.add_component(_entry(reminder))
    content: bytes = calendar.to_ical()
    return content


def _entry(reminder: Reminder) -> Event:
    entry = Event()
    entry.add("uid", f"{reminder.pk}@leerlus")
    entry.add("dtstamp", reminder.made_at)
    entry.add("dtstart", reminder.due_on)
    entry.add("sequence", reminder.edition)
    entry.add("summary", _("Leerlus: step"))
    entry.add("url", settings.LEERLUS_BASE_URL + reverse("reminders"))
    entry.add("transp", "TRANSPARENT")
    return entry
