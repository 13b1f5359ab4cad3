"""Things of people, one factory per kind, with a canary in every field somebody could type or answer.

A canary is a text that occurs nowhere else. Whoever may not see a thing may not get its canary in any response. A new
kind of thing needs one function and one line in `THINGS`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Model
from django.utils import timezone

from leerlus.access.actor import actor_of
from leerlus.access.matrix import Record
from leerlus.access.models import Share
from leerlus.advice.allocation import Arm
from leerlus.advice.giving import give_advice
from leerlus.advice.models import Advice, Dismissal, Participation
from leerlus.casework.diagnosing import begin_diagnosis
from leerlus.casework.files import open_file
from leerlus.casework.models import (
    Assignment,
    CaseFile,
    Contact,
    Inspection,
    PlanVersion,
    Review,
    StepContent,
)
from leerlus.casework.models import Reflection as ReflectionOnFile
from leerlus.casework.rules.steps import Step
from leerlus.client_cards.models import PersonalCode, TeamCode
from leerlus.content.advice import load_advice_content
from leerlus.content.measurement import CURRENT_LIBRARY
from leerlus.conversations.agreements import confirm, propose
from leerlus.conversations.charter import accept_charter
from leerlus.conversations.models import (
    AmbitionSentence,
    CharterAcceptance,
    Conversation,
    Preparation,
    Promise,
)
from leerlus.conversations.planning import plan_conversation
from leerlus.conversations.preparing import release_topics, save_preparation
from leerlus.development.models import FollowUp, Goal, Idea, Plan, Reflection
from leerlus.development.plan import plan_of
from leerlus.instruments.models import OwnInstrument, OwnVersion
from leerlus.measurement.models import MeasurementSet
from leerlus.organisations.models import Department, Invitation, Membership, Person, Team
from leerlus.organisations.roles import Role
from leerlus.outcomes.models import OutcomeEvent, OwnResults, RowBefore, Spell, SpellImport
from leerlus.outcomes.own_results import results_of
from leerlus.reminders.models import Reminder
from leerlus.reminders.scheduling import schedule_reminder
from leerlus.scans.models import Sitting
from leerlus.scans.sittings import finish_sitting, start_sitting
from tests.instruments.files import SOUND

OPEN_QUESTION = "NEED2"

Canary = Callable[[str], str]
"""Gives the canary of a field: `canary("title")`."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing: what it is in the matrix, how to make one, and who has one."""

    record: Record
    make: Callable[[Person, Canary], Model]
    owner_role: Role = Role.CASEWORKER
    party: Callable[[Any], UUID | None] = lambda row: None
    """The other side of a thing that two people have together."""


def sitting(owner: Person, canary: Canary) -> Sitting:
    """A finished quickscan; the open answer is the canary."""
    made = open_sitting(owner, canary)
    finish_sitting(actor_of(owner), made)
    made.refresh_from_db()
    return made


def open_sitting(owner: Person, canary: Canary) -> Sitting:
    """A quickscan halfway."""
    made = start_sitting(actor_of(owner))
    made.store_answers({OPEN_QUESTION: canary("answer")})
    return made


def evaluation(owner: Person, canary: Canary) -> Sitting:
    """An evaluation of something learned, long enough ago to be asked about again."""
    actor = actor_of(owner)
    made = start_sitting(actor, "post_evaluation")
    made.store_answers({"PE0": canary("subject"), "PE4": 4, "PE9": canary("plan")})
    finish_sitting(actor, made)
    Sitting.objects.filter(pk=made.pk).update(finished_at=timezone.now() - timedelta(days=50))
    made.refresh_from_db()
    return made


def advice(owner: Person, canary: Canary) -> Advice:
    """An advice on a finished scan."""
    return give_advice(actor_of(owner), sitting(owner, canary))


def dismissal(owner: Person, canary: Canary) -> Dismissal:
    """A step that was put aside."""
    made = Dismissal(person=owner, until=timezone.localdate() + timedelta(days=30))
    technique = next(iter(load_advice_content().technique))
    made.content = {"technique": technique, "reason": canary("reason")}
    made.save()
    return made


def participation(owner: Person, canary: Canary) -> Participation:
    """Taking part in the comparison of advice with free choice: nothing in it was typed."""
    made = Participation(person=owner)
    made.content = {"arm": Arm.FREE_CHOICE.value, "since": timezone.now().isoformat(), "until": None}
    made.save()
    return made


def goal(owner: Person, canary: Canary) -> Goal:
    """A step on the plan."""
    made = Goal(person=owner, due_on=timezone.localdate() + timedelta(days=7))
    fields = (
        "title",
        "description",
        "witness",
        "strongest_advantage",
        "noticed_by",
        "matters_because",
        "if_then",
        "help_from",
    )
    made.content = {name: canary(name) for name in fields}
    made.save()
    return made


def _some_step(owner: Person) -> Goal:
    """A step without canaries, for a thing that is about a step: whoever sees the whole plan sees the step."""
    return goal(owner, lambda field: f"een {field}")


def reflection(owner: Person, canary: Canary) -> Reflection:
    """Looking back on a view, finished."""
    made = Reflection(
        person=owner, kind="client_set", object_id=uuid4(), prompts=1, finished_at=timezone.now()
    )
    made.content = {"about": canary("about"), "answers": {"strikes": canary("strikes")}}
    made.save()
    return made


def idea(owner: Person, canary: Canary) -> Idea:
    """Something kept for colleagues."""
    made = Idea(person=owner, kind=Idea.Kind.PEER_CASE)
    made.content = {"title": canary("idea title"), "text": canary("idea text")}
    made.save()
    return made


def follow_up(owner: Person, canary: Canary) -> FollowUp:
    """Looking back on a step, answered."""
    made = FollowUp(
        person=owner, goal=_some_step(owner), moment=FollowUp.Moment.SIX_WEEKS, due_on=timezone.localdate()
    )
    made.content = {
        "outcome": "slipped",
        "what_helped": canary("helped"),
        "worked_before": canary("before"),
        "stage": "b",
    }
    made.save()
    return made


def own_set(owner: Person, canary: Canary, **fields: Any) -> SpellImport:
    """A set of spells that was read in."""
    made = SpellImport.objects.create(
        person=owner,
        municipality=owner.municipality,
        name=canary("name"),
        file_name=canary("file"),
        notice=canary("notice"),
        unit=SpellImport.Unit.MONTH,
        **{"state": SpellImport.State.DONE, **fields},
    )
    Spell.objects.create(
        source=made, caseworker=owner, client_reference=canary("client"), duration=3, exit=Spell.Exit.OTHER
    )
    OutcomeEvent.objects.create(
        source=made,
        caseworker=owner,
        client_reference=canary("event"),
        kind=OutcomeEvent.Kind.PLACEMENT,
        started_on=date(2024, 3, 1),
        last_day=date(2024, 9, 2),
        told_by=OutcomeEvent.ToldBy.CASEWORKER,
    )
    return made


def more_for_a_set(owner: Person, canary: Canary, **fields: Any) -> SpellImport:
    """A file that was read into a set, with what it changed."""
    first = own_set(owner, canary, **fields)
    more = SpellImport.objects.create(
        person=owner,
        municipality=owner.municipality,
        into=first,
        name=first.name,
        file_name=canary("more"),
        finished_at=timezone.now(),
        state=SpellImport.State.DONE,
        **fields,
    )
    Spell.objects.create(
        source=first,
        added_by=more,
        caseworker=owner,
        client_reference=canary("added"),
        duration=3,
        exit=Spell.Exit.OTHER,
    )
    changed = first.spells.get(added_by=None)
    RowBefore.objects.create(changed_by=more, row_id=changed.pk, values=[str(owner.pk), 2, 0, None])
    return more


def more_for_a_set_of_the_municipality(owner: Person, canary: Canary) -> SpellImport:
    """A file that an administrator read into a set for everybody."""
    return more_for_a_set(owner, canary, for_own_clients=False)


def set_on_its_way(owner: Person, canary: Canary) -> SpellImport:
    """A set whose columns were chosen."""
    return own_set(owner, canary, state=SpellImport.State.READY)


def set_of_the_municipality(owner: Person, canary: Canary) -> SpellImport:
    """A set an administrator is reading in for everybody."""
    return own_set(owner, canary, state=SpellImport.State.READY, for_own_clients=False)


def manager_of(caseworker: Person) -> Person:
    """Who leads the team of a caseworker."""
    where = caseworker.memberships.get().team
    return Membership.objects.get(team=where, role=Role.TEAM_MANAGER).person


def conversation(owner: Person, canary: Canary) -> Conversation:
    """A conversation of a caseworker, with topics the manager may see and an agreement of both."""
    me, manager = actor_of(owner), manager_of(owner)
    made = plan_conversation(me, f"manager:{manager.pk}", timezone.localdate() + timedelta(days=3))
    save_preparation(me, made, {"questions": ["pride"], "own": canary("topic"), "notes": ""}, 0)
    release_topics(me, made)
    propose(
        me,
        made,
        caseworker_step=canary("step"),
        manager_step=canary("step of the manager"),
        return_on=timezone.localdate() + timedelta(days=30),
        based_on=0,
    )
    confirm(actor_of(manager), made, 1)
    made.refresh_from_db()
    return made


def notes(owner: Person, canary: Canary) -> Preparation:
    """What a caseworker prepares alone."""
    manager = manager_of(owner)
    made = plan_conversation(actor_of(owner), f"manager:{manager.pk}", timezone.localdate())
    content = {"questions": ["rules"], "own": canary("own topic"), "notes": canary("notes")}
    save_preparation(actor_of(owner), made, content, 0)
    return Preparation.objects.get(conversation=made, person=owner)


def notes_of_a_manager(owner: Person, canary: Canary) -> Preparation:
    """What a manager prepares alone, about a conversation with the first of the team."""
    where = owner.memberships.get().team
    partner = Membership.objects.filter(team=where, role=Role.CASEWORKER).order_by("person__name")[0].person
    made = plan_conversation(actor_of(owner), f"caseworker:{partner.pk}", timezone.localdate())
    save_preparation(actor_of(owner), made, {"checks": [], "notes": canary("notes")}, 0)
    return Preparation.objects.get(conversation=made, person=owner)


def promise(owner: Person, canary: Canary) -> Promise:
    """What the manager of somebody's team promised it."""
    return Promise.objects.create(
        team=owner.memberships.get().team,
        manager=manager_of(owner),
        text=canary("promise"),
        due_on=timezone.localdate() + timedelta(days=20),
    )


def ambition_sentence(owner: Person, canary: Canary) -> AmbitionSentence:
    """A sentence of the ambition of somebody's team, about a behaviour in the team's own words."""
    return AmbitionSentence.objects.create(
        team=_team_of(owner), text=canary("sentence"), own_behaviour=canary("behaviour")
    )


def charter(owner: Person, canary: Canary) -> CharterAcceptance:
    """A manager's yes to the charter."""
    accept_charter(actor_of(owner))
    return CharterAcceptance.objects.get(person=owner)


def measurement_set(owner: Person, canary: Canary) -> MeasurementSet:
    """A design that the team of somebody works on; an earlier one of the team is closed, as it has one at a time."""
    return _measurement_set(
        owner,
        design={
            "question": canary("question"),
            "outcome_a": canary("outcome"),
            "act_a": canary("act"),
            "own_1_name": canary("field"),
            "own_1_question": canary("field question"),
            "ends_on": (timezone.localdate() + timedelta(days=100)).isoformat(),
        },
    )


def active_set(owner: Person, canary: Canary) -> MeasurementSet:
    """A set of the team of somebody that began, with its question as a canary: the municipality may know that."""
    today = timezone.localdate()
    return _measurement_set(
        owner,
        design={"question": canary("question"), "recorded": ["minutes"], "rhythm": "6"},
        proposed_on=today,
        running_since=today,
        ends_on=today + timedelta(days=100),
        next_look_on=today + timedelta(days=42),
    )


def _measurement_set(owner: Person, **fields: Any) -> MeasurementSet:
    team = _team_of(owner)
    MeasurementSet.objects.filter(team=team, closed_on=None).update(closed_on=timezone.localdate())
    return MeasurementSet.objects.create(team=team, library_version=CURRENT_LIBRARY, **fields)


def account(owner: Person, canary: Canary) -> Person:
    """Somebody's account."""
    return owner


def membership(owner: Person, canary: Canary) -> Membership:
    """A role somebody holds."""
    return owner.memberships.get()


def team(owner: Person, canary: Canary) -> Team:
    """A team of the municipality of somebody."""
    return Team.objects.create(municipality=owner.municipality, name=canary("team"))


def department(owner: Person, canary: Canary) -> Department:
    """A department of the municipality of somebody."""
    return Department.objects.create(municipality=owner.municipality, name=canary("department"))


def invitation(owner: Person, canary: Canary) -> Invitation:
    """An invitation that somebody sent."""
    return Invitation.objects.create(
        municipality=owner.municipality,
        role=Role.EXECUTIVE,
        name=canary("name"),
        email=f"{canary('address').lower()}@example.nl",
        token_hash=canary("token"),
        invited_by=owner,
    )


def reminder(owner: Person, canary: Canary) -> Reminder:
    """A date of somebody, about a step on their plan."""
    about = _some_step(owner)
    return schedule_reminder(owner.pk, "look_back", timezone.localdate(), "goal", about.pk)


def plan(owner: Person, canary: Canary) -> Plan:
    """A whole plan, with one step on it."""
    goal(owner, canary)
    return plan_of(actor_of(owner))


def results(owner: Person, canary: Canary) -> OwnResults:
    """The results of a set with enough clients for a curve."""
    source = own_set(owner, canary)
    Spell.objects.bulk_create(
        Spell(source=source, caseworker=owner, client_reference=f"c{number}", duration=number, exit=1)
        for number in range(1, 12)
    )
    return results_of(actor_of(owner), source)


def given_share(owner: Person, canary: Canary) -> Share:
    """A share of a step with oneself, so that it opens nothing to others; it is for its owner."""
    return Share.objects.create(
        owner=owner,
        receiver=owner,
        record=Record.PLAN.value,
        object_id=goal(owner, canary).pk,
        ends_on=timezone.localdate(),
    )


def own_card_code(owner: Person, canary: Canary) -> PersonalCode:
    """The code of the own client card."""
    return PersonalCode.objects.create(person=owner, team=_team_of(owner), code=canary("code"))


def team_card_code(owner: Person, canary: Canary) -> TeamCode:
    """A code the team of somebody once had; open it can have only one."""
    return TeamCode.objects.create(
        team=_team_of(owner), code=canary("code"), withdrawn_on=timezone.localdate()
    )


def own_instrument(owner: Person, canary: Canary) -> OwnInstrument:
    """An instrument that an administrator added, for nobody to begin, so that only its pages show it."""
    made = OwnInstrument.objects.create(
        municipality=owner.municipality,
        made_by=owner,
        code=canary("code").lower(),
        for_caseworkers=False,
    )
    content = SOUND.replace('"Ik was voorbereid."', f'"{canary("question")}"')
    OwnVersion.objects.create(instrument=made, number=1, content=content)
    return made


def case_file(owner: Person, canary: Canary) -> CaseFile:
    """The file of a client, with a step, a plan, a review, answers, a contact and a lesson in it."""
    made = open_file(actor_of(owner), _team_of(owner))
    _step(made, canary)
    _plan(made, canary)
    _review(made, canary)
    begin_diagnosis(actor_of(owner), made).store_answers({"DX1": 5})
    _contact(made, canary)
    _reflection(made, owner, canary)
    return made


def case_step(owner: Person, canary: Canary) -> StepContent:
    """What one step of a file says."""
    return _step(open_file(actor_of(owner), _team_of(owner)), canary)


def contact(owner: Person, canary: Canary) -> Contact:
    """A contact with a client."""
    return _contact(open_file(actor_of(owner), _team_of(owner)), canary)


def case_reflection(owner: Person, canary: Canary) -> ReflectionOnFile:
    """What somebody learned from a file."""
    return _reflection(open_file(actor_of(owner), _team_of(owner)), owner, canary)


def assignment(owner: Person, canary: Canary) -> Assignment:
    """To whom a file was assigned for a day: nothing in it was typed."""
    made = Assignment.objects.get(case_file=open_file(actor_of(owner), _team_of(owner)))
    made.ends_on = made.starts_on
    made.save()
    return made


def inspection(owner: Person, canary: Canary) -> Inspection:
    """A file of the first caseworker of the team that a manager looks into for a review."""
    where = _team_of(owner)
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


def _team_of(owner: Person) -> Team:
    held = owner.memberships.get()
    if held.team is None:
        raise ValueError(f"{owner} is in no team")
    return held.team


THINGS = {
    "sitting": Kind(Record.SCAN, sitting),
    "evaluation": Kind(Record.SCAN, evaluation),
    "advice": Kind(Record.SCAN, advice),
    "open sitting": Kind(Record.SCAN, open_sitting),
    "dismissal": Kind(Record.REFLECTION, dismissal),
    "participation": Kind(Record.REFLECTION, participation),
    "goal": Kind(Record.PLAN, goal),
    "follow-up": Kind(Record.REFLECTION, follow_up),
    "reflection": Kind(Record.REFLECTION, reflection),
    "idea": Kind(Record.REFLECTION, idea),
    "conversation": Kind(Record.CONVERSATION, conversation, party=lambda row: row.manager_id),
    "notes": Kind(Record.CONVERSATION_NOTES, notes),
    "notes of a manager": Kind(Record.CONVERSATION_NOTES, notes_of_a_manager, Role.TEAM_MANAGER),
    "promise": Kind(Record.PROMISE, promise),
    "ambition sentence": Kind(Record.BEHAVIOURAL_AMBITION, ambition_sentence),
    "charter": Kind(Record.CHARTER, charter, Role.TEAM_MANAGER),
    "measurement set": Kind(Record.MEASUREMENT_SET, measurement_set),
    "active set": Kind(Record.ACTIVE_SET, active_set),
    "own set": Kind(Record.IMPORT, own_set),
    "set on its way": Kind(Record.IMPORT, set_on_its_way),
    "more for a set": Kind(Record.IMPORT, more_for_a_set),
    "more for a set of the municipality": Kind(
        Record.IMPORT, more_for_a_set_of_the_municipality, Role.TENANT_ADMINISTRATOR
    ),
    "set of the municipality": Kind(Record.IMPORT, set_of_the_municipality, Role.TENANT_ADMINISTRATOR),
    "reminder": Kind(Record.REMINDER, reminder),
    "own card code": Kind(Record.OWN_CARDS, own_card_code),
    "team card code": Kind(Record.CARD_CODE, team_card_code),
    "plan": Kind(Record.PLAN, plan),
    "results": Kind(Record.OWN_RESULTS, results),
    "own instrument": Kind(Record.OWN_INSTRUMENT, own_instrument, Role.TENANT_ADMINISTRATOR),
    "case file": Kind(Record.CLIENT, case_file),
    "case step": Kind(Record.CLIENT, case_step),
    "contact": Kind(Record.CLIENT, contact),
    "case reflection": Kind(Record.REFLECTION, case_reflection),
    "inspection": Kind(Record.CASE_INSPECTION, inspection, Role.TEAM_MANAGER),
    "assignment": Kind(Record.CASE_ASSIGNMENT, assignment),
    "share": Kind(Record.PLAN, given_share),
    "account": Kind(Record.ACCOUNT, account),
    "membership": Kind(Record.ACCOUNT, membership),
    "team": Kind(Record.ACCOUNT, team),
    "department": Kind(Record.ACCOUNT, department),
    "invitation": Kind(Record.ACCOUNT, invitation, Role.TENANT_ADMINISTRATOR),
}
