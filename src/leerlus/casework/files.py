"""Opening a file, and finding one's own. Each write in one transaction."""

from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Max, Min, Q, QuerySet
from django.utils import timezone

from leerlus.access.actor import Actor
from leerlus.access.door import visible_own
from leerlus.casework.models import Assignment, CaseFile
from leerlus.casework.rules.references import new_reference, searched_for, short_of
from leerlus.organisations.models import Team

_TRIES: Final = 20


class NoReferenceLeft(Exception):
    """Twenty random references in a row were taken: this municipality has too many files for the short ones."""


def own_files(actor: Actor, *, closed: bool = False, search: str = "") -> QuerySet[CaseFile]:
    """One's own files with the days of the last and of the next contact; by the beginning of a reference when given."""
    rows = visible_own(actor, CaseFile).filter(closed_on__isnull=not closed)
    if search:
        typed = searched_for(search)
        rows = rows.filter(reference__startswith=typed) if typed else rows.none()
    ahead = Q(contacts__next_on__gte=timezone.localdate())
    return rows.annotate(
        last_contact_on=Max("contacts__held_on"), next_contact_on=Min("contacts__next_on", filter=ahead)
    ).order_by("-opened_on", "id")


def all_own_files(actor: Actor) -> QuerySet[CaseFile]:
    """One's own files, open and closed, the newest first."""
    return visible_own(actor, CaseFile).order_by("-opened_on", "id")


def teams_to_open_in(actor: Actor) -> QuerySet[Team]:
    """The teams in which the actor is a caseworker today: a new file belongs to one of them."""
    return Team.objects.filter(pk__in=actor.team_ids)


def open_file(actor: Actor, team: Team) -> CaseFile:
    """Open a file for a client and assign it to whoever opens it. Raises NoReferenceLeft."""
    with transaction.atomic():
        made = _with_a_free_reference(actor, team)
        Assignment.objects.create(
            case_file=made, caseworker_id=actor.person_id, assigned_by_id=actor.person_id
        )
    return made


def _with_a_free_reference(actor: Actor, team: Team) -> CaseFile:
    for _ in range(_TRIES):
        reference = new_reference()
        try:
            with transaction.atomic():
                return CaseFile.objects.create(
                    municipality_id=team.municipality_id,
                    team=team,
                    caseworker_id=actor.person_id,
                    reference=reference,
                    short_reference=short_of(reference),
                )
        except IntegrityError:
            continue
    raise NoReferenceLeft
