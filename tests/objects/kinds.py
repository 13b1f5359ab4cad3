"""What a kind of thing is in the tests, and where its owner works."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model

from leerlus.access.matrix import Record
from leerlus.organisations.models import Person, Team
from leerlus.organisations.roles import Role

Canary = Callable[[str], str]
"""Gives the canary of a field: `canary("title")`."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing: what it is in the matrix, how to make one, and who has one."""

    record: Record
    make: Callable[[Person, Canary], Model]
    owner_role: Role = Role.CASEWORKER
    party: Callable[[Any], UUID | None] = lambda row: None
    """The other side of a thing that two people have together."""


def team_of(owner: Person) -> Team:
    held = owner.memberships.get()
    if held.team is None:
        raise ValueError(f"{owner} is in no team")
    return held.team
