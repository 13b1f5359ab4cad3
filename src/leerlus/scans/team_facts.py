"""What a closed round may count of one person's scans: yes-or-no facts, and scores (leerlus.release)."""

from collections.abc import Callable, Iterator
from typing import Final, cast
from uuid import UUID

from django.utils.functional import Promise, lazy

from leerlus.content.instrument import current_instruments
from leerlus.content.texts import Text
from leerlus.organisations.language import language_of_screen
from leerlus.release.measures import Measure
from leerlus.scans.scoring import Scores
from leerlus.scans.sittings import QUICKSCAN, newest_finished

OF_TEAM: Final = "organisation_scan"
AS_MANAGER: Final = "organisation_scan_manager"
"""The same questions, put to the team and to who leads it."""


def names_time_as_barrier(person_id: UUID) -> bool | None:
    """Whether somebody names time or caseload as what holds them back; None when they did not answer that."""
    newest = newest_finished(person_id, QUICKSCAN)
    barriers = newest.answers.get("BAR1") if newest else None
    return None if barriers is None else "time" in barriers


def released_scores() -> Iterator[Measure]:
    """Every score that its instrument allows in a team picture, as `organisation_scan.REF`."""
    for instrument in current_instruments():
        for name in instrument.released_scales:
            label = _in_language_of_screen(instrument.scales[name].name)
            yield Measure(f"{instrument.code}.{name}", label, score_of(instrument.code, name))


def score_of(instrument: str, scale: str) -> Callable[[UUID], float | None]:
    """A reader of somebody's newest score (0-100) on a scale of an instrument; None means unknown."""

    def read(person_id: UUID) -> float | None:
        newest = newest_finished(person_id, instrument)
        return Scores.from_stored(newest.stored_scores).scales.get(scale) if newest else None

    return read


def own_answers_of_manager(person_id: UUID) -> dict[str, float]:
    """What a manager answered to the questions the team got, by measure, for that manager alone."""
    newest = newest_finished(person_id, AS_MANAGER)
    scales = Scores.from_stored(newest.stored_scores).scales if newest else {}
    return {f"{OF_TEAM}.{scale}": score for scale, score in scales.items() if score is not None}


def _in_language_of_screen(text: Text) -> Promise:
    def said() -> str:
        return text.in_language(language_of_screen())

    return cast("Promise", lazy(said, str)())
