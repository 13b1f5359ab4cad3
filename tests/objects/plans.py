"""Things of the plan: steps, looking back on them and on results, ideas."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from leerlus.access.actor import actor_of
from leerlus.development.models import FollowUp, Goal, Idea, Plan, Reflection
from leerlus.development.plan import plan_of
from leerlus.organisations.models import Person
from tests.objects.kinds import Canary


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


def some_step(owner: Person) -> Goal:
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
        person=owner, goal=some_step(owner), moment=FollowUp.Moment.SIX_WEEKS, due_on=timezone.localdate()
    )
    made.content = {
        "outcome": "slipped",
        "what_helped": canary("helped"),
        "worked_before": canary("before"),
        "stage": "b",
    }
    made.save()
    return made


def plan(owner: Person, canary: Canary) -> Plan:
    """A whole plan, with one step on it."""
    goal(owner, canary)
    return plan_of(actor_of(owner))
