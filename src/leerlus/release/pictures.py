"""The picture of a team, a department or a municipality in words, from published figures only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from leerlus.organisations.models import Department, Municipality, Team
from leerlus.release.beside import own_scores, promises_to
from leerlus.release.lines import Line, for_team, line_of, scores_in_order, with_steps
from leerlus.release.models import PublishedFigure, Round
from leerlus.release.published import facts_by_team
from leerlus.release.rules.levels import Level
from leerlus.release.rules.series import Hidden
from leerlus.release.team_advice import Suggestion, team_advice
from leerlus.release.words import fact_in_words, why_hidden

Figures = Mapping[str, PublishedFigure]
"""The figures of one group in one round, by measure."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A group: facts, a line per precondition, or the one reason why there is nothing at all."""

    name: str
    key: UUID
    closed_on: date | None = None
    sentences: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    why_nothing: str = ""
    suggestions: tuple[Suggestion, ...] = ()


def closed_rounds(municipality_id: UUID) -> QuerySet[Round]:
    """The closed rounds of a municipality, the newest first."""
    return Round.objects.filter(municipality=municipality_id).exclude(closed_on=None)


def team_pictures(teams: Sequence[Team], person_id: UUID, led: Iterable[UUID]) -> list[Picture]:
    """The newest round of each team in words, what can be done, and what was promised.

    `led` are the teams this reader leads: beside those stands what a manager can do, and the reader's own answers.
    """
    newest = {one: closed_rounds(one).first() for one in {team.municipality_id for team in teams}}
    rounds = [one for one in newest.values() if one]
    figures: dict[UUID | None, dict[str, PublishedFigure]] = {}
    for figure in PublishedFigure.objects.filter(round__in=rounds, team__in=teams):
        figures.setdefault(figure.team_id, {})[figure.measure] = figure
    promises = promises_to([team.pk for team in teams])
    facts = facts_by_team([team.pk for team in teams])
    leading = frozenset(led)
    own = own_scores(person_id) if leading else {}
    pictures = []
    for team in teams:
        leads = team.pk in leading
        made = _picture(
            team.name, team.pk, team.municipality, newest[team.municipality_id], figures.get(team.pk, {})
        )
        pictures.append(
            replace(
                made,
                lines=tuple(for_team(line, team.pk, promises, own, leads=leads) for line in made.lines),
                suggestions=tuple(team_advice(facts[team.pk], leads=leads)),
            )
        )
    return pictures


def municipality_pictures(municipality: Municipality, *, with_departments: bool) -> list[Picture]:
    """The newest round of a municipality as a whole, and of the departments in it for who may see those.

    Beside each precondition stands what teams and their managers can do about it.
    """
    newest = closed_rounds(municipality.pk).first()
    of_department: dict[UUID | None, dict[str, PublishedFigure]] = {}
    for figure in PublishedFigure.objects.filter(round=newest, team=None).exclude(level=Level.OTHER_TEAMS):
        of_department.setdefault(figure.department_id, {})[figure.measure] = figure
    pictures = [
        _picture(municipality.name, municipality.pk, municipality, newest, of_department.get(None, {}))
    ]
    if with_departments and municipality.works_council_agreed:
        pictures += [
            _picture(one.name, one.pk, municipality, newest, of_department[one.pk])
            for one in Department.objects.filter(municipality=municipality)
            if one.pk in of_department
        ]
    return [replace(one, lines=tuple(with_steps(line, leads=True) for line in one.lines)) for one in pictures]


def _picture(
    name: str, key: UUID, municipality: Municipality, newest: Round | None, figures: Figures
) -> Picture:
    """What a round tells about a group; when all scores are hidden for one reason, that reason once."""
    if not municipality.works_council_agreed:
        return Picture(name, key, why_nothing=why_hidden(Hidden.NO_CONSENT_OF_WORKS_COUNCIL, 0))
    if newest is None:
        nothing = _("No round has been closed yet. A figure appears after a closed round.")
        return Picture(name, key, why_nothing=nothing)
    if not figures:
        nothing = _("This group was not there yet when the last round opened.")
        return Picture(name, key, newest.closed_on, why_nothing=nothing)
    facts = [one for one in figures.values() if one.at_least_half is not None]
    scores = [measure for measure in scores_in_order() if measure.name in figures]
    reasons = {figures[measure.name].hidden for measure in scores}
    least = newest.least_contributors
    told = Picture(name, key, newest.closed_on, tuple(fact_in_words(one) for one in facts))
    if len(reasons) == 1 and "" not in reasons:
        return replace(told, why_nothing=why_hidden(reasons.pop(), least))
    return replace(told, lines=tuple(line_of(measure, figures[measure.name], least) for measure in scores))
