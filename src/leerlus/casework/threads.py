"""From a choice along its ground and its contacts to what came of it and what was learned; and earlier ones like it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from leerlus.access.actor import Actor
from leerlus.access.door import visible_own
from leerlus.casework.grounds import Ground, ground_of
from leerlus.casework.happened import Happening, happened_in
from leerlus.casework.models import CaseFile, Contact, PlanVersion, Reflection, Review, StepContent
from leerlus.casework.rules.completeness import FileFacts
from leerlus.casework.rules.similar import (
    Situation,
    could_be_similar,
    hindering_domains,
    is_similar,
    likeness,
)
from leerlus.casework.rules.steps import Step
from leerlus.casework.rules.threads import Course, Settled, Told, course_of, in_force_on
from leerlus.casework.step_fields import OUTCOMES, RIGHT, Words

MOST_FILES: Final = 100
"""So many of one's own files are searched for earlier choices, the newest first."""
MOST_EARLIER: Final = 3


@dataclass(frozen=True, slots=True)
class Thread:
    """One choice with what belongs to it.

    `contacts`, `reviews` and `happenings` are those of the time it was in force. What is said in the evaluation is
    about the whole file. `lesson` is the reader's own.
    """

    file: CaseFile
    version: PlanVersion
    content: Mapping[str, Any]
    ground: Ground | None
    contacts: Sequence[Contact]
    course: Course
    reviews: Sequence[Review]
    happenings: Sequence[Happening]
    outcome: Words
    outcome_text: str
    was_right: Words
    lesson: str


def thread_of(actor: Actor, file: CaseFile, version: PlanVersion) -> Thread:
    """The thread of one choice of one's own file."""
    return _threads(actor, [(file, version)])[0]


def choice_on(file: CaseFile, day: date) -> PlanVersion | None:
    """The choice that was in force in a file on a day; None before the first."""
    versions = list(file.plan_versions.all())
    number = in_force_on(day, _settled(versions))
    return next((one for one in versions if one.number == number), None)


def earlier_choices(actor: Actor, file: CaseFile, facts: FileFacts) -> list[Thread]:
    """Own earlier choices of other files in a similar situation, the most alike first; own files only, at most three.

    Of each file its newest choice, with what was done after it; of the file at hand, what was done in it so far.
    """
    others = (
        visible_own(actor, CaseFile)
        .exclude(pk=file.pk)
        .exclude(plan_versions=None)
        .order_by("-opened_on", "id")
    )
    candidates = {one.pk: one for one in others.distinct()[:MOST_FILES]}
    now = _situation(facts.of(Step.INFORMATION_GATHERING), facts.of(Step.SCREENING))
    now = _with_techniques(now, file.contacts.all())
    found = {
        pk: situation for pk, situation in _situations(candidates).items() if could_be_similar(now, situation)
    }
    newest = _newest_versions(found)
    contacts = _contacts_of(found)
    similar = []
    for pk, situation in found.items():
        version = newest[pk]
        whole = _with_techniques(situation, (one for one in contacts[pk] if one.held_on >= version.made_on))
        if is_similar(now, whole):
            similar.append((likeness(now, whole), version.made_on, pk))
    similar.sort(reverse=True)
    return _threads(actor, [(candidates[pk], newest[pk]) for _, _, pk in similar[:MOST_EARLIER]])


def _situations(files: Mapping[UUID, CaseFile]) -> dict[UUID, Situation]:
    """The situation of each file as it says now, without what was done in contacts."""
    contents: dict[UUID, dict[str, dict[str, Any]]] = defaultdict(dict)
    wanted = (Step.INFORMATION_GATHERING, Step.SCREENING)
    for row in StepContent.objects.filter(case_file__in=files, step__in=wanted):
        contents[row.case_file_id][row.step] = row.content
    return {
        pk: _situation(contents[pk].get(Step.INFORMATION_GATHERING, {}), contents[pk].get(Step.SCREENING, {}))
        for pk in files
    }


def _situation(information: Mapping[str, Any], screening: Mapping[str, Any]) -> Situation:
    return Situation(hindering_domains(information), stage=screening.get("support", ""))


def _with_techniques(situation: Situation, contacts: Iterable[Contact]) -> Situation:
    done = frozenset(technique for one in contacts for technique in one.content.get("techniques", ()))
    return Situation(situation.domains, done, situation.stage)


def _newest_versions(files: Iterable[UUID]) -> dict[UUID, PlanVersion]:
    found: dict[UUID, PlanVersion] = {}
    for version in PlanVersion.objects.filter(case_file__in=list(files)).order_by("number"):
        found[version.case_file_id] = version
    return found


def _contacts_of(files: Iterable[UUID]) -> dict[UUID, list[Contact]]:
    found: dict[UUID, list[Contact]] = defaultdict(list)
    for contact in Contact.objects.filter(case_file__in=list(files)).order_by("held_on", "recorded_at"):
        found[contact.case_file_id].append(contact)
    return found


def _threads(actor: Actor, choices: Sequence[tuple[CaseFile, PlanVersion]]) -> list[Thread]:
    """The threads of some choices, in as many queries as for one."""
    files = [file.pk for file, _ in choices]
    versions: dict[UUID, list[PlanVersion]] = defaultdict(list)
    for version in PlanVersion.objects.filter(case_file__in=files):
        versions[version.case_file_id].append(version)
    reviews: dict[UUID, list[Review]] = defaultdict(list)
    for review in Review.objects.filter(case_file__in=files).order_by("held_on"):
        reviews[review.case_file_id].append(review)
    contacts = _contacts_of(files)
    evaluations = {
        row.case_file_id: row.content
        for row in StepContent.objects.filter(case_file__in=files, step=Step.EVALUATION)
    }
    lessons = {
        row.case_file_id: row.content.get("lesson", "")
        for row in visible_own(actor, Reflection).filter(case_file__in=files)
    }
    happenings = happened_in([file for file, _ in choices])
    return [
        _thread(
            file,
            version,
            _Beside(
                _settled(versions[file.pk]),
                contacts[file.pk],
                reviews[file.pk],
                happenings.get(file.pk, []),
                evaluations.get(file.pk, {}),
                lessons.get(file.pk, ""),
            ),
        )
        for file, version in choices
    ]


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands in a file beside one choice."""

    settled: Sequence[Settled]
    contacts: Sequence[Contact]
    reviews: Sequence[Review]
    happenings: Sequence[Happening]
    evaluation: Mapping[str, Any]
    lesson: str


def _thread(file: CaseFile, version: PlanVersion, beside: _Beside) -> Thread:
    def of_this_choice(day: date) -> bool:
        return in_force_on(day, beside.settled) == version.number

    content, evaluation = version.content, beside.evaluation
    mine = [one for one in beside.contacts if of_this_choice(one.held_on)]
    told = [
        Told(one.held_on, said.get("kept", ""), said.get("confidence"))
        for one in mine
        if (said := one.content)
    ]
    return Thread(
        file,
        version,
        content,
        ground_of(content),
        mine,
        course_of(told, version.made_on),
        [one for one in beside.reviews if of_this_choice(one.held_on)],
        [one for one in beside.happenings if of_this_choice(one.on)],
        OUTCOMES.get(evaluation.get("outcome", ""), ""),
        str(evaluation.get("outcome_text", "")),
        RIGHT.get(evaluation.get("hypothesis_right", ""), ""),
        beside.lesson,
    )


def _settled(versions: Iterable[PlanVersion]) -> list[Settled]:
    return [Settled(one.number, one.made_on) for one in versions]
