"""Writing the demo through the same rules as the pages. Only dates are set afterwards, because rules say now."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone, translation

from leerlus.access.actor import Actor, actor_of
from leerlus.access.forms_once import new_token
from leerlus.access.shares import share
from leerlus.advice.giving import advice_for, given, put_aside
from leerlus.advice.models import Advice
from leerlus.command.demo.cards import add_cards
from leerlus.command.demo.case_files import add_case_files
from leerlus.command.demo.comparison import add_comparison
from leerlus.command.demo.instrument import add_own_instrument
from leerlus.command.demo.knowing import add_knowledge
from leerlus.command.demo.measuring import measure
from leerlus.command.demo.other_scans import Filled
from leerlus.command.demo.people import PASSWORD
from leerlus.command.demo.plan import ROUNDS, Client, DemoPlan, Life, Scan, Step, plan_demo
from leerlus.command.demo.records import add_records
from leerlus.command.demo.talking import talk
from leerlus.command.demo.together import look_together
from leerlus.content.instrument import current_instrument
from leerlus.development.advised import advised_step
from leerlus.development.following_up import FOLLOW_UP, plan_follow_ups, withdraw_follow_ups
from leerlus.development.models import Goal
from leerlus.development.plan import plan_of, put_on_plan, tick_off
from leerlus.organisations.models import Membership, Municipality, Person, Team
from leerlus.outcomes.example import add_generated_spells, load_real_example
from leerlus.outcomes.rules.spells import Exit, Unit
from leerlus.outcomes.rules.validating import Spells
from leerlus.release.models import CountingConsent
from leerlus.release.purposes import Purpose
from leerlus.release.rounds import close_round, open_round
from leerlus.release.rules.timing import DAYS_OPEN
from leerlus.reminders.choices import choose_kinds
from leerlus.scans.follow_ups import follow_ups_of, start_follow_up, subject_of
from leerlus.scans.models import Sitting
from leerlus.scans.reminding import LATER_MOMENT, remember_later_moment
from leerlus.scans.sittings import QUICKSCAN, finish_sitting, finished_on, finished_sittings, start_sitting

SEED: Final = 2026

People = dict[str, Person]
"""Everybody of the demo by e-mail address."""


def is_loaded() -> bool:
    return Municipality.objects.filter(is_demo=True).exists()


def load_demo(seed: int = SEED) -> int:
    """Write the demo, all or nothing; the number of people. Does nothing when it is there already.

    Raises IntegrityError when a municipality or an account of the same name or address is there that is no demo.
    """
    if is_loaded():
        return 0
    plan = plan_demo(seed, current_instrument(QUICKSCAN))
    with translation.override("nl"), transaction.atomic():
        people = _settle(plan)
        _scans_and_rounds(plan, people)
        for life in plan.lives:
            if life.step:
                _put_on_plan(people[life.email], life.step)
        _main_characters(plan, people)
        talk(people, lambda days: _on_a_workday(_day(days)))
        add_cards(people, seed)
        add_case_files(people, _day)
        add_own_instrument(people)
        add_comparison(people)
        measure(people, _day)
        look_together(people, _day, seed)
        add_knowledge(people)
        add_records(people, _day, seed)
        _end_roles(plan, people)
    return len(people)


def _settle(plan: DemoPlan) -> People:
    """Municipalities, teams, accounts, roles, and who wants to count in the team picture."""
    password = make_password(PASSWORD)
    people = {plan.researcher.email: _account(plan.researcher, None, password)}
    for place, lives in plan.municipalities:
        municipality = Municipality.objects.create(
            name=place.name,
            is_demo=True,
            works_council_reference=place.works_council,
            works_council_date=_day(-300) if place.works_council else None,
        )
        for name in place.teams:
            Team.objects.create(municipality=municipality, name=name)
        people |= {life.email: _account(life, municipality, password) for life in lives}
    CountingConsent.objects.bulk_create(
        CountingConsent(person=people[life.email], purpose=purpose, since=_moment(-life.yes_to_counting))
        for life in plan.lives
        if life.yes_to_counting is not None
        for purpose in Purpose
    )
    return people


def _account(life: Life, municipality: Municipality | None, password: str) -> Person:
    person = Person.objects.create(
        email=life.email, name=life.who.name, municipality=municipality, password=password
    )
    Person.objects.filter(pk=person.pk).update(created_at=_moment(-life.account))
    teams = (
        {team.name: team for team in Team.objects.filter(municipality=municipality)} if municipality else {}
    )
    for held in life.held:
        Membership.objects.create(
            person=person,
            municipality=municipality,
            team=teams.get(held.team),
            role=held.role,
            starts_on=_day(-held.since),
        )
    return person


def _end_roles(plan: DemoPlan, people: People) -> None:
    """Last, because who holds no role any more can do nothing of the above."""
    for life in plan.lives:
        for held in life.held:
            if held.until is not None:
                Membership.objects.filter(
                    person=people[life.email], starts_on=_day(-held.since), team__name=held.team
                ).update(ends_on=_day(-held.until))


def _scans_and_rounds(plan: DemoPlan, people: People) -> None:
    """In the order in which it happened: a round counts what was finished by then, advice knows the rounds before."""
    rounds = list(ROUNDS)
    scans: list[tuple[int, str, Scan | Filled]] = [
        (scan.days_ago, life.email, scan) for life in plan.lives for scan in life.scans
    ]
    scans += [(filled.days_ago, life.email, filled) for life in plan.lives for filled in life.others]
    for days_ago, email, scan in sorted(scans, key=lambda one: (-one[0], one[1])):
        while rounds and days_ago < rounds[0]:
            _close_rounds(rounds.pop(0))
        if isinstance(scan, Scan):
            _take_scan(people[email], scan)
        else:
            _fill_in(people[email], scan)
    for left in rounds:
        _close_rounds(left)


def _take_scan(person: Person, scan: Scan) -> None:
    actor = actor_of(person)
    sitting = start_sitting(actor)
    sitting.store_answers(scan.answers)
    ended = _moment(-scan.days_ago, scan.minute)
    times = {"started_at": ended - timedelta(minutes=scan.minutes), "saved_at": ended}
    if scan.finished:
        finish_sitting(actor, sitting)
        times["finished_at"] = ended
    Sitting.objects.filter(pk=sitting.pk).update(**times)
    Advice.objects.filter(sitting=sitting).update(made_at=ended)


def _fill_in(person: Person, filled: Filled) -> None:
    """Another instrument; a later moment goes on from the first that was about the same thing."""
    actor = actor_of(person)
    if filled.about:
        first = next(
            one
            for one in finished_sittings(actor, filled.code)
            if subject_of(one) == filled.about and finished_on(one) < _day(-filled.days_ago)
        )
        (moment,) = (
            one for one in follow_ups_of(first, [], timezone.localdate()) if one.moment.code == filled.moment
        )
        sitting = start_follow_up(actor, moment)
    else:
        sitting = start_sitting(actor, filled.code)
    sitting.store_answers(filled.answers)
    finish_sitting(actor, sitting)
    ended = _moment(-filled.days_ago, filled.minute)
    Sitting.objects.filter(pk=sitting.pk).update(
        started_at=ended - timedelta(minutes=4), saved_at=ended, finished_at=ended
    )
    remember_later_moment(Sitting.objects.select_related("follows").get(pk=sitting.pk))


def _close_rounds(days_ago: int) -> None:
    for municipality in Municipality.objects.filter(is_demo=True):
        close_round(open_round(municipality, _day(-days_ago - DAYS_OPEN)), _day(-days_ago))


def _newest_advice(person: Person) -> Advice:
    actor = actor_of(person)
    return advice_for(actor, finished_sittings(actor)[0])


def _put_on_plan(person: Person, planned: Step) -> None:
    """The first step of the newest advice; nothing when the advice was to leave it for now."""
    actor, advice = actor_of(person), _newest_advice(person)
    steps = given(advice).steps
    step = advised_step(advice, steps[0].technique, "nl") if steps else None
    if step is None:
        return
    goal = put_on_plan(
        actor,
        content={"title": step.title, "description": step.description, "technique": steps[0].technique},
        due_on=_day(planned.due),
        token=new_token(actor.person_id),
        result_url="/mijn-vak/plan/",
        origin=advice,
    )
    Goal.objects.filter(pk=goal.pk).update(created_at=_moment(planned.chosen))
    if planned.done is not None:
        _did(actor, goal, planned.done)


def _did(actor: Actor, goal: Goal, days: int) -> None:
    """Done so many days from today, which is in the past; it is looked back on counted from that day."""
    tick_off(actor, goal, done=True)
    withdraw_follow_ups(goal)
    plan_follow_ups(goal, _day(days))
    Goal.objects.filter(pk=goal.pk).update(done_at=_moment(days))


def _main_characters(plan: DemoPlan, people: People) -> None:
    """What else the people did that a visitor logs in as."""
    fatima, marloes = people["fatima@voorbeeldstad.example"], people["marloes@voorbeeldstad.example"]
    done = put_on_plan(
        actor_of(fatima),
        content={"title": "Een lastig gesprek nabespreken met Marloes"},
        due_on=_day(-43),
        token=new_token(fatima.pk),
        result_url="/mijn-vak/plan/",
    )
    _did(actor_of(fatima), done, -44)
    Goal.objects.filter(pk=done.pk).update(created_at=_moment(-58))
    choose_kinds(actor_of(fatima), [FOLLOW_UP, LATER_MOMENT])
    share(actor_of(fatima), done, people["erik@voorbeeldstad.example"], _day(60))
    load_real_example(fatima)
    add_generated_spells(fatima, "Mijn cliënten", Unit.WEEK, _dated(plan.clients_of_fatima))
    add_generated_spells(marloes, "Mijn cliënten", Unit.MONTH, _spells(plan.clients_of_marloes))
    newest = finished_sittings(actor_of(marloes))[0]
    share(actor_of(marloes), newest, fatima, _day(30), ("opening", "levers", "drives"))
    sunita = people["sunita@voorbeeldstad.example"]
    north = Team.objects.get(name="Team Noord", municipality=sunita.municipality)
    share(actor_of(sunita), plan_of(actor_of(sunita)), north, _day(45))
    yusuf = people["yusuf@voorbeeldstad.example"]
    advice = _newest_advice(yusuf)
    put_aside(actor_of(yusuf), advice, given(advice).steps[0].technique, "Dat deed ik vorig jaar al")


def _spells(clients: tuple[Client, ...]) -> Spells:
    return Spells(
        durations=[client.periods for client in clients],
        exits=[client.exit for client in clients],
        references=[client.reference for client in clients],
        started_on=[None] * len(clients),
        ended_on=[None] * len(clients),
        caseworkers=None,
    )


def _dated(clients: tuple[Client, ...]) -> Spells:
    """Clients whose weeks in benefit end on a day: of who is still in benefit that is today."""
    spells = _spells(clients)
    ends = [
        _day(0 if client.exit is Exit.STILL_IN_BENEFIT else -20 - 23 * number % 700)
        for number, client in enumerate(clients)
    ]
    return replace(
        spells,
        started_on=[end - timedelta(weeks=client.periods) for end, client in zip(ends, clients, strict=True)],
        ended_on=[
            None if client.exit is Exit.STILL_IN_BENEFIT else end
            for end, client in zip(ends, clients, strict=True)
        ],
    )


def _day(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def _on_a_workday(day: date) -> date:
    """The day itself, and from a weekend the Monday after it."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def _moment(days: int, minute: int = 600) -> datetime:
    """A minute of the day so many days from today; from a weekend it moves back to Friday."""
    moment = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    moment += timedelta(days=days, minutes=minute)
    return moment - timedelta(days=max(0, moment.weekday() - 4))
