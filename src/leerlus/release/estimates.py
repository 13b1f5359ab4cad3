"""Own estimates of how well questionnaires measure: worked out from who said yes to it, and read from what was kept.

With `publishing` the only code that reads answers of more than one person.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

import numpy as np
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from leerlus.access.keyring import KeyProblem
from leerlus.organisations.models import Municipality
from leerlus.release.models import EstimateMember, ReliabilityEstimate
from leerlus.release.participation import erased_once, hold_yeses, who_count
from leerlus.release.purposes import Purpose
from leerlus.release.rules.estimates import (
    LEAST_PEOPLE,
    coarse_coefficient,
    coarse_deviation,
    is_due,
    may_estimate,
    people_band,
)
from leerlus.release.rules.lots import Nameless
from leerlus.release.rules.people import old_enough_to_count
from leerlus.statistics.reliability import reliability

ReadAnswers = Callable[[UUID], tuple[float, ...] | None]


@dataclass(frozen=True, slots=True)
class Questions:
    """The questions of one score of one version, and how to read what one person answered to all of them (0-100).

    None when somebody did not answer every one.
    """

    instrument: str
    version: int
    scale: str
    read: ReadAnswers


_PROVIDERS: Final[list[Callable[[], Iterable[Questions]]]] = []


def register_questions(provide: Callable[[], Iterable[Questions]]) -> None:
    """Tell of which questions it can be estimated how well they measure."""
    if provide not in _PROVIDERS:
        _PROVIDERS.append(provide)


def estimate_all(on: date | None = None) -> int:
    """Make every estimate that may be made on a day; how many."""
    today = on or timezone.localdate()
    people = _who_may_count(today)
    return sum(_estimate(questions, people, today) for provide in _PROVIDERS for questions in provide())


def newest_estimates(
    instrument: str, version: int, known_on: date | None = None
) -> Mapping[str, ReliabilityEstimate]:
    """The newest estimate per score of a version of a questionnaire, of those that were known on a day.

    Scores without one are absent.
    """
    rows = ReliabilityEstimate.objects.filter(instrument=instrument, version=version)
    found: dict[str, ReliabilityEstimate] = {}
    for one in rows if known_on is None else rows.filter(made_on__lte=known_on):
        found.setdefault(one.scale, one)
    return found


def _who_may_count(today: date) -> list[UUID]:
    """Everybody who said yes and did not pause, with an account that is old enough, where the works council agreed."""
    agreed = Municipality.objects.filter(
        ~Q(works_council_reference=""), works_council_date__isnull=False
    ).values("pk")
    people = who_count(Purpose.QUESTIONNAIRES).filter(is_active=True, municipality__in=agreed)
    return [
        person
        for person, made in people.values_list("pk", "created_at")
        if old_enough_to_count(made.date(), today)
    ]


def _estimate(questions: Questions, people: Iterable[UUID], today: date) -> bool:
    """Estimate one score when that may be done; who took their yes back while answers were read is left out."""
    before = ReliabilityEstimate.objects.filter(
        instrument=questions.instrument, version=questions.version, scale=questions.scale
    )
    if not is_due(before.values_list("made_on", flat=True).first(), today):
        return False
    answers = {person: given for person in people if (given := _read(questions, person)) is not None}
    if len(answers) < LEAST_PEOPLE:
        return False
    with transaction.atomic():
        hold_yeses(answers)
        agreeing = frozenset(who_count(Purpose.QUESTIONNAIRES).values_list("pk", flat=True))
        still = {person: given for person, given in answers.items() if person in agreeing}
        estimate = _worked_out(questions, still, today) if _may_estimate(before, still) else None
        if estimate is None:
            return False
        estimate.save(force_insert=True)
        EstimateMember.objects.bulk_create(
            EstimateMember(estimate=estimate, person_id=person) for person in still
        )
    return True


def _read(questions: Questions, person_id: UUID) -> tuple[float, ...] | None:
    try:
        return questions.read(person_id)
    except KeyProblem:
        return None


def _may_estimate(before: QuerySet[ReliabilityEstimate], answers: Mapping[UUID, tuple[float, ...]]) -> bool:
    sets: dict[int, set[UUID | Nameless]] = {one.pk: set() for one in before}
    for row in EstimateMember.objects.filter(estimate__in=before):
        sets[row.estimate_id].add(row.person_id or Nameless(row.pk))
    return may_estimate(answers.keys(), sets.values(), erased_once(answers))


def _worked_out(
    questions: Questions, answers: Mapping[UUID, tuple[float, ...]], today: date
) -> ReliabilityEstimate | None:
    """The estimate; None when the answers do not vary, so that nothing can be said."""
    table = np.array(list(answers.values()))
    try:
        found = reliability(table)
    except ValueError:
        return None
    return ReliabilityEstimate(
        instrument=questions.instrument,
        version=questions.version,
        scale=questions.scale,
        made_on=today,
        people=people_band(len(answers)),
        alpha=coarse_coefficient(found.alpha),
        low=coarse_coefficient(found.low),
        high=coarse_coefficient(found.high),
        deviation=coarse_deviation(float(table.mean(axis=1).std(ddof=1))),
    )
