"""Sealing of personal content with AES-GCM and the key of the person, or the case file, it belongs to.

Sealed content cannot be averaged by a query, moved to another row, or read after the key is destroyed.
"""

import json
import os
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from leerlus.access.keyring import KeyProblem, key_of

_NONCE = 12


def seal(owner_id: UUID, purpose: str, content: Any) -> bytes:
    """Seal JSON-able content. `purpose` names the field and row, and is needed to open it again."""
    return seal_bytes(
        owner_id, purpose, json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    )


def unseal(owner_id: UUID, purpose: str, sealed: bytes | memoryview) -> Any:
    """Open sealed content. Raises KeyProblem when the key is gone or the content was moved or changed."""
    return json.loads(unseal_bytes(owner_id, purpose, sealed))


def seal_bytes(owner_id: UUID, purpose: str, content: bytes) -> bytes:
    """Seal a file of a person as it is."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key_of(owner_id, create=True)).encrypt(nonce, content, purpose.encode())


def unseal_bytes(owner_id: UUID, purpose: str, sealed: bytes | memoryview) -> bytes:
    """Open what `seal_bytes` sealed. Raises KeyProblem as `unseal` does."""
    raw = bytes(sealed)
    key = AESGCM(key_of(owner_id))
    try:
        return key.decrypt(raw[:_NONCE], raw[_NONCE:], purpose.encode())
    except (InvalidTag, ValueError):  # ValueError: too short to have been sealed at all
        raise KeyProblem("This content was changed, or belongs to somebody else.") from None
