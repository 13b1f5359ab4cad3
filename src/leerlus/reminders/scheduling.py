"""Putting a date down, moving it, and taking it away when the thing is done. Other apps call these."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from leerlus.access.actor import Actor
from leerlus.access.door import visible, visible_own
from leerlus.organisations.roles import Role
from leerlus.reminders.models import Reminder


@dataclass(frozen=True, slots=True)
class KindOfDate:
    """What a kind of date is called, who has such dates, and what they are about when that can get out of sight."""

    label: Promise
    roles: frozenset[str]
    about: type[Model] | None


_KINDS: Final[dict[str, KindOfDate]] = {}


def register_kind(
    kind: str, label: Promise, *, roles: Iterable[Role] = Role, about: type[Model] | None = None
) -> None:
    """Add a kind of date. `label` is what the person reads: "Looking back on a step of your plan".

    Only holders of one of these roles have such dates. `about` is the model of a thing of more people than the one
    who is reminded: who may no longer see it has no date about it either. Raises ValueError when the kind
    is there already in another way.
    """
    made = KindOfDate(label, frozenset(role.value for role in roles), about)
    if _KINDS.setdefault(kind, made) != made:
        raise ValueError(f"the kind of reminder {kind} is registered already")


def kinds_of(actor: Actor) -> dict[str, Promise]:
    """Every kind of date this person can have, with its words, in the order of registering."""
    return {name: kind.label for name, kind in _KINDS.items() if kind.roles & actor.roles}


def dates_of(actor: Actor) -> "QuerySet[Reminder]":
    """One's own dates, the first one first, without those about what one may see no longer.

    They are not erased: who leads a team again has its dates again.
    """
    rows = visible_own(actor, Reminder)
    for name, kind in _KINDS.items():
        if not kind.roles & actor.roles:
            rows = rows.exclude(kind=name)
        elif kind.about is not None:
            seen = visible(actor, kind.about).values("pk")
            rows = rows.exclude(Q(kind=name) & ~Q(object_id__in=seen))
    return rows


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
