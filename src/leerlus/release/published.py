"""Reading what was published; nothing here can reach an answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet

from leerlus.release.models import PublishedFigure

SHARED_BARRIER = "barrier:"


@dataclass(frozen=True, slots=True)
class TeamFacts:
    """What is published about teams: barriers that at least half of a team names, and rounded scores by name."""

    shared_barriers: frozenset[str] = frozenset()
    scores: Mapping[str, int] = field(default_factory=dict)
    """0-100, for instance `organisation_scan.REF`; a score that is hidden is not in it."""


def published_team_facts(team_ids: Iterable[UUID]) -> TeamFacts:
    """The newest published facts of these teams."""
    newest: dict[tuple[UUID, str], PublishedFigure] = {}
    for figure in _published(team_ids):
        newest.setdefault((figure.round.team_id, figure.fact), figure)
    true = [figure.fact for figure in newest.values() if figure.at_least_half]
    return TeamFacts(
        frozenset(fact.removeprefix(SHARED_BARRIER) for fact in true if fact.startswith(SHARED_BARRIER))
    )


def _published(team_ids: Iterable[UUID]) -> QuerySet[PublishedFigure]:
    return (
        PublishedFigure.objects.filter(round__team_id__in=list(team_ids), hidden="")
        .select_related("round")
        .order_by("-round__closed_on")
    )
