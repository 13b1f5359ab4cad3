"""How long `access` and `organisations` keep their own: shares, log, forms, invitations, sessions, all of who left."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerlus.access.log_retention import expired_lines, take_out
from leerlus.access.models import AccessEvent, Share, SubmittedForm
from leerlus.access.personal_content import erase_who_left, something_is_kept
from leerlus.access.retention import Kind, Scope, register_retention, rows
from leerlus.organisations.models import Invitation, Membership, Person

YEAR: Final = 365
MONTH: Final = 31


def people_who_left(scope: Scope) -> "QuerySet[Person]":
    """People whose last role ended, or whose account was closed, before a moment, and who are not back."""
    held = Membership.objects.filter(person=OuterRef("pk"))
    until = timezone.localdate(scope.moment)
    accounts = AccessEvent.objects.filter(
        subject_id=OuterRef("pk"),
        action__in=[AccessEvent.Action.DEACTIVATED, AccessEvent.Action.ACTIVATED],
    )
    no_role = Exists(held) & ~Exists(held.filter(Q(ends_on=None) | Q(ends_on__gte=until)))
    closed = (
        Q(is_active=False)
        & Exists(accounts.filter(at__lte=scope.moment))
        & ~Exists(accounts.filter(at__gt=scope.moment))
    )
    return Person.objects.filter(municipality=scope.municipality_id).filter(no_role | closed)


def _left_something(scope: Scope) -> list[UUID]:
    people = people_who_left(scope).order_by("pk").values_list("pk", flat=True)
    return [person_id for person_id in people if something_is_kept(person_id)]


def _erase_people(scope: Scope, keys: Sequence[Any]) -> int:
    still = people_who_left(scope).filter(pk__in=keys).values_list("pk", "municipality_id")
    for person_id, municipality_id in still:
        erase_who_left(person_id, municipality_id)
    return len(still)


def _ended_shares(scope: Scope) -> "QuerySet[Share]":
    ended = Q(stopped_at__lte=scope.moment) | Q(ends_on__lt=timezone.localdate(scope.moment))
    return Share.objects.filter(ended, owner__municipality=scope.municipality_id)


def _forms(scope: Scope) -> "QuerySet[SubmittedForm]":
    return SubmittedForm.objects.filter(
        created_at__lte=scope.moment, person__municipality=scope.municipality_id
    )


def _invitations(scope: Scope) -> "QuerySet[Invitation]":
    return Invitation.objects.filter(
        Q(accepted_at__lte=scope.moment) | Q(accepted_at=None, expires_at__lte=scope.moment),
        municipality=scope.municipality_id,
    )


def _sessions(scope: Scope) -> "QuerySet[Session]":
    return Session.objects.filter(expire_date__lte=scope.moment)


_KINDS: Final = (
    Kind(
        "after_leaving",
        _("Everything of somebody who left: scans, advice, plan and more"),
        days=183,
        least=MONTH,
        most=2 * YEAR,
        find=_left_something,
        delete=_erase_people,
    ),
    Kind("shares", _("Shares that ended"), days=YEAR, least=MONTH, most=3 * YEAR, **rows(_ended_shares)),
    Kind(
        "log",
        _("Lines of the log of who saw what"),
        days=548,
        least=183,
        most=5 * YEAR,
        find=expired_lines,
        delete=take_out,
        at_once=True,
    ),
    Kind("submitted_forms", _("Marks of forms that were sent"), days=7, least=7, most=7, **rows(_forms)),
    Kind(
        "invitations",
        _("Invitations that were accepted or ran out"),
        days=90,
        least=7,
        most=YEAR,
        **rows(_invitations),
    ),
    Kind(
        "sessions",
        _("Sessions that ended, with the forms held in them"),
        days=0,
        least=0,
        most=0,
        everywhere=True,
        **rows(_sessions),
    ),
)


def register() -> None:
    """Tell about the kinds of this app and the one below it."""
    for kind in _KINDS:
        register_retention(kind)
