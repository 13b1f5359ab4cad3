"""Giving and ending roles, closing and opening accounts: rule, change and log line in one transaction."""

from datetime import date

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from leerlus.access.actor import Actor
from leerlus.access.audit import record_event
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent
from leerlus.organisations import rules
from leerlus.organisations.models import Membership, Municipality, Person, Team

Action = AccessEvent.Action


def give_role(actor: Actor, receiver: Person, role: str, team: Team | None, starts_on: date) -> Membership:
    """Give a role from a day on. Raises ValidationError when a rule forbids it."""
    with transaction.atomic():
        giver = _administrator(actor)
        given = rules.membership_to_give(giver, receiver, role, team, starts_on)
        given.save()
        _log(actor, Action.ROLE_GIVEN, receiver, given)
    return given


def end_role(actor: Actor, membership: Membership, ends_on: date) -> None:
    """Let a role end after a day. One that would not have lasted a day is taken away. Raises ValidationError."""
    with transaction.atomic():
        _administrator(actor)
        rules.refuse_ending(membership, ends_on)
        _log(actor, Action.ROLE_ENDED, membership.person, membership)
        if ends_on < membership.starts_on:
            membership.delete()
        else:
            membership.ends_on = ends_on
            membership.save(update_fields=["ends_on"])


def close_account(actor: Actor, person: Person) -> None:
    """Let somebody in no longer, from this moment: their sessions end too. Raises ValidationError."""
    with transaction.atomic():
        rules.refuse_closing(_administrator(actor), person)
        person.is_active = False
        person.save(update_fields=["is_active"])
        end_sessions(person)
        _log(actor, Action.DEACTIVATED, person)


def open_account(actor: Actor, person: Person) -> None:
    """Let somebody in again, with the roles they still hold."""
    with transaction.atomic():
        _administrator(actor)
        person.is_active = True
        person.save(update_fields=["is_active"])
        _log(actor, Action.ACTIVATED, person)


def end_sessions(person: Person) -> None:
    """Log somebody out everywhere."""
    theirs = [
        session.pk
        for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator()
        if session.get_decoded().get(SESSION_KEY) == str(person.pk)
    ]
    Session.objects.filter(pk__in=theirs).delete()


def _administrator(actor: Actor) -> Person:
    """The person who administers, with their municipality locked: two administrators cannot end each other at once."""
    Municipality.objects.select_for_update().get(people=actor.person_id)
    return Person.objects.select_related("municipality").get(pk=actor.person_id)


def _log(actor: Actor, action: Action, subject: Person, membership: Membership | None = None) -> None:
    record_event(
        action,
        actor=actor,
        subject_id=subject.pk,
        record=Record.ACCOUNT,
        object_id=membership.pk if membership else None,
    )
