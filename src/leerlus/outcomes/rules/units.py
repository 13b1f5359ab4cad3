"""Counts of units side by side, such as municipalities: who went to work, beside what was to be expected of each.

Everything here is counts; what may be told of them is for the release rule.
"""

import numpy as np
from numpy.typing import NDArray

from leerlus.statistics.case_mix import UnitCounts

LAST_SEEN, TO_WORK, OTHERWISE = range(3)
"""Rows of a table, as `statistics.count_tables.from_counts` wants them: first who did not leave."""
Counts = NDArray[np.int64]


def expected_of(spells: Counts, within: int) -> UnitCounts:
    """Who went to work within so many periods, per unit, and how many that would be with everybody's chances.

    spells: (U, 3, T): of U units last seen, to work, otherwise, in period 1..T since benefit began. Indirect
    standardisation by period: in each, the chance of all units together is applied to who was still there in a unit.
    So a unit with people who were in benefit for long already is expected to see fewer of them go to work.
    """
    leaving = spells.sum(axis=1)
    at_risk = np.cumsum(leaving[:, ::-1], axis=-1)[:, ::-1]
    to_work = spells[:, TO_WORK, :within]
    seen = at_risk[:, :within]
    everybody = seen.sum(axis=0)
    chance = np.divide(to_work.sum(axis=0), everybody, out=np.zeros(everybody.shape), where=everybody > 0)
    return UnitCounts(
        people=leaving.sum(axis=1),
        observed=to_work.sum(axis=1).astype(np.float64),
        expected=seen.astype(np.float64) @ chance,
    )
