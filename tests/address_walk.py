"""Walking addresses as people: who is in the world, what the matrix says they get, and judging what they got.

The expectation is computed here once more, straight from the matrix and the relation between two people, and not
through `leerlus.access.door`: the walk compares two answers to the same question.
"""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from functools import cache
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from leerlus.access.actor import actor_of
from leerlus.access.door import shared_id_of
from leerlus.access.matrix import MATRIX, Column, Reach, Record
from leerlus.access.models import Share
from leerlus.conversations.charter import accept_charter
from leerlus.organisations.models import Membership, Municipality, Person, Team
from leerlus.organisations.roles import TEAM_ROLES, Role
from tests.conftest import connect_app
from tests.everything_told import everything_told, overheard
from tests.objects import THINGS

PART = "GET by htmx"
"""A GET that asks for a part of a page, with the header by which htmx says so."""
METHODS = ("GET", PART, "HEAD", "POST", "PUT", "DELETE")
READ = frozenset({"GET", "HEAD"})
FORM = READ | {"POST"}
SEND = frozenset({"POST"})
OFFERED_NOWHERE = frozenset({"PUT", "DELETE"})


class Outcome(Enum):
    """What somebody gets from an address."""

    SERVED = "served"
    LOGIN = "sent to log in"
    ABSENT = "absent"
    NOT_THIS_WAY = "method not allowed"
    FORBIDDEN = "forbidden"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Address:
    """One row of the address table: who gets what at an address."""

    name: str
    methods: frozenset[str] = FORM
    public: bool = False
    roles: frozenset[Role] | None = None
    thing: str = ""
    owner_only: bool = False
    names_colleagues: bool = False
    may_be_absent: bool = False
    arguments: Mapping[str, Any] = field(default_factory=dict)

    def url(self, row: Model | None) -> str:
        """The address for a thing; an argument may depend on it."""
        given = {name: value(row) if callable(value) else value for name, value in self.arguments.items()}
        return reverse(self.name, kwargs={**({"pk": row.pk} if row else {}), **given})


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing of somebody, with its canaries."""

    kind: str
    row: Model
    owner: str
    canaries: frozenset[str]
    party: str = ""

    @property
    def record(self) -> Record:
        return THINGS[self.kind].record


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who walks the addresses: with a session, or without for the stranger."""

    name: str
    session: str
    roles: frozenset[str]
    municipality: str
    team: str


@dataclass(frozen=True, slots=True)
class World:
    """Two municipalities with people, their things, and who shares with whom."""

    visitors: Mapping[str, Visitor]
    people: Mapping[str, Person]
    things: tuple[Thing, ...]
    home: Mapping[str, str]
    open_shares: frozenset[tuple[str, str]]
    all_shares: frozenset[tuple[str, str]]

    def of_kind(self, kind: str) -> list[Thing]:
        return [thing for thing in self.things if thing.kind == kind]

    def sees(self, visitor: Visitor, thing: Thing) -> bool:
        """What the matrix says, given the relation between the visitor and the owner."""
        cells = {MATRIX[thing.record][Column(role)] for role in visitor.roles}
        if visitor.name == thing.owner:
            return bool(cells & {Reach.OWN, Reach.GROUP, Reach.FULL})
        owner = self.visitors[thing.owner]
        if not visitor.roles or visitor.municipality != owner.municipality:
            return False
        if Reach.PARTY in cells and visitor.name == thing.party:
            return True
        if Reach.FULL in cells or (Reach.GROUP in cells and visitor.team == owner.team):
            return True
        peers = {Column.PEER if role == Role.CASEWORKER else Column(role) for role in visitor.roles}
        may_receive = all(MATRIX[thing.record][column] is Reach.SHARED for column in peers)
        return may_receive and (thing.owner, visitor.name) in self.open_shares

    def expected(self, address: Address, visitor: Visitor, thing: Thing | None) -> Outcome:
        """What the table says that a visitor gets at an address, about a thing."""
        if not visitor.session:
            return Outcome.LOGIN
        if address.roles is not None and not address.roles & visitor.roles:
            return Outcome.ABSENT
        if thing is None:
            return Outcome.SERVED
        allowed = self.sees(visitor, thing) and (visitor.name == thing.owner or not address.owner_only)
        return Outcome.SERVED if allowed else Outcome.ABSENT

    def forbidden_canaries(self, visitor: Visitor, address: Address) -> set[str]:
        """The canaries of everything this visitor may not see, and the names they have no business with.

        Names of colleagues belong on the pages that say so; elsewhere only those of who shares with the visitor, or
        to whom the visitor gave a share.
        """
        hidden = {text for thing in self.things if not self.sees(visitor, thing) for text in thing.canaries}
        known = {visitor.name} | {name for pair in self.open_shares if visitor.name in pair for name in pair}
        known |= {receiver for giver, receiver in self.all_shares if giver == visitor.name}
        names = {
            person.name
            for name, person in self.people.items()
            if name not in known
            and not (address.names_colleagues and self.home[name] == visitor.municipality)
        }
        return hidden | names


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: enough to judge it."""

    status: int
    goes_to: str
    raw: bytes

    @property
    def outcome(self) -> Outcome:
        """What it amounts to. A form with mistakes, or a redirect onwards, is being served."""
        if self.status == 401 or (self.status == 302 and self.goes_to.startswith(reverse("account_login"))):
            return Outcome.LOGIN
        special = {404: Outcome.ABSENT, 403: Outcome.FORBIDDEN, 405: Outcome.NOT_THIS_WAY}
        return special.get(self.status, Outcome.BROKEN if self.status >= 500 else Outcome.SERVED)


def ask(visitor: Visitor, method: str, url: str) -> Answer:
    """One request, as if it never happened: whatever it wrote is rolled back."""
    client = _client()
    client.cookies.clear()
    if visitor.session:
        client.cookies["sessionid"] = visitor.session
    extra = {"HTTP_HX_REQUEST": "true"} if method == PART else {}
    with overheard() as beside, transaction.atomic():
        response = client.generic("GET" if method == PART else method, url, **extra)
        told = everything_told(response)
        transaction.set_rollback(True)
    return Answer(response.status_code, response.headers.get("Location", ""), b"\n".join([told, *beside]))


@cache
def _client() -> Client:
    """One for all requests: building the middleware anew would take as long as the request."""
    return Client(raise_request_exception=False)


def allowed_outcomes(address: Address, method: str, expected: Outcome) -> set[Outcome]:
    """A method that an address does not offer may be answered as such to anybody who is logged in."""
    if expected is Outcome.LOGIN:
        return {expected}
    if method in address.methods or (method == PART and "GET" in address.methods):
        return {expected, Outcome.ABSENT} if address.may_be_absent else {expected}
    if method in OFFERED_NOWHERE:
        return {expected, Outcome.NOT_THIS_WAY, *([Outcome.ABSENT] if address.may_be_absent else [])}
    return {Outcome.NOT_THIS_WAY, Outcome.ABSENT}


def deviations(world: World, address: Address, visitors: Iterable[str] | None = None) -> list[str]:
    """Every way in which an address does not do what its row says, in words; empty when it does."""
    things: list[Thing | None] = [*world.of_kind(address.thing)] if address.thing else [None]
    return [
        found
        for visitor in world.visitors.values()
        if visitors is None or visitor.name in visitors
        for thing in things
        for method in METHODS
        for found in _judge(world, address, visitor, thing, method)
    ]


def _judge(
    world: World, address: Address, visitor: Visitor, thing: Thing | None, method: str
) -> Iterator[str]:
    url = address.url(thing.row if thing else None)
    case = (
        f"{visitor.name} {method} {url} ({thing.kind} of {thing.owner})"
        if thing
        else f"{visitor.name} {method} {url}"
    )
    answer = ask(visitor, method, url)
    got = answer.outcome
    if address.public:
        if got is Outcome.BROKEN:
            yield f"{case}: broken"
    elif got not in (allowed := allowed_outcomes(address, method, world.expected(address, visitor, thing))):
        names = " or ".join(sorted(one.value for one in allowed))
        yield f"{case}: {got.value} ({answer.status}), expected {names}"
    for canary in world.forbidden_canaries(visitor, address):
        if canary.encode() in answer.raw:
            yield f"{case}: shows {canary}"


def names_in_resolver(patterns: list[Any] | None = None) -> list[str]:
    """The names of all addresses of the project; an address without a name shows as its route."""
    found = []
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            found += names_in_resolver(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            found.append(pattern.name or f"(no name) {pattern.pattern}")
    return found


def make_world() -> World:
    """The people one remembers, and every role once more in a second municipality."""
    here, there = (Municipality.objects.create(name=name) for name in ("Voorbeeldstad", "Grensdorp"))
    north, east = (
        Team.objects.create(municipality=here, name="Noord"),
        Team.objects.create(municipality=there, name="Oost"),
    )
    south = Team.objects.create(municipality=here, name="Zuid")
    caseworker, manager = Role.CASEWORKER, Role.TEAM_MANAGER
    cast: dict[str, tuple[Role, Municipality | None, Team | None]] = {
        "fatima": (caseworker, here, north),
        "bram": (caseworker, here, north),  # nothing is shared with Bram
        "noa": (caseworker, here, north),  # Fatima shares with Noa
        "ravi": (caseworker, here, north),  # Fatima stopped sharing with Ravi
        "tess": (caseworker, here, north),  # Fatima's share with Tess ended yesterday
        "gijs": (caseworker, here, north),  # Fatima shares with Gijs, whose account is closed
        "erik": (manager, here, north),  # Fatima shares with Erik
        "mila": (manager, here, south),
        "noor": (Role.KNOWLEDGE_BROKER, here, None),  # Fatima shares with Noor
        "dirk": (Role.EXECUTIVE, here, None),
        "sam": (Role.TENANT_ADMINISTRATOR, here, None),
        "lotte": (Role.RESEARCHER, None, None),
        "pien": (caseworker, there, east),  # Fatima shares with Pien, against every rule
        "joost": (manager, there, east),
        "kees": (Role.KNOWLEDGE_BROKER, there, None),
        "vera": (Role.EXECUTIVE, there, None),
        "olga": (Role.TENANT_ADMINISTRATOR, there, None),
    }
    people = {name: _person(name, *place) for name, place in cast.items()}
    visitors = {name: _visitor(name, people[name], *place) for name, place in cast.items()}
    Person.objects.filter(pk=people["gijs"].pk).update(is_active=False)
    visitors["gijs"] = Visitor("gijs", "", frozenset(), "Voorbeeldstad", "Noord")
    visitors["stranger"] = Visitor("stranger", "", frozenset(), "", "")
    things = tuple(
        _thing(kind, name, people)
        for kind, definition in THINGS.items()
        for name, (role, _, _) in cast.items()
        if role == definition.owner_role and name in {"fatima", "bram", "erik", "sam", "pien", "olga"}
    )
    today = timezone.localdate()
    receivers = ("noa", "ravi", "tess", "gijs", "erik", "noor", "pien")
    for thing in things:
        if thing.owner == "fatima" and thing.kind != "share":
            for receiver in receivers:
                Share.objects.create(
                    owner=people["fatima"],
                    receiver=people[receiver],
                    record=thing.record.value,
                    object_id=shared_id_of(thing.row),
                    ends_on=today - timedelta(days=1) if receiver == "tess" else today,
                    stopped_at=timezone.now() if receiver == "ravi" else None,
                )
    shares = frozenset({("fatima", "noa"), ("fatima", "erik"), ("fatima", "noor")})
    all_shares = frozenset(("fatima", receiver) for receiver in receivers)
    home = {name: municipality.name if municipality else "" for name, (_, municipality, _) in cast.items()}
    return World(visitors, people, things, home, shares, all_shares)


def _person(name: str, role: Role, municipality: Municipality | None, team: Team | None) -> Person:
    person = Person.objects.create_person(
        email=f"{name}@example.nl",
        password="een-lang-wachtwoord",
        name=f"KANARIE{name}",
        municipality=municipality,
    )
    Membership.objects.create(
        person=person,
        municipality=municipality,
        team=team if role in TEAM_ROLES else None,
        role=role,
        starts_on=date(2020, 1, 1),
    )
    if role == Role.TENANT_ADMINISTRATOR:
        connect_app(person)
    if role == Role.TEAM_MANAGER:
        accept_charter(actor_of(person))
    return person


def _visitor(
    name: str, person: Person, role: Role, municipality: Municipality | None, team: Team | None
) -> Visitor:
    client = Client()
    client.force_login(person, backend="leerlus.organisations.authentication.PersonBackend")
    return Visitor(
        name,
        client.cookies["sessionid"].value,
        frozenset({role}),
        municipality.name if municipality else "",
        team.name if team else "",
    )


def _thing(kind: str, name: str, people: Mapping[str, Person]) -> Thing:
    canaries: set[str] = set()

    def canary(field_name: str) -> str:
        text = f"KANARIE-{field_name}-{uuid.uuid4().hex[:12]}"
        canaries.add(text)
        return text

    row = THINGS[kind].make(people[name], canary)
    party_id = THINGS[kind].party(row)
    party = next((one for one, person in people.items() if person.pk == party_id), "")
    return Thing(kind, row, name, frozenset(canaries), party)
