"""Typing events in one's own file, confirming that they go on, undoing them; and what is known beside the records."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from leerlus.access.actor import Actor
from leerlus.access.door import visible_own
from leerlus.casework.files import all_own_files
from leerlus.casework.models import CaseFile
from leerlus.outcomes.models import OutcomeEvent, Spell, SpellImport, TypedEvent
from leerlus.outcomes.rules.employment import Job
from leerlus.outcomes.rules.events import Kind, ToldBy
from leerlus.outcomes.rules.figures import Client, Step
from leerlus.outcomes.rules.outflow import Benefit
from leerlus.outcomes.rules.spells import Exit
from leerlus.outcomes.rules.typed import Known, counting
from leerlus.outcomes.typed import EXIT


@dataclass(frozen=True, slots=True)
class ImportedStep:
    """What the records say of a client, with the name of the set it stands in."""

    step: Step
    set_name: str


@dataclass(frozen=True, slots=True)
class OfFile:
    """Everything known of the client of one file."""

    typed: Sequence[TypedEvent]
    imported: Sequence[ImportedStep]
    benefits: Sequence[Benefit]

    @property
    def known(self) -> Known:
        """In the words of the rules."""
        return Known(
            tuple(one.step for one in self.imported),
            tuple(self.benefits),
            tuple(step_of(one) for one in self.typed if one.content["kind"] != EXIT),
            tuple(benefit_of(one) for one in self.typed if one.content["kind"] == EXIT),
        )


def type_event(file: CaseFile, content: Mapping[str, Any]) -> TypedEvent:
    """Write an event down in a file; the caller knows that the file is the actor's own."""
    made = TypedEvent(case_file=file)
    made.content = dict(content)
    with transaction.atomic():
        made.save(force_insert=True)
    return made


def confirm_event(actor: Actor, event: TypedEvent) -> None:
    """It goes on still today; what ended meanwhile stays as it is."""
    with transaction.atomic():
        row = visible_own(actor, TypedEvent).select_for_update().get(pk=event.pk)
        if row.goes_on:
            row.content = {**row.content, "certain_until": timezone.localdate().isoformat()}
            row.save(update_fields=["sealed_content"])


def end_event(actor: Actor, event: TypedEvent, last_day: date) -> None:
    """It ended on a day."""
    with transaction.atomic():
        row = visible_own(actor, TypedEvent).select_for_update().get(pk=event.pk)
        row.content = {**row.content, "certain_until": last_day.isoformat(), "ended": True}
        row.save(update_fields=["sealed_content"])


def undo_event(actor: Actor, event: TypedEvent) -> None:
    """Take away what was typed."""
    with transaction.atomic():
        visible_own(actor, TypedEvent).filter(pk=event.pk).delete()


def step_of(event: TypedEvent) -> Step:
    """A typed job, part-time work or activity in the words of the rules."""
    content = event.content
    job = Job(
        event.on,
        date.fromisoformat(content["certain_until"]),
        content.get("regular"),
        content.get("subsidised"),
        goes_on=not content.get("ended", False),
    )
    return Step(Kind(content["kind"]), job, ToldBy(content["told_by"]))


def benefit_of(event: TypedEvent) -> Benefit:
    """A typed end of a benefit in the words of the rules. When it began is not known: long ago, so never again."""
    return Benefit(date.min, event.on, Exit(event.content["exit"]))


def of_files(files: Sequence[CaseFile]) -> dict[UUID, OfFile]:
    """What is known of the clients of some files, for the caseworker who has them; three queries for any number.

    The records know a client of a file when the client number in a set is the reference of the file.
    """
    typed: dict[UUID, list[TypedEvent]] = defaultdict(list)
    for event in TypedEvent.objects.filter(case_file__in=files):
        typed[event.case_file_id].append(event)
    by_number = {number: file for file in files for number in _numbers(file)}
    owners = {file.caseworker_id for file in files}
    imported = _imported(by_number, owners)
    benefits = _benefits(by_number, owners)
    return {
        file.pk: OfFile(sorted(typed[file.pk], key=lambda one: one.on), imported[file.pk], benefits[file.pk])
        for file in files
    }


def clients_of_own_files(actor: Actor) -> list[Client]:
    """What counts of the clients of all one's own files, open and closed, of whom anything is known."""
    files = list(all_own_files(actor))
    clients = [counting(one.known) for one in of_files(files).values()]
    return [one for one in clients if one.benefits or one.steps]


def _numbers(file: CaseFile) -> tuple[str, str, str]:
    """The client numbers under which records may know the client of a file."""
    return file.reference, file.short_reference, file.shown_reference


def _imported(
    by_number: Mapping[str, CaseFile], owners: Iterable[UUID | None]
) -> dict[UUID, list[ImportedStep]]:
    found: dict[UUID, list[ImportedStep]] = defaultdict(list)
    events = OutcomeEvent.objects.filter(
        caseworker__in=owners, client_reference__in=by_number, source__state=SpellImport.State.DONE
    )
    newest: dict[tuple[UUID, date, str], ImportedStep] = {}
    for event in events.select_related("source").order_by("source__created_at", "id"):
        file = by_number[event.client_reference]
        if file.caseworker_id == event.caseworker_id:
            job = Job(
                event.started_on, event.last_day, event.regular, event.subsidised, goes_on=not event.ended
            )
            step = Step(Kind(event.kind), job, ToldBy(event.told_by))
            newest[file.pk, event.started_on, event.kind] = ImportedStep(step, event.source.name)
    for (file_id, _start, _kind), imported in sorted(newest.items(), key=itemgetter(0)):
        found[file_id].append(imported)
    return found


def _benefits(by_number: Mapping[str, CaseFile], owners: Iterable[UUID | None]) -> dict[UUID, list[Benefit]]:
    found: dict[UUID, list[Benefit]] = defaultdict(list)
    spells = Spell.objects.filter(
        caseworker__in=owners,
        client_reference__in=by_number,
        source__state=SpellImport.State.DONE,
        started_on__isnull=False,
    )
    newest: dict[tuple[UUID, date], Benefit] = {}
    for spell in spells.order_by("source__created_at", "id"):
        file = by_number[spell.client_reference]
        if file.caseworker_id == spell.caseworker_id and spell.started_on is not None:
            ended = spell.ended_on if spell.exit else None
            newest[file.pk, spell.started_on] = Benefit(spell.started_on, ended, Exit(spell.exit))
    for (file_id, _start), benefit in sorted(newest.items(), key=itemgetter(0)):
        found[file_id].append(benefit)
    return found
