"""With whom something may be shared: one person, or the caseworkers of one team (reliability document 2.3)."""

from dataclasses import dataclass
from uuid import UUID

from leerlus.access.actor import Actor, actor_of
from leerlus.access.matrix import Record, may_receive
from leerlus.organisations.models import Membership, Person, Team
from leerlus.organisations.roles import Role

Receiver = Person | Team


@dataclass(frozen=True, slots=True)
class Receivers:
    """Who may receive: people by name, and teams with how many colleagues would see it today."""

    people: tuple[Person, ...] = ()
    teams: tuple[tuple[Team, int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.people or self.teams)

    def by_id(self) -> dict[str, Receiver]:
        everybody: list[Receiver] = [*self.people, *(team for team, _ in self.teams)]
        return {str(one.pk): one for one in everybody}


def possible_receivers(actor: Actor, record: Record) -> Receivers:
    """Colleagues of the own municipality, and its teams, with whom this kind of record may be shared."""
    if actor.municipality_id is None:
        return Receivers()
    roles: dict[Person, set[str]] = {}
    members: dict[Team, set[Person]] = {}
    leading: set[tuple[UUID, UUID | None]] = set()
    for held in (
        Membership.objects.current()
        .filter(municipality_id=actor.municipality_id)
        .filter(person__municipality_id=actor.municipality_id, person__is_active=True)
        .exclude(person_id=actor.person_id)
        .select_related("person", "team")
        .order_by("person__name", "person_id")
    ):
        roles.setdefault(held.person, set()).add(held.role)
        if held.role == Role.TEAM_MANAGER:
            leading.add((held.person_id, held.team_id))
        team = held.team if held.role == Role.CASEWORKER else None
        if team is not None and team.municipality_id == actor.municipality_id:
            members.setdefault(team, set()).add(held.person)
    people = tuple(
        person for person, held_roles in roles.items() if may_receive(record, frozenset(held_roles))
    )
    sizes = [
        (team, sum((person.pk, team.pk) not in leading for person in there.intersection(people)))
        for team, there in members.items()
    ]
    teams = sorted((one for one in sizes if one[1]), key=lambda one: (one[0].name, one[0].pk))
    return Receivers(people, tuple(teams))


def may_be_shared_with(actor: Actor, record: Record, receiver: Receiver) -> bool:
    """Whether this actor may share this kind of record with a person or a team, asked anew and without any list."""
    if receiver.municipality_id != actor.municipality_id or actor.municipality_id is None:
        return False
    if isinstance(receiver, Team):
        return may_receive(record, frozenset({Role.CASEWORKER}))
    receives = actor_of(receiver)
    return receives.person_id != actor.person_id and may_receive(record, receives.roles)


def leads(person_id: UUID) -> bool:
    """Whether somebody leads a team today: what is shown to them, is shown to a manager."""
    return Membership.objects.current().filter(person_id=person_id, role=Role.TEAM_MANAGER).exists()
