"""Accounts and what belongs to them: roles, teams, dates, shares."""

from django.utils import timezone

from leerlus.access.matrix import Record
from leerlus.access.models import Share
from leerlus.organisations.models import Department, Invitation, Membership, Person, Team
from leerlus.organisations.roles import Role
from leerlus.reminders.models import Reminder
from leerlus.reminders.scheduling import schedule_reminder
from tests.objects.kinds import Canary
from tests.objects.plans import goal, some_step


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
    about = some_step(owner)
    return schedule_reminder(owner.pk, "look_back", timezone.localdate(), "goal", about.pk)


def given_share(owner: Person, canary: Canary) -> Share:
    """A share of a step with oneself, so that it opens nothing to others; it is for its owner."""
    return Share.objects.create(
        owner=owner,
        receiver=owner,
        record=Record.PLAN.value,
        object_id=goal(owner, canary).pk,
        ends_on=timezone.localdate(),
    )
