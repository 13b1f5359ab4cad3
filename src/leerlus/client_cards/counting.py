"""Adding cards to counts: all that is kept of a card. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from leerlus.content.instrument import Instrument
from leerlus.release.lots import (
    Gathered,
    card_band,
    rounded_count,
    rounded_mean,
)

CardAnswers = Mapping[str, int | None]
"""What one client chose: a point per question, None for "I do not know" and for a question that was left open."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each answer was given in a lot: per question per point, and how many cards there are.

    `first_month` and `last_month` are first days of months; a card knows no other time.
    """

    cards: int
    points: Mapping[str, Mapping[int, int]]
    first_month: date
    last_month: date

    @classmethod
    def none(cls, instrument: Instrument, month: date) -> Self:
        """A lot that begins in this month, with no cards yet."""
        points = {item.id: dict.fromkeys(instrument.points(item), 0) for item in instrument.items}
        return cls(0, points, month, month)

    def with_card(self, answers: CardAnswers, month: date) -> Self:
        """The counts with one card more. Raises KeyError for a question or a point that the card does not have."""
        points = {question: dict(times) for question, times in self.points.items()}
        for question, point in answers.items():
            times = points[question]
            if point is not None:
                times[point] = times[point] + 1
        return type(self)(self.cards + 1, points, min(self.first_month, month), max(self.last_month, month))

    def gathered(self, by_caseworker: tuple[int, ...] = ()) -> Gathered:
        """What the rule of release looks at."""
        fewest = min(sum(times.values()) for times in self.points.values())
        return Gathered(self.cards, fewest, self.last_month, by_caseworker)

    def as_stored(self) -> dict[str, Any]:
        """JSON-able; `from_stored` reads it back."""
        return {
            "cards": self.cards,
            "points": {
                question: {str(point): times for point, times in of.items()}
                for question, of in self.points.items()
            },
            "first_month": self.first_month.isoformat(),
            "last_month": self.last_month.isoformat(),
        }

    @classmethod
    def from_stored(cls, stored: Mapping[str, Any]) -> Self:
        return cls(
            stored["cards"],
            {
                question: {int(point): times for point, times in of.items()}
                for question, of in stored["points"].items()
            },
            date.fromisoformat(stored["first_month"]),
            date.fromisoformat(stored["last_month"]),
        )


@dataclass(frozen=True, slots=True)
class Figure:
    """What is published of one question: a rounded mean of 0 to 100, and how many did not know; None where hidden."""

    mean: int | None
    did_not_know: int | None


@dataclass(frozen=True, slots=True)
class Figures:
    """All that is published of a lot. Pages read this and nothing else."""

    band: str
    by_question: Mapping[str, Figure]

    def as_stored(self) -> dict[str, Any]:
        return {
            "band": self.band,
            "by_question": {
                question: [figure.mean, figure.did_not_know] for question, figure in self.by_question.items()
            },
        }

    @classmethod
    def from_stored(cls, stored: Mapping[str, Any]) -> Self:
        return cls(
            stored["band"], {question: Figure(*figure) for question, figure in stored["by_question"].items()}
        )


def published(counts: Counts) -> Figures:
    """The figures of a lot that is being closed, as coarse as release says."""
    return Figures(
        card_band(counts.cards),
        {
            question: Figure(
                rounded_mean(times, min(times), max(times)),
                rounded_count(counts.cards - sum(times.values())),
            )
            for question, times in counts.points.items()
        },
    )


def first_of_month(day: date) -> date:
    """The month of a day, written as its first day."""
    return day.replace(day=1)
