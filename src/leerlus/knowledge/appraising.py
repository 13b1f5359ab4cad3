"""Judging by the checklist: who judged what, where two differ, and what the catalogue then shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from leerlus.access.actor import Actor
from leerlus.access.door import visible
from leerlus.content.catalogue import load_catalogue
from leerlus.knowledge.models import Appraisal
from leerlus.knowledge.rules.appraising import agreement, differences
from leerlus.organisations.models import Person
from leerlus.statistics.agreement import Kappa


@dataclass(frozen=True, slots=True)
class Judged:
    """One judgement of one characteristic: the value, why, who says so."""

    value: str
    basis: str
    who: str
    made_at: datetime | None


def judge(
    actor: Actor, person: Person, subject: str, values: Mapping[str, Mapping[str, str]], *, shows_name: bool
) -> Appraisal:
    """Store how somebody judges something. Raises ValueError for a characteristic or a value that does not exist."""
    catalogue = load_catalogue()
    if set(values) != set(catalogue.characteristics):
        raise ValueError("every characteristic gets a value, unknown is one")
    if wrong := {one["value"] for one in values.values()} - set(catalogue.values):
        raise ValueError(f"these are no values: {sorted(wrong)}")
    return Appraisal.objects.create(
        municipality_id=actor.home,
        assessor=person,
        assessor_name=person.name if shows_name else "",
        subject=subject,
        values={name: {"value": one["value"], "basis": one.get("basis", "")} for name, one in values.items()},
    )


def history_of(actor: Actor, subject: str) -> list[Appraisal]:
    """Every judgement of a thing in the municipality, the newest first."""
    return list(visible(actor, Appraisal).filter(subject=subject))


def newest_of_each(appraisals: Iterable[Appraisal]) -> list[Appraisal]:
    """The newest judgement of every assessor, the assessor who judged first coming first.

    Judgements without a person (erased, or taken over from elsewhere) stand each for themselves.
    """
    newest: dict[object, Appraisal] = {}
    for one in sorted(appraisals, key=lambda appraisal: appraisal.made_at):
        newest[one.assessor_id or one.pk] = one
    return list(newest.values())


def two_of(appraisals: Iterable[Appraisal]) -> tuple[Appraisal, Appraisal] | None:
    """The two assessors whose judgements are laid side by side; None while there is one, or none."""
    found = newest_of_each(appraisals)
    return (found[0], found[1]) if len(found) > 1 else None


def differing(appraisals: Iterable[Appraisal]) -> tuple[str, ...]:
    """The characteristics on which the two assessors differ."""
    pair = two_of(appraisals)
    return differences(pair[0].judged, pair[1].judged) if pair else ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far assessors agree over everything two of them judged; `kappa` is None while that is too little."""

    subjects: int
    judgements: int
    same: int
    kappa: Kappa | None


def agreement_in(actor: Actor) -> Agreement:
    """The agreement within the municipality, over all pairs; about the checklist, never about one person."""
    by_subject: dict[str, list[Appraisal]] = {}
    for one in visible(actor, Appraisal):
        by_subject.setdefault(one.subject, []).append(one)
    pairs = [pair for found in by_subject.values() if (pair := two_of(found))]
    judgements = [
        (first.judged[name], second.judged[name])
        for first, second in pairs
        for name in first.judged
        if name in second.judged
    ]
    same = sum(one == other for one, other in judgements)
    return Agreement(len(pairs), len(judgements), same, agreement(judgements))
