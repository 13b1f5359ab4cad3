"""An attacker who knows everything but the scores (reliability document 4.1, test D1), against the real rules.

The worst case: scores never change, and the attacker knows who counted in every figure, how figures are made, and
every figure of every level, and even the scores of some colleagues, the informants. A linear programme gives the
lowest and the highest score that a person can have had; the width between them is what the rule left them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations

import numpy as np
from scipy.optimize import linprog

from leerlus.release.rules.figures import HIGH_END, LOW_END, step_for
from leerlus.release.rules.levels import Before, Group, Level, Outcome, TeamNow, decide_everywhere
from leerlus.release.rules.lots import Counted
from leerlus.release.rules.people import weight_of
from leerlus.release.rules.series import Decision, Terms

ROUND_DAYS = 91
FIRST_ROUND = date(2026, 1, 5)
WIDE = 40.0
"""A person who can be shown to keep this much needs no programme."""


@dataclass(slots=True)
class Town:
    """A municipality over the years: where everybody is, who said yes, and everybody's score."""

    chance: np.random.Generator
    scores: list[float] = field(default_factory=list)
    team_of: dict[int, int] = field(default_factory=dict)
    says_yes: dict[int, bool] = field(default_factory=dict)
    withdrawn: set[int] = field(default_factory=set)

    def newcomer(self, team: int) -> None:
        person = len(self.scores)
        self.scores.append(float(np.clip(self.chance.normal(55, 20), 0, 100)))
        self.team_of[person] = team
        self.says_yes[person] = bool(self.chance.random() < 0.85)

    def a_quarter_passes(self, *, leave: float = 0.05, move: float = 0.01, change_mind: float = 0.01) -> None:
        """People leave and are replaced, move to another team, say yes, or take their yes back."""
        teams = sorted(set(self.team_of.values()))
        for person, team in list(self.team_of.items()):
            if self.chance.random() < leave:
                del self.team_of[person]
                self.newcomer(team)
            elif self.chance.random() < move:
                self.team_of[person] = int(self.chance.choice(teams))
            elif self.chance.random() < change_mind:
                self.says_yes[person] = not self.says_yes[person]
                (self.withdrawn.discard if self.says_yes[person] else self.withdrawn.add)(person)

    def present(self, team: int) -> dict[int, float]:
        return {
            person: self.scores[person]
            for person, where in self.team_of.items()
            if where == team and self.says_yes[person]
        }


@dataclass(frozen=True, slots=True)
class Known:
    """One figure as the attacker has it: how much each person weighs in it, and between which bounds it must lie."""

    weights: Mapping[int, float]
    low: float
    high: float


Publish = Callable[[Town, Sequence[int], date], list[Known]]
"""What one round of a town tells."""


def make_town(chance: np.random.Generator, teams: int = 4) -> Town:
    town = Town(chance)
    for team in range(teams):
        for _ in range(int(chance.integers(5, 16))):
            town.newcomer(team)
    return town


OF_PEOPLE = frozenset({Level.TEAM, Level.OTHER_TEAMS})


class RealRelease:
    """The rules of `leerlus.release` over the rounds, with what is kept in between."""

    def __init__(self, least: int = 8) -> None:
        self.least = least
        self.last: dict[Group, dict[int, Counted]] = {}
        self.published: list[frozenset[int]] = []
        self.told = 0
        self.rounds = 0

    def __call__(self, town: Town, teams: Sequence[int], today: date) -> list[Known]:
        outcome = self.hold_round(town, teams, today)
        known = []
        for group, decision in outcome.items():
            if decision.value is None:
                continue
            if group.level in OF_PEOPLE:
                known.append(_of_people(decision.value, decision.counted))
            else:
                parts = [
                    (weight_of(part.band), part)
                    for part_group, part in outcome.items()
                    if part.value is not None and _is_part(part_group, group)
                ]
                known.append(_of_parts(decision.value, parts, len(decision.counted)))
        return known

    def hold_round(self, town: Town, teams: Sequence[int], today: date) -> Outcome[int]:
        """One round by the real rules, with what is kept of it for the next."""
        now = {team: TeamNow(team % 2, town.present(team)) for team in teams}
        self._forget_who_withdrew(town)
        outcome = decide_everywhere(now, Before(self.last, self.published), Terms(True, self.least, today))
        for group, decision in outcome.items():
            self.rounds += group.level is Level.TEAM
            members = self.last.get(group, {})
            for person in members.keys() & decision.present:
                members[person] = Counted(members[person].value, today)
            if decision.value is not None and group.level in OF_PEOPLE:
                self.told += group.level is Level.TEAM
                self.published.append(frozenset(decision.counted))
                self.last[group] = {
                    person: Counted(value, members[person].last_present if person in members else today)
                    for person, value in decision.counted.items()
                }
        return outcome

    def _forget_who_withdrew(self, town: Town) -> None:
        for members in self.last.values():
            for person in members.keys() & town.withdrawn:
                members[person] = Counted(None, members[person].last_present)


def _is_part(part: Group, whole: Group) -> bool:
    if whole.level is Level.MUNICIPALITY:
        return part.level in {Level.TEAM, Level.OTHER_TEAMS}
    return part.level is Level.TEAM and part.key % 2 == whole.key


def _of_people(value: int, counted: Mapping[int, float]) -> Known:
    half = step_for(len(counted)) / 2
    return Known(dict.fromkeys(counted, 1 / len(counted)), *_bounds(value, half))


def _of_parts(value: int, parts: Sequence[tuple[int, Decision[int]]], number: int) -> Known:
    """A figure made of figures: rounded itself, over parts that are each off by half a step, or more at an end."""
    total = sum(weight for weight, _ in parts)
    weights: dict[int, float] = {}
    for weight, part in parts:
        for person in part.counted:
            weights[person] = weights.get(person, 0) + weight / total / len(part.counted)
    off = sum(weight * step_for(len(part.counted)) / 2 for weight, part in parts) / total
    low, high = _bounds(value, step_for(number) / 2 + off)
    values = {part.value for _, part in parts}
    return Known(weights, 0.0 if LOW_END in values else low, 100.0 if HIGH_END in values else high)


def _bounds(value: int, half: float) -> tuple[float, float]:
    return (0.0 if value == LOW_END else value - half, 100.0 if value == HIGH_END else value + half)


class OneDecimal:
    """The control: a figure per round from five people on, rounded to one decimal, of whoever is there."""

    def __call__(self, town: Town, teams: Sequence[int], today: date) -> list[Known]:
        known = []
        for team in teams:
            present = town.present(team)
            if len(present) >= 5:
                mean = round(sum(present.values()) / len(present), 1)
                known.append(Known(dict.fromkeys(present, 1 / len(present)), mean - 0.05, mean + 0.05))
        return known


class Attack:
    """Everything that was told about a town, as constraints on the scores of its people."""

    def __init__(self, scores: Sequence[float], known: Sequence[Known]) -> None:
        self.people = sorted({person for figure in known for person in figure.weights})
        self.place = {person: place for place, person in enumerate(self.people)}
        self.scores = np.array([scores[person] for person in self.people])
        self.matrix = np.zeros((len(known), len(self.people)))
        for row, figure in enumerate(known):
            for person, weight in figure.weights.items():
                self.matrix[row, self.place[person]] = weight
        self.low = np.array([figure.low for figure in known])
        self.high = np.array([figure.high for figure in known])

    def width(self, target: int, informants: Sequence[int] = ()) -> float:
        """How far apart the lowest and the highest score of somebody are that fit everything; at most about 100."""
        easy = self._at_least(target, informants)
        if easy >= WIDE:
            return easy
        goal = np.zeros(len(self.people))
        goal[self.place[target]] = 1
        ends = [self._end(sign * goal, informants) for sign in (1, -1)]
        return -ends[1] - ends[0]

    def _end(self, goal: np.ndarray, informants: Sequence[int]) -> float:
        bounds = np.tile([0.0, 100.0], (len(self.people), 1))
        for informant in informants:
            bounds[self.place[informant]] = self.scores[self.place[informant]]
        found = linprog(
            goal,
            A_ub=np.vstack([self.matrix, -self.matrix]),
            b_ub=np.concatenate([self.high, -self.low]) + 1e-7,
            bounds=bounds,
            method="highs",
        )
        if found.status != 0:
            raise AssertionError(f"the true scores do not fit what was told: {found.message}")
        return float(found.fun)

    def _at_least(self, target: int, informants: Sequence[int]) -> float:
        """A width that is there for sure: moving the target alone, or against somebody who counted alike."""
        place = self.place[target]
        own = self.scores[place]
        column = self.matrix[:, place]
        in_it = column > 0
        sums = self.matrix @ self.scores
        up = min(100 - own, *((self.high - sums)[in_it] / column[in_it]))
        down = min(own, *((sums - self.low)[in_it] / column[in_it]))
        best = up + down
        alike = np.flatnonzero((self.matrix == column[:, None]).all(axis=0))
        for other in alike:
            if other != place and self.people[other] not in informants:
                theirs = self.scores[other]
                best = max(best, min(100 - own, theirs) + min(own, 100 - theirs))
        return float(best)

    def best_informants(self, target: int, few: int = 4) -> Iterator[tuple[int, int]]:
        """Pairs of colleagues that help most: those who came or left together with the target, in the smallest lots."""
        place = self.place[target]
        member = self.matrix > 0
        smallest: dict[int, tuple[int, int]] = {}
        apart = [
            member[first] & ~member[second] for first in range(len(member)) for second in range(len(member))
        ]
        for lot in apart:
            if lot[place]:
                size = int(lot.sum())
                for other in np.flatnonzero(lot):
                    person = self.people[other]
                    if other != place and size < smallest.get(person, (10**6, 0))[0]:
                        smallest[person] = (size, -int((member[:, other] == member[:, place]).sum()))
        ranked = sorted(smallest, key=lambda person: (smallest[person], person))[:few]
        yield from combinations(ranked, 2)


def live(town: Town, publish: Publish, rounds: int) -> Attack | None:
    """Let the quarters pass, with a round in each; None when nothing was ever told."""
    teams = sorted(set(town.team_of.values()))
    known = []
    for number in range(rounds):
        known += publish(town, teams, FIRST_ROUND + timedelta(days=ROUND_DAYS * number))
        town.a_quarter_passes()
    return Attack(town.scores, known) if known else None


def random_widths(
    attack: Attack, chance: np.random.Generator, known_per_team: int, targets: int
) -> list[float]:
    """The widths of some people, with so many random informants per team (of about nine people)."""
    chosen = chance.choice(attack.people, min(targets, len(attack.people)), replace=False)
    widths = []
    for target in chosen:
        others = [person for person in attack.people if person != target]
        number = min(round(known_per_team * len(attack.people) / 9), len(others))
        widths.append(
            attack.width(int(target), [int(one) for one in chance.choice(others, number, replace=False)])
        )
    return widths


def best_widths(attack: Attack) -> list[float]:
    """Of every person the width that the best-chosen two informants leave."""
    return [
        min(
            (attack.width(target, pair) for pair in attack.best_informants(target)),
            default=attack.width(target),
        )
        for target in attack.people
    ]
