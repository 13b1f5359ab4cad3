"""Drawing lots between two arms, balanced in blocks (domain specification, knowledge question K3.3). Pure.

The order follows from a secret, so nobody who decides whether to take part, or persuades somebody to, can know what the
next place brings. Blocks vary in length: with one length, who counts along knows the last place of each block.
"""

import hmac
from enum import StrEnum
from typing import Final


class Arm(StrEnum):
    """What somebody who takes part gets."""

    TAILORED = "tailored"
    FREE_CHOICE = "free_choice"


PAIRS_IN_A_BLOCK: Final = (1, 2, 3)


def arm_at(place: int, secret: bytes) -> Arm:
    """The arm of the place with this number, counted from 0: always the same for the same secret."""
    order: list[Arm] = []
    block = 0
    while len(order) <= place:
        order += _block(block, secret)
        block += 1
    return order[place]


def _block(number: int, secret: bytes) -> list[Arm]:
    """As many of each arm, in an order that nobody can tell without the secret."""
    pairs = PAIRS_IN_A_BLOCK[_drawn(secret, number, 0) % len(PAIRS_IN_A_BLOCK)]
    tickets = list(Arm) * pairs
    return [
        ticket
        for _, ticket in sorted((_drawn(secret, number, 1 + at), ticket) for at, ticket in enumerate(tickets))
    ]


def _drawn(secret: bytes, block: int, ticket: int) -> int:
    return int.from_bytes(hmac.digest(secret, f"{block}:{ticket}".encode(), "sha256"))
