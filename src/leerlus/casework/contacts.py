"""Recording contacts, and which client comes next. Each write in one transaction, and the same entry only once."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, TypedDict
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import DateField, F, OuterRef, QuerySet, Subquery

from leerlus.access.actor import Actor
from leerlus.access.door import visible_own
from leerlus.casework.models import CaseFile, Contact

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

WEEK: Final = timedelta(days=7)
MOST_CLIENTS: Final = 500
"""Of how many open files somebody can choose in the form; beyond that the file itself leads to it."""


class TakenEntry(Exception):
    """The id of this entry belongs to something else; an honest browser does not make that."""


class ChangedElsewhere(Exception):
    """The contact was changed in another tab or on another device since this form was opened."""


class Planned(TypedDict):
    """What is known of a file beside its row."""

    planned_on: date | None
    last_contact_on: date | None


def files_with_plans(actor: Actor) -> "QuerySet[WithAnnotations[CaseFile, Planned]]":
    """One's own open files with `planned_on`, the next date that was agreed in the newest contact, if any."""
    newest = Contact.objects.filter(case_file=OuterRef("pk")).order_by("-held_on", "-recorded_at")
    return (
        visible_own(actor, CaseFile)
        .filter(closed_on=None)
        .annotate(
            planned_on=Subquery(newest.values("next_on")[:1], output_field=DateField()),
            last_contact_on=Subquery(newest.values("held_on")[:1], output_field=DateField()),
        )
    )


def planned_until(actor: Actor, last: date) -> "QuerySet[WithAnnotations[CaseFile, Planned]]":
    """The clients who are planned on or before a day, who waits longest first."""
    return files_with_plans(actor).filter(planned_on__lte=last).order_by("planned_on", "id")


def without_a_date(actor: Actor) -> "QuerySet[WithAnnotations[CaseFile, Planned]]":
    """The clients for whom no next contact is planned, the longest without contact first."""
    rows = files_with_plans(actor).filter(planned_on=None)
    return rows.order_by(F("last_contact_on").asc(nulls_first=True), "id")


def to_choose_from(actor: Actor, chosen: CaseFile | None) -> list[CaseFile]:
    """The clients a contact can be with: who is planned first, and always the one that was asked for."""
    rows = files_with_plans(actor).order_by(F("planned_on").asc(nulls_last=True), "id")
    files: list[CaseFile] = list(rows[:MOST_CLIENTS])
    return [chosen, *files] if chosen and chosen not in files else files


def previous_agreement(file: CaseFile) -> str:
    """What was agreed in the newest contact that held an agreement; empty when there was none."""
    for contact in file.contacts.all()[:5]:
        agreed: str = contact.content.get("agreement", "")
        if agreed:
            return agreed
    return ""


def record_contact(
    actor: Actor,
    file: CaseFile,
    entry: UUID,
    *,
    held_on: date,
    next_on: date | None,
    content: Mapping[str, Any],
) -> tuple[Contact, bool]:
    """Record a contact under the id its form was given, and whether that was new.

    A second sending of the same entry (a double click, or a queue that was not told the first had arrived) finds the
    first. Raises TakenEntry.
    """
    made = Contact(pk=entry, case_file=file, caseworker_id=actor.person_id, held_on=held_on, next_on=next_on)
    made.content = filled(content)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
        return made, True
    except IntegrityError:
        earlier = visible_own(actor, Contact).filter(pk=entry, case_file=file).first()
        if earlier is None:
            raise TakenEntry from None
        return earlier, False


def change_contact(
    actor: Actor,
    contact: Contact,
    *,
    held_on: date,
    next_on: date | None,
    content: Mapping[str, Any],
    revision: int,
) -> None:
    """Correct a contact that was opened at a revision. Raises ChangedElsewhere and leaves it as it is.

    What was measured and is asked no longer stays as it was.
    """
    measured = contact.content.get("measured", {}) | content.get("measured", {})
    contact.content = filled({**content, "measured": measured})
    with transaction.atomic():
        changed = (
            visible_own(actor, Contact)
            .filter(pk=contact.pk, revision=revision)
            .update(
                held_on=held_on,
                next_on=next_on,
                sealed_content=contact.sealed_content,
                revision=revision + 1,
            )
        )
    if not changed:
        raise ChangedElsewhere


def remove_contact(actor: Actor, contact: Contact) -> None:
    """Take away a contact that was recorded by mistake."""
    with transaction.atomic():
        visible_own(actor, Contact).filter(pk=contact.pk).delete()


def filled(content: Mapping[str, Any]) -> dict[str, Any]:
    """What was filled in; an empty answer is no answer."""
    return {name: value for name, value in content.items() if value not in (None, "", [], {})}
