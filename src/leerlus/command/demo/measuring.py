"""What two teams of the demo measure: Team Noord for over seven weeks, Team Statushouders still waits for a yes."""

from collections.abc import Mapping
from datetime import date, datetime, time

from django.utils import timezone

from leerlus.access.actor import actor_of
from leerlus.command.demo.talking import Day
from leerlus.measurement.designing import start_design
from leerlus.measurement.life import agree, propose
from leerlus.measurement.models import MeasurementSet
from leerlus.measurement.reminding import remember_look
from leerlus.organisations.models import Membership, Person, Team


def measure(people: Mapping[str, Person], day: Day) -> None:
    """Designed by some, agreed to by everybody; dates are set afterwards, because the rules say now."""
    fatima, leila = (people[f"{name}@voorbeeldstad.example"] for name in ("fatima", "leila"))
    found = _laid_before_the_team(
        fatima,
        day(150),
        question="Helpt het als de cliënt zelf de volgende stap noemt?",
        outcome_a="cliënten daarna vaker doen wat is afgesproken",
        act_a="beginnen we elk gesprek met die vraag",
        outcome_b="dat niet vaker gebeurt",
        act_b="oefenen we samen met doorvragen",
        recorded=["contact_form", "agreement_kept"],
        added=["client_confidence"],
        own_1_name="Wie noemde de stap",
        own_1_question="Wie noemde de volgende stap het eerst?",
        own_1_kind="choice",
        own_1_choices="de cliënt\nik\nsamen",
    )
    for person in _members(found.team):
        agree(actor_of(person), found)
    _since(found, day(-52), day(4))
    waiting = _laid_before_the_team(
        leila,
        day(120),
        question="Spreken we een cliënt snel genoeg na de intake?",
        outcome_a="er meer dan twee weken tussen zit",
        act_a="plannen we het tweede gesprek al in de intake",
        outcome_b="het binnen twee weken lukt",
        act_b="laten we het rooster zoals het is",
        recorded=["contact_form", "minutes"],
    )
    agree(actor_of(leila), waiting)


def _laid_before_the_team(person: Person, ends_on: date, **said: str | list[str]) -> MeasurementSet:
    """Designed by two caseworkers and who leads the team."""
    actor = actor_of(person)
    made = start_design(actor, Team.objects.get(pk__in=actor.team_ids))
    made.design = {"who_sees": "yes", "rhythm": "6", "ends_on": ends_on.isoformat(), **said}
    made.save()
    propose(actor, made, caseworkers=2, managers=1)
    made.refresh_from_db()
    return made


def _members(team: Team) -> list[Person]:
    held = Membership.objects.current().filter(team=team).select_related("person")
    return [membership.person for membership in held.order_by("person__name", "person_id")]


def _since(found: MeasurementSet, begun_on: date, look_on: date) -> None:
    """As if it began on an earlier day."""
    found.refresh_from_db()
    found.proposed_on = found.running_since = begun_on
    found.next_look_on = look_on
    found.save()
    found.agreements.update(said_at=timezone.make_aware(datetime.combine(begun_on, time(12))))
    remember_look(found)
