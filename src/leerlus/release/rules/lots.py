"""How people enter and leave figures (reliability document 4.2, R5 and R5b)."""

from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypeVar

LOT: Final = 4
"""People enter or leave only in lots of at least this many per direction.

The reliability document asks for three and names four as the next step. With three, of whom two tell their score, the
rounding alone protects the third, and somebody at an end of the scale could be narrowed below 20 points (decision 12).
"""

DAYS_CARRIED: Final = 365
"""How long the last value of somebody who left is carried along."""

Member = TypeVar("Member", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Counted:
    """Somebody in the last published figure of a series: the value that counted, and when they were last in the group.

    `value` is None of who took their yes back, paused or erased: it is gone, and cannot be carried along.
    """

    value: float | None
    last_present: date

    def carried_on(self, today: date) -> float | None:
        """The value that may still count on a day when this person is not in the group; None when it may not."""
        if today - self.last_present > timedelta(days=DAYS_CARRIED):
            return None
        return self.value


def candidates(
    present: Mapping[Member, float], last: Mapping[Member, Counted] | None, today: date
) -> Iterator[dict[Member, float]]:
    """Who could count in the next figure, with which value; the most up to date first.

    `present` are the people of the group now, `last` those of its last published figure (None when there was none).
    Who came enters together or waits together; who left goes together, or is carried along together with their last
    value, as long as all of them can be.
    """
    if last is None:
        yield dict(present)
        return
    stay = {person: value for person, value in present.items() if person in last}
    came = {person: value for person, value in present.items() if person not in last}
    left = {person: counted.carried_on(today) for person, counted in last.items() if person not in present}
    carried = {person: value for person, value in left.items() if value is not None}
    yield stay | came
    yield stay
    if len(carried) == len(left):
        yield stay | carried | came
        yield stay | carried


@dataclass(frozen=True, slots=True)
class Nameless:
    """Somebody in an earlier figure who erased their content since: it is not known any more who that was."""

    number: int


def tells_few_apart(
    members: Collection[Hashable], earlier: Collection[Hashable], erased_once: Collection[Hashable] = ()
) -> bool:
    """Whether two figures about these people differ by somebody, but by less than a lot, in either direction.

    `erased_once` are people who erased their content and said yes again. They look like somebody new, while each may
    be one of the nameless in the earlier figure; so for every number of them it is asked what holds if they are.
    """
    now, before = frozenset(members), frozenset(earlier)
    came, left = now - before, before - now
    nameless = sum(isinstance(one, Nameless) for one in left)
    most_back = min(nameless, len(came.intersection(erased_once)))
    return any(0 < number - back < LOT for back in range(most_back + 1) for number in (len(came), len(left)))
