"""Closing a round: the only code that reads the answers of more than one person."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from leerlus.access.audit import record_event
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent
from leerlus.organisations.models import Membership, Team
from leerlus.organisations.roles import Role
from leerlus.release.models import Contribution, PublishedFigure, Round, TeamPictureConsent
from leerlus.release.rules import (
    DAYS_BEFORE_COUNTING,
    RULE_VERSION,
    contributor_band,
    decide,
    round_is_due,
)

ReadFact = Callable[[UUID], bool | None]

_FACTS: Final[dict[str, ReadFact]] = {}


def register_fact(name: str, read: ReadFact) -> None:
    """Tell which yes-or-no fact can be read of one person's answers; None means unknown."""
    _FACTS[name] = read


def close_due_rounds(teams: Iterable[Team]) -> list[Round]:
    """Close a round for every team whose last one was at least 60 days ago."""
    closed = []
    for team in teams:
        last = Round.objects.filter(team=team).first()
        if round_is_due(last.closed_on if last else None, timezone.localdate()):
            closed.append(close_round(team))
    return closed


def close_round(team: Team) -> Round:
    """Decide every fact of a team and keep the outcome for good."""
    people = _contributors(team)
    with transaction.atomic():
        made = Round.objects.create(team=team, rule_version=RULE_VERSION)
        for fact, read in _FACTS.items():
            answers = {person: answer for person in people if (answer := read(person)) is not None}
            _publish(made, fact, answers)
        record_event(
            AccessEvent.Action.RELEASED,
            municipality_id=team.municipality_id,
            record=Record.TEAM_PICTURE,
            object_id=made.pk,
        )
    return made


def _contributors(team: Team) -> list[UUID]:
    """Caseworkers of the team who said yes, and whose account is old enough not to be a puppet."""
    old_enough = timezone.now() - timedelta(days=DAYS_BEFORE_COUNTING)
    return list(
        TeamPictureConsent.objects.filter(
            person__is_active=True,
            person__created_at__lte=old_enough,
            person__memberships__in=Membership.objects.current().filter(team=team, role=Role.CASEWORKER),
        )
        .distinct()
        .values_list("person_id", flat=True)
    )


def _publish(made: Round, fact: str, answers: dict[UUID, bool]) -> None:
    last = (
        PublishedFigure.objects.filter(round__team=made.team, fact=fact, hidden="")
        .exclude(round=made)
        .order_by("-round__closed_on")
        .first()
    )
    counted = list(last.contributions.values_list("person_id", flat=True)) if last else []
    decision = decide(
        answers,
        {person_id for person_id in counted if person_id} if last else None,
        works_council_agreed=made.team.municipality.works_council_agreed,
        erased=sum(person_id is None for person_id in counted),
    )
    figure = PublishedFigure.objects.create(
        round=made,
        fact=fact,
        at_least_half=decision.at_least_half,
        hidden=decision.hidden or "",
        contributors="" if decision.hidden else contributor_band(len(answers)),
    )
    if decision.hidden is None:
        Contribution.objects.bulk_create(Contribution(figure=figure, person_id=person) for person in answers)
