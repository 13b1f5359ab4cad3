"""Reading what was published; nothing here can reach an answer."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from types import MappingProxyType
from typing import Final
from uuid import UUID

from django.utils import timezone

from leerlus.release.models import PublishedFigure

SHARED_BARRIER = "barrier:"

DAYS_FRESH: Final = 365
"""How long a published figure speaks for a team when no newer one could be published."""


@dataclass(frozen=True, slots=True)
class TeamFacts:
    """What is published about teams: barriers that at least half of a team names, and scores by name of the measure.

    A score is the published rounded value of 0 to 100, in which 20 stands for "20 or lower" and 80 for "80 or higher".
    What is not published is absent.
    """

    shared_barriers: frozenset[str] = frozenset()
    scores: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    about_quality: bool = False
    """Whether something about the quality of their work was published, such as what clients said."""


HavePublished = Callable[[Collection[UUID]], Collection[UUID]]

_ABOUT_QUALITY: Final[list[HavePublished]] = []


def register_about_quality(have_published: HavePublished) -> None:
    """Tell of which of these teams something about the quality of their work was published, by rules of its own."""
    if have_published not in _ABOUT_QUALITY:
        _ABOUT_QUALITY.append(have_published)


def published_team_facts(team_ids: Iterable[UUID]) -> TeamFacts:
    """The newest published facts of these teams together; of somebody in two teams the lower score counts."""
    of_teams = facts_by_team(team_ids).values()
    scores: dict[str, int] = {}
    for facts in of_teams:
        for measure, value in facts.scores.items():
            scores[measure] = min(value, scores.get(measure, value))
    return TeamFacts(
        frozenset[str]().union(*(facts.shared_barriers for facts in of_teams)),
        MappingProxyType(scores),
        about_quality=any(facts.about_quality for facts in of_teams),
    )


def facts_by_team(team_ids: Iterable[UUID]) -> dict[UUID, TeamFacts]:
    """The newest published facts of each of these teams, for as many teams in as many queries as for one.

    Nothing once the works council took its consent back, whatever was published before.
    """
    newest: dict[UUID, dict[str, PublishedFigure]] = {team: {} for team in team_ids}
    for figure in (
        PublishedFigure.objects.shown()
        .filter(
            team__in=newest,
            round__municipality__works_council_reference__gt="",
            round__municipality__works_council_date__isnull=False,
            round__closed_on__gte=timezone.localdate() - timedelta(days=DAYS_FRESH),
        )
        .order_by("-round__closed_on")
    ):
        if figure.team_id is not None:
            newest[figure.team_id].setdefault(figure.measure, figure)
    about_quality = {team for have_published in _ABOUT_QUALITY for team in have_published(newest.keys())}
    return {team: _facts(figures, team in about_quality) for team, figures in newest.items()}


def _facts(figures: Mapping[str, PublishedFigure], about_quality: bool) -> TeamFacts:
    """The facts in the newest figures of one team, by measure."""
    true = [measure for measure, figure in figures.items() if figure.at_least_half]
    return TeamFacts(
        frozenset(fact.removeprefix(SHARED_BARRIER) for fact in true if fact.startswith(SHARED_BARRIER)),
        MappingProxyType(
            {measure: figure.value for measure, figure in figures.items() if figure.value is not None}
        ),
        about_quality=about_quality,
    )
