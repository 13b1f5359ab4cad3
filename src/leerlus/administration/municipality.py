"""Settings and teams of a municipality, and the first municipality of an empty installation."""

from uuid import uuid4

from django.db import transaction

from leerlus.access.actor import Actor
from leerlus.access.audit import record_event
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent
from leerlus.organisations.models import Department, Membership, Municipality, Person, Team
from leerlus.organisations.roles import Role


def municipality_of(actor: Actor) -> Municipality:
    """The municipality somebody administers. Raises Municipality.DoesNotExist for who belongs to none."""
    return Municipality.objects.get(people=actor.person_id)


def change_settings(actor: Actor, municipality: Municipality) -> None:
    """Keep changed settings."""
    with transaction.atomic():
        municipality.save()
        log_settings(actor, municipality)


def keep_team(actor: Actor, team: Team) -> None:
    """Keep a new or renamed team. Raises IntegrityError when the name is taken."""
    with transaction.atomic():
        team.save()
        log_settings(actor, team)


def keep_department(actor: Actor, department: Department) -> None:
    """Keep a new or renamed department. Raises IntegrityError when the name is taken."""
    with transaction.atomic():
        department.save()
        log_settings(actor, department)


def log_settings(actor: Actor, changed: Municipality | Department | Team) -> None:
    """Write down that settings were changed, in the transaction that changes them."""
    record_event(
        AccessEvent.Action.SETTINGS_CHANGED, actor=actor, record=Record.OPERATIONS, object_id=changed.pk
    )


def nobody_yet() -> bool:
    """Whether this installation has no account at all."""
    return not Person.objects.exists()


class AlreadySetUp(Exception):
    """Somebody else was first."""


def set_up(municipality: Municipality, *, name: str, email: str, password: str) -> Person:
    """Make the first municipality and its administrator. Raises AlreadySetUp when there is an account already."""
    person_id = uuid4()
    with transaction.atomic():
        # The log line comes first: writing it takes the lock of the log, so of two people who do this at once the
        # second looks again after the first has finished.
        record_event(
            AccessEvent.Action.ROLE_GIVEN,
            actor_id=person_id,
            subject_id=person_id,
            municipality_id=municipality.pk,
            record=Record.ACCOUNT,
        )
        if not nobody_yet():
            raise AlreadySetUp
        municipality.save(force_insert=True)
        person = Person.objects.create_person(
            email,
            password,
            pk=person_id,
            name=name,
            municipality=municipality,
            language=municipality.default_language,
        )
        Membership.objects.create(
            person=person, municipality=municipality, role=Role.TENANT_ADMINISTRATOR, granted_by=person
        )
    return person
