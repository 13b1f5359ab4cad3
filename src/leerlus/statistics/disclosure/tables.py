"""A table of people in groups, given everything released before: which cells and which totals may be told."""

from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from leerlus.statistics.disclosure.decisions import Decision, Group, Reason, Rule, decide, singled_out
from leerlus.statistics.disclosure.suppression import Hidden, suppress
from leerlus.statistics.intervals import Numbers

CellReason = Reason | Literal["hides another"]


@dataclass(frozen=True, slots=True)
class TableDecision:
    """shown: (R, C) counts, nan where hidden. reasons: (R, C), why. totals: whether the margins may be told.

    groups: the people behind every figure that is released here, to be given as `released` the next time.
    """

    shown: Numbers
    reasons: tuple[tuple[CellReason, ...], ...]
    totals: bool
    groups: tuple[Group, ...]


def decide_table(
    cells: Sequence[Sequence[Collection[Hashable]]],
    released: Sequence[Collection[Hashable]] = (),
    *,
    unit_of: Mapping[Hashable, Hashable] | None = None,
    rule: Rule | None = None,
) -> TableDecision:
    """Judge a table with its margins; `cells` (R, C) holds who is in each cell, and nobody is in two.

    A cell is hidden by itself when `decide` refuses it (an empty one never is), and others go with it until neither
    the margins (linear programming) nor earlier figures (combinations of groups) give it away. When that takes the
    whole table, the cells that may be told stand alone, without totals. A row whose people are all in one cell is not
    judged: what such a row tells about everybody in it, the caller decides. Raises ValueError when somebody is in two
    cells.
    """
    applied = rule or Rule()
    table = [[frozenset(cell) for cell in row] for row in cells]
    people = [person for row in table for cell in row for person in cell]
    if len(people) != len(set(people)):
        raise ValueError("somebody is in two cells")
    before = [frozenset(one) for one in released]
    judged = [[_cell(cell, before, unit_of, applied) for cell in row] for row in table]
    counts = np.array([[len(cell) for cell in row] for row in table])
    refused = np.array([[not one.release for one in row] for row in judged])
    hidden = _with_totals(table, counts, refused, before, applied)
    totals = hidden is not None
    final = _alone(table, refused, before, applied) if hidden is None else hidden
    told = _told(table, final, totals=totals)
    return TableDecision(
        shown=np.where(final, np.nan, counts.astype(np.float64)),
        reasons=tuple(
            tuple(_reason(one, bool(final[row, column])) for column, one in enumerate(decisions))
            for row, decisions in enumerate(judged)
        ),
        totals=totals,
        groups=tuple(told),
    )


def _cell(
    cell: Group, before: Sequence[Group], unit_of: Mapping[Hashable, Hashable] | None, rule: Rule
) -> Decision:
    if not cell:
        return Decision(True, "released", "Nobody is in this cell.")
    units = Counter(unit_of[person] for person in cell) if unit_of is not None else None
    return decide(cell, before, units=units, rule=rule)


def _with_totals(
    table: list[list[Group]], counts: Numbers, refused: Hidden, before: list[Group], rule: Rule
) -> Hidden | None:
    """What to hide so that margins can be told too; None when there is no way."""
    if min(counts.shape) < 2 or not all(
        not total or decide(total, before, rule=rule).release for total in _margins(table)
    ):
        return None
    hidden = refused
    while True:
        try:
            found = suppress(counts, rule.least, also=hidden)
        except ValueError:
            return None
        hidden = np.isnan(found.shown)
        told = _told(table, hidden, totals=True)
        if not singled_out([*before, *told], rule.least_apart):
            return hidden
        if hidden.all():
            return None
        hidden = hidden | _smallest_shown(counts, hidden)


def _alone(table: list[list[Group]], refused: Hidden, before: list[Group], rule: Rule) -> Hidden:
    """Cells without margins are told one by one, largest first, as long as together they single out nobody."""
    hidden, told = refused.copy(), list(before)
    places = sorted(np.argwhere(~refused).tolist(), key=lambda place: -len(table[place[0]][place[1]]))
    for row, column in places:
        cell = table[row][column]
        if cell and singled_out([*told, cell], rule.least_apart):
            hidden[row, column] = True
        else:
            told.append(cell)
    return hidden


def _told(table: list[list[Group]], hidden: Hidden, *, totals: bool) -> list[Group]:
    """The people behind each figure that is told; nobody stands behind an empty one."""
    cells = [table[row][column] for row, column in np.argwhere(~hidden)]
    return [group for group in [*cells, *(_margins(table) if totals else ())] if group]


def _margins(table: list[list[Group]]) -> list[Group]:
    lines = [*table, *zip(*table, strict=True)]
    nobody: Group = frozenset()
    return [nobody.union(*line) for line in lines]


def _smallest_shown(counts: Numbers, hidden: Hidden) -> Hidden:
    """One more cell to hide: the smallest that is shown and holds somebody; else the first that is shown."""
    cost = np.where(hidden, np.inf, np.where(counts > 0, counts, counts.sum() + 1))
    more = np.zeros_like(hidden)
    more.flat[int(cost.argmin())] = True
    return more


def _reason(decision: Decision, hidden: bool) -> CellReason:
    return "hides another" if hidden and decision.release else decision.reason
