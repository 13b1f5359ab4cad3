"""One figure about one group: told, or hidden with the reason (reliability document 4.2, R2 to R5)."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Generic

from leerlus.release.rules.lots import Counted, Member, candidates, tells_few_apart
from leerlus.release.rules.people import FEWEST_EVER, contributor_band

Coarsen = Callable[[Collection[float]], int]
"""Makes the values of who counts into what may be told: `coarse_mean` or `at_least_half`."""


class Hidden(StrEnum):
    """Why something is not told."""

    NO_CONSENT_OF_WORKS_COUNCIL = "no_consent_of_works_council"
    TOO_FEW = "too_few"
    SMALL_CHANGE = "small_change"
    TOO_FEW_GROUPS = "too_few_groups"


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for a whole round: the consent of the works council, the least number of people, and the day.

    `erased_once` are the people who erased their content at some time, and may be nameless in an earlier figure.
    """

    works_council_agreed: bool
    least: int
    today: date
    erased_once: frozenset[Any] = frozenset()


@dataclass(frozen=True, slots=True)
class Decision(Generic[Member]):
    """The outcome for one group: a value with who counted in it (never shown), or the reason why it is hidden.

    `present` is who was in the group at this round, so that it is known since when somebody is gone.
    """

    value: int | None = None
    hidden: Hidden | None = None
    counted: Mapping[Member, float] = field(default_factory=dict)
    band: str = ""
    present: frozenset[Member] = frozenset()


def decide(
    present: Mapping[Member, float],
    last: Mapping[Member, Counted] | None,
    published: Iterable[Collection[Member]],
    terms: Terms,
    coarsen: Coarsen,
) -> Decision[Member]:
    """Whether something may be told about a group, and what.

    `present` are the values of the people who are in the group and said yes, `last` who counted in the last published
    figure of the same group (None when there was none), `published` who counted in every figure about this measure that
    was ever published, of whatever group. With too few people now it is hidden. Else of the sets that could count, the
    first is taken that is large enough and differs from none of those by one to three people; without one the series
    pauses.
    """
    if not terms.works_council_agreed:
        return Decision(hidden=Hidden.NO_CONSENT_OF_WORKS_COUNCIL)
    here = frozenset(present)
    sets, least = list(published), max(terms.least, FEWEST_EVER)
    options = list(candidates(present, last, terms.today))
    if len(options[0]) < least:
        return Decision(hidden=Hidden.TOO_FEW, present=here)
    fit = (
        one
        for one in options
        if len(one) >= least and not any(tells_few_apart(one, other, terms.erased_once) for other in sets)
    )
    counted = next(fit, None)
    if counted is None:
        return Decision(hidden=Hidden.SMALL_CHANGE, present=here)
    return Decision(
        coarsen(counted.values()), counted=counted, band=contributor_band(len(counted)), present=here
    )


def told(decision: Decision[Any]) -> int:
    """The value of a decision that is not hidden. Raises ValueError for one that is."""
    if decision.value is None:
        raise ValueError(f"hidden: {decision.hidden}")
    return decision.value
