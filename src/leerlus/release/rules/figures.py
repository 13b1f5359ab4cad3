"""How coarse a published figure is (reliability document 4.2, R4)."""

import math
from collections.abc import Collection
from typing import Final

LOW_END: Final = 20
"""Everything lower is told as "20 or lower", so that nobody reads that everybody scored low."""

HIGH_END: Final = 80
"""Everything higher is told as "80 or higher"."""

_STEPS: Final = (5, 10)
_TO_HIDE_IN: Final = 40


def step_for(number: int) -> int:
    """The rounding for a mean over so many people, in points of 100: each person hides in 40 points at least.

    The smallest of 5 and 10 whose product with the number is at least 40; 10 where neither is enough.
    """
    return next((step for step in _STEPS if step * number >= _TO_HIDE_IN), _STEPS[-1])


def coarse(mean: float, number: int) -> int:
    """A mean of 0 to 100 over so many people as it may be told: rounded (halves up), and with closed ends."""
    step = step_for(number)
    return min(max(math.floor(mean / step + 0.5) * step, LOW_END), HIGH_END)


def coarse_mean(scores: Collection[float]) -> int:
    """What may be told about these scores of 0 to 100: their mean, made coarse."""
    return coarse(math.fsum(scores) / len(scores), len(scores))


def at_least_half(answers: Collection[float]) -> int:
    """What may be told about answers that are yes (1) or no (0): whether at least half says yes."""
    return int(2 * sum(answers) >= len(answers))
