"""Scores of scales: percent of maximum possible, reversed items, missing answers (domain specification 3.0)."""

from collections.abc import Sequence
from math import ceil

LEAST_SHARE_ANSWERED = 2 / 3
"""A scale is scored only when at least this share of its items was answered (2 of 3, 3 of 4, 4 of 5)."""


def percent_of_maximum(value: float, lowest: float, highest: float) -> float:
    """Percent of maximum possible (POMP; Cohen et al. 1999): 0 at the lowest point, 100 at the highest.

    Raises ValueError when the value lies outside the scale or the scale has no length.
    """
    if not lowest <= value <= highest or lowest == highest:
        raise ValueError(f"{value} is not on a scale from {lowest} to {highest}")
    return (value - lowest) / (highest - lowest) * 100


def reversed_value(value: float, lowest: float, highest: float) -> float:
    """The mirror image on the scale: on 1 to 7, 7 becomes 1."""
    return lowest + highest - value


def least_answered(items: int) -> int:
    """How many of a scale's items must be answered before it has a score."""
    return max(1, ceil(items * LEAST_SHARE_ANSWERED - 1e-9))


def scale_score(values: Sequence[float | None], least: int | None = None) -> float | None:
    """The mean of the answered items, or None ("unknown", never 0) when too few were answered.

    `values` are item scores of 0 to 100, None for an item without an answer; `least` overrides the two-thirds rule.
    """
    answered = [value for value in values if value is not None]
    if len(answered) < (least_answered(len(values)) if least is None else least) or not answered:
        return None
    return sum(answered) / len(answered)
