"""Taking an instrument: start or go on, which page comes next, finish."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from leerlus.access.actor import Actor
from leerlus.access.audit import record_event
from leerlus.access.door import visible_own
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent
from leerlus.content.answers import Answer, AnswerRefused
from leerlus.content.instrument import Instrument
from leerlus.content.profile_words import load_profile_words
from leerlus.content.texts import Text
from leerlus.instruments.finding import find_current, find_instrument
from leerlus.scans.measurement_error import errors_of
from leerlus.scans.models import Sitting
from leerlus.scans.profile import Profile, build_profile
from leerlus.scans.reminding import remember_later_moment, remember_to_go_on
from leerlus.scans.scoring import Scores, score
from leerlus.scans.trends import EarlierScores

QUICKSCAN: Final = "quickscan"

AfterFinishing = Callable[[Actor, Sitting], None]
_AFTER_FINISHING: Final[list[tuple[str, AfterFinishing]]] = []


def after_finishing(code: str, act: AfterFinishing) -> None:
    """Register what else happens when somebody finishes an instrument, for apps that build on scans."""
    _AFTER_FINISHING.append((code, act))


def open_sitting(actor: Actor, code: str = QUICKSCAN) -> Sitting | None:
    """The sitting of an instrument that this person is in the middle of, on whatever device."""
    return visible_own(actor, Sitting).filter(finished_at=None, instrument=code, follows=None).first()


def finished_sittings(actor: Actor, code: str = QUICKSCAN) -> QuerySet[Sitting]:
    """One's own finished sittings of an instrument, newest first; later moments belong to their first."""
    return (
        visible_own(actor, Sitting)
        .filter(instrument=code, follows=None)
        .exclude(finished_at=None)
        .order_by("-finished_at")
    )


def start_sitting(actor: Actor, code: str = QUICKSCAN) -> Sitting:
    """Go on with the open sitting of an instrument, or start one; two clicks or tabs end up in the same."""
    found = open_sitting(actor, code)
    if found is None:
        instrument = find_current(code)
        try:
            with transaction.atomic():
                begun = Sitting.objects.create(
                    person_id=actor.person_id,
                    instrument=instrument.code,
                    version=instrument.version,
                    moment=instrument.moments[0].code if instrument.moments else "",
                )
                remember_to_go_on(begun)
                return begun
        except IntegrityError:
            found = open_sitting(actor, code)
            if found is None:
                raise
    return found


def instrument_of(sitting: Sitting) -> Instrument:
    """The version of the instrument that a sitting is tied to, with the questions of its moment."""
    return find_instrument(sitting.instrument, sitting.version).as_asked(sitting.moment)


def page_to_go_on(instrument: Instrument, answers: Mapping[str, Any]) -> int:
    """The first page (from 1) with a question that was not reached yet; the last page when there is none."""
    for number in pages_asked(instrument, answers):
        if any(item not in answers for item in questions_asked(instrument, number, answers)):
            return number
    return len(instrument.pages)


def pages_asked(instrument: Instrument, answers: Mapping[str, Any]) -> list[int]:
    """The numbers of the pages that hold at least one question for this person."""
    return [
        number
        for number in range(1, len(instrument.pages) + 1)
        if questions_asked(instrument, number, answers)
    ]


def questions_asked(instrument: Instrument, number: int, answers: Mapping[str, Any]) -> tuple[str, ...]:
    """The ids of the questions of a page that are asked, given the answers so far."""
    return tuple(
        item
        for item in instrument.pages[number - 1].items
        if (condition := instrument.by_id[item].condition) is None or condition.holds(answers)
    )


def minutes_left(instrument: Instrument, number: int) -> int:
    """About how many minutes the pages from this one on still take, at least 1."""
    seconds = sum(page.seconds for page in instrument.pages[number - 1 :])
    return max(1, round(seconds / 60))


def read_answers(
    instrument: Instrument, items: Sequence[str], posted: Mapping[str, Sequence[str]]
) -> tuple[dict[str, Answer], dict[str, Text]]:
    """What a form says about these items: the answers that are valid, and the reason for each that is not.

    A rating or choice that was not sent was not touched and stays out; of checkboxes, none sent means none chosen.
    """
    answers: dict[str, Answer] = {}
    refused: dict[str, Text] = {}
    for item_id in items:
        item = instrument.by_id[item_id]
        if item_id not in posted and item.kind != "multiple":
            continue
        try:
            answers[item_id] = instrument.accept(item, posted.get(item_id, ()))
        except AnswerRefused as problem:
            refused[item_id] = problem.reason
    return answers, refused


def left_as_it_was_shown(item: str, posted: Mapping[str, Sequence[str]]) -> bool:
    """Whether somebody left an answer as their page showed it. Then it may have been changed elsewhere since."""
    return [" ".join(posted.get(item, ()))] == posted.get(f"shown-{item}")


def finish_sitting(actor: Actor, sitting: Sitting) -> None:
    """Score and close a sitting; closing twice changes nothing."""
    with transaction.atomic():
        row = Sitting.objects.select_for_update().get(pk=sitting.pk)
        if row.finished_at is not None:
            return
        row.store_scores(score(instrument_of(row), row.answers).as_stored())
        remember_later_moment(row)
        record_event(
            AccessEvent.Action.FINISHED,
            actor=actor,
            subject_id=actor.person_id,
            record=Record.SCAN,
            object_id=row.pk,
        )
        for code, act in _AFTER_FINISHING:
            if code == row.instrument:
                act(actor, row)


def newest_finished(person_id: UUID, code: str) -> Sitting | None:
    """The newest finished sitting of an instrument by one person, whoever asks: for facts and measures of a round."""
    return Sitting.objects.finished().filter(person_id=person_id, instrument=code, follows=None).first()


def profile_of(sitting: Sitting, *, with_trend: bool = True) -> Profile:
    """The profile of a finished quickscan, compared with the earlier ones of the same person.

    How far scores stray is told as it was known on the day of finishing, so that a profile stays what it was.
    """
    earlier = _earlier(sitting.person_id, sitting) if with_trend else []
    asks = instrument_of(sitting)
    return build_profile(
        asks,
        load_profile_words(),
        sitting.answers,
        on=finished_on(sitting),
        scores=Scores.from_stored(sitting.stored_scores),
        earlier=earlier,
        errors=errors_of(asks, finished_on(sitting)),
    )


def finished_on(sitting: Sitting) -> date:
    """The local day on which a sitting was finished."""
    return timezone.localdate(sitting.finished_at)


def _earlier(person_id: UUID, sitting: Sitting) -> list[EarlierScores]:
    rows = Sitting.objects.finished().filter(
        person_id=person_id, instrument=sitting.instrument, finished_at__lt=sitting.finished_at
    )
    return [scores_of(row) for row in reversed(rows[:5])]


def scores_of(sitting: Sitting) -> EarlierScores:
    """The scores of a finished sitting with its day and version, to lay beside others."""
    return EarlierScores(finished_on(sitting), sitting.version, Scores.from_stored(sitting.stored_scores))
