"""How long it takes until one speaks a client again (domain specification 7, contact rhythm). Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Final
from uuid import UUID

LONGEST_GAP: Final = 182
"""After half a year without a contact a gap is no longer followed, in days."""

BANDS: Final = ((14, "two_weeks"), (28, "four_weeks"), (56, "eight_weeks"))
"""Up to so many days ago; longer ago is `longer`, and never is `never`."""


@dataclass(slots=True)
class Followed:
    """The days on which one client was spoken, and until which day their file was open (today while it is)."""

    until: date
    is_open: bool
    spoken: list[date] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Gap:
    """Whole days from one contact to the next; or, not `again`, until which no next one was seen."""

    days: int
    again: bool


def gaps(clients: Iterable[Followed]) -> list[Gap]:
    """Every time between two days on which the same client was spoken, and the time since the last one."""
    found = []
    for client in clients:
        days = sorted(set(client.spoken))
        found += [_gap((later - earlier).days, again=True) for earlier, later in pairwise(days)]
        if days and client.until > days[-1]:
            found.append(_gap((client.until - days[-1]).days, again=False))
    return found


def last_spoken(clients: Iterable[Followed], today: date) -> Mapping[str, int]:
    """How many open files there are by how long ago their client was last spoken."""
    counts = dict.fromkeys((*(name for _, name in BANDS), "longer", "never"), 0)
    for client in clients:
        if client.is_open:
            counts[_band(client.spoken, today)] += 1
    return counts


def by_client(
    files: Iterable[tuple[UUID, date | None]], contacts: Iterable[tuple[UUID, date]], today: date
) -> list[Followed]:
    """Files (with the day they were closed) and contacts, put together by client."""
    followed = {
        file: Followed(min(closed, today) if closed else today, closed is None) for file, closed in files
    }
    for file, day in contacts:
        if file in followed:
            followed[file].spoken.append(day)
    return list(followed.values())


def _gap(days: int, *, again: bool) -> Gap:
    return Gap(days, again) if days <= LONGEST_GAP else Gap(LONGEST_GAP, again=False)


def _band(spoken: list[date], today: date) -> str:
    if not spoken:
        return "never"
    ago = (today - max(spoken)).days
    return next((name for most, name in BANDS if ago <= most), "longer")
