"""Somebody who looks: the person with the roles and teams they hold today."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from leerlus.organisations.models import Membership, Person
from leerlus.organisations.prepared import PreparedValues
from leerlus.organisations.roles import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """Who looks, with today's roles. Made anew for every request, so a role that ended is gone at once."""

    person_id: UUID
    municipality_id: UUID | None
    roles: frozenset[str]
    team_ids: frozenset[UUID]
    managed_team_ids: frozenset[UUID]

    @property
    def home(self) -> UUID:
        """The own municipality, for what is written in it. Raises LookupError for who belongs to none."""
        if self.municipality_id is None:
            raise LookupError("belongs to no municipality")
        return self.municipality_id

    def holds(self, role: Role) -> bool:
        return role in self.roles

    def teams_of(self, role: Role) -> frozenset[UUID]:
        """The teams in which this role is held: being a member of one team opens nothing of the team one leads."""
        return {Role.CASEWORKER: self.team_ids, Role.TEAM_MANAGER: self.managed_team_ids}.get(
            role, frozenset()
        )


STRANGER: Final = Actor(UUID(int=0), None, frozenset(), frozenset(), frozenset())
"""Somebody who is not logged in: holds nothing, owns nothing."""


def actor_of(person: Person | AnonymousUser, on: date | None = None) -> Actor:
    """The actor behind a person; a stranger and somebody deactivated hold no roles.

    A membership counts only inside the person's own municipality, whatever the row says: a role given by another
    municipality, by mistake or on purpose, opens nothing.
    """
    if not isinstance(person, Person):
        return STRANGER
    held = _held_by(person, on or timezone.localdate()) if person.is_active else []
    return Actor(
        person_id=person.pk,
        municipality_id=person.municipality_id,
        roles=frozenset(role for role, _ in held),
        team_ids=frozenset(team for role, team in held if team and role == Role.CASEWORKER),
        managed_team_ids=frozenset(team for role, team in held if team and role == Role.TEAM_MANAGER),
    )


def _memberships(
    person_id: UUID, municipality_id: UUID | None, day: date
) -> "QuerySet[Membership, tuple[str, UUID | None]]":
    return (
        Membership.objects.current(day)
        .filter(Q(team=None) | Q(team__municipality=F("municipality")))
        .filter(person=person_id, municipality=municipality_id)
        .order_by()
        .values_list("role", "team_id")
    )


_MEMBERSHIPS: Final = PreparedValues(_memberships, UUID, UUID, date)


def _held_by(person: Person, day: date) -> list[tuple[str, UUID | None]]:
    """Roles with their teams on a day; a researcher belongs to no municipality."""
    if person.municipality_id is None:
        return list(_memberships(person.pk, None, day))
    return [(role, team) for role, team in _MEMBERSHIPS.rows(person.pk, person.municipality_id, day)]
