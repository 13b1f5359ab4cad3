"""From answers to scores (domain specification 3.0 and 3.1). Pure: an instrument and answers in, values out."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, Self

from leerlus.content.instrument import Instrument
from leerlus.content.instrument_parts import Item, Scale
from leerlus.statistics.change import standard_error_of_measurement
from leerlus.statistics.scales import percent_of_maximum, reversed_value, scale_score

LOW_BELOW = 50.0
HIGH_FROM = 75.0
MARGIN = 10.0
"""Half the width of the band around a score: SD 20 and reliability .75 are assumed until there is an own estimate."""

COMPETENCES: Final = ("sdl1", "sdl2", "sdl3", "sdl4")
LEAST_COMPETENCES: Final = 3
"""How many of the four competences must be known for one score of self-directed learning (note 3.3.2)."""


class Stage(StrEnum):
    """Stages of change: a spiral, not a ladder (note 3.2.3)."""

    PRECONTEMPLATION = "precontemplation"
    CONTEMPLATION = "contemplation"
    PREPARATION = "preparation"
    ACTION = "action"
    MAINTENANCE = "maintenance"
    RELAPSE = "relapse"


_STAGE_OF_ANSWER = {
    "a": Stage.PRECONTEMPLATION,
    "b": Stage.CONTEMPLATION,
    "c": Stage.PREPARATION,
    "d": Stage.ACTION,
    "e": Stage.MAINTENANCE,
}


class Level(StrEnum):
    """Where a score lies by the wording of its own scale; not a norm."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Band:
    """The level of a score, and whether it lies so near a cut that the level may be chance."""

    level: Level
    on_the_border: bool


@dataclass(frozen=True, slots=True)
class MeasurementError:
    """What is known of how far scores stray, from at least a hundred people who agreed to it."""

    deviation: float
    reliability: float

    @property
    def margin(self) -> float:
        """How far a score strays: the standard error of measurement, in points of 100."""
        return standard_error_of_measurement(self.deviation, self.reliability)


Errors = Mapping[str, MeasurementError]
"""By scale; of a scale that is absent the error was not estimated yet."""

NOT_ESTIMATED: Final[Errors] = MappingProxyType({})


def margin_of(scale: str, errors: Errors) -> float:
    """Half the width of the band around a score: as estimated, else as assumed."""
    return errors[scale].margin if scale in errors else MARGIN


@dataclass(frozen=True, slots=True)
class Scores:
    """What one sitting says. A scale without enough answers is None: unknown, never 0."""

    scales: Mapping[str, float | None]
    unanswered: Mapping[str, tuple[str, ...]]
    stage: Stage | None
    underlying_stage: Stage | None

    @property
    def points_two_ways(self) -> bool:
        """Whether stage and intention contradict each other; the person is asked which fits best."""
        intention = self.scales.get("int")
        if intention is None or self.stage is None:
            return False
        already = self.stage in {Stage.ACTION, Stage.MAINTENANCE} and intention < LOW_BELOW
        not_yet = self.stage is Stage.PRECONTEMPLATION and intention >= HIGH_FROM
        return already or not_yet

    @property
    def self_directed(self) -> float | None:
        """Self-directed learning as a whole: the mean of the known competences, unknown with fewer than three."""
        return scale_score([self.scales.get(name) for name in COMPETENCES], LEAST_COMPETENCES)

    def as_stored(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_stored(cls, stored: Mapping[str, Any]) -> Self:
        stage, underlying = stored["stage"], stored["underlying_stage"]
        return cls(
            scales=dict(stored["scales"]),
            unanswered={name: tuple(items) for name, items in stored["unanswered"].items()},
            stage=Stage(stage) if stage else None,
            underlying_stage=Stage(underlying) if underlying else None,
        )


def score(instrument: Instrument, answers: Mapping[str, Any]) -> Scores:
    """Score a sitting. Answers to questions that were not to be asked are ignored."""
    asked = frozenset(instrument.asked(answers))
    values = {
        item.id: _value(instrument, item, answers.get(item.id) if item.id in asked else None)
        for item in instrument.items
        if item.kind in {"rating", "number"}
    }
    stage, underlying = _stage(instrument, answers)
    return Scores(
        scales={
            name: _scale_value(scale, [values[item] for item in scale.items])
            for name, scale in instrument.scales.items()
        },
        unanswered={
            name: tuple(item for item in scale.items if values[item] is None)
            for name, scale in instrument.scales.items()
        },
        stage=stage,
        underlying_stage=underlying,
    )


def item_percent(instrument: Instrument, item: Item, answer: Any) -> float | None:
    """One rating as percent of maximum, reversed where the item is; None without an answer."""
    if answer is None:
        return None
    points = instrument.points(item)
    value = reversed_value(answer, points[0], points[-1]) if item.reverse else answer
    return percent_of_maximum(value, points[0], points[-1])


def _value(instrument: Instrument, item: Item, answer: Any) -> float | None:
    """What an answer counts for: a rating as percent of maximum, a number as it is."""
    if item.kind == "number":
        return None if answer is None else float(answer)
    return item_percent(instrument, item, answer)


def _scale_value(scale: Scale, values: list[float | None]) -> float | None:
    """The score of a scale by its rule; unknown when too little was answered."""
    return values[0] if scale.rule == "amount" else scale_score(values, scale.minimum_answered)


def band(value: float, margin: float = MARGIN) -> Band:
    """The level of a score, with a grey zone of `margin` points on both sides of each cut."""
    level = Level.LOW if value < LOW_BELOW else Level.MIDDLE if value < HIGH_FROM else Level.HIGH
    near = min(abs(value - LOW_BELOW), abs(value - HIGH_FROM))
    return Band(level, on_the_border=near < margin)


def _stage(instrument: Instrument, answers: Mapping[str, Any]) -> tuple[Stage | None, Stage | None]:
    """The stage and the one below it, for an instrument that asks it (domain specification 3.1)."""
    asks = instrument.stage
    if asks is None:
        return None, None
    stage = _STAGE_OF_ANSWER.get(answers.get(asks.item) or "")
    not_regularly = stage in {Stage.PRECONTEMPLATION, Stage.CONTEMPLATION, Stage.PREPARATION}
    if not_regularly and answers.get(asks.slipped) == "yes":
        return Stage.RELAPSE, stage
    return stage, stage
