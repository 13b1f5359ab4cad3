"""Municipalities beside each other: what happened against what was to be expected given who their clients are. Pure.

No rank: units keep the order of their names, and those without a name are only dots (acceptance check 45).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from leerlus.pictures.rules.over_time import KNOWN_GROUPS, group_counts
from leerlus.pictures.rules.period_tables import Measure
from leerlus.pictures.rules.telling import ToldTable
from leerlus.statistics.case_mix import by_group, shares_by_group
from leerlus.statistics.funnel import LEAST_EXPECTED, Funnel, funnel

LEAST_MUNICIPALITIES: Final = 3
LARGEST_SHARE: Final = 0.5
"""No municipality has more than this of all people: it would be compared with itself (reliability document 3.3)."""

COUNTED: Final = {Measure.OUTFLOW: "work", Measure.LASTING: "yes", Measure.RETURNS: "yes"}
"""What can be compared, and the column that is counted in it."""


class NotCompared(StrEnum):
    """Why there is no comparison."""

    TOO_FEW_MUNICIPALITIES = "too_few_municipalities"
    ONE_IS_MOST = "one_is_most"
    TOO_FEW_PEOPLE = "too_few_people"


@dataclass(frozen=True, slots=True)
class Place:
    """One municipality with its released counts; `name` is empty when it does not want to be named."""

    name: str
    told: ToldTable
    own: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """A funnel over places, in their order; `own` is the place of the own municipality, or None.

    own_mix, all_mix: the people per known group, of the own municipality and of all together.
    """

    places: tuple[Place, ...]
    found: Funnel
    own: int | None
    own_mix: tuple[int, ...]
    all_mix: tuple[int, ...]


def compare(places: Sequence[Place], measure: Measure) -> Comparison | NotCompared:
    """Compare places on a measure, with limits that allow for differences beyond chance.

    Places that keep back too much to say what was to be expected of them are left out.
    """
    column = COUNTED[measure]
    usable = [
        (place, counts)
        for place in sorted(places, key=lambda one: (not one.own, one.name == "", one.name))
        if (counts := group_counts(place.told)) is not None and place.told.columns.get(column) is not None
    ]
    if len(usable) < LEAST_MUNICIPALITIES:
        return NotCompared.TOO_FEW_MUNICIPALITIES
    people = np.array([counts for _, counts in usable], dtype=np.float64)
    if people.sum(axis=1).max() > LARGEST_SHARE * people.sum():
        return NotCompared.ONE_IS_MOST
    kept = [place for place, _ in usable]
    shares = shares_by_group(
        _numbers([[place.told.rows.get(group) for group in KNOWN_GROUPS] for place in kept]),
        _numbers([[place.told.cells.get(group, {}).get(column) for group in KNOWN_GROUPS] for place in kept]),
    )
    observed = _numbers([[place.told.columns[column] for place in kept]])[0]
    expects = by_group(people, observed, shares)
    if not np.isfinite(expects.expected).all() or not (expects.expected >= LEAST_EXPECTED).any():
        return NotCompared.TOO_FEW_PEOPLE
    own = next((at for at, place in enumerate(kept) if place.own), None)
    return Comparison(
        tuple(kept),
        funnel(expects.observed, expects.expected),
        own,
        () if own is None else _whole(people[own]),
        _whole(people.sum(axis=0)),
    )


def _whole(people: np.ndarray) -> tuple[int, ...]:
    return tuple(int(number) for number in people)


def _numbers(rows: Sequence[Sequence[int | None]]) -> np.ndarray:
    return np.array([[np.nan if cell is None else cell for cell in row] for row in rows], dtype=np.float64)
