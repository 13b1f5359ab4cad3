"""What a choice rests on, in words. The one place that knows how a ground is written down in step 4.

The reference is text that the caseworker typed, or what the chosen item of the knowledge base is called; `item` is the
id of that item.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from leerlus.casework.chosen_knowledge import chosen_in, title_of
from leerlus.casework.rules.argued_choice import Grounds
from leerlus.casework.step_fields import EVIDENCE, GROUNDS, Words
from leerlus.organisations.language import language_of_screen


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
    chosen = chosen_in(content)
    level = content.get("evidence", "") or (chosen.level if chosen else "")
    named = title_of(chosen, language_of_screen()) if chosen else ""
    return Ground(
        kind,
        GROUNDS[kind],
        str(content.get("knowledge", "")) or named,
        EVIDENCE.get(level, ""),
        chosen.item if chosen else None,
    )
