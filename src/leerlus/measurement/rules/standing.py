"""When a measurement set may begin, whether it is active, and of whom it captures something on a day. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Final
from uuid import UUID

LEAST_CASEWORKERS: Final = 2
LEAST_MANAGERS: Final = 1


@dataclass(frozen=True, slots=True)
class Group:
    """Who is in a team on a day. Who leads the team counts as a manager, whatever else they do there."""

    caseworkers: frozenset[UUID]
    managers: frozenset[UUID]

    def __contains__(self, person_id: UUID) -> bool:
        return person_id in self.caseworkers or person_id in self.managers


@dataclass(frozen=True, slots=True)
class Life:
    """What happened to a set until now. `agreed` are the people whose yes stands."""

    proposed_on: date | None = None
    running_since: date | None = None
    ends_on: date | None = None
    closed_on: date | None = None
    agreed: frozenset[UUID] = frozenset()


class Obstacle(Enum):
    """Why a set that was laid before the group does not begin."""

    WORKS_COUNCIL = "works_council"
    GROUP = "group"
    CASEWORKERS = "caseworkers"
    MANAGERS = "managers"
    STOP_DATE = "stop_date"


class Standing(Enum):
    """Where a set is in its life. Only `ACTIVE` captures anything."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    ACTIVE = "active"
    RESTING = "resting"
    ENDED = "ended"
    CLOSED = "closed"


def is_joint(caseworkers: int, managers: int) -> bool:
    """Whether so many people together are a group that may design: caseworkers in the majority, a manager there."""
    return caseworkers >= LEAST_CASEWORKERS and managers >= LEAST_MANAGERS and caseworkers > managers


def obstacles(life: Life, group: Group, today: date, *, works_council_agreed: bool) -> tuple[Obstacle, ...]:
    """What keeps a set that was laid before the group from beginning; nothing when it may begin.

    Everybody says yes for themselves: every caseworker of the group and every manager (acceptance check 40). Without
    the consent of the works council nothing begins (acceptance check 75).
    """
    found = {
        Obstacle.WORKS_COUNCIL: not works_council_agreed,
        Obstacle.GROUP: not is_joint(len(group.caseworkers), len(group.managers)),
        Obstacle.CASEWORKERS: not group.caseworkers <= life.agreed,
        Obstacle.MANAGERS: not group.managers <= life.agreed,
        Obstacle.STOP_DATE: life.ends_on is None or life.ends_on < today,
    }
    return tuple(obstacle for obstacle, is_there in found.items() if is_there)


def standing(life: Life, group: Group, today: date, *, works_council_agreed: bool) -> Standing:
    """Where a set is on a day.

    Running, it rests as long as the works council does not agree, or somebody leads the team who did not say yes. A
    caseworker who joined later and did not say yes yet does not stop it: nothing is captured of them.
    """
    if life.closed_on is not None:
        return Standing.CLOSED
    if life.proposed_on is None:
        return Standing.DRAFT
    if life.running_since is None:
        return Standing.PROPOSED
    if life.ends_on is None or life.ends_on < today:
        return Standing.ENDED
    led_with_a_yes = bool(group.managers) and group.managers <= life.agreed
    return Standing.ACTIVE if works_council_agreed and led_with_a_yes else Standing.RESTING


def captures(
    life: Life,
    group: Group,
    person_id: UUID,
    said_yes_on: date | None,
    on: date,
    *,
    works_council_agreed: bool,
) -> bool:
    """Whether something of a caseworker is captured about a day: the set is active, and their own yes is not younger.

    On the stop date itself it still is, the day after it is not (acceptance check 41).
    """
    if standing(life, group, on, works_council_agreed=works_council_agreed) is not Standing.ACTIVE:
        return False
    begun = life.running_since is not None and life.running_since <= on
    said = person_id in life.agreed and said_yes_on is not None and said_yes_on <= on
    return begun and said and person_id in group.caseworkers


def next_look(looked_on: date, rhythm_weeks: int, ends_on: date) -> date:
    """The next day to look together; the last one is the stop date."""
    return min(looked_on + timedelta(weeks=rhythm_weeks), ends_on)
