"""Assigning a file to somebody else: the manager of the team does, and does not read it."""

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from leerlus.access.actor import Actor
from leerlus.access.audit import record_event
from leerlus.access.door import visible
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent
from leerlus.casework.models import Assignment, CaseFile
from leerlus.casework.reminding import forget_all, remember_all
from leerlus.organisations.models import Membership, Person
from leerlus.organisations.roles import Role


class Moved(Exception):
    """The file was assigned to somebody else meanwhile."""


def current_assignments(actor: Actor) -> QuerySet[Assignment]:
    """The open files of the teams the actor leads with whom each is assigned to: by name, then by day."""
    return (
        visible(actor, Assignment)
        .filter(ends_on=None, case_file__closed_on=None)
        .select_related("case_file", "caseworker")
        .order_by(F("caseworker__name").asc(nulls_first=True), "starts_on", "id")
    )


def possible_caseworkers(assignment: Assignment) -> QuerySet[Person]:
    """The caseworkers of the team of a file, but who has it now."""
    held = Membership.objects.current().filter(team=assignment.case_file.team_id, role=Role.CASEWORKER)
    people = Person.objects.filter(pk__in=held.values("person_id"), is_active=True)
    return people if assignment.caseworker_id is None else people.exclude(pk=assignment.caseworker_id)


def assign(actor: Actor, assignment: Assignment, receiver: Person) -> Assignment:
    """Assign a file to somebody else from today; the former caseworker sees nothing of it from the next request on.

    Raises Moved when it was assigned by somebody else meanwhile.
    """
    today = timezone.localdate()
    with transaction.atomic():
        row = CaseFile.objects.select_for_update().get(pk=assignment.case_file_id)
        if not Assignment.objects.filter(pk=assignment.pk, ends_on=None).update(ends_on=today):
            raise Moved
        forget_all(row)
        made = Assignment.objects.create(
            case_file=row, caseworker=receiver, starts_on=today, assigned_by_id=actor.person_id
        )
        row.caseworker = receiver
        row.save(update_fields=["caseworker"])
        remember_all(row)
        record_event(
            AccessEvent.Action.ASSIGNED,
            actor=actor,
            subject_id=assignment.caseworker_id,
            receiver_id=receiver.pk,
            record=Record.CASE_ASSIGNMENT,
            object_id=row.pk,
        )
    return made
