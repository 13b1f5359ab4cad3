"""Words that the manager writes about a conversation are sealed twice: with the manager's key over the caseworker's.

So they can be read only as long as neither of the two erased: what is written about somebody's development goes with
them, also from the oldest backup.
"""

from typing import Any
from uuid import UUID

from leerlus.access.vault import seal, seal_bytes, unseal, unseal_bytes


def seal_twice(manager_id: UUID, caseworker_id: UUID, purpose: str, content: Any) -> bytes:
    """Seal JSON-able content of a manager about a caseworker."""
    return seal_bytes(manager_id, purpose, seal(caseworker_id, purpose, content))


def unseal_twice(manager_id: UUID, caseworker_id: UUID, purpose: str, sealed: bytes | memoryview) -> Any:
    """Open it again. Raises KeyProblem when one of the two keys is gone."""
    return unseal(caseworker_id, purpose, unseal_bytes(manager_id, purpose, sealed))
