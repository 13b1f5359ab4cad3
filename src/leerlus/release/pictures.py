"""The team picture in words, from published figures only."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from leerlus.organisations.models import Team
from leerlus.release.models import PublishedFigure, Round
from leerlus.release.published import SHARED_BARRIER, published_team_facts
from leerlus.release.rules.people import LEAST_CONTRIBUTORS
from leerlus.release.rules.series import Hidden
from leerlus.release.team_advice import Suggestion, team_advice


@dataclass(frozen=True, slots=True)
class TeamPicture:
    """One team: the sentences that may be told, each with what can be done about it."""

    name: str
    closed_on: object
    sentences: tuple[str, ...]
    why_hidden: str
    suggestions: tuple[Suggestion, ...] = ()


def team_pictures(teams: Iterable[Team], *, leads: bool = False) -> list[TeamPicture]:
    """The newest round of each team, in words, and what the team (or who leads it) can do about it."""
    return [
        _picture(
            team,
            Round.objects.filter(municipality=team.municipality_id).exclude(closed_on=None).first(),
            leads=leads,
        )
        for team in teams
    ]


def _picture(team: Team, newest: Round | None, *, leads: bool) -> TeamPicture:
    if not team.municipality.works_council_agreed:
        return TeamPicture(team.name, None, (), _why(Hidden.NO_CONSENT_OF_WORKS_COUNCIL))
    if newest is None:
        return TeamPicture(
            team.name, None, (), _("No round has been closed yet. A figure appears after a closed round.")
        )
    figures = list(newest.figures.filter(team=team, measure__startswith=SHARED_BARRIER))
    hidden = next((figure.hidden for figure in figures if figure.hidden), "")
    told = tuple(_sentence(figure) for figure in figures if not figure.hidden)
    return TeamPicture(
        team.name,
        newest.closed_on,
        told,
        _why(Hidden(hidden)) if hidden else "",
        tuple(team_advice(published_team_facts([team.pk]), leads=leads)),
    )


def _sentence(figure: PublishedFigure) -> str:
    if figure.at_least_half:
        words = _(
            "At least half names time or caseload as what holds them back (%(band)s people contributed)."
        )
    else:
        words = _(
            "Fewer than half name time or caseload as what holds them back (%(band)s people contributed)."
        )
    return words % {"band": figure.contributors}


def _why(reason: Hidden) -> str:
    return {
        Hidden.NO_CONSENT_OF_WORKS_COUNCIL: _(
            "Team figures are off until the works council has agreed and the administrator has recorded that."
        ),
        Hidden.TOO_FEW: _(
            "Hidden: with fewer than %(least)d people who count, a figure could say something about one of them."
        )
        % {"least": LEAST_CONTRIBUTORS},
        Hidden.SMALL_CHANGE: _(
            "Hidden this round: only a few people came or went, and the difference could say something about them."
        ),
        Hidden.TOO_FEW_GROUPS: _("Hidden: a figure about more teams needs at least two teams."),
    }[reason]
