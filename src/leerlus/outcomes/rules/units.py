"""Counts of units side by side: per unit and quarter, for each month since benefit began, who left and how.

A unit is whatever somebody adds up for: a team, a department, a municipality. Everything here is counts; what may be
told of them is for the release rule, which finds the sizes it judges by beside them.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from leerlus.outcomes.rules.outflow import Outflow
from leerlus.statistics.case_mix import UnitCounts

MOST_MONTHS: Final = 120
"""Who was in benefit, or away from it, for longer was last seen in this month."""
LAST_SEEN, TO_WORK, OTHERWISE = range(3)
"""Rows of `UnitTables.spells`, and what `statistics.count_tables.from_counts` wants: first who did not leave."""
STILL_AWAY, BACK = range(2)
"""Rows of `UnitTables.away`."""
_ROW_OF: Final = {
    Outflow.WORK: TO_WORK,
    Outflow.OTHER: OTHERWISE,
    Outflow.UNKNOWN: OTHERWISE,
    # The end was an interruption, or cannot be confirmed yet: the benefit was last seen then.
    Outflow.BACK_AT_ONCE: LAST_SEEN,
    Outflow.TOO_EARLY: LAST_SEEN,
    Outflow.STILL_IN_BENEFIT: LAST_SEEN,
}
Counts = NDArray[np.int64]
Unit = Hashable
Row = tuple[Any, int | None, int, str, int | None, bool, bool, int]
"""Owner, quarter, months, outflow, months away, returned, new client, number: as the grouped query gives them."""


@dataclass(frozen=True, slots=True)
class UnitTables:
    """Counts of U units, in the order given, and C quarters in which benefit began (the last is None: unknown).

    spells: (U, C, 3, T): last seen, to work, otherwise, in month 1..T since benefit began. away: (U, 2, T): of who went
    to work, still away from benefit when last seen and back in it, in month 1..T after leaving. outflows: (U, 6), in
    the order of `Outflow`, so that what is unknown or too early can be told. clients: (U,), each counted once in all
    units together. caseworkers: (U,), with at least one client. largest, two_largest: (U,), part 0 to 1 of the clients
    with the caseworker who has most, and with the two who have most.
    """

    units: tuple[Unit, ...]
    quarters: tuple[int | None, ...]
    spells: Counts
    away: Counts
    outflows: Counts
    clients: Counts
    caseworkers: Counts
    largest: NDArray[np.float64]
    two_largest: NDArray[np.float64]


def unit_tables(rows: Sequence[Row], unit_of: Mapping[Any, Unit], units: Sequence[Unit]) -> UnitTables:
    """Add up the rows of a grouped query. `unit_of`: the unit of an owner; rows of others are left out."""
    place = {unit: at for at, unit in enumerate(units)}
    places = {owner: place[unit] for owner, unit in unit_of.items()}
    owners, began, months, outflow, away, returned, new, number = _columns(
        [row for row in rows if row[0] in places]
    )
    unit = np.asarray([places[owner] for owner in owners], np.int64)
    quarters = (*sorted({quarter for quarter in began if quarter is not None}), None)
    quarter_at = {quarter: at for at, quarter in enumerate(quarters)}
    quarter = np.asarray([quarter_at[one] for one in began], np.int64)
    kinds = {kind.value: at for at, kind in enumerate(Outflow)}
    kind = np.asarray([kinds[one] for one in outflow], np.int64)
    numbers = np.asarray(number, np.int64)
    spells = _added(
        (len(units), len(quarters), 3, MOST_MONTHS), (unit, quarter, *_cells(kind, months)), numbers
    )
    outflows = _added((len(units), len(kinds)), (unit, kind), numbers)
    return UnitTables(
        units=tuple(units),
        quarters=quarters,
        spells=spells,
        away=_away(len(units), unit, kind == kinds[Outflow.WORK.value], away, returned, numbers),
        outflows=outflows,
        **_sizes(len(units), unit, owners, np.where(np.asarray(new, bool), numbers, 0)),
    )


def observed_and_expected(tables: UnitTables, within: int = MOST_MONTHS) -> UnitCounts:
    """Who went to work within so many months, per unit, and how many that would be with everybody's chances.

    Indirect standardisation by month: in each month since benefit began, and for each quarter in which it began, the
    chance of all units together is applied to who was still there in a unit. So a unit with people who were in benefit
    for long already, or who began in a bad year, is expected to see fewer of them go to work. Raises ValueError for a
    number of months that is not followed.
    """
    if not 1 <= within <= tables.spells.shape[-1]:
        raise ValueError(f"choose a number of months from 1 to {tables.spells.shape[-1]}")
    return expected_of(tables.spells, within)


def expected_of(spells: Counts, within: int) -> UnitCounts:
    """The same from counts (U, C, 3, T) alone."""
    leaving = spells.sum(axis=2)
    at_risk = np.cumsum(leaving[..., ::-1], axis=-1)[..., ::-1]
    to_work = spells[:, :, TO_WORK, :within]
    seen = at_risk[..., :within]
    everybody = seen.sum(axis=0)
    chance = np.divide(to_work.sum(axis=0), everybody, out=np.zeros(everybody.shape), where=everybody > 0)
    return UnitCounts(
        people=leaving.sum(axis=(1, 2)),
        observed=to_work.sum(axis=(1, 2)).astype(np.float64),
        expected=np.einsum("uct,ct->u", seen.astype(np.float64), chance),
    )


def _columns(rows: Sequence[Row]) -> Sequence[Sequence[Any]]:
    return list(zip(*rows, strict=True)) or [()] * 8


def _cells(kind: Counts, months: Sequence[int]) -> tuple[Counts, Counts]:
    """The row and the month of each; who left after the last month was last seen in it."""
    row_of = np.asarray([_ROW_OF[outflow] for outflow in Outflow], np.int64)
    month = np.asarray(months, np.int64)
    row = np.where(month > MOST_MONTHS, LAST_SEEN, row_of[kind])
    return row, np.minimum(month, MOST_MONTHS) - 1


def _away(
    units: int,
    unit: Counts,
    to_work: NDArray[np.bool_],
    away: Sequence[int | None],
    returned: Sequence[bool],
    numbers: Counts,
) -> Counts:
    month = np.asarray([one or 0 for one in away], np.int64)
    # Nobody is at risk before the first month is over, so who was seen for less is not in the table.
    chosen = to_work & (month > 0)
    back = np.asarray(returned, bool) & (month <= MOST_MONTHS)
    row = np.where(back, BACK, STILL_AWAY)
    at = (unit[chosen], row[chosen], np.minimum(month[chosen], MOST_MONTHS) - 1)
    return _added((units, 2, MOST_MONTHS), at, numbers[chosen])


def _sizes(units: int, unit: Counts, owners: Sequence[Any], clients: Counts) -> dict[str, Any]:
    """How many clients and caseworkers, and how the clients are spread over them."""
    numbered = {owner: at for at, owner in enumerate(dict.fromkeys(owners))}
    place = np.asarray([numbered[owner] for owner in owners], np.int64)
    own = _added((units, max(len(numbered), 2)), (unit, place), clients)
    ordered = np.sort(own, axis=1)[:, ::-1]
    total = own.sum(axis=1)
    parts = np.divide(
        np.cumsum(ordered[:, :2], axis=1), total[:, None], out=np.zeros((units, 2)), where=total[:, None] > 0
    )
    return {
        "clients": total,
        "caseworkers": (own > 0).sum(axis=1),
        "largest": parts[:, 0],
        "two_largest": parts[:, 1],
    }


def _added(shape: tuple[int, ...], at: tuple[Counts, ...], numbers: Counts) -> Counts:
    """Numbers added up in the cells where they belong."""
    cells = int(np.prod(shape))
    flat = np.ravel_multi_index(at, shape) if numbers.size else np.zeros(0, np.int64)
    added: Counts = np.zeros(cells, np.int64)
    np.add.at(added, flat, numbers)
    return added.reshape(shape)
