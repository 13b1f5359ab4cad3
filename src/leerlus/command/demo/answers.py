"""Plausible answers to the quickscan, drawn from a seed. Pure."""

import random
from dataclasses import dataclass, replace
from typing import Any, Final

from leerlus.content.instrument import Instrument
from leerlus.content.instrument_parts import Item

_LATENT_OF_SCALE: Final = {
    "att": "attitude",
    "sn": "norm",
    "sn_weight": "norm_weight",
    "se": "confidence",
    "pbc": "confidence",
    "int": "intention",
    "skl": "skill",
    "sdl1": "learning",
    "sdl2": "planning",
    "sdl3": "together",
    "sdl4": "reflection",
    "prd1": "pride",
    "prd2": "pride",
    "prd3": "pride",
}
_HARDER: Final = {"SE2": -22.0, "SE3": -10.0, "SE4": -8.0, "ATT2": -8.0, "ATT4": 8.0}
_SKIPPED_AS_A_WHOLE: Final = ("att", "sn", "se", "int", "sdl2", "sdl3", "skl")
_STAGES_BY_INTENTION: Final = ((35, "a"), (52, "b"), (66, "c"), (82, "d"), (101, "e"))


@dataclass(frozen=True, slots=True)
class Disposition:
    """Where somebody stands, 0 to 100 on each; answers scatter around it."""

    attitude: float
    norm: float
    norm_weight: float
    confidence: float
    intention: float
    learning: float
    planning: float
    together: float
    reflection: float
    pride: float
    skill: float

    @classmethod
    def drawn(cls, draw: random.Random) -> "Disposition":
        centre = draw.gauss(62, 12)
        return cls(**{name: _within(draw.gauss(centre, 15)) for name in cls.__slots__})

    def later(self, draw: random.Random) -> "Disposition":
        """The same person some months on: most things a little better, some not."""
        moved = {name: _within(getattr(self, name) + draw.gauss(4, 7)) for name in self.__slots__}
        return replace(self, **moved)


FATIMA_AT_FIRST: Final = Disposition(
    attitude=72, norm=52, norm_weight=70, confidence=46, intention=72, learning=56, planning=50, together=60,
    reflection=66, pride=78, skill=54,
)  # fmt: skip
FATIMA_SLIPPED_BACK: Final = Disposition(
    attitude=74, norm=55, norm_weight=70, confidence=38, intention=48, learning=60, planning=40, together=66,
    reflection=72, pride=80, skill=60,
)  # fmt: skip
FATIMA: Final = Disposition(
    attitude=84, norm=60, norm_weight=72, confidence=48, intention=60, learning=66, planning=48, together=70,
    reflection=78, pride=82, skill=66,
)  # fmt: skip
"""Began, let it slip away, and picks it up: sees the use, doubts whether it works out in a full week."""


def quickscan_answers(
    instrument: Instrument,
    disposition: Disposition,
    draw: random.Random,
    *,
    names_time: float = 0.5,
    skips: float = 0.03,
    skips_part: float = 0.15,
) -> dict[str, Any]:
    """Answers of somebody with this disposition.

    `names_time` is the chance that time is named as what holds them back, `skips` the chance that a rating is skipped,
    and `skips_part` that a whole scale is, which leaves it unknown.
    """
    answers: dict[str, Any] = {}
    scale_of = {item: name for name, scale in instrument.scales.items() for item in scale.items}
    left_out = draw.choice(_SKIPPED_AS_A_WHOLE) if draw.random() < skips_part else ""
    for item in instrument.items:
        if item.kind == "rating":
            scale = _named(scale_of[item.id])
            latent = getattr(disposition, _LATENT_OF_SCALE[scale])
            skipped = draw.random() < skips or scale == left_out
            answers[item.id] = None if skipped else _point(instrument, item, latent, draw)
    answers["STG1"] = next(stage for below, stage in _STAGES_BY_INTENTION if disposition.intention < below)
    if answers["STG1"] in "abc":
        answers["STG2"] = draw.choice(["yes", "no", "no", "no"])
    for code, most in (("LP1", 2), ("NEED1", 3)):
        options = [option.value for option in instrument.by_id[code].options if option.value != "other"]
        answers[code] = tuple(sorted(draw.sample(options, draw.randint(1, most)), key=options.index))
    answers["BAR1"] = _barriers(instrument, disposition, draw, names_time)
    answers["NEED2"] = draw.choice(
        [None, "Vaste tijd voor intervisie", "Meekijken bij een ervaren collega", None]
    )
    for code in ("BG1", "BG2"):
        answers[code] = draw.choice([option.value for option in instrument.by_id[code].options])
    return answers


def _barriers(
    instrument: Instrument, disposition: Disposition, draw: random.Random, names_time: float
) -> tuple[str, ...]:
    chosen = []
    if draw.random() < names_time:
        chosen.append("time")
    if disposition.confidence < 50:
        chosen.append("doubt")
    if draw.random() < 0.25:
        chosen.append(draw.choice(["rules", "too_theoretical", "no_room_to_try", "where_to_begin"]))
    options = [option.value for option in instrument.by_id["BAR1"].options]
    return tuple(sorted(chosen, key=options.index)) or ("nothing",)


def _named(scale: str) -> str:
    return "se" if scale == "se_hard" else scale


def _point(instrument: Instrument, item: Item, latent: float, draw: random.Random) -> int:
    points = instrument.points(item)
    share = _within(latent + _HARDER.get(item.id, 0) + draw.gauss(0, 9)) / 100
    if item.reverse:
        share = 1 - share
    return points[round(share * (len(points) - 1))]


def _within(value: float) -> float:
    return min(98.0, max(4.0, value))
