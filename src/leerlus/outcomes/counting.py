"""Keeping the counts of a set equal to its spells.

Whoever changes what is in a set calls `recount` in the same transaction. Counts belong to a caseworker and a set, and
go with either: there is no total in which somebody who was erased could still be found by subtraction.
"""

from typing import Final
from uuid import UUID

from leerlus.outcomes.bulk import insert_selected, stored_key
from leerlus.outcomes.models import Spell, SpellCount
from leerlus.outcomes.rules.grouped import GroupedCount

_KEYS: Final = ("source_id", "caseworker_id", "duration", "exit")
_OF_A_SET: Final = GroupedCount(Spell._meta.db_table, _KEYS, only="source_id")


def recount(set_id: UUID) -> None:
    """Count one set anew, whatever changed. In the transaction of who changed it."""
    SpellCount.objects.filter(source_id=set_id).delete()
    insert_selected(SpellCount, (*_KEYS, "number"), _OF_A_SET.statement, [stored_key(set_id)])
