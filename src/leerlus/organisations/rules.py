"""What may be done with roles and accounts (reliability document 2.1), whoever asks for it and on whatever screen.

Each rule raises ValidationError with the sentence for the screen, or returns what it was asked.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from leerlus.organisations.models import Membership, Municipality, Person, Team
from leerlus.organisations.roles import TEAM_ROLES, Role

GIVEN_BY_A_MUNICIPALITY: Final = tuple(role for role in Role if role != Role.RESEARCHER)
"""Roles a municipality gives. Researchers look across municipalities, so no municipality makes one."""


def refuse_role(role: str, team: Team | None, municipality: Municipality) -> None:
    """Whether a municipality may give this role at all, with or without this team."""
    if role not in GIVEN_BY_A_MUNICIPALITY:
        raise ValidationError({"role": _("A municipality cannot give this role.")})
    if role in TEAM_ROLES and team is None:
        raise ValidationError({"team": _("Choose the team for this role.")})
    if team is not None and team.municipality_id != municipality.pk:
        raise ValidationError({"team": _("This team belongs to another municipality.")})


def membership_to_give(
    giver: Person, receiver: Person, role: str, team: Team | None, starts_on: date
) -> Membership:
    """The membership with which `giver` gives a role, not stored yet. The municipality is that of the giver."""
    if giver.municipality is None or receiver.municipality_id != giver.municipality_id:
        raise ValidationError(_("This person belongs to another municipality."))
    if giver.pk == receiver.pk:
        raise ValidationError(_("You cannot give yourself a role. Another administrator can."))
    refuse_role(role, team, giver.municipality)
    given = Membership(
        person=receiver,
        municipality=giver.municipality,
        team=team if role in TEAM_ROLES else None,
        role=role,
        starts_on=starts_on,
        granted_by=giver,
    )
    given.clean()
    same = receiver.memberships.filter(role=role, team=given.team)
    if same.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on)).exists():
        raise ValidationError({"role": _("This person holds this role already.")})
    return given


def administrators(municipality: Municipality, on: date | None = None) -> Iterable[Person]:
    """People who can administer a municipality on a day: with the role, and an open account."""
    held = Membership.objects.current(on).filter(municipality=municipality, role=Role.TENANT_ADMINISTRATOR)
    return Person.objects.filter(pk__in=held.values("person_id"), municipality=municipality, is_active=True)


def refuse_ending(membership: Membership, ends_on: date) -> None:
    """The last day may be yesterday (the role ends at once) or later, and somebody must stay to administer."""
    if ends_on < timezone.localdate() - timedelta(days=1):
        raise ValidationError({"ends_on": _("Choose yesterday, to end it at once, or a later day.")})
    if membership.ends_on is not None and membership.ends_on < timezone.localdate():
        raise ValidationError(_("This role has ended already."))
    if membership.role == Role.TENANT_ADMINISTRATOR and membership.municipality is not None:
        _refuse_without_administrator(membership.municipality, membership.person)


def refuse_closing(closer: Person, person: Person) -> None:
    """Nobody closes their own account, or that of the last administrator."""
    municipality = closer.municipality
    if municipality is None or person.municipality_id != municipality.pk:
        raise ValidationError(_("This person belongs to another municipality."))
    if closer.pk == person.pk:
        raise ValidationError(_("You cannot close your own account. Another administrator can."))
    if person in administrators(municipality):
        _refuse_without_administrator(municipality, person)


def _refuse_without_administrator(municipality: Municipality, leaving: Person) -> None:
    """Somebody else must hold the role today, without an end date."""
    stay = Membership.objects.current().filter(
        municipality=municipality,
        role=Role.TENANT_ADMINISTRATOR,
        ends_on=None,
        person__is_active=True,
        person__municipality=municipality,
    )
    if not stay.exclude(person=leaving).exists():
        raise ValidationError(_("This is the last administrator. Make somebody else administrator first."))
