"""May this figure of this group be released, now that those figures of those groups were?"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, Literal

import numpy as np

from leerlus.statistics.intervals import Numbers

FLOOR: Final = 5
"""No setting goes below this."""

Group = frozenset[Hashable]

Reason = Literal[
    "released", "too few people", "too few units", "one unit dominates", "two units dominate", "difference"
]


@dataclass(frozen=True, slots=True)
class Rule:
    """least: people in a group, at least FLOOR. least_apart: people that figures together may single out, or more.

    For figures about clients of caseworkers (units): least_units, and the largest shares of one and of two units.
    Raises ValueError below the floor.
    """

    least: int = 8
    least_apart: int = 3
    least_units: int = 3
    largest: float = 0.5
    two_largest: float = 0.85

    def __post_init__(self) -> None:
        if self.least < FLOOR or self.least_apart < 2:
            raise ValueError(f"a group has at least {FLOOR} people, and figures single out no fewer than 2")


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a figure may be released, and why (not): `reason` for programs, `words` for people."""

    release: bool
    reason: Reason
    words: str


def decide(
    group: Collection[Hashable],
    released: Sequence[Collection[Hashable]] = (),
    *,
    units: Mapping[Hashable, int] | None = None,
    rule: Rule | None = None,
) -> Decision:
    """Judge a figure of a group (who counts in it), given the groups of all figures released before, of any time.

    `units` is how many people of the group belong to each unit, for figures that a unit could dominate. The check of
    differences supposes the worst: that nothing changed between figures, and that they were exact sums.
    """
    applied = rule or Rule()
    members = frozenset(group)
    if len(members) < applied.least:
        return Decision(False, "too few people", f"Fewer than {applied.least} people count in this figure.")
    if units is not None and (refused := _dominated(units, applied)):
        return refused
    before = [frozenset(one) for one in released]
    least = applied.least_apart
    if members not in before and (
        any(_moved_few(members, one, least) for one in before) or singled_out([*before, members], least)
    ):
        return Decision(
            False,
            "difference",
            f"Together with earlier figures this one would tell about fewer than {least} people apart.",
        )
    return Decision(True, "released", "Large enough, and it tells about no few people apart.")


def singled_out(groups: Sequence[Collection[Hashable]], least: int) -> bool:
    """Whether sums over these groups, added and subtracted at will, tell something about fewer than `least` people.

    People who are in the same groups cannot be told apart. Something about few is told when without them the sums
    would depend on each other more: then some combination holds nobody else.
    """
    sizes, patterns = _atoms(groups)
    small = np.flatnonzero(sizes < least).tolist()
    rank = np.linalg.matrix_rank(patterns)
    for number in range(1, least):
        for chosen in combinations(small, number):
            few = list(chosen)
            if sizes[few].sum() < least and np.linalg.matrix_rank(np.delete(patterns, few, axis=1)) < rank:
                return True
    return False


def _moved_few(group: Group, earlier: Group, least: int) -> bool:
    """Whether fewer than `least`, but somebody, came into or went out of what is otherwise the same group."""
    return 0 < len(group - earlier) < least or 0 < len(earlier - group) < least


def _atoms(groups: Sequence[Collection[Hashable]]) -> tuple[Numbers, Numbers]:
    """People by the groups they are in: how many of each kind (K,), and which groups those are (G, K)."""
    kinds: dict[tuple[bool, ...], int] = {}
    sets = [frozenset(group) for group in groups]
    for person in frozenset().union(*sets):
        pattern = tuple(person in one for one in sets)
        kinds[pattern] = kinds.get(pattern, 0) + 1
    return np.array(list(kinds.values()), dtype=np.float64), np.array(list(kinds), dtype=np.float64).T


def _dominated(units: Mapping[Hashable, int], rule: Rule) -> Decision | None:
    counts = sorted((count for count in units.values() if count > 0), reverse=True)
    total = sum(counts)
    if len(counts) < rule.least_units:
        return Decision(
            False, "too few units", f"Fewer than {rule.least_units} caseworkers stand behind this figure."
        )
    if counts[0] > rule.largest * total:
        return Decision(
            False,
            "one unit dominates",
            f"One caseworker stands for more than {rule.largest:.0%} of this figure.",
        )
    if sum(counts[:2]) > rule.two_largest * total:
        return Decision(
            False,
            "two units dominate",
            f"Two caseworkers stand for more than {rule.two_largest:.0%} of this figure.",
        )
    return None
