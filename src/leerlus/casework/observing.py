"""Reading the observed twins of one person from their own files, contacts, ideas and reflections.

Each reads of one person only: for that person, and for a closed round that they said yes to (leerlus.release).
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from leerlus.access.matrix import Record
from leerlus.access.models import Share as GivenShare
from leerlus.casework.models import (
    CaseFile,
    CaseworkSettings,
    Contact,
    Diagnosis,
    PlanVersion,
    Review,
    StepContent,
)
from leerlus.casework.rules.completeness import FileFacts
from leerlus.casework.rules.observed import (
    OLD_ENOUGH,
    Share,
    contacts_with_technique,
    domains_addressed,
    linked_choices,
    period_until,
    steps_in_order,
)
from leerlus.casework.rules.steps import Step
from leerlus.development.models import Idea, Reflection

Contents = Mapping[UUID, Mapping[Step, Mapping[str, Any]]]


def files_in_view(person_id: UUID, last: date) -> QuerySet[CaseFile]:
    """The files that are somebody's now and say something of three months (`counts_as_file` as a query)."""
    first, last = period_until(last)
    return CaseFile.objects.filter(caseworker_id=person_id, opened_on__lte=last - OLD_ENOUGH).filter(
        Q(closed_on=None) | Q(closed_on__gte=first)
    )


def in_order(person_id: UUID, last: date) -> Share:
    """CB1, of files as they are now."""
    files = list(files_in_view(person_id, last).values_list("pk", flat=True))
    contents, decided = _contents(files), _first_plans(files)
    diagnosed = set(_finished_diagnoses(files).values_list("case_file_id", flat=True))
    contacts: dict[UUID, list[date]] = defaultdict(list)
    for file_id, day in Contact.objects.filter(case_file__in=files).values_list("case_file_id", "held_on"):
        contacts[file_id].append(day)
    reviews: dict[UUID, list[tuple[date, date]]] = defaultdict(list)
    for file_id, held, due in Review.objects.filter(case_file__in=files).values_list(
        "case_file_id", "held_on", "due_on"
    ):
        reviews[file_id].append((held, due))
    return steps_in_order(
        [
            FileFacts(
                contents[file_id],
                file_id in diagnosed,
                decided.get(file_id),
                tuple(contacts[file_id]),
                tuple(reviews[file_id]),
            )
            for file_id in files
        ]
    )


def domains(person_id: UUID, last: date) -> Share:
    """CB2, of files as they are now."""
    files = dict(files_in_view(person_id, last).values_list("pk", "municipality_id"))
    contents = _contents(list(files), Step.INFORMATION_GATHERING)
    asking = set(
        CaseworkSettings.objects.filter(asks_about_justice=True).values_list("municipality_id", flat=True)
    )
    return domains_addressed(
        (contents[file_id].get(Step.INFORMATION_GATHERING, {}), municipality in asking)
        for file_id, municipality in files.items()
    )


def linked(person_id: UUID, last: date) -> Share:
    """CB3."""
    versions = PlanVersion.objects.filter(
        case_file__caseworker_id=person_id, made_on__range=period_until(last)
    )
    return linked_choices([version.content for version in versions])


def with_instrument(person_id: UUID, last: date) -> Share:
    """CB5: the files in which the questionnaire of job search was finished."""
    files = list(files_in_view(person_id, last).values_list("pk", flat=True))
    return Share(_finished_diagnoses(files).values("case_file_id").distinct().count(), len(files))


def with_technique(person_id: UUID, last: date) -> Share:
    """CB6, of contacts that were somebody's own, with clients who still are."""
    contacts = Contact.objects.filter(
        caseworker_id=person_id, case_file__caseworker_id=person_id, held_on__range=period_until(last)
    )
    return contacts_with_technique([contact.content for contact in contacts])


def shared(person_id: UUID, last: date) -> int:
    """CB7: cases kept for peer consultation, and own results shown to a colleague or a team."""
    days = period_until(last)
    cases = Idea.objects.filter(
        person_id=person_id, kind=Idea.Kind.PEER_CASE, created_at__date__range=days
    ).count()
    results = GivenShare.objects.filter(
        owner_id=person_id, record=Record.OWN_RESULTS.value, created_at__date__range=days
    ).count()
    return cases + results


def looked_back(person_id: UUID, last: date) -> int:
    """CB10: how often somebody looked back on a view of their own work, to the end."""
    return Reflection.objects.filter(person_id=person_id, finished_at__date__range=period_until(last)).count()


SHARES: Final[Mapping[str, Callable[[UUID, date], Share]]] = {
    "CB1": in_order,
    "CB2": domains,
    "CB3": linked,
    "CB5": with_instrument,
    "CB6": with_technique,
}
AMOUNTS: Final[Mapping[str, Callable[[UUID, date], int]]] = {"CB7": shared, "CB10": looked_back}


def share_now(item: str) -> Callable[[UUID], float | None]:
    """A reader of one share (0 to 100) of the three months until today, for a closed round; None is unknown."""

    def read(person_id: UUID) -> float | None:
        return SHARES[item](person_id, timezone.localdate()).percent

    return read


def happened_now(item: str) -> Callable[[UUID], bool | None]:
    """A reader of whether something was seen in the three months until today; None for who works without files.

    Of who never uses files or looks at views, that nothing was seen says nothing.
    """

    def read(person_id: UUID) -> bool | None:
        today = timezone.localdate()
        if not files_in_view(person_id, today).exists():
            return None
        return AMOUNTS[item](person_id, today) > 0

    return read


def _contents(files: list[UUID], *steps: Step) -> dict[UUID, dict[Step, dict[str, Any]]]:
    rows = StepContent.objects.filter(case_file__in=files)
    found: dict[UUID, dict[Step, dict[str, Any]]] = defaultdict(dict)
    for row in rows.filter(step__in=steps) if steps else rows:
        found[row.case_file_id][Step(row.step)] = row.content
    return found


def _first_plans(files: list[UUID]) -> dict[UUID, date]:
    """The day each file was first decided on."""
    rows = PlanVersion.objects.filter(case_file__in=files).order_by("-number")
    return dict(rows.values_list("case_file_id", "made_on"))


def _finished_diagnoses(files: list[UUID]) -> QuerySet[Diagnosis]:
    return Diagnosis.objects.filter(case_file__in=files, is_repeat=False).exclude(finished_at=None)
