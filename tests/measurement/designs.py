"""A design that is whole, and a team that lays it before itself and agrees."""

from datetime import date, timedelta
from typing import Any

from leerlus.access.actor import actor_of
from leerlus.measurement.designing import start_design
from leerlus.measurement.life import agree, propose
from leerlus.measurement.models import MeasurementSet
from leerlus.organisations.models import Municipality, Person, Team

TODAY = date.today()
STOP = TODAY + timedelta(days=150)


def whole(**changes: Any) -> dict[str, Any]:
    """Everything that seven steps ask for, as it is kept."""
    return {
        "question": "Helpt het als de cliënt de volgende stap noemt?",
        "outcome_a": "het vertrouwen stijgt",
        "act_a": "doen we het in elk gesprek",
        "outcome_b": "het vertrouwen blijft gelijk",
        "act_b": "proberen we een andere vraag",
        "recorded": ["contact_form"],
        "added": ["client_confidence"],
        "own_1_name": "Wie noemde de stap?",
        "own_1_question": "Wie noemde de volgende stap?",
        "own_1_kind": "choice",
        "own_1_choices": "de cliënt\nik\nsamen",
        "who_sees": "yes",
        "rhythm": "6",
        "ends_on": STOP.isoformat(),
    } | changes


def designed(person: Person, team: Team, **changes: Any) -> MeasurementSet:
    """A draft of somebody's team."""
    made = start_design(actor_of(person), team)
    made.design = whole(**changes)
    made.save()
    return made


def proposed(person: Person, team: Team, **changes: Any) -> MeasurementSet:
    """Laid before the team, by two caseworkers and a manager; nobody said yes yet."""
    made = designed(person, team, **changes)
    propose(actor_of(person), made, caseworkers=2, managers=1)
    made.refresh_from_db()
    return made


def agreed_by(found: MeasurementSet, *people: Person) -> MeasurementSet:
    """Each of these people says yes; the set as it is after that."""
    for person in people:
        agree(actor_of(person), found)
    return MeasurementSet.objects.get(pk=found.pk)


def works_council_agrees(municipality: Municipality) -> None:
    """Record the consent of the works council."""
    municipality.works_council_reference, municipality.works_council_date = "OR-1", TODAY
    municipality.save()
