"""Activities by which caseworkers get better: those of the note, and those the municipality added, as one list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from leerlus.access.actor import Actor
from leerlus.access.door import visible
from leerlus.content.catalogue import Entry, load_catalogue
from leerlus.framework.sections import cited
from leerlus.knowledge.appraising import newest_of_each
from leerlus.knowledge.models import Appraisal, Intervention
from leerlus.knowledge.rules.appraising import (
    CHARACTERISTIC_OF_GOAL,
    UNKNOWN,
    Goal,
    GoalState,
    highest_allowed,
    only_passes_on,
)
from leerlus.knowledge.words import STAGE_NUMBERS


@dataclass(frozen=True, slots=True)
class Activity:
    """Something people do to get better at the craft. `values` are those of the catalogue, or the newest judgement."""

    code: str
    name: str
    about: str
    source: str
    target: str
    parties: tuple[str, ...]
    goals: tuple[str, ...]
    party_names: tuple[str, ...]
    goal_names: tuple[str, ...]
    stages: tuple[str, ...]
    determinants: tuple[str, ...]
    values: Mapping[str, str]
    goal: GoalState
    evidence: str
    own: Intervention | None = None

    @property
    def only_passes_on(self) -> bool:
        return only_passes_on(self.values)

    @property
    def known(self) -> int:
        """How many characteristics are known."""
        return sum(value != UNKNOWN for value in self.values.values())

    @property
    def follow_up_on(self) -> date | None:
        return self.own.follow_up_on if self.own else None

    @property
    def has_no_follow_up(self) -> bool:
        """Of an activity of one's own: that no day was set (acceptance check 29)."""
        return self.own is not None and self.own.follow_up_on is None

    @property
    def says_goal_is_not_smart(self) -> bool:
        """Known not to be SMART, or only in part; unknown is neither (acceptance check 26)."""
        return self.goal in {GoalState.NOT_SMART, GoalState.PARTLY}


def activities(actor: Actor, language: str) -> list[Activity]:
    """All activities: first those of the catalogue in its order, then those of the municipality by name."""
    own = list(visible(actor, Intervention))
    judged = visible(actor, Appraisal).filter(subject__in=[one.code for one in own])
    by_subject: dict[str, list[Appraisal]] = {}
    for appraisal in judged:
        by_subject.setdefault(appraisal.subject, []).append(appraisal)
    return [
        *(_of_catalogue(entry, language) for entry in load_catalogue().entries),
        *(_of_municipality(one, by_subject.get(one.code, [])) for one in own),
    ]


def find_activity(actor: Actor, code: str, language: str) -> Activity | None:
    """One activity by its code, of the catalogue or of the municipality."""
    entry = load_catalogue().entry.get(code)
    if entry is not None:
        return _of_catalogue(entry, language)
    own = visible(actor, Intervention).filter(code=code).first()
    if own is None:
        return None
    return _of_municipality(own, list(visible(actor, Appraisal).filter(subject=code)))


def _of_catalogue(entry: Entry, language: str) -> Activity:
    catalogue = load_catalogue()
    values: dict[str, str] = dict(zip(catalogue.characteristics, entry.values, strict=True))
    return Activity(
        code=entry.id,
        name=entry.name.in_language(language),
        about=entry.note.in_language(language),
        source=cited(entry.basis, language),
        target=catalogue.targets[entry.target].in_language(language),
        parties=entry.parties,
        goals=entry.goals,
        party_names=tuple(catalogue.parties[name].in_language(language) for name in entry.parties),
        goal_names=tuple(catalogue.goals[name].in_language(language) for name in entry.goals),
        stages=tuple(STAGE_NUMBERS[number - 1] for number in entry.stages),
        determinants=entry.determinants,
        values=values,
        goal=GoalState(values[CHARACTERISTIC_OF_GOAL]),
        evidence="",
    )


def _of_municipality(own: Intervention, appraisals: list[Appraisal]) -> Activity:
    """Its goal is judged by whether the parts are there; the rest by the first assessor, unknown before that."""
    goal = Goal(**own.goal).state(says_there_is_none=own.without_goal)
    newest = newest_of_each(appraisals)
    judged = newest[0].judged if newest else {}
    values = {name: judged.get(name, UNKNOWN) for name in load_catalogue().characteristics}
    values[CHARACTERISTIC_OF_GOAL] = goal.value
    level = own.evidence and highest_allowed(own.evidence, only_worked_here=own.only_worked_here)
    return Activity(
        code=own.code,
        name=own.name,
        about=own.about,
        source="",
        target=own.get_target_display(),
        parties=(),
        goals=(),
        party_names=(own.party,) if own.party else (),
        goal_names=tuple(text for text in [own.goal.get("specific", "")] if text),
        stages=tuple(own.stages),
        determinants=tuple(own.determinants),
        values=values,
        goal=goal,
        evidence=level,
        own=own,
    )
