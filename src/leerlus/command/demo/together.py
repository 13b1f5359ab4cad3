"""Contacts of Team Noord in the weeks that it measures, and what the team saw of it together."""

import random
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from leerlus.access.actor import actor_of
from leerlus.casework.files import open_file
from leerlus.casework.models import Assignment, CaseFile, Contact
from leerlus.command.demo.plan import chances
from leerlus.command.demo.talking import Day
from leerlus.measurement.models import MeasurementSet
from leerlus.organisations.models import Membership, Person, Team
from leerlus.organisations.roles import Role
from leerlus.pictures.session import make_picture

_CLIENTS_EACH: Final = 4
_DAYS: Final = 56
_FORMS: Final = ("conversation", "conversation", "telephone", "telephone", "video", "employer")
_KEPT: Final = ("yes", "yes", "yes", "partly", "partly", "no")
_TECHNIQUES: Final = ("goal_plan", "small_steps", "motivation", "feedback", "barriers", "setbacks")
_WHO: Final = ("de cliënt", "de cliënt", "ik", "samen")


def look_together(people: Mapping[str, Person], day: Day, seed: int) -> None:
    """Four clients for each caseworker, spoken about every ten days; then one picture, made by seven at a table."""
    draw = chances(seed, "team contacts")
    erik = people["erik@voorbeeldstad.example"]
    team = Team.objects.get(name="Team Noord", municipality=erik.municipality)
    found = MeasurementSet.objects.get(team=team, closed_on=None)
    held = Membership.objects.current().filter(team=team, role=Role.CASEWORKER).select_related("person")
    for membership in held.order_by("person__name", "person_id"):
        for _client in range(_CLIENTS_EACH):
            _speak(draw, membership.person, team, found, day)
    make_picture(actor_of(erik), found, caseworkers=6, managers=1)


def _speak(draw: random.Random, person: Person, team: Team, found: MeasurementSet, day: Day) -> None:
    file = open_file(actor_of(person), team)
    opened = day(-_DAYS - draw.choice((2, 20, 200, 500)))
    CaseFile.objects.filter(pk=file.pk).update(opened_on=opened)
    Assignment.objects.filter(case_file=file).update(starts_on=opened)
    ago = _DAYS - draw.randrange(0, 9)
    first = True
    while ago > 0:
        _contact(draw, file, person, found, day(-ago), first=first)
        ago -= draw.randrange(6, 15)
        first = False


def _contact(
    draw: random.Random, file: CaseFile, person: Person, found: MeasurementSet, on: date, *, first: bool
) -> None:
    workday = on - timedelta(days=max(on.weekday() - 4, 0))
    made = Contact(case_file=file, caseworker=person, held_on=workday)
    made.content = {
        "form": draw.choice(_FORMS),
        "techniques": draw.sample(_TECHNIQUES, draw.randrange(1, 3)),
        "kept": "not_applicable" if first else draw.choice(_KEPT),
        "agreement": "Voor de volgende keer één werkgever bellen",
        "confidence": draw.randrange(4, 9),
        "measured": {f"{found.pk}:own_1": draw.choice(_WHO)},
    }
    made.save()
