"""What can be done about what is published of a team. The rules live higher up and register here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from leerlus.release.published import TeamFacts


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something a team or its manager can do, in the language of the screen; `source` cites the note."""

    text: str
    techniques: tuple[tuple[str, str, str], ...]
    """Name, description, and a first sentence to say."""
    source: str


Suggest = Callable[[TeamFacts, bool], Sequence[Suggestion]]
"""From published facts, and whether the reader leads the team, to suggestions. It gets nothing else to look at."""

_SUGGESTING: Final[list[Suggest]] = []


def register_team_advice(suggest: Suggest) -> None:
    """Tell what can be suggested from published facts."""
    if suggest not in _SUGGESTING:
        _SUGGESTING.append(suggest)


def team_advice(facts: TeamFacts, *, leads: bool) -> list[Suggestion]:
    """All suggestions for a team, or for whoever leads it."""
    return [suggestion for suggest in _SUGGESTING for suggestion in suggest(facts, leads)]
