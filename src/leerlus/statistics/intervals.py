"""Limits around a share that moves one way over time: a curve that only falls, or a share that only rises."""

from statistics import NormalDist
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Scale = Literal["log-log", "log"]
"""On which scale limits are symmetrical: log(-log(share)), which stays within 0 and 1, or log(share) as R's default."""

_ROUNDING: Final = 1e-12


def normal_quantile(confidence: float) -> float:
    """How many standard errors a two-sided interval reaches: 1.96 for .95. Raises ValueError outside (0, 1)."""
    if not 0 < confidence < 1:
        raise ValueError(f"confidence lies between 0 and 1, for instance 0.95; this is {confidence}")
    return NormalDist().inv_cdf(0.5 + confidence / 2)


def limits(
    share: Numbers, standard_error: Numbers, *, start: float, confidence: float, scale: Scale = "log-log"
) -> tuple[Numbers, Numbers]:
    """Lower and upper limits of shares of 0 to 1, along the last axis (time); `start` is the share before time 1.

    At 0 or 1 no standard error exists. A share that did not move yet equals its limits. Where everybody has left, the
    limit on the near side stays where it was: because the share moves one way, an earlier limit still holds. So a
    curve that reached 0 keeps an upper limit above 0, and the upper limit of the median is unknown as in R.
    """
    z = normal_quantile(confidence)
    inside = (share > _ROUNDING) & (share < 1 - _ROUNDING)
    known = np.where(inside, share, 0.5)
    error = np.where(inside, standard_error, 0.0)
    if scale == "log":
        spread = np.exp(z * error / known)
        low, high = known / spread, np.minimum(known * spread, 1.0)
    else:
        # Far out the spread overflows to infinity and the limits to 0 and 1, which is what they are there.
        with np.errstate(over="ignore"):
            logarithm = np.log(known)
            spread = np.exp(z * error / (known * -logarithm))
            low, high = np.exp(logarithm * spread), np.exp(logarithm / spread)
    return (
        np.minimum(_last_known(low, inside, start), share),
        np.maximum(_last_known(high, inside, start), share),
    )


def _last_known(limit: Numbers, known: NDArray[np.bool_], start: float) -> Numbers:
    """Each limit, or where it is not known the last one before that was; `start` when there was none."""
    places = np.where(known, np.arange(1, limit.shape[-1] + 1), 0)
    before = np.concatenate((np.full((*limit.shape[:-1], 1), start), limit), axis=-1)
    carried: Numbers = np.take_along_axis(before, np.maximum.accumulate(places, axis=-1), axis=-1)
    return carried
