"""How many periods lie between two dates, by the calendar."""

from calendar import monthrange
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from leerlus.outcomes.rules.spells import Unit

_DAYS: Final = {Unit.DAY: 1, Unit.WEEK: 7, Unit.TWO_WEEKS: 14}


def period_of(start: date, end: date, unit: Unit) -> int:
    """The number of the period, counted from `start`, in which `end` falls: 1 for the first; at least 1.

    An end exactly k periods after the start still belongs to period k. Raises ValueError when `end` is earlier.
    """
    if end < start:
        raise ValueError("a spell cannot end before it starts")
    if unit is Unit.MONTH:
        months = (end.year - start.year) * 12 + end.month - start.month
        return max(1, months + (end > months_later(start, months)))
    return max(1, -(-(end - start).days // _DAYS[unit]))


def periods_of(starts: NDArray[np.datetime64], ends: NDArray[np.datetime64], unit: Unit) -> NDArray[np.int64]:
    """`period_of` for many pairs of days at once. A pair whose end is earlier gives a number below 1."""
    days = (ends - starts).astype(np.int64)
    if unit is Unit.MONTH:
        begun, ended = starts.astype("datetime64[M]"), ends.astype("datetime64[M]")
        months = (ended - begun).astype(np.int64)
        last_day = ((ended + 1).astype("datetime64[D]") - ended.astype("datetime64[D]")).astype(np.int64)
        same_day = np.minimum((starts - begun).astype(np.int64) + 1, last_day)
        months += (ends - ended).astype(np.int64) + 1 > same_day
        return np.where(days < 0, 0, np.maximum(1, months))
    periods = -(-days // _DAYS[unit])
    return np.where(days < 0, 0, np.maximum(1, periods))


def months_later(start: date, months: int) -> date:
    """The same day so many calendar months later, or the last day of that month when it is shorter."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
