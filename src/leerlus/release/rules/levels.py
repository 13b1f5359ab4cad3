"""Everything one round tells of one measure: teams, other teams together, departments, the municipality (R6, R7).

Teams and the pool of teams that are too small are decided from values of people, and so is what is told of everybody
together and never of a team. Departments and the municipality are worked out from what was published of teams and
pool, so that subtracting one from the other says nothing new.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final, Generic, TypeVar

from leerlus.release.rules.figures import coarse, coarse_mean
from leerlus.release.rules.lots import Counted, Member
from leerlus.release.rules.people import LEAST_CONTRIBUTORS, contributor_band, weight_of
from leerlus.release.rules.series import Coarsen, Decision, Hidden, Terms, decide, told

FEWEST_GROUPS: Final = 2
"""A pool has at least two teams, and a larger group is told about only when at least two parts of it were."""


Key = TypeVar("Key", bound=Hashable)


class Level(StrEnum):
    """What a figure is about."""

    TEAM = "team"
    OTHER_TEAMS = "other_teams"
    DEPARTMENT = "department"
    MUNICIPALITY = "municipality"
    EVERYBODY = "everybody"
    """Everybody who counts, whatever their team, about something that is never told of a team."""


DECIDED_FROM_VALUES: Final = frozenset({Level.TEAM, Level.OTHER_TEAMS, Level.EVERYBODY})
"""Levels that are decided from values of people, so that those of who leaves may be carried along."""


@dataclass(frozen=True, slots=True)
class Group:
    """A team or a department by its key; the pool and the municipality as a whole have none."""

    level: Level
    key: Any = None


OTHER_TEAMS: Final = Group(Level.OTHER_TEAMS)
WHOLE_MUNICIPALITY: Final = Group(Level.MUNICIPALITY)
EVERYBODY: Final = Group(Level.EVERYBODY)


@dataclass(frozen=True, slots=True)
class TeamNow(Generic[Member]):
    """A team as it was frozen at the opening of the round: its department, and the values of who counts in it."""

    department: Hashable
    present: Mapping[Member, float]


@dataclass(frozen=True, slots=True)
class Before(Generic[Member]):
    """What was published about one measure in earlier rounds.

    `last` is who counted in the last published figure of each team and of the pool (groups without one are absent), and
    `published` who counted in every figure of teams and pools there ever was.
    """

    last: Mapping[Group, Mapping[Member, Counted]] = field(default_factory=dict)
    published: Sequence[Collection[Member]] = ()


Outcome = dict[Group, Decision[Member]]


def decide_teams(
    teams: Mapping[Key, TeamNow[Member]], before: Before[Member], terms: Terms, coarsen: Coarsen
) -> Outcome[Member]:
    """What is told of each team. For a yes or no this is all: it has no meaning above a team."""
    published = list(before.published)
    outcome: Outcome[Member] = {}
    for key, team in teams.items():
        group = Group(Level.TEAM, key)
        outcome[group] = decide(team.present, before.last.get(group), published, terms, coarsen)
        if outcome[group].hidden is None:
            published.append(outcome[group].counted.keys())
    return outcome


def decide_everywhere(
    teams: Mapping[Key, TeamNow[Member]], before: Before[Member], terms: Terms
) -> Outcome[Member]:
    """What is told of a score (0-100) of each team, of the other teams together, per department, and of all."""
    outcome = decide_teams(teams, before, terms, coarse_mean)
    of_teams = {key: outcome[Group(Level.TEAM, key)] for key in teams}
    outcome[OTHER_TEAMS] = _pool(teams, of_teams, before, terms)
    for department in {team.department for team in teams.values()} - {None}:
        parts = [of_teams[key] for key, team in teams.items() if team.department == department]
        outcome[Group(Level.DEPARTMENT, department)] = _from_published(parts, terms)
    outcome[WHOLE_MUNICIPALITY] = _from_published([*of_teams.values(), outcome[OTHER_TEAMS]], terms)
    return outcome


def decide_of_everybody(
    teams: Mapping[Key, TeamNow[Member]], before: Before[Member], terms: Terms
) -> Outcome[Member]:
    """What is told of a score (0-100) of everybody together; of at least eight people whatever the setting.

    For measures of which no part is ever told, so that nothing can be subtracted from it.
    """
    together = {person: value for team in teams.values() for person, value in team.present.items()}
    at_least = replace(terms, least=max(terms.least, LEAST_CONTRIBUTORS))
    last = before.last.get(EVERYBODY)
    return {EVERYBODY: decide(together, last, before.published, at_least, coarse_mean)}


def _pool(
    teams: Mapping[Key, TeamNow[Member]],
    of_teams: Mapping[Key, Decision[Member]],
    before: Before[Member],
    terms: Terms,
) -> Decision[Member]:
    """Teams that are too small for a figure of their own, together; at least eight people whatever the setting."""
    small = [team for key, team in teams.items() if of_teams[key].hidden is Hidden.TOO_FEW and team.present]
    together = {person: value for team in small for person, value in team.present.items()}
    if terms.works_council_agreed and len(small) < FEWEST_GROUPS:
        return Decision(hidden=Hidden.TOO_FEW_GROUPS, present=frozenset(together))
    told_now = [part.counted.keys() for part in of_teams.values() if part.hidden is None]
    at_least = replace(terms, least=max(terms.least, LEAST_CONTRIBUTORS))
    published = [*before.published, *told_now]
    return decide(together, before.last.get(OTHER_TEAMS), published, at_least, coarse_mean)


def _from_published(parts: Iterable[Decision[Member]], terms: Terms) -> Decision[Member]:
    """A larger group from the published figures of its parts, each weighed by its band; never from scores.

    Who counted in the parts goes along, so that a later round knows how many people are the same.
    """
    if not terms.works_council_agreed:
        return Decision(hidden=Hidden.NO_CONSENT_OF_WORKS_COUNCIL)
    published = [part for part in parts if part.hidden is None]
    if len(published) < FEWEST_GROUPS:
        return Decision(hidden=Hidden.TOO_FEW_GROUPS)
    weights = [weight_of(part.band) for part in published]
    mean = sum(weight * told(part) for weight, part in zip(weights, published, strict=True)) / sum(weights)
    counted = {person: value for part in published for person, value in part.counted.items()}
    return Decision(coarse(mean, len(counted)), counted=counted, band=contributor_band(len(counted)))
