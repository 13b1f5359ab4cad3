"""Files of clients with all they hold."""

from datetime import timedelta

from django.utils import timezone

from leerlus.access.actor import actor_of
from leerlus.casework.diagnosing import begin_diagnosis
from leerlus.casework.files import open_file
from leerlus.casework.models import (
    Assignment,
    CaseFile,
    Contact,
    Extract,
    Inspection,
    PlanVersion,
    Review,
    StepContent,
)
from leerlus.casework.models import Reflection as ReflectionOnFile
from leerlus.casework.rules.steps import Step
from leerlus.organisations.models import Membership, Person
from leerlus.organisations.roles import Role
from tests.objects.kinds import Canary, team_of


def case_file(owner: Person, canary: Canary) -> CaseFile:
    """The file of a client, with a step, a plan, a review, answers, a contact and a lesson in it."""
    made = open_file(actor_of(owner), team_of(owner))
    _step(made, canary)
    _plan(made, canary)
    _review(made, canary)
    begin_diagnosis(actor_of(owner), made).store_answers({"DX1": 5})
    _contact(made, canary)
    _reflection(made, owner, canary)
    return made


def case_step(owner: Person, canary: Canary) -> StepContent:
    """What one step of a file says."""
    return _step(open_file(actor_of(owner), team_of(owner)), canary)


def contact(owner: Person, canary: Canary) -> Contact:
    """A contact with a client."""
    return _contact(open_file(actor_of(owner), team_of(owner)), canary)


def extract(owner: Person, canary: Canary) -> Extract:
    """What a client got to see of a file."""
    made = Extract(case_file=open_file(actor_of(owner), team_of(owner)), made_at=timezone.now())
    made.content = {
        "parts": [[canary("title"), [[canary("label"), canary("words")]]]],
        "left_out": [[canary("left out"), "third_person"]],
        "looked": [],
        "language": "nl",
    }
    made.save()
    return made


def case_reflection(owner: Person, canary: Canary) -> ReflectionOnFile:
    """What somebody learned from a file."""
    return _reflection(open_file(actor_of(owner), team_of(owner)), owner, canary)


def assignment(owner: Person, canary: Canary) -> Assignment:
    """To whom a file was assigned for a day: nothing in it was typed."""
    made = Assignment.objects.get(case_file=open_file(actor_of(owner), team_of(owner)))
    made.ends_on = made.starts_on
    made.save()
    return made


def inspection(owner: Person, canary: Canary) -> Inspection:
    """A file of the first caseworker of the team that a manager looks into for a review."""
    where = team_of(owner)
    partner = Membership.objects.filter(team=where, role=Role.CASEWORKER).order_by("person__name")[0].person
    made = Inspection(
        case_file=open_file(actor_of(partner), where),
        person=owner,
        kind=Inspection.Kind.REVIEW,
        ends_at=timezone.now() + timedelta(days=14),
    )
    made.content = {"reason": canary("reason"), "findings": canary("findings")}
    made.save()
    return made


def _step(file: CaseFile, canary: Canary) -> StepContent:
    made = StepContent(case_file=file, step=Step.INFORMATION_GATHERING)
    made.content = {"wish": canary("wish"), "history": canary("history")}
    made.save()
    return made


def _plan(file: CaseFile, canary: Canary) -> PlanVersion:
    made = PlanVersion(case_file=file, number=1)
    made.content = {name: canary(name) for name in ("choice", "goal", "client_does", "client_view")}
    made.save()
    return made


def _review(file: CaseFile, canary: Canary) -> Review:
    made = Review(case_file=file, due_on=timezone.localdate())
    made.content = {
        "progress": canary("progress"),
        "decision": "go_on",
        "decision_because": canary("because"),
    }
    made.save()
    return made


def _contact(file: CaseFile, canary: Canary) -> Contact:
    made = Contact(case_file=file, caseworker=file.caseworker)
    made.content = {
        "form": "telephone",
        "techniques": ["goal_plan"],
        "kept": "yes",
        "agreement": canary("agreement"),
        "confidence": 6,
        "note": canary("note"),
    }
    made.save()
    return made


def _reflection(file: CaseFile, owner: Person, canary: Canary) -> ReflectionOnFile:
    made = ReflectionOnFile(case_file=file, person=owner)
    made.content = {"lesson": canary("lesson"), "experience": canary("experience")}
    made.save()
    return made
