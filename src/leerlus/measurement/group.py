"""Who is in the group of a team: its caseworkers, and who leads it."""

from datetime import date
from uuid import UUID

from django.utils import timezone

from leerlus.access.actor import Actor
from leerlus.measurement.rules.standing import Group
from leerlus.organisations.models import Membership
from leerlus.organisations.roles import Role


def group_of(team_id: UUID, on: date | None = None) -> Group:
    """The people with an open account who are in a team on a day (today by default)."""
    held = list(
        Membership.objects.current(on or timezone.localdate())
        .filter(team_id=team_id, person__is_active=True)
        .values_list("person_id", "role")
    )
    managers = frozenset(person for person, role in held if role == Role.TEAM_MANAGER)
    caseworkers = frozenset(person for person, role in held if role == Role.CASEWORKER)
    return Group(caseworkers - managers, managers)


def works_in(actor: Actor, team_id: UUID) -> bool:
    """Whether the actor is a caseworker of the team and does not lead it."""
    return team_id in actor.teams_of(Role.CASEWORKER) - actor.teams_of(Role.TEAM_MANAGER)


def leads(actor: Actor, team_id: UUID) -> bool:
    """Whether the actor leads the team."""
    return team_id in actor.teams_of(Role.TEAM_MANAGER)


def teams_of_caseworker(person_id: UUID, on: date) -> list[UUID]:
    """The teams in which somebody is a caseworker on a day."""
    held = Membership.objects.current(on).filter(person_id=person_id, role=Role.CASEWORKER)
    return [team_id for team_id in held.values_list("team_id", flat=True) if team_id is not None]
