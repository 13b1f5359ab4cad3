"""What a choice rests on, in words. The one place that knows how a ground is written down in step 4.

The reference is text that the caseworker typed. `item` is the id of an item of the knowledge base, for choices that
name one; nothing needs it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from leerlus.casework.rules.argued_choice import Grounds
from leerlus.casework.step_fields import EVIDENCE, GROUNDS, Words


@dataclass(frozen=True, slots=True)
class Ground:
    """The kind of ground in words, and for knowledge which one and how strong it is."""

    kind: Grounds
    words: Words
    reference: str = ""
    evidence: Words = ""
    item: UUID | None = None


def ground_of(content: Mapping[str, Any]) -> Ground | None:
    """The ground of a choice as step 4, or a settled plan, says it; None when it says none."""
    code = content.get("grounds")
    if not code:
        return None
    kind = Grounds(code)
    if kind is not Grounds.KNOWLEDGE:
        return Ground(kind, GROUNDS[kind])
    item = content.get("knowledge_item")
    return Ground(
        kind,
        GROUNDS[kind],
        str(content.get("knowledge", "")),
        EVIDENCE.get(content.get("evidence", ""), ""),
        UUID(item) if item else None,
    )
