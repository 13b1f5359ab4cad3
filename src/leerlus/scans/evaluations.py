"""What a closed round may count of what people found of something they followed (domain specification 3.4).

Only things from the learning offer count, by the name that the question suggests: own words may say who somebody is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Final
from uuid import UUID

from leerlus.content.catalogue import load_catalogue
from leerlus.content.instrument import Instrument, current_instruments
from leerlus.release.measures import Measure
from leerlus.release.purposes import Purpose
from leerlus.scans.follow_ups import subject_of
from leerlus.scans.models import Sitting
from leerlus.scans.scoring import Scores

Told = tuple[str, str, str]
"""An entry of the learning offer, a moment, and a scale."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A score about one thing, at one moment, as a round publishes it."""

    instrument: str
    entry: str
    moment: str
    scale: str

    @property
    def measure(self) -> str:
        """The name under which rounds keep it."""
        return ".".join((self.instrument, self.entry, self.moment, self.scale))


def evaluations_of(instrument: Instrument) -> Iterator[Evaluation]:
    """Everything that rounds tell of an instrument about things followed, in the order of the learning offer."""
    for entry in load_catalogue().entries:
        for moment in instrument.moments:
            asked = instrument.as_asked(moment.code)
            for scale in instrument.released_by_subject:
                if scale in asked.scales:
                    yield Evaluation(instrument.code, entry.id, moment.code, scale)


def evaluating_instruments() -> list[Instrument]:
    """The instruments of which rounds tell something per thing that was followed."""
    return [one for one in current_instruments() if one.released_by_subject]


def released_evaluations() -> Iterator[Measure]:
    """The measures of one round; what is read of a person is remembered for as long as these measures live."""
    for instrument in evaluating_instruments():
        answered = _Answered(instrument)
        for one in evaluations_of(instrument):
            read = partial(answered.score, told=(one.entry, one.moment, one.scale))
            yield Measure(one.measure, "", read, purpose=Purpose.EVALUATIONS)


@dataclass(frozen=True, slots=True)
class _Answered:
    """Reads of each person once all they looked back on, since a round asks for every entry and moment apart."""

    instrument: Instrument
    _of: dict[UUID, Mapping[Told, float]] = field(default_factory=dict)

    def score(self, person_id: UUID, told: Told) -> float | None:
        if person_id not in self._of:
            self._of[person_id] = _newest_scores(self.instrument, person_id)
        return self._of[person_id].get(told)


def _newest_scores(instrument: Instrument, person_id: UUID) -> dict[Told, float]:
    """The newest score of a person per thing, moment and scale; what they named in other words is left out."""
    found: dict[Told, float] = {}
    finished = Sitting.objects.finished().filter(person=person_id, instrument=instrument.code)
    for sitting in finished.select_related("follows").order_by("finished_at"):
        entry = _entries_by_name().get((subject_of(sitting.follows or sitting) or "").strip().casefold())
        if entry is None:
            continue
        scales = Scores.from_stored(sitting.stored_scores).scales
        for scale in instrument.released_by_subject:
            score = scales.get(scale)
            if score is not None:
                found[entry, sitting.moment, scale] = score
    return found


@cache
def _entries_by_name() -> Mapping[str, str]:
    entries: Final = load_catalogue().entries
    return {name.casefold(): one.id for one in entries for name in (one.name.nl, one.name.en)}
