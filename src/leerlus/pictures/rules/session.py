"""What a team may see together of contacts in some weeks: counts of the whole team, never of few or of one. Pure.

A contact is in one picture only: a picture is about whole weeks after those of the one before. Within a picture every
count is judged by `statistics.disclosure.decide` beside the whole, and rounded to five (reliability document 4.2).
"""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final, Self
from uuid import UUID

from leerlus.release.lots import card_band, rounded_count, rounded_mean
from leerlus.statistics.disclosure.decisions import Rule, decide

FEWEST_WEEKS: Final = 4
LEAST_CLIENTS: Final = 10
LEAST_CASEWORKERS: Final = 5
"""In a picture of a team (domain specification 7); in one of its counts three are enough."""
_WHOLE: Final = Rule(least=LEAST_CLIENTS, least_apart=5, least_units=LEAST_CASEWORKERS)
_PART: Final = Rule(least=LEAST_CLIENTS, least_apart=5, least_units=3)
HIGHEST_NUMBER: Final = 10
WEEK: Final = timedelta(days=7)


class Waits(StrEnum):
    """Why no picture can be made now."""

    NOT_ACTIVE = "not_active"
    TOO_FEW_WEEKS = "too_few_weeks"
    TOO_FEW_CLIENTS = "too_few_clients"
    TOO_FEW_CASEWORKERS = "too_few_caseworkers"
    FEW_CASEWORKERS_DOMINATE = "few_caseworkers_dominate"


class FieldOf(StrEnum):
    """How the answers of a field are told: how often each, of which one or several hold, or as a mean."""

    ONE = "one"
    SEVERAL = "several"
    MEAN = "mean"


@dataclass(frozen=True, slots=True)
class Field:
    """A field that the team agreed to look at, with the answers that can be given to it."""

    key: str
    tells: FieldOf
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """One contact: with whom, by whom, when, how long the file had been open, and what was answered by field."""

    contact: UUID
    client: UUID
    caseworker: UUID
    held_on: date
    days_open: int
    answers: Mapping[str, tuple[Hashable, ...]]


@dataclass(frozen=True, slots=True)
class ToldField:
    """What is told of a field: a count per answer (None: kept back), or a mean of 0 to 100 with a band of answers."""

    key: str
    counts: Mapping[str, int | None]
    mean: int | None = None
    band: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A picture: how many clients as a band, contacts in all and per week, who the clients are, and the fields."""

    clients: str
    contacts: int | None
    weeks: Mapping[str, int | None]
    open_for: Mapping[str, int | None]
    fields: tuple[ToldField, ...]

    def as_stored(self) -> dict[str, Any]:
        """JSON-able; `from_stored` reads it back."""
        return {
            "clients": self.clients,
            "contacts": self.contacts,
            "weeks": dict(self.weeks),
            "open_for": dict(self.open_for),
            "fields": [[one.key, dict(one.counts), one.mean, one.band] for one in self.fields],
        }

    @classmethod
    def from_stored(cls, stored: Mapping[str, Any]) -> Self:
        return cls(
            stored["clients"],
            stored["contacts"],
            stored["weeks"],
            stored["open_for"],
            tuple(ToldField(*one) for one in stored["fields"]),
        )


OPEN_FOR: Final = ((91, "quarter"), (365, "year"))
"""Up to so many days that a file had been open at the first contact of the picture; beyond it is `longer`."""


def whole_weeks(first_day: date, today: date) -> tuple[date, ...]:
    """Mondays of the whole weeks from a day on, before the week of today."""
    monday = first_day + timedelta(days=-first_day.weekday() % 7)
    end = today - timedelta(days=today.weekday())
    return tuple(monday + number * WEEK for number in range(max((end - monday).days // 7, 0)))


def tell(contacts: Sequence[Seen], fields: Sequence[Field], weeks: Sequence[date]) -> Told | Waits:
    """The picture of these contacts, all held in these weeks; or why there is none."""
    clients: dict[UUID, Hashable] = {contact.client: contact.caseworker for contact in contacts}
    if reason := _whole_waits(contacts, clients):
        return reason
    everything = frozenset(contact.contact for contact in contacts)
    return Told(
        clients=card_band(len(clients)),
        contacts=rounded_count(len(contacts)),
        weeks=_counted(
            contacts, [week.isoformat() for week in weeks], lambda one: (_monday(one.held_on),), everything
        ),
        open_for=_clients_by_age(contacts, clients),
        fields=tuple(_told_field(contacts, field, everything) for field in fields),
    )


def _whole_waits(contacts: Sequence[Seen], clients: Mapping[UUID, Hashable]) -> Waits | None:
    """The rule for the whole: of clients and of contacts alike, and who takes one caseworker out keeps ten clients."""
    by_clients: Counter[Hashable] = Counter(clients.values())
    by_contacts: Counter[Hashable] = Counter(one.caseworker for one in contacts)
    for members, units in ((clients.keys(), by_clients), ([one.contact for one in contacts], by_contacts)):
        decision = decide(list(members), units=units, rule=_WHOLE)
        if not decision.release:
            return {
                "too few people": Waits.TOO_FEW_CLIENTS,
                "too few units": Waits.TOO_FEW_CASEWORKERS,
            }.get(decision.reason, Waits.FEW_CASEWORKERS_DOMINATE)
    if len(clients) - max(by_clients.values()) < LEAST_CLIENTS:
        return Waits.FEW_CASEWORKERS_DOMINATE
    return None


def _told_field(contacts: Sequence[Seen], field: Field, everything: frozenset[UUID]) -> ToldField:
    def answered(one: Seen) -> tuple[Hashable, ...]:
        return one.answers.get(field.key, ())

    if field.tells is not FieldOf.MEAN:
        return ToldField(field.key, _counted(contacts, field.answers, answered, everything))
    known = [one for one in contacts if answered(one)]
    if not _may_be_told(known, [everything]):
        return ToldField(field.key, {})
    points = Counter(int(str(answered(one)[0])) for one in known)
    return ToldField(field.key, {}, rounded_mean(points, 0, HIGHEST_NUMBER), card_band(len(known)))


def _counted(
    contacts: Sequence[Seen],
    answers: Iterable[str],
    answered: Callable[[Seen], Collection[Hashable]],
    everything: frozenset[UUID],
) -> dict[str, int | None]:
    """How many contacts have each answer, judged one after another beside the whole."""
    told: dict[str, int | None] = {}
    before = [everything]
    for answer in answers:
        having = [one for one in contacts if answer in answered(one)]
        if _may_be_told(having, before):
            before.append(frozenset(one.contact for one in having))
            told[answer] = rounded_count(len(having))
        else:
            told[answer] = None
    return told


def _may_be_told(contacts: Sequence[Seen], before: Sequence[frozenset[UUID]]) -> bool:
    """Ten contacts with ten clients, of three caseworkers of whom none dominates, and no few by subtraction."""
    if len({one.client for one in contacts}) < LEAST_CLIENTS:
        return False
    units: Counter[Hashable] = Counter(one.caseworker for one in contacts)
    return decide([one.contact for one in contacts], before, units=units, rule=_PART).release


def _clients_by_age(contacts: Sequence[Seen], clients: Mapping[UUID, Hashable]) -> dict[str, int | None]:
    """How many clients by how long their file had been open at their first contact: the case mix of the picture."""
    first: dict[UUID, int] = {}
    for one in contacts:
        first[one.client] = min(one.days_open, first.get(one.client, one.days_open))
    by_age: dict[str, list[UUID]] = {name: [] for name in (*(name for _, name in OPEN_FOR), "longer")}
    for client, days in first.items():
        by_age[next((name for most, name in OPEN_FOR if days <= most), "longer")].append(client)
    told: dict[str, int | None] = {}
    before = [frozenset(clients)]
    for name, members in by_age.items():
        units = Counter(clients[client] for client in members)
        if decide(members, before, units=units, rule=_PART).release:
            before.append(frozenset(members))
            told[name] = rounded_count(len(members))
        else:
            told[name] = None
    return told


def _monday(day: date) -> str:
    return (day - timedelta(days=day.weekday())).isoformat()
