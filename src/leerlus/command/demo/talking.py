"""Conversations, agreements and promises of the demo, made through the same rules as the pages."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time

from django.utils import timezone

from leerlus.access.actor import actor_of
from leerlus.conversations.agreements import confirm, propose
from leerlus.conversations.ambition import write_sentence
from leerlus.conversations.charter import accept_charter
from leerlus.conversations.models import AmbitionSentence, Conversation, Promise
from leerlus.conversations.planning import plan_conversation
from leerlus.conversations.preparing import release_topics, save_preparation
from leerlus.conversations.promises import make_promise, tell_outcome
from leerlus.organisations.models import Person, Team

Day = Callable[[int], date]
"""The date so many days from today."""


def talk(people: Mapping[str, Person], day: Day) -> None:
    """What Erik and his team talked about, agreed and were promised; Rob has still to read the charter."""
    fatima, marloes, yusuf, erik, karin = (
        people[f"{name}@voorbeeldstad.example"] for name in ("fatima", "marloes", "yusuf", "erik", "karin")
    )
    for manager in (erik, karin):
        accept_charter(actor_of(manager))
    _talked_with_fatima(fatima, erik, day)
    _will_talk_with_fatima(fatima, erik, day)
    _invited(erik, marloes, day(9))
    _proposed_to_yusuf(yusuf, erik, day)
    _promises(erik, karin, day)
    _ambition(fatima, marloes, day)


def _talked_with_fatima(fatima: Person, erik: Person, day: Day) -> None:
    """An agreement that is nearly due to look back on."""
    found = _invited(fatima, erik, day(-40))
    save_preparation(
        actor_of(fatima), found, {"questions": ["pride", "holding_back"], "own": "", "notes": ""}, 0
    )
    release_topics(actor_of(fatima), found)
    propose(
        actor_of(fatima),
        found,
        caseworker_step="Ik bespreek elke twee weken één dossier na met Marloes",
        manager_step="Ik houd de woensdagochtend vrij van overleg",
        return_on=day(2),
        based_on=0,
    )
    confirm(actor_of(erik), found, 1)
    said = timezone.make_aware(datetime.combine(found.planned_on, time(11)))
    found.agreements.update(proposed_at=said, caseworker_agreed_at=said, manager_agreed_at=said)


def _will_talk_with_fatima(fatima: Person, erik: Person, day: Day) -> None:
    """Topics that can be seen, with notes of each that the other never sees."""
    found = _invited(fatima, erik, day(4))
    topics = {"questions": ["wish", "what_and_whom", "experiments"], "own": "Motiverende gespreksvoering"}
    save_preparation(
        actor_of(fatima), found, topics | {"notes": "Niet beginnen over de caseload; eerst mijn wens."}, 0
    )
    release_topics(actor_of(fatima), found)
    save_preparation(
        actor_of(erik),
        found,
        {
            "checks": ["example", "no_appraisal"],
            "notes": "Voorbeeld: hoe ze doorvroeg bij dat lastige gesprek.",
        },
        0,
    )


def _proposed_to_yusuf(yusuf: Person, erik: Person, day: Day) -> None:
    """A proposal that waits for the yes of Yusuf."""
    found = _invited(erik, yusuf, day(-3))
    propose(
        actor_of(erik),
        found,
        caseworker_step="Ik vraag na twee gesprekken om een compliment en een tip",
        manager_step="Ik loop een dagdeel met je mee",
        return_on=day(39),
        based_on=0,
    )


def _promises(erik: Person, karin: Person, day: Day) -> None:
    north, south = (Team.objects.get(memberships__person=manager) for manager in (erik, karin))
    kept = make_promise(
        actor_of(erik),
        north,
        precondition="OR.COL",
        text="Intervisie staat vast in het rooster",
        due_on=day(0),
    )
    tell_outcome(actor_of(erik), kept, Promise.State.KEPT, "Elke eerste dinsdag, van negen tot elf")
    running = make_promise(
        actor_of(erik),
        north,
        precondition="OR.REF",
        text="Twee uur per week zonder afspraken, voor terugkijken op het werk",
        due_on=day(2),
    )
    changed = make_promise(
        actor_of(karin),
        south,
        precondition="OR.DIS",
        text="Eén formulier minder bij de intake",
        due_on=day(0),
    )
    tell_outcome(
        actor_of(karin),
        changed,
        Promise.State.CHANGED,
        "Het moet blijven van de accountant, maar wordt korter",
    )
    for promise, told in ((kept, day(-16)), (changed, day(-12))):
        Promise.objects.filter(pk=promise.pk).update(promised_on=day(-62), due_on=day(-18), outcome_on=told)
    Promise.objects.filter(pk=running.pk).update(promised_on=day(-40))


def _ambition(fatima: Person, marloes: Person, day: Day) -> None:
    """Two sentences of Team Noord: about a behaviour of the note, and about one in own words."""
    north = Team.objects.get(memberships__person=fatima)
    write_sentence(
        actor_of(fatima),
        north,
        text="Wij leggen een lastige beslissing voor aan een collega voordat we die nemen",
        behaviour="CB7",
    )
    write_sentence(
        actor_of(marloes),
        north,
        text="Wij sluiten elk gesprek af met wat de cliënt zelf gaat doen, in de woorden van de cliënt",
        own_behaviour="Samen een gesprek afronden",
    )
    AmbitionSentence.objects.filter(team=north).update(written_on=day(-26))


def _invited(by: Person, other: Person, planned_on: date) -> Conversation:
    """Planned by one with the other, whichever of the two leads."""
    kind = "caseworker" if actor_of(by).managed_team_ids else "manager"
    return plan_conversation(actor_of(by), f"{kind}:{other.pk}", planned_on)
