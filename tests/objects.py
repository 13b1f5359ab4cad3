"""Things of people, one factory per kind, with a canary in every field somebody could type or answer.

A canary is a text that occurs nowhere else. Whoever may not see a thing may not get its canary in any response. A new
kind of thing needs one function and one line in `THINGS`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db.models import Model
from django.utils import timezone

from leerlus.access.actor import actor_of
from leerlus.access.matrix import Record
from leerlus.access.models import Share
from leerlus.advice.allocation import Arm
from leerlus.advice.giving import give_advice
from leerlus.advice.models import Advice, Dismissal, Participation
from leerlus.client_cards.models import PersonalCode, TeamCode
from leerlus.content.advice import load_advice_content
from leerlus.development.models import FollowUp, Goal
from leerlus.organisations.models import Invitation, Membership, Person, Team
from leerlus.organisations.roles import Role
from leerlus.outcomes.models import Spell, SpellImport
from leerlus.reminders.models import Reminder
from leerlus.reminders.scheduling import schedule_reminder
from leerlus.scans.models import Sitting
from leerlus.scans.sittings import finish_sitting, start_sitting

OPEN_QUESTION = "NEED2"

Canary = Callable[[str], str]
"""Gives the canary of a field: `canary("title")`."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing: what it is in the matrix, how to make one, and who has one."""

    record: Record
    make: Callable[[Person, Canary], Model]
    owner_role: Role = Role.CASEWORKER


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


def follow_up(owner: Person, canary: Canary) -> FollowUp:
    """Looking back on a step, answered."""
    made = FollowUp(
        person=owner, goal=goal(owner, canary), moment=FollowUp.Moment.SIX_WEEKS, due_on=timezone.localdate()
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
    return made


def set_on_its_way(owner: Person, canary: Canary) -> SpellImport:
    """A set whose columns were chosen."""
    return own_set(owner, canary, state=SpellImport.State.READY)


def set_of_the_municipality(owner: Person, canary: Canary) -> SpellImport:
    """A set an administrator is reading in for everybody."""
    return own_set(owner, canary, state=SpellImport.State.READY, for_own_clients=False)


def account(owner: Person, canary: Canary) -> Person:
    """Somebody's account."""
    return owner


def membership(owner: Person, canary: Canary) -> Membership:
    """A role somebody holds."""
    return owner.memberships.get()


def team(owner: Person, canary: Canary) -> Team:
    """A team of the municipality of somebody."""
    return Team.objects.create(municipality=owner.municipality, name=canary("team"))


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
    about = goal(owner, canary)
    return schedule_reminder(owner.pk, "look_back", timezone.localdate(), "goal", about.pk)


def given_share(owner: Person, canary: Canary) -> Share:
    """A share of something that is gone, so that it opens nothing; stopping it is for its owner."""
    return Share.objects.create(
        owner=owner, receiver=owner, record=Record.PLAN.value, object_id=uuid4(), ends_on=timezone.localdate()
    )


def own_card_code(owner: Person, canary: Canary) -> PersonalCode:
    """The code of the own client card."""
    return PersonalCode.objects.create(person=owner, team=_team_of(owner), code=canary("code"))


def team_card_code(owner: Person, canary: Canary) -> TeamCode:
    """A code the team of somebody once had; open it can have only one."""
    return TeamCode.objects.create(
        team=_team_of(owner), code=canary("code"), withdrawn_on=timezone.localdate()
    )


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
    "own set": Kind(Record.IMPORT, own_set),
    "set on its way": Kind(Record.IMPORT, set_on_its_way),
    "set of the municipality": Kind(Record.IMPORT, set_of_the_municipality, Role.TENANT_ADMINISTRATOR),
    "reminder": Kind(Record.REMINDER, reminder),
    "own card code": Kind(Record.OWN_CARDS, own_card_code),
    "team card code": Kind(Record.CARD_CODE, team_card_code),
    "share": Kind(Record.PLAN, given_share),
    "account": Kind(Record.ACCOUNT, account),
    "membership": Kind(Record.ACCOUNT, membership),
    "team": Kind(Record.ACCOUNT, team),
    "invitation": Kind(Record.ACCOUNT, invitation, Role.TENANT_ADMINISTRATOR),
}
