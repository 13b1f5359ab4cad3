"""Things two people or a team have together: conversations, notes, promises, the ambition, the charter."""

from datetime import timedelta

from django.utils import timezone

from leerlus.access.actor import actor_of
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
from leerlus.organisations.models import Membership, Person
from leerlus.organisations.roles import Role
from tests.objects.kinds import Canary, team_of


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
        team=team_of(owner), text=canary("sentence"), own_behaviour=canary("behaviour")
    )


def charter(owner: Person, canary: Canary) -> CharterAcceptance:
    """A manager's yes to the charter."""
    accept_charter(actor_of(owner))
    return CharterAcceptance.objects.get(person=owner)
