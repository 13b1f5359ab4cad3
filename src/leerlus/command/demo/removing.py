"""Taking the demo out again, with all that hangs on it, and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q

from leerlus.access.keyring import destroy_key
from leerlus.casework.models import CaseFile
from leerlus.command.demo.people import NATIONAL, RESEARCHER
from leerlus.organisations.models import Municipality, Person
from leerlus.outcomes import uploads
from leerlus.outcomes.models import Spell, SpellImport
from leerlus.scans.models import Sitting


@dataclass(frozen=True, slots=True)
class Removed:
    """How much went."""

    municipalities: int
    people: int
    scans: int
    spells: int


def remove_demo() -> Removed:
    """Remove the invented municipalities and people: rows, sessions, failed logins, files under way, and keys.

    The log of who saw what stays whole, without anything it tells about. Keys go last but before the commit, so that
    no machine that stops in between leaves keys of people who are gone.
    """
    people = Person.objects.filter(Q(municipality__is_demo=True) | Q(email=RESEARCHER.email(NATIONAL)))
    emails = dict(people.values_list("pk", "email"))
    with transaction.atomic():
        removed = Removed(
            municipalities=Municipality.objects.filter(is_demo=True).count(),
            people=len(emails),
            scans=Sitting.objects.filter(person__in=emails).count(),
            spells=Spell.objects.filter(caseworker__in=emails).count(),
        )
        imports = list(SpellImport.objects.filter(person__in=emails).values_list("pk", flat=True))
        files = list(CaseFile.objects.filter(municipality__is_demo=True).values_list("pk", flat=True))
        _end_sessions(emails)
        for attempts in (AccessAttempt, AccessFailureLog, AccessLog):
            attempts.objects.filter(username__in=emails.values()).delete()
        Municipality.objects.filter(is_demo=True).delete()
        Person.objects.filter(pk__in=emails).delete()
        for import_id in imports:
            uploads.remove(import_id)
        for key_owner in (*emails, *files):
            destroy_key(key_owner)
    return removed


def _end_sessions(people: Iterable[UUID]) -> None:
    ids = {str(person_id) for person_id in people}
    for session in Session.objects.iterator():
        if session.get_decoded().get(SESSION_KEY) in ids:
            session.delete()
