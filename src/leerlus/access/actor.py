"""Somebody who looks: the person with the roles and teams they hold today."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from leerlus.organisations.models import Membership, Person
from leerlus.organisations.roles import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """Who looks, with today's roles. Made anew for every request, so a role that ended is gone at once."""

    person_id: UUID
    municipality_id: UUID | None
    roles: frozenset[str]
    team_ids: frozenset[UUID]
    managed_team_ids: frozenset[UUID]

    def holds(self, role: Role) -> bool:
        return role in self.roles


def actor_of(person: Person, on: date | None = None) -> Actor:
    """The actor behind a person; somebody deactivated holds no roles."""
    held: list[tuple[str, UUID | None]] = []
    if person.is_active:
        held = list(
            Membership.objects.current(on).filter(person=person).order_by().values_list("role", "team_id")
        )
    return Actor(
        person_id=person.pk,
        municipality_id=person.municipality_id,
        roles=frozenset(role for role, _ in held),
        team_ids=frozenset(team for role, team in held if team and role == Role.CASEWORKER),
        managed_team_ids=frozenset(team for role, team in held if team and role == Role.TEAM_MANAGER),
    )
