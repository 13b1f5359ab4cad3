"""What the steps of a file say, filled in."""

from leerlus.casework.models import CaseFile
from leerlus.casework.rules.steps import Step
from leerlus.casework.step_form import Change
from leerlus.casework.writing import write_fields

DECISION = {
    "choice": "Sollicitatietraining in een groep",
    "based_on": ["fact_1"],
    "fits_because": "De cliënt zoekt gericht, maar durft zich niet te laten zien.",
    "alternative": "Geen inzet",
    "rejected_because": "Drie maanden alleen zoeken hielp niet.",
    "grounds": "own_experience",
    "client_view": "Wil het proberen.",
    "goal": "Elke week twee werkgevers bellen",
    "noticed_by": "Het lijstje met gesprekken",
    "feasible": "Eén gesprek per dag kan",
    "matters_because": "Weer onder de mensen zijn",
    "goal_by": "2027-03-01",
    "client_does": "Twee werkgevers per week bellen",
    "caseworker_does": "Elke dinsdag meekijken",
}


def write(actor, file: CaseFile, step: Step, **values) -> list[str]:
    """Write fields that were empty before."""
    return write_fields(actor, file, step, {name: Change(value, "") for name, value in values.items()})
