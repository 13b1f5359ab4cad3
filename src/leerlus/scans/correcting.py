"""Correcting answers after finishing: a right of the person (General Data Protection Regulation, article 16).

Scores, and what rests on them, are made anew. Team figures of a closed round stay as they were published; later rounds
read the corrected answers.
"""

from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction

from leerlus.access.actor import Actor
from leerlus.access.audit import record_event
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent
from leerlus.scans.models import Sitting
from leerlus.scans.scoring import score
from leerlus.scans.sittings import AfterFinishing, instrument_of

_AFTER_CORRECTING: Final[list[tuple[str, AfterFinishing]]] = []


def after_correcting(code: str, act: AfterFinishing) -> None:
    """Register what is made anew when somebody corrects a sitting of an instrument."""
    _AFTER_CORRECTING.append((code, act))


def correct_answers(actor: Actor, sitting: Sitting, answers: Mapping[str, Any]) -> bool:
    """Put these answers in the place of those of a finished sitting of one's own; False when they change nothing.

    Answers to other questions stay as they are by now, also when another tab corrected them a moment ago.
    """
    with transaction.atomic():
        row = Sitting.objects.select_for_update().get(pk=sitting.pk)
        corrected = row.answers | dict(answers)
        if row.finished_at is None or corrected == row.answers:
            return False
        row.store_correction(corrected, score(instrument_of(row), corrected).as_stored())
        record_event(
            AccessEvent.Action.CORRECTED,
            actor=actor,
            subject_id=actor.person_id,
            record=Record.SCAN,
            object_id=row.pk,
        )
        for code, act in _AFTER_CORRECTING:
            if code == row.instrument:
                act(actor, row)
    return True
