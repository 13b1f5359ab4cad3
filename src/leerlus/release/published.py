"""Reading what was published; nothing here can reach an answer."""

from collections.abc import Callable, Iterable, Mapping, Sequence
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


HasPublished = Callable[[Sequence[UUID]], bool]

_ABOUT_QUALITY: Final[list[HasPublished]] = []


def register_about_quality(has_published: HasPublished) -> None:
    """Tell whether something about the quality of the work of these teams was published, by rules of its own."""
    if has_published not in _ABOUT_QUALITY:
        _ABOUT_QUALITY.append(has_published)


def published_team_facts(team_ids: Iterable[UUID]) -> TeamFacts:
    """The newest published facts of these teams; of somebody in two teams the lower score counts.

    Nothing once the works council took its consent back, whatever was published before.
    """
    teams = list(team_ids)
    newest: dict[tuple[UUID | None, str], PublishedFigure] = {}
    for figure in (
        PublishedFigure.objects.shown()
        .filter(
            team__in=teams,
            round__municipality__works_council_reference__gt="",
            round__municipality__works_council_date__isnull=False,
            round__closed_on__gte=timezone.localdate() - timedelta(days=DAYS_FRESH),
        )
        .order_by("-round__closed_on")
    ):
        newest.setdefault((figure.team_id, figure.measure), figure)
    true = [figure.measure for figure in newest.values() if figure.at_least_half]
    scores: dict[str, int] = {}
    for figure in newest.values():
        if figure.value is not None:
            scores[figure.measure] = min(figure.value, scores.get(figure.measure, figure.value))
    return TeamFacts(
        frozenset(fact.removeprefix(SHARED_BARRIER) for fact in true if fact.startswith(SHARED_BARRIER)),
        MappingProxyType(scores),
        about_quality=any(has_published(teams) for has_published in _ABOUT_QUALITY),
    )
