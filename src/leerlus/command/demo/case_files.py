"""Files of clients of the demo, in different steps, written through the same rules as the pages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.utils import timezone

from leerlus.access.actor import Actor, actor_of
from leerlus.casework.chosen_knowledge import Chosen
from leerlus.casework.diagnosing import begin_diagnosis, finish_diagnosis
from leerlus.casework.files import open_file, teams_to_open_in
from leerlus.casework.models import Assignment, CaseFile, Contact, Diagnosis, PlanVersion, Review
from leerlus.casework.reading import facts_of, references_of
from leerlus.casework.rules.completeness import REVIEW_AFTER
from leerlus.casework.rules.steps import Step
from leerlus.casework.step_form import Change
from leerlus.casework.writing import close_file, hold_review, plan_review, settle_plan, write_fields
from leerlus.knowledge.models import KnowledgeItem
from leerlus.organisations.models import Person

Day = Callable[[int], date]
"""The date so many days from today."""

_DOMAINS: Final = {
    "domain_health": "no",
    "domain_money": "somewhat",
    "domain_housing": "no",
    "domain_care": "no",
    "domain_language": "somewhat",
    "domain_transport": "strongly",
}
_ASSESSED: Final = {
    "hypothesis_1": "Denkt dat werkgevers niet op haar zitten te wachten",
    "hypothesis_2": "Weet niet hoe je vacatures vindt die niet online staan",
    "no_support_mechanism": "Blijft dezelfde brief sturen en raakt de moed kwijt",
    "option_1": "Sollicitatietraining in een groep",
    "option_1_mechanism": "Oefenen met anderen geeft vertrouwen",
    "option_1_grounds": "knowledge",
    "option_1_knowledge": "Liu e.a. 2014: training met vaardigheden én motivatie",
    "option_2": "Meelopen bij een werkgever",
    "option_2_mechanism": "Laten zien gaat beter dan vertellen",
    "option_2_grounds": "own_experience",
    "no_instrument_because": "We hebben de vragen mondeling besproken",
}
_DECIDED: Final = {
    "choice": "Sollicitatietraining in een groep, zes weken",
    "based_on": ["fact_1", "hypothesis_1"],
    "fits_because": "Ze zoekt gericht en elke week, maar durft niet te vertellen wat ze kan.",
    "alternative": "Meelopen bij een werkgever",
    "rejected_because": "Dat wil ze pas als ze een gesprek durft te voeren.",
    "grounds": "knowledge",
    "client_view": "Spannend, maar liever met anderen dan alleen.",
    "goal": "Elke week met twee werkgevers praten",
    "noticed_by": "Het lijstje met gesprekken",
    "feasible": "Twee per week past naast de zorg voor de kinderen",
    "matters_because": "Ze wil weer collega's om zich heen",
    "client_does": "Elke week twee werkgevers bellen of langsgaan.",
    "caseworker_does": "Elke dinsdag bellen, en de eerste keer samen oefenen.",
    "client_agrees": "yes",
}


@dataclass(frozen=True, slots=True)
class Planned:
    """One file: how long ago it was opened, what the client wants, how far it is, and what is left out on purpose."""

    days_ago: int
    wish: str
    fact: str
    steps: int
    contacts: tuple[int, ...] = ()
    skips: tuple[Step, ...] = ()
    asked: bool = False
    next_on: int | None = None
    closed: bool = False


_FILES: Final = (
    Planned(190, "Weer in de zorg werken", "Werkte lang in een verpleeghuis", 7, (180, 150, 110, 60, 20), closed=True),
    Planned(120, "Iets met techniek", "Heeft een heftruckcertificaat", 6, (110, 96, 70, 30), asked=True, next_on=5),
    Planned(95, "Een vaste baan dichtbij huis", "Woont dicht bij het station", 5, (90, 62, 35), next_on=1),
    Planned(60, "In een keuken werken", "Kookte in een restaurant in Aleppo", 4, (55, 41), asked=True),
    Planned(45, "Eerst Nederlands leren", "Doet een taalcursus, drie ochtenden", 4, (40, 12), skips=(Step.SCREENING,)),
    Planned(30, "Chauffeur worden", "Heeft rijbewijs B, wil C halen", 3, (28, 9), next_on=3),
    Planned(14, "Weet het nog niet", "Stopte in maart met een opleiding", 2, (12,), next_on=0),
    Planned(4, "Werken met dieren", "Hielp vroeger op een kinderboerderij", 1),
)  # fmt: skip


def add_case_files(people: Mapping[str, Person], day: Day) -> None:
    """Eight files of Fatima, from just opened to closed."""
    fatima = people["fatima@voorbeeldstad.example"]
    for number, planned in enumerate(_FILES):
        _write(fatima, planned, number, day)


def _write(person: Person, planned: Planned, number: int, day: Day) -> None:
    actor = actor_of(person)
    file = open_file(actor, teams_to_open_in(actor)[0])
    opened = day(-planned.days_ago)
    CaseFile.objects.filter(pk=file.pk).update(opened_on=opened)
    Assignment.objects.filter(case_file=file).update(starts_on=opened)
    for step in Step:
        if step.number <= planned.steps and step not in planned.skips:
            _fill(actor, file, step, _said(planned, step, day))
    if planned.asked:
        _diagnose(actor, file, opened)
    for place, days_ago in enumerate(planned.contacts):
        _had_contact(file, person, day(-days_ago), place, number)
    if planned.next_on is not None:
        Contact.objects.filter(case_file=file, held_on=day(-planned.contacts[-1])).update(
            next_on=day(planned.next_on)
        )
    if planned.steps >= Step.DECISION.number:
        _settle(actor, file, opened + timedelta(days=14))
    if planned.steps >= Step.MONITORING.number:
        _review(actor, file, opened + timedelta(days=54))
    if planned.closed:
        close_file(actor, file)
        CaseFile.objects.filter(pk=file.pk).update(closed_on=day(-15))


def _said(planned: Planned, step: Step, day: Day) -> dict[str, Any]:
    said: dict[Step, dict[str, Any]] = {
        Step.INFORMATION_GATHERING: {
            "wish": planned.wish,
            "fact_1": planned.fact,
            "fact_1_source": "client",
            **(_DOMAINS if planned.steps > 1 else {"domain_health": "no"}),
        },
        Step.SCREENING: {
            "support": "light",
            "reason": "Zoekt zelf al, en kan hulp bij gesprekken gebruiken.",
        },
        Step.ASSESSMENT: _ASSESSED,
        Step.DECISION: {**_DECIDED, **_on_knowledge(), "goal_by": day(60).isoformat()},
        Step.GUIDANCE: {"referrals": "Naar de groep van het werkgeversservicepunt."},
        Step.MONITORING: {
            "progress": "Belt elke week, en durft nu ook langs te gaan.",
            "decision": "go_on",
            "decision_because": "Het werkt; nog te kort om te weten of er een baan uit komt.",
        },
        Step.EVALUATION: {
            "outcome": "work",
            "outcome_text": "Begonnen in een verpleeghuis, 24 uur per week.",
            "client_view": "De groep hielp het meest.",
            "hypothesis_right": "yes",
            "lesson": "Eerder vragen wat iemand durft, en niet alleen wat iemand kan.",
        },
    }
    return said[step]


def _fill(actor: Actor, file: CaseFile, step: Step, said: Mapping[str, Any]) -> None:
    write_fields(actor, file, step, {name: Change(value, "") for name, value in said.items()})


def _diagnose(actor: Actor, file: CaseFile, opened: date) -> None:
    begun = begin_diagnosis(actor, file)
    begun.store_answers(
        {**{f"DX{number}": 2 + number % 3 for number in range(1, 10)}, "DX10": 6, "DX11": 3, "DX12": 2}
    )
    finish_diagnosis(actor, file, begun)
    moment = timezone.now() - (timezone.localdate() - opened) + timedelta(days=7)
    Diagnosis.objects.filter(pk=begun.pk).update(started_at=moment, finished_at=moment)


def _had_contact(file: CaseFile, person: Person, on: date, place: int, number: int) -> None:
    forms = ("conversation", "telephone", "telephone", "video", "employer")
    techniques = (
        ["goal_plan", "motivation"],
        ["small_steps"],
        ["own_success", "feedback"],
        ["setbacks"],
        ["matching"],
    )
    made = Contact(case_file=file, caseworker=person, held_on=on)
    made.content = {
        "form": forms[place],
        "techniques": techniques[place],
        "kept": "not_applicable" if place == 0 else ("yes", "partly")[(place + number) % 2],
        "agreement": "Voor de volgende keer twee werkgevers bellen",
        "confidence": min(9, 4 + place),
        "minutes": 20,
    }
    made.save()


def _settle(actor: Actor, file: CaseFile, on: date) -> None:
    words = [words for name, words in references_of(facts_of(file)) if name in _DECIDED["based_on"]]
    made = settle_plan(actor, file, words)
    PlanVersion.objects.filter(pk=made.pk).update(made_on=on)
    file.refresh_from_db()
    plan_review(file, on + REVIEW_AFTER)


def _review(actor: Actor, file: CaseFile, on: date) -> None:
    held = hold_review(actor, file)
    Review.objects.filter(pk=held.pk).update(held_on=on)
    file.refresh_from_db()
    plan_review(file, on + REVIEW_AFTER + REVIEW_AFTER)


def _on_knowledge() -> dict[str, object]:
    """The item of the knowledge base that the choice rests on, and what of it is done."""
    item = KnowledgeItem.objects.get(municipality=None, code="job-search-support")
    return {"knowledge_item": Chosen(item.pk, item.newest, item.evidence).value, "ingredients": ["1", "2"]}
