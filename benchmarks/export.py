"""How long somebody waits for everything Leerlus keeps of them, after ten years (reliability D9: at most a minute).

One caseworker who did a scan every quarter, put a step on the plan every month, talked with their manager every
quarter, counted in every round, and read in a file of clients every half year. The log is kept eighteen months: five
lines a day. No peer: it is a wait.
"""

import time
from datetime import date, timedelta
from typing import Any

from benchmarks.installation import own_installation

GOAL = 60.0
YEARS = 10
LINES_OF_LOG = 2_500
SPELLS_A_FILE = 400


def main() -> None:
    with own_installation():
        person = _ten_years()
        _measure(person)


def _measure(person: Any) -> None:
    """The same bytes that the page gives, in its three forms."""
    from django.test import Client

    from leerlus.access.forms_once import new_token

    client = Client()
    client.force_login(person, backend="leerlus.organisations.authentication.PersonBackend")
    for kind in ("json", "html", "pdf"):
        begun, worked = time.perf_counter(), time.process_time()
        answer = client.post(
            "/mijn-gegevens/meenemen/",
            {"form_token": new_token(person.pk), "kind": kind},
            headers={"host": "localhost"},
        )
        seconds, worked = time.perf_counter() - begun, time.process_time() - worked
        if answer.status_code != 200:
            raise RuntimeError(f"{kind}: {answer.status_code}")
        verdict = "within" if seconds <= GOAL else "OVER"
        print(
            f"export {kind:<4} of {YEARS} years: {seconds:6.2f} s ({worked:.2f} s of work),"
            f" {len(answer.content) / 1e6:.1f} MB, {verdict} {GOAL:.0f} s",
            flush=True,
        )


def _ten_years() -> Any:
    from leerlus.access.actor import actor_of
    from leerlus.conversations.charter import accept_charter
    from leerlus.organisations.models import Membership, Municipality, Person, Team
    from leerlus.organisations.roles import Role

    town = Municipality.objects.create(name="Meetstad")
    team = Team.objects.create(municipality=town, name="Team Meet")
    first_day = date.today() - timedelta(days=365 * YEARS)
    people = {}
    for name, role in (("Fatima", Role.CASEWORKER), ("Erik", Role.TEAM_MANAGER)):
        people[name] = Person.objects.create_person(
            f"{name.lower()}@meetstad.example", name=name, municipality=town
        )
        Membership.objects.create(
            person=people[name], municipality=town, team=team, role=role, starts_on=first_day
        )
    fatima, erik = people["Fatima"], people["Erik"]
    accept_charter(actor_of(erik))
    for quarter in range(4 * YEARS):
        _scan(fatima, first_day + timedelta(days=91 * quarter))
        _conversation(fatima, erik)
    for month in range(12 * YEARS):
        _step(fatima, first_day + timedelta(days=30 * month))
    _rounds(fatima, team, first_day)
    _clients(fatima)
    _log(fatima, erik)
    return fatima


def _scan(person: Any, day: date) -> None:
    from leerlus.access.actor import actor_of
    from leerlus.advice.giving import give_advice
    from leerlus.content.instrument import current_instrument
    from leerlus.scans.models import Sitting
    from leerlus.scans.sittings import finish_sitting, start_sitting

    sitting = start_sitting(actor_of(person))
    answers: dict[str, Any] = {"STG1": "c", "NEED2": "Meer tijd om samen een dossier te bespreken."}
    for item in current_instrument("quickscan").items:
        if item.id.startswith(("ATT", "SN", "SE", "INT", "SDL", "PRD", "SKL")):
            answers[item.id] = 4
    sitting.store_answers(answers)
    finish_sitting(actor_of(person), sitting)
    sitting.refresh_from_db()
    give_advice(actor_of(person), sitting)
    Sitting.objects.filter(pk=sitting.pk).update(
        started_at=f"{day}T09:00:00Z", finished_at=f"{day}T09:07:00Z"
    )


def _conversation(caseworker: Any, manager: Any) -> None:
    from leerlus.access.actor import actor_of
    from leerlus.conversations.agreements import confirm, propose
    from leerlus.conversations.planning import plan_conversation
    from leerlus.conversations.preparing import release_topics, save_preparation

    me, later = actor_of(caseworker), date.today() + timedelta(days=30)
    made = plan_conversation(me, f"manager:{manager.pk}", later)
    words = "Waar ik over wil praten, in een paar regels. " * 5
    save_preparation(me, made, {"questions": ["pride", "rules"], "own": words, "notes": words}, 0)
    release_topics(me, made)
    propose(
        me, made, caseworker_step="Ik kijk mee", manager_step="Ik regel tijd", return_on=later, based_on=0
    )
    confirm(actor_of(manager), made, 1)


def _step(person: Any, day: date) -> None:
    from leerlus.development.models import FollowUp, Goal

    goal = Goal(person=person, due_on=day)
    goal.content = {"title": "Een dossier nabespreken", "description": "Met een collega, een uur. " * 5}
    goal.save()
    for moment in FollowUp.Moment:
        asked = FollowUp(person=person, goal=goal, moment=moment, due_on=day)
        asked.content = {"outcome": "kept_up", "what_helped": "Een vaste dag in de week."}
        asked.save()


def _rounds(person: Any, team: Any, first_day: date) -> None:
    from leerlus.release.measures import registered_measures
    from leerlus.release.models import Contribution, PublishedFigure, Round
    from leerlus.release.rules.levels import Level

    for number in range(4 * YEARS):
        day = first_day + timedelta(days=91 * number)
        held = Round.objects.create(municipality=team.municipality, opened_on=day, closed_on=day)
        for measure in registered_measures():
            figure = PublishedFigure.objects.create(
                round=held, level=Level.TEAM, team=team, measure=measure.name, value=55
            )
            Contribution.of(figure, person.pk, 55.0, day).save()


def _clients(person: Any) -> None:
    from leerlus.outcomes.models import Spell, SpellImport

    for number in range(2 * YEARS):
        source = SpellImport.objects.create(
            person=person,
            municipality=person.municipality,
            name=f"Cliënten {number}",
            unit=SpellImport.Unit.DAY,
            state=SpellImport.State.DONE,
        )
        Spell.objects.bulk_create(
            Spell(source=source, caseworker=person, client_reference=f"c{client}", duration=client, exit=1)
            for client in range(1, SPELLS_A_FILE)
        )


def _log(person: Any, other: Any) -> None:
    from django.db import transaction

    from leerlus.access.audit import record_event
    from leerlus.access.matrix import Record
    from leerlus.access.models import AccessEvent

    with transaction.atomic():
        for _ in range(LINES_OF_LOG):
            record_event(
                AccessEvent.Action.VIEWED, actor_id=other.pk, subject_id=person.pk, record=Record.PLAN
            )
