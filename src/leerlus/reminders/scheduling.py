"""Putting a date down, moving it, and taking it away when the thing is done. Other apps call these."""

from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from leerlus.reminders.models import Reminder

_KINDS: Final[dict[str, Promise]] = {}


def register_kind(kind: str, label: Promise) -> None:
    """Add a kind of date. `label` is what the person reads: "Looking back on a step of your plan".

    Raises ValueError when the kind is there already with other words.
    """
    if _KINDS.setdefault(kind, label) != label:
        raise ValueError(f"the kind of reminder {kind} is registered already")


def registered_kinds() -> dict[str, Promise]:
    """Every kind of date with its words, in the order of registering."""
    return dict(_KINDS)


def schedule_reminder(person_id: UUID, kind: str, due_on: date, url_name: str, object_id: UUID) -> Reminder:
    """Put a date down for somebody, or move it; the same day twice changes nothing.

    `url_name` is the page where the thing is done; it takes the id of the object, or nothing. A date that is moved
    may be mailed about again. Raises ValueError for a kind that was not registered.
    """
    if kind not in _KINDS:
        raise ValueError(f"the kind of reminder {kind} is not registered")
    with transaction.atomic():
        found, is_new = Reminder.objects.select_for_update().get_or_create(
            person_id=person_id,
            kind=kind,
            object_id=object_id,
            defaults={"due_on": due_on, "url_name": url_name},
        )
        if not is_new and (found.due_on, found.url_name) != (due_on, url_name):
            found.due_on, found.url_name, found.edition = due_on, url_name, found.edition + 1
            found.mailed_at = found.mail = None
            found.save()
    return found


def settle_reminder(person_id: UUID, object_id: UUID, *kinds: str) -> None:
    """Take away the dates about a thing that is done, or gone: of these kinds, or of every kind when none is named."""
    rows = Reminder.objects.filter(person_id=person_id, object_id=object_id)
    (rows.filter(kind__in=kinds) if kinds else rows).delete()


def page_of(reminder: Reminder) -> str:
    """Where the thing is done. A page that is no longer there leads to the list of one's own dates."""
    for arguments in ([reminder.object_id], []):
        try:
            return reverse(reminder.url_name, args=arguments)
        except NoReverseMatch:
            continue
    return reverse("reminders")
