"""What stands beside a published figure: promises to the team, and the reader's own answers. Apps above register."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Promised:
    """What a manager promised a team about a precondition; `state` says in words what became of it."""

    text: str
    by: str
    due_on: date
    state: str


ReadPromises = Callable[[Collection[UUID]], Mapping[tuple[UUID, str], Sequence[Promised]]]
"""From teams to promises by team and precondition (`OR.REF`), the newest first."""

PromiseAddress = Callable[[UUID, str], str]
"""Where a manager makes a promise to a team about a precondition."""

ReadOwnScores = Callable[[UUID], Mapping[str, float]]
"""The own scores (0-100) of one person on what measures ask of a team, by measure; read for that person only."""

_PROMISES: Final[list[tuple[ReadPromises, PromiseAddress]]] = []
_OWN_SCORES: Final[list[ReadOwnScores]] = []


def register_promises(read: ReadPromises, address: PromiseAddress) -> None:
    """Tell where promises to teams are kept, and where a manager makes one."""
    _PROMISES[:] = [(read, address)]


def register_own_scores(read: ReadOwnScores) -> None:
    """Tell where a manager's own answers to the questions of the team are kept."""
    _OWN_SCORES[:] = [read]


def promises_to(team_ids: Collection[UUID]) -> Mapping[tuple[UUID, str], Sequence[Promised]]:
    """The promises to these teams by team and precondition; nothing while no app keeps promises."""
    return _PROMISES[0][0](team_ids) if _PROMISES else {}


def promise_address(team_id: UUID, precondition: str) -> str:
    """Where a manager makes this promise; empty while no app keeps promises."""
    return _PROMISES[0][1](team_id, precondition) if _PROMISES else ""


def own_scores(person_id: UUID) -> Mapping[str, float]:
    """The reader's own answers to what measures ask; without those there are none to."""
    return _OWN_SCORES[0](person_id) if _OWN_SCORES else {}
