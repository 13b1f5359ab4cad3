"""What lasted of something learned (note 1.2): behaviour at half a year, never how content somebody was. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from leerlus.content.instrument import Instrument
from leerlus.content.texts import Text
from leerlus.scans.results import AnswerLine, answer_line
from leerlus.scans.scoring import HIGH_FROM, LOW_BELOW, item_percent

LEAST_DAYS = 180
"""Lasting means at least half a year (note 1.2)."""


class Lasted(StrEnum):
    """Whether the behaviour lasted, in the words of the person themselves."""

    UNKNOWN = "unknown"
    NO = "no"
    PARTLY = "partly"
    YES = "yes"


@dataclass(frozen=True, slots=True)
class WhatLasted:
    """One question with its answer at each moment; None where it was not asked or not answered."""

    question: Text
    answers: tuple[Text | None, ...]


def lasted(instrument: Instrument, answers_by_moment: Mapping[str, Mapping[str, Any]]) -> Lasted:
    """Whether behaviour lasted. Unknown until it was asked at half a year or later, whatever was said before.

    `instrument` is the whole version, with its moments.
    """
    last = instrument.moments[-1] if instrument.moments else None
    if last is None or instrument.lasting is None or last.days < LEAST_DAYS:
        return Lasted.UNKNOWN
    answer = answers_by_moment.get(last.code, {}).get(instrument.lasting)
    value = item_percent(instrument, instrument.by_id[instrument.lasting], answer)
    if value is None:
        return Lasted.UNKNOWN
    return Lasted.NO if value < LOW_BELOW else Lasted.PARTLY if value < HIGH_FROM else Lasted.YES


def side_by_side(
    instrument: Instrument, answers_by_moment: Mapping[str, Mapping[str, Any]]
) -> tuple[WhatLasted, ...]:
    """The questions that come back later, each with its answers in the order of the moments."""
    again = instrument.moments[-1].items
    at = [instrument.as_asked(moment.code) for moment in instrument.moments]
    lines: list[list[AnswerLine]] = [
        [
            answer_line(asked, asked.by_id[item], answers_by_moment.get(moment.code, {}).get(item))
            for moment, asked in zip(instrument.moments, at, strict=True)
        ]
        for item in again
    ]
    return tuple(WhatLasted(_as_asked_each_time(row), tuple(line.words for line in row)) for row in lines)


def _as_asked_each_time(row: list[AnswerLine]) -> Text:
    """The question as it was first asked, and as it was asked later where that differs."""
    first, last = row[0].question, row[-1].question
    if first == last:
        return first
    return Text(nl=f"{first.nl} Later: {last.nl}", en=f"{first.en} Later: {last.en}")
