"""What somebody did and what was seen at the next contact: counts, no proof (domain specification 7)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Final
from uuid import UUID

FEWEST_CLIENTS: Final = 10
"""Below this number of clients there is a list and no picture (acceptance check 43)."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One contact: with whom, when, what was done, what was kept of the time before, how sure the client was (0-10)."""

    client: UUID
    held_on: date
    techniques: tuple[str, ...]
    kept: str
    confidence: int | None


@dataclass(slots=True)
class Followed:
    """After how many contacts with a technique something is known of the next one, and in how many it was so."""

    contacts: int = 0
    kept: dict[str, int] = field(default_factory=lambda: {"yes": 0, "partly": 0, "no": 0})
    confidence_known: int = 0
    more_confident: int = 0

    @property
    def kept_known(self) -> int:
        return sum(self.kept.values())


def what_followed(contacts: Iterable[Seen]) -> dict[str, Followed]:
    """Per technique: the agreement kept, and the confidence risen, at the next contact with the same client.

    The newest contact of a client has no next one: it counts as a contact, and what came of it is unknown.
    """
    found: dict[str, Followed] = defaultdict(Followed)
    by_client: dict[UUID, list[Seen]] = defaultdict(list)
    for contact in contacts:
        by_client[contact.client].append(contact)
        for technique in contact.techniques:
            found[technique].contacts += 1
    for series in by_client.values():
        series.sort(key=lambda contact: contact.held_on)
        for before, after in pairwise(series):
            for technique in before.techniques:
                _count(found[technique], before, after)
    return dict(found)


def _count(followed: Followed, before: Seen, after: Seen) -> None:
    if after.kept in followed.kept:
        followed.kept[after.kept] += 1
    if before.confidence is not None and after.confidence is not None:
        followed.confidence_known += 1
        followed.more_confident += after.confidence > before.confidence


def per_week(days: Iterable[date], last: date, weeks: int) -> list[int]:
    """How many contacts in each of the last whole weeks (Monday to Sunday) before the week of `last`, oldest first."""
    end = last - timedelta(days=last.weekday())
    counts = [0] * weeks
    for day in days:
        place = weeks - 1 - (end - timedelta(days=1) - day).days // 7
        if 0 <= place < weeks and day < end:
            counts[place] += 1
    return counts


def number_of_clients(contacts: Sequence[Seen]) -> int:
    """With how many clients."""
    return len({contact.client for contact in contacts})
