"""The diagnostics of job search for one file: begin, answer, finish, and lay times beside each other.

The instrument and its scoring are those of the scans; what is answered belongs to the file (domain specification 3.6).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from leerlus.access.actor import Actor
from leerlus.casework.models import CaseFile, Diagnosis
from leerlus.casework.reading import asks_about_justice, content_of
from leerlus.casework.rules.completeness import DOMAINS
from leerlus.casework.rules.steps import Step
from leerlus.casework.step_form import Change
from leerlus.casework.writing import locked_file, write_fields
from leerlus.content.instrument import Instrument
from leerlus.content.texts import Text
from leerlus.instruments.finding import find_current, find_instrument
from leerlus.scans.results import plain_scores
from leerlus.scans.scoring import Scores, score

INSTRUMENT: Final = "client_diagnostics"
JUSTICE: Final = "justice"
REPEATED: Final = frozenset({"DX6", "DX8", "DX9", "DX10"})
"""What is asked again at a review (domain specification 6, step 6)."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One subject with its score at each time, oldest first; None where it is not known or was not asked."""

    name: Text
    words: tuple[Text | None, ...]


def instrument_of(diagnosis: Diagnosis) -> Instrument:
    """The version that was shown, with the questions of that time."""
    whole = find_instrument(INSTRUMENT, diagnosis.version)
    if diagnosis.is_repeat:
        return whole.with_only(REPEATED)
    return whole.as_asked("", frozenset({JUSTICE}) if diagnosis.asks_about_justice else frozenset())


def open_diagnosis(file: CaseFile) -> Diagnosis | None:
    """The one that was begun and not finished."""
    return file.diagnoses.filter(finished_at=None).first()


def finished_diagnoses(file: CaseFile) -> list[Diagnosis]:
    """Those that were finished, oldest first."""
    return list(file.diagnoses.exclude(finished_at=None).order_by("finished_at"))


def begin_diagnosis(actor: Actor, file: CaseFile) -> Diagnosis:
    """Go on with the open one or begin one: all questions the first time, the few of a review after that.

    Raises Closed for a file that is no longer open.
    """
    with transaction.atomic():
        row = locked_file(actor, file)
        found = open_diagnosis(row)
        if found is None:
            found = Diagnosis.objects.create(
                case_file=row,
                version=find_current(INSTRUMENT).version,
                is_repeat=bool(finished_diagnoses(row)),
                asks_about_justice=asks_about_justice(row),
            )
    return found


def finish_diagnosis(actor: Actor, file: CaseFile, diagnosis: Diagnosis) -> None:
    """Score and close it; finishing twice changes nothing. Life domains that step 1 does not know yet are filled in."""
    with transaction.atomic():
        locked_file(actor, file)
        row = Diagnosis.objects.select_for_update().get(pk=diagnosis.pk)
        if row.finished_at is not None:
            return
        row.store_scores(score(instrument_of(row), row.answers).as_stored())
        known = content_of(file, Step.INFORMATION_GATHERING)
        levels = {
            name: Change(level, "") for name, level in domain_levels(row.answers).items() if name not in known
        }
        write_fields(actor, file, Step.INFORMATION_GATHERING, levels)


def domain_levels(answers: Mapping[str, Any]) -> dict[str, str]:
    """How much each life domain hinders, as step 1 writes it down; what was not answered is not filled in."""
    return {
        f"domain_{domain}": level
        for number, domain in enumerate(DOMAINS, start=1)
        if (level := answers.get(f"DXL{number}"))
    }


def compared(diagnoses: list[Diagnosis]) -> tuple[list[date], list[Compared]]:
    """The days, and each subject with its score on each of them; a subject nobody ever answered is left out."""
    days: list[date] = []
    by_name: dict[str, list[Text | None]] = {}
    names: dict[str, Text] = {}
    for place, row in enumerate(diagnoses):
        days.append(timezone.localdate(row.finished_at))
        for amount in plain_scores(instrument_of(row), Scores.from_stored(row.stored_scores)):
            names[amount.name.nl] = amount.name
            by_name.setdefault(amount.name.nl, [None] * len(diagnoses))[place] = amount.words
    return days, [Compared(names[name], tuple(words)) for name, words in by_name.items()]
