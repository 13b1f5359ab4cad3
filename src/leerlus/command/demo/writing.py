"""Writing the demo through the same rules as the pages, and removing it again."""

import random
from datetime import date, timedelta
from typing import Final

from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone, translation

from leerlus.access.actor import Actor, actor_of
from leerlus.access.forms_once import new_token
from leerlus.access.keyring import destroy_key
from leerlus.access.shares import share
from leerlus.advice.giving import advice_for, given, put_aside
from leerlus.advice.models import Advice
from leerlus.command.demo.answers import FATIMA, Disposition, quickscan_answers
from leerlus.command.demo.people import MUNICIPALITIES, PASSWORD, RESEARCHER, DemoMunicipality, DemoPerson
from leerlus.content.instrument import current_instrument
from leerlus.development.advised import advised_step
from leerlus.development.models import Goal
from leerlus.development.plan import put_on_plan, tick_off
from leerlus.organisations.models import Membership, Municipality, Person, Team
from leerlus.organisations.roles import Role
from leerlus.outcomes.example import add_generated_spells, load_real_example
from leerlus.outcomes.rules.spells import Exit, Unit
from leerlus.outcomes.rules.validating import Spells
from leerlus.release.models import Round, TeamPictureConsent
from leerlus.release.rounds import close_round
from leerlus.scans.models import Sitting
from leerlus.scans.sittings import finish_sitting, start_sitting

SEED: Final = 2026
FIRST_NAMES_WITHOUT_SCAN: Final = frozenset({"Bram", "Kevin", "Corrie"})


def is_loaded() -> bool:
    return Municipality.objects.filter(is_demo=True).exists()


def load_demo(seed: int = SEED) -> int:
    """Write both municipalities; the number of people. Does nothing when the demo is there already."""
    if is_loaded():
        return 0
    draw = random.Random(seed)  # noqa: S311  # an example that must be the same for everybody
    password = make_password(PASSWORD)
    with translation.override("nl"), transaction.atomic():
        people = [_municipality(plan, draw, password) for plan in MUNICIPALITIES]
        _person(RESEARCHER, "landelijk", None, password, draw)
        everybody = {person.email: person for group in people for person in group}
        for person in everybody.values():
            _history(person, draw)
        _main_characters(everybody, draw)
        _team_pictures()
    return len(everybody) + 1


def remove_demo() -> tuple[int, int]:
    """Remove the demo and all that hangs on it: (municipalities, people). Nothing else is touched."""
    people = Person.objects.filter(municipality__is_demo=True) | Person.objects.filter(
        email=RESEARCHER.email("landelijk")
    )
    ids = list(people.values_list("pk", flat=True))
    with transaction.atomic():
        for session in Session.objects.iterator():
            if session.get_decoded().get("_auth_user_id") in {str(pk) for pk in ids}:
                session.delete()
        municipalities = Municipality.objects.filter(is_demo=True)
        number = municipalities.count()
        Advice.objects.filter(person__in=ids).delete()
        municipalities.delete()
        Person.objects.filter(pk__in=ids).delete()
    for pk in ids:
        destroy_key(pk)
    return number, len(ids)


def _municipality(plan: DemoMunicipality, draw: random.Random, password: str) -> list[Person]:
    municipality = Municipality.objects.create(
        name=plan.name,
        is_demo=True,
        works_council_reference=plan.works_council,
        works_council_date=_days_ago(200) if plan.works_council else None,
    )
    teams = {name: Team.objects.create(municipality=municipality, name=name) for name in plan.teams}
    return [
        _person(person, plan.name, municipality, password, draw, teams.get(person.team))
        for person in plan.people
    ]


def _person(
    plan: DemoPerson,
    domain: str,
    municipality: Municipality | None,
    password: str,
    draw: random.Random,
    team: Team | None = None,
) -> Person:
    person = Person.objects.create(
        email=plan.email(domain), name=plan.name, municipality=municipality, password=password
    )
    days = draw.randint(420, 900)
    Person.objects.filter(pk=person.pk).update(created_at=timezone.now() - timedelta(days=days))
    Membership.objects.create(
        person=person, municipality=municipality, team=team, role=plan.role, starts_on=_days_ago(days)
    )
    return person


def _history(person: Person, draw: random.Random) -> None:
    """One to three finished scans with advice, for most caseworkers; and for most the yes to the team picture."""
    actor = actor_of(person)
    if Role.CASEWORKER not in actor.roles or person.first_name in FIRST_NAMES_WITHOUT_SCAN:
        return
    disposition = FATIMA if person.first_name == "Fatima" else Disposition.drawn(draw)
    times = 2 if person.first_name == "Fatima" else draw.choice([1, 1, 2, 3])
    for time in range(times, 0, -1):
        _finished_scan(actor, disposition, draw, days_ago=time * 130 - draw.randint(80, 120))
        disposition = disposition.later(draw)
    if draw.random() < 0.85:
        TeamPictureConsent.objects.create(person=person, since=timezone.now() - timedelta(days=150))
    if draw.random() < 0.5 and person.first_name != "Fatima":
        _step_on_plan(actor, draw)


def _finished_scan(actor: Actor, disposition: Disposition, draw: random.Random, days_ago: int) -> Sitting:
    sitting = start_sitting(actor)
    sitting.store_answers(
        quickscan_answers(current_instrument("quickscan"), disposition, draw, names_time=0.7)
    )
    finish_sitting(actor, sitting)
    moment = timezone.now() - timedelta(days=max(days_ago, 1))
    started = moment - timedelta(minutes=draw.randint(6, 11))
    Sitting.objects.filter(pk=sitting.pk).update(started_at=started, saved_at=moment, finished_at=moment)
    Advice.objects.filter(sitting=sitting).update(made_at=moment)
    sitting.refresh_from_db()
    return sitting


def _step_on_plan(actor: Actor, draw: random.Random, *, done: bool | None = None) -> Goal | None:
    sitting = Sitting.objects.finished().filter(person_id=actor.person_id).first()
    if sitting is None:
        return None
    advice = advice_for(actor, sitting)
    steps = given(advice).steps
    step = advised_step(advice, steps[0].technique, "nl") if steps else None
    if step is None:
        return None
    goal = put_on_plan(
        actor,
        content={"title": step.title, "description": step.description, "technique": steps[0].technique},
        due_on=timezone.localdate() + timedelta(days=draw.randint(-6, 12)),
        token=new_token(actor.person_id),
        result_url="/mijn-vak/plan/",
        advice=advice,
    )
    if draw.random() < 0.4 if done is None else done:
        tick_off(actor, goal, done=True)
    return goal


def _main_characters(people: dict[str, Person], draw: random.Random) -> None:
    """What the people that a visitor logs in as have done."""
    fatima, erik = people["fatima@voorbeeldstad.example"], people["erik@voorbeeldstad.example"]
    actor = actor_of(fatima)
    earlier = Goal(person=fatima, due_on=_days_ago(20), created_at=timezone.now() - timedelta(days=34))
    earlier.content = {"title": "Een lastig gesprek nabespreken met Marloes"}
    earlier.done_at = timezone.now() - timedelta(days=21)
    earlier.save(force_insert=True)
    share(actor, earlier, erik, timezone.localdate() + timedelta(days=60))
    load_real_example(fatima)
    add_generated_spells(fatima, "Mijn cliënten 2024 en 2025", Unit.WEEK, _clients(draw, 42))
    add_generated_spells(
        people["marloes@voorbeeldstad.example"], "Mijn cliënten", Unit.MONTH, _clients(draw, 6)
    )
    _shares_a_profile(people["marloes@voorbeeldstad.example"], fatima)
    _puts_a_step_aside(people["yusuf@voorbeeldstad.example"])
    half_way = start_sitting(actor_of(people["kevin@voorbeeldstad.example"]))
    half_way.store_answers({"BG1": "4_to_9", "BG2": "hbo", "LP1": ("watch",), "ATT1": 6, "ATT2": 4})


def _shares_a_profile(owner: Person, receiver: Person) -> None:
    sitting = Sitting.objects.finished().filter(person=owner).first()
    if sitting is not None:
        share(actor_of(owner), sitting, receiver, timezone.localdate() + timedelta(days=30))


def _puts_a_step_aside(person: Person) -> None:
    sitting = Sitting.objects.finished().filter(person=person).first()
    if sitting is not None:
        actor = actor_of(person)
        advice = advice_for(actor, sitting)
        put_aside(actor, advice, given(advice).steps[0].technique, "Dat deed ik vorig jaar al")


def _clients(draw: random.Random, number: int) -> Spells:
    """Invented clients: lengths, ways out, and pseudonyms."""
    ways = [Exit.FULL_TIME_WORK, Exit.PART_TIME_WORK, Exit.OTHER, Exit.STILL_IN_BENEFIT]
    return Spells(
        durations=[max(1, round(draw.weibullvariate(34, 1.2))) for _ in range(number)],
        exits=draw.choices(ways, weights=[45, 15, 12, 28], k=number),
        references=[f"client-{draw.getrandbits(40):010x}" for _ in range(number)],
        started_on=[None] * number,
        ended_on=[None] * number,
        caseworkers=None,
    )


def _team_pictures() -> None:
    """One closed round for every team of the demo, seventy days ago."""
    for team in Team.objects.filter(municipality__is_demo=True):
        made = close_round(team)
        Round.objects.filter(pk=made.pk).update(closed_on=_days_ago(70))


def _days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)
