"""What the people of the demo do with knowledge: judge, add, translate to practice, ask, answer and keep."""

from typing import Final

from leerlus.access.actor import actor_of
from leerlus.content.catalogue import load_catalogue
from leerlus.knowledge import asking
from leerlus.knowledge.appraising import judge
from leerlus.knowledge.interventions import Described, add
from leerlus.knowledge.models import KnowledgeItem
from leerlus.knowledge.rules.appraising import Goal
from leerlus.knowledge.saving import keep
from leerlus.knowledge.translating import Practice, begin, revise
from leerlus.organisations.models import Membership, Person
from leerlus.organisations.roles import Role

_ITEM: Final = "after-rejections"
_HERE: Final = Practice(
    when_to_use="Als iemand na een afwijzing stilvalt, of een afspraak afzegt.",
    for_whom="Voor wie wel wil, maar niet meer durft. Niet voor wie nog nooit solliciteerde.",
    first_sentence="Drie keer nee, dat doet iets met je. Zullen we kijken wat er wél goed ging?",
    what_not="Geen peptalk, en niet meteen nieuwe vacatures op tafel.",
)
_QUESTIONS: Final = (
    ("fatima", "Wat helpt als iemand niet meer opneemt?", True, ("marloes", "sunita")),
    ("rachid", "Werkt videobellen net zo goed als een gesprek op kantoor?", False, ("ingrid",)),
    ("thomas", "Hoe vaak moet je iemand spreken in de eerste weken?", False, ()),
)


def add_knowledge(people: dict[str, Person]) -> None:
    """Two knowledge managers judge one thing, a caseworker co-writes, and colleagues ask."""
    known = {email.split("@")[0]: person for email, person in people.items() if "voorbeeldstad" in email}
    noor, anneke = known["noor"], known["anneke"]
    _also_knowledge_manager(anneke)
    _judged(noor, "C15", "Kader 4.1 en onze eigen groepen", evidence="partly", follow_up="yes")
    _judged(anneke, "C15", "Wat ik in onze groepen zag", evidence="unknown", follow_up="partly")
    add(actor_of(noor), _lunch_hour())
    item = KnowledgeItem.objects.get(municipality=None, code=_ITEM)
    made = begin(actor_of(noor), item, known["fatima"], _HERE, names_me=True)
    revise(actor_of(known["fatima"]), made, _HERE, names_me=True, edition=made.edition)
    _ask(known)
    keep(actor_of(known["fatima"]), item, "Proberen in mijn gesprek van donderdag.", "nl")


def _also_knowledge_manager(person: Person) -> None:
    """A caseworker who is knowledge manager beside that: judging takes two."""
    held = person.memberships.get()
    Membership.objects.create(
        person=person,
        municipality=person.municipality,
        role=Role.KNOWLEDGE_BROKER,
        starts_on=held.starts_on,
    )


def _judged(person: Person, code: str, basis: str, **differing: str) -> None:
    """Mostly the values of the catalogue, with some of one's own."""
    catalogue = load_catalogue()
    found = dict(zip(catalogue.characteristics, catalogue.entry[code].values, strict=True)) | differing
    values = {
        name: {"value": value, "basis": "" if value == "unknown" else basis} for name, value in found.items()
    }
    judge(actor_of(person), person, code, values, shows_name=True)


def _lunch_hour() -> Described:
    return Described(
        name="Lunchcolleges over schulden",
        about="Elke maand vertelt iemand van schuldhulp wat er nieuw is.",
        party="Schuldhulp van de gemeente",
        target="caseworker",
        goal=Goal(specific="Klantmanagers verwijzen eerder door bij schulden."),
        without_goal=False,
        stages=("action",),
        determinants=("KM.EXP",),
        evidence="D",
        only_worked_here=True,
        link="",
        follow_up_on=None,
    )


def _ask(known: dict[str, Person]) -> None:
    asked = []
    for who, text, shows_name, others in _QUESTIONS:
        asked.append(asking.ask(actor_of(known[who]), asking.Asked(text, shows_name)))
        for other in others:
            asking.join(actor_of(known[other]), asked[-1])
    source = KnowledgeItem.objects.filter(municipality=None, code__startswith="contact").first()
    asking.answer(
        actor_of(known["noor"]),
        asked[-1],
        "Vaker en persoonlijk contact lijkt te helpen, vooral in het begin. Hoe vaak precies, is niet bekend.",
        source,
    )
