"""What half years tell together: who the clients were, and what happened given who they were. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Final

import numpy as np

from leerlus.pictures.rules.half_years import HalfYear
from leerlus.pictures.rules.period_tables import Group, Measure
from leerlus.pictures.rules.telling import ToldTable
from leerlus.statistics.case_mix import by_group, shares_by_group, standardised_ratio

KNOWN_GROUPS: Final = (Group.UNDER_A_YEAR, Group.ONE_TO_TWO, Group.OVER_TWO)
FEWEST_PERIODS: Final = 3
"""With fewer half years there is nothing to compare one with."""
_ROUNDING: Final = 10
"""What can be left between a whole and its parts by rounding alone."""

Periods = Mapping[HalfYear, Mapping[Measure, ToldTable]]


@dataclass(frozen=True, slots=True)
class GivenCaseMix:
    """Per half year, in its order: how many left for work of every 100 expected given the clients, with limits.

    None where it cannot be told.
    """

    periods: tuple[HalfYear, ...]
    ratios: tuple[tuple[float, float, float] | None, ...]


def group_counts(told: ToldTable) -> tuple[int, ...] | None:
    """People per known group; None when a group is kept back that can be more than what rounding leaves."""
    if told.total is None:
        return None
    counts = [told.rows.get(group) for group in KNOWN_GROUPS]
    if None in counts and told.total - sum(count or 0 for count in counts) > _ROUNDING:
        return None
    return tuple(count or 0 for count in counts)


def given_case_mix(periods: Periods) -> GivenCaseMix | None:
    """Outflow to work against what the same kind of clients did over all half years; None with too few of them."""
    usable: list[tuple[HalfYear, ToldTable, tuple[int, ...]]] = []
    for period, measures in sorted(periods.items(), key=lambda item: item[0]):
        told = measures.get(Measure.OUTFLOW)
        counts = group_counts(told) if told else None
        if told and counts is not None and told.columns.get("work") is not None:
            usable.append((period, told, counts))
    if len(usable) < FEWEST_PERIODS:
        return None
    people = np.array([counts for _, _, counts in usable], dtype=np.float64)
    shares = shares_by_group(
        _told_people([told for _, told, _ in usable]), _worked([told for _, told, _ in usable])
    )
    observed = [told.columns["work"] for _, told, _ in usable]
    found = standardised_ratio(by_group(people, np.array(observed, dtype=np.float64), shares))
    ratios = tuple(
        (float(ratio), float(low), float(high)) if isfinite(ratio) else None
        for ratio, low, high in zip(found.ratio, found.low, found.high, strict=True)
    )
    return GivenCaseMix(tuple(period for period, _, _ in usable), ratios)


def _told_people(tables: Sequence[ToldTable]) -> np.ndarray:
    return _table([[told.rows.get(group) for group in KNOWN_GROUPS] for told in tables])


def _worked(tables: Sequence[ToldTable]) -> np.ndarray:
    return _table([[told.cells.get(group, {}).get("work") for group in KNOWN_GROUPS] for told in tables])


def _table(rows: Sequence[Sequence[int | None]]) -> np.ndarray:
    return np.array([[np.nan if cell is None else cell for cell in row] for row in rows], dtype=np.float64)
