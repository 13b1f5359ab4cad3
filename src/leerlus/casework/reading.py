"""What a file says: what the rules look at, what a choice can refer to, and what happened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any, Final

from django.utils.translation import gettext as _

from leerlus.access.actor import Actor
from leerlus.access.door import visible_own
from leerlus.casework.happened import happened_in
from leerlus.casework.models import (
    CaseFile,
    CaseworkSettings,
    Contact,
    PlanVersion,
    Reflection,
    Review,
    StepContent,
)
from leerlus.casework.rules.completeness import FileFacts, filled_rows
from leerlus.casework.rules.steps import Step
from leerlus.casework.step_fields import REVIEWED

MOST_ON_TIMELINE: Final = 60


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of the timeline: what, on which day, and the row itself."""

    on: date
    kind: str
    row: Any
    words: str


def facts_of(file: CaseFile) -> FileFacts:
    """What the rules look at, in five queries."""
    first = file.plan_versions.order_by("number").first()
    return FileFacts(
        contents={Step(row.step): row.content for row in file.steps.all()},
        is_diagnosed=file.diagnoses.filter(is_repeat=False).exclude(finished_at=None).exists(),
        decided_on=first.made_on if first else None,
        contacts_on=tuple(file.contacts.values_list("held_on", flat=True)),
        reviews=tuple(file.reviews.values_list("held_on", "due_on")),
    )


def content_of(file: CaseFile, step: Step) -> dict[str, Any]:
    """What one step says now."""
    row = StepContent.objects.filter(case_file=file, step=step).first()
    return row.content if row else {}


def own_reflection(actor: Actor, file: CaseFile) -> Reflection | None:
    """What the actor wrote for themselves about a file; what others wrote is not theirs to see."""
    return visible_own(actor, Reflection).filter(case_file=file).first()


def references_of(facts: FileFacts) -> tuple[tuple[str, str], ...]:
    """What a choice can be based on: the facts, the wish, the explanations and the questionnaire, in words."""
    information, assessment = facts.of(Step.INFORMATION_GATHERING), facts.of(Step.ASSESSMENT)
    found: list[tuple[str, str]] = []
    if information.get("wish"):
        found.append(("wish", _("the wish of the client")))
    for content, name in ((information, "fact"), (assessment, "hypothesis")):
        found += [
            (f"{name}_{number}", str(content[f"{name}_{number}"])) for number in filled_rows(content, name)
        ]
    if facts.of(Step.SCREENING).get("support"):
        found.append(("support", _("the first picture of step 2")))
    if facts.is_diagnosed:
        found.append(("diagnosis", _("the questionnaire we filled in together")))
    return tuple(found)


def asks_about_justice(file: CaseFile) -> bool:
    """Whether the municipality turned the life domain of justice on."""
    return CaseworkSettings.objects.filter(
        municipality=file.municipality_id, asks_about_justice=True
    ).exists()


def timeline_of(file: CaseFile) -> list[Happened]:
    """What happened, newest first: contacts, plans settled, reviews held, and what came of it."""
    outcomes = happened_in([file]).get(file.pk, [])
    lines = [
        *(Happened(one.on, "outcome", one, one.words) for one in outcomes),
        *_lines(file.contacts.all()[:MOST_ON_TIMELINE], "contact", "held_on"),
        *_lines(file.plan_versions.all(), "plan", "made_on"),
        *_lines(file.reviews.all(), "review", "held_on"),
    ]
    return sorted(lines, key=attrgetter("on"), reverse=True)[:MOST_ON_TIMELINE]


def _lines(rows: Iterable[Any], kind: str, day: str) -> Iterable[Happened]:
    for row in rows:
        yield Happened(getattr(row, day), kind, row, _words_of(row))


def _words_of(row: Contact | PlanVersion | Review) -> str:
    if isinstance(row, PlanVersion):
        return str(row.content.get("choice", ""))
    if isinstance(row, Review):
        return str(REVIEWED[row.content["decision"]])
    return row.form_in_words
