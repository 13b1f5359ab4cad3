"""Writing in a file: the fields of a step, settling a plan, a review, closing. Each in one transaction."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from leerlus.access.actor import Actor
from leerlus.access.audit import record_event
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent
from leerlus.casework.chosen_knowledge import ground_in_words
from leerlus.casework.models import CaseFile, PlanVersion, Reflection, Review, StepContent
from leerlus.casework.reading import content_of, own_reflection
from leerlus.casework.reminding import forget_review, remember_review
from leerlus.casework.rules.argued_choice import level_of
from leerlus.casework.rules.completeness import REVIEW_AFTER, choice_of
from leerlus.casework.rules.steps import Step
from leerlus.casework.step_form import Change, conflicts
from leerlus.organisations.language import language_of_screen

OWN_FIELDS: Final = ("lesson", "experience")
"""What a caseworker writes for themselves in the evaluation: kept with their own key."""


class NotYet(Exception):
    """Something is needed first."""


class Closed(Exception):
    """The file was closed, or assigned to somebody else, meanwhile."""


def write_fields(actor: Actor, file: CaseFile, step: Step, changed: Mapping[str, Change]) -> list[str]:
    """Write changed fields of a step; gives the names of those that were changed elsewhere, and writes none of these.

    Raises Closed for a file that is no longer open, or no longer the actor's.
    """
    own = {name: change for name, change in changed.items() if name in OWN_FIELDS}
    others = {name: change for name, change in changed.items() if name not in OWN_FIELDS}
    with transaction.atomic():
        locked_file(actor, file)
        refused = _write_step(file, step, others)
        if own:
            refused += _write_reflection(actor, file, step, own)
    return refused


def locked_file(actor: Actor, file: CaseFile) -> CaseFile:
    """The row itself, locked, as long as it is open and the actor's. Raises Closed."""
    row = CaseFile.objects.select_for_update().filter(pk=file.pk, caseworker_id=actor.person_id).first()
    if row is None or not row.is_open:
        raise Closed
    return row


def _write_step(file: CaseFile, step: Step, changed: Mapping[str, Change]) -> list[str]:
    row = StepContent.objects.filter(case_file=file, step=step).first() or StepContent(
        case_file=file, step=step
    )
    refused, _ = _merge(row, changed)
    return refused


def _write_reflection(actor: Actor, file: CaseFile, step: Step, changed: Mapping[str, Change]) -> list[str]:
    """What is the caseworker's own; in the file stands only that there is a lesson."""
    row = own_reflection(actor, file) or Reflection(case_file=file, person_id=actor.person_id)
    refused, written = _merge(row, changed)
    if written:
        says = bool(row.content.get("lesson"))
        _write_step(
            file,
            step,
            {"lesson_written": Change(says, str(content_of(file, step).get("lesson_written", "")))},
        )
    return refused


def _merge(row: StepContent | Reflection, changed: Mapping[str, Change]) -> tuple[list[str], bool]:
    """Write what nobody else changed; gives the names of what somebody did, and whether anything was written."""
    content = row.content if row.sealed_content else {}
    refused = conflicts(content, changed)
    written = {name: change.value for name, change in changed.items() if name not in refused}
    if written:
        row.content = _filled(content | written)
        row.saved_at, row.revision = timezone.now(), row.revision + 1
        row.save()
    return refused, bool(written)


def _filled(content: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in content.items() if value not in (None, "", [], False)}


def settle_plan(actor: Actor, file: CaseFile, based_on: list[str]) -> PlanVersion:
    """Keep the plan as it is now, beside the versions before; the first one, and each next, plans a review.

    `based_on` is what the choice refers to, in words. The same plan settled twice is one version. Raises NotYet
    without a choice and a goal, and Closed.
    """
    with transaction.atomic():
        row = locked_file(actor, file)
        content = content_of(row, Step.DECISION)
        if not level_of(choice_of(content)) or not content.get("goal"):
            raise NotYet
        latest = row.plan_versions.first()
        in_words = ground_in_words(content, language_of_screen())
        kept = {
            **content,
            **in_words,
            "based_on_words": based_on,
            "argued_level": level_of(choice_of(content)),
        }
        if latest is not None and latest.content == kept:
            return latest
        made = PlanVersion(case_file=row, number=latest.number + 1 if latest else 1)
        made.content = kept
        made.save(force_insert=True)
        if row.review_on is None or row.review_on <= timezone.localdate():
            plan_review(row, timezone.localdate() + REVIEW_AFTER)
        _record(actor, row, AccessEvent.Action.FINISHED)
    return made


def plan_review(row: CaseFile, day: date | None) -> None:
    """Put the day of the next review down, or take it away."""
    row.review_on = day
    row.save(update_fields=["review_on"])
    if day is None:
        forget_review(row)
    else:
        remember_review(row)


def hold_review(actor: Actor, file: CaseFile) -> Review:
    """Keep what step 6 says as a review held today, and plan the next one unless the support stops.

    Raises NotYet without a decision and its reason, and Closed.
    """
    with transaction.atomic():
        row = locked_file(actor, file)
        step = StepContent.objects.filter(case_file=row, step=Step.MONITORING).first()
        content = step.content if step else {}
        if step is None or not (content.get("decision") and content.get("decision_because")):
            raise NotYet
        today = timezone.localdate()
        made = Review(case_file=row, held_on=today, due_on=row.review_on or today)
        made.content = {
            name: content[name] for name in ("progress", "decision", "decision_because") if name in content
        }
        made.save(force_insert=True)
        step.delete()
        planned = content.get("next_review_on")
        after = date.fromisoformat(planned) if planned else today + REVIEW_AFTER
        plan_review(row, None if content["decision"] == "stop" else after)
        _record(actor, row, AccessEvent.Action.FINISHED)
    return made


def close_file(actor: Actor, file: CaseFile) -> None:
    """The support ended: nothing is asked any more, and the term of keeping begins. Raises Closed."""
    with transaction.atomic():
        row = locked_file(actor, file)
        row.closed_on = timezone.localdate()
        row.save(update_fields=["closed_on"])
        plan_review(row, None)
        _record(actor, row, AccessEvent.Action.FINISHED)


def reopen_file(actor: Actor, file: CaseFile) -> None:
    """Go on with a file that was closed."""
    with transaction.atomic():
        CaseFile.objects.filter(pk=file.pk, caseworker_id=actor.person_id).update(closed_on=None)


def _record(actor: Actor, file: CaseFile, action: AccessEvent.Action) -> None:
    record_event(action, actor=actor, subject_id=actor.person_id, record=Record.CLIENT, object_id=file.pk)
