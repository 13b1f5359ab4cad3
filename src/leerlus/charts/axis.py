"""An axis of numbers: round ticks, and where a value lies between two ends of a picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, isfinite, log10

ROUND_STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Axis:
    """Values from `first` to `last`, drawn from `start` to `end` (which may run upwards), with round ticks."""

    first: float
    last: float
    start: float
    end: float
    ticks: tuple[float, ...]

    def place(self, value: float) -> float:
        return self.start + (self.end - self.start) * (value - self.first) / (self.last - self.first)


def axis(values: Sequence[float], start: float, end: float, ticks: int = 5) -> Axis:
    """An axis that holds all finite values, from a round number to a round number, with about `ticks` steps.

    Raises ValueError when no value is finite.
    """
    known = [value for value in values if isfinite(value)]
    if not known:
        raise ValueError("an axis needs at least one value")
    low, high = min(known), max(known)
    if low == high:
        low, high = low - 0.5, high + 0.5
    step = _round_step((high - low) / ticks)
    lowest, highest = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    marks = tuple(step * number for number in range(lowest, highest + 1))
    return Axis(marks[0], marks[-1], start, end, marks)


def number(value: float) -> str:
    """A tick in words: without needless noughts."""
    return f"{value:,.6g}" if abs(value) < 1e15 else f"{value:.3g}"


def _round_step(wanted: float) -> float:
    size = 10.0 ** floor(log10(wanted))
    return float(next(size * step for step in ROUND_STEPS if size * step >= wanted * (1 - 1e-9)))
