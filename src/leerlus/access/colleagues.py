"""Who works with whom today: who leads the teams of somebody, and who works in the teams somebody leads."""

from uuid import UUID

from django.db.models import QuerySet

from leerlus.access.actor import Actor
from leerlus.organisations.models import Membership, Person, Team
from leerlus.organisations.roles import Role


def managers_of(actor: Actor) -> QuerySet[Person]:
    """The people with an open account who lead a team in which the actor is a caseworker, by name."""
    return _holders(actor, Role.TEAM_MANAGER, actor.teams_of(Role.CASEWORKER))


def caseworkers_led_by(actor: Actor) -> QuerySet[Person]:
    """The people with an open account who are caseworkers in a team the actor leads, by name."""
    return _holders(actor, Role.CASEWORKER, actor.teams_of(Role.TEAM_MANAGER))


def caseworkers_of_municipality(actor: Actor) -> QuerySet[Person]:
    """The people with an open account who are a caseworker anywhere in the actor's municipality, by name."""
    if actor.municipality_id is None:
        return Person.objects.none()
    teams = Team.objects.filter(municipality_id=actor.municipality_id).values_list("pk", flat=True)
    return _holders(actor, Role.CASEWORKER, frozenset(teams))


def teams_led_by(actor: Actor) -> QuerySet[Team]:
    """The teams the actor leads today, by name."""
    return Team.objects.filter(pk__in=actor.managed_team_ids)


def teams_worked_in_or_led(actor: Actor) -> QuerySet[Team]:
    """The teams in which the actor is a caseworker or which the actor leads today, by name."""
    return Team.objects.filter(pk__in=actor.team_ids | actor.managed_team_ids)


def _holders(actor: Actor, role: Role, teams: frozenset[UUID]) -> QuerySet[Person]:
    if actor.municipality_id is None:
        return Person.objects.none()
    held = Membership.objects.current().filter(team_id__in=teams, role=role)
    return Person.objects.filter(
        pk__in=held.values("person_id"), municipality_id=actor.municipality_id, is_active=True
    ).exclude(pk=actor.person_id)
