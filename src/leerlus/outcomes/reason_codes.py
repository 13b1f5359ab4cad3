"""The code table of a municipality: what a code for the end of a benefit means in every file that is read in."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from leerlus.outcomes.models import ReasonCode
from leerlus.outcomes.rules.reason_codes import Code
from leerlus.outcomes.rules.spells import Exit


def codes_of(municipality_id: UUID) -> list[Code]:
    """The codes that a municipality has, with what they mean."""
    found = ReasonCode.objects.filter(municipality_id=municipality_id)
    return [
        Code(code, label, Exit(exit_)) for code, label, exit_ in found.values_list("code", "label", "exit")
    ]


def with_known_meanings(codes: Iterable[Code], known: Iterable[Code]) -> list[Code]:
    """Codes of a file; one that has a meaning already keeps it, and those that are not in the file stay."""
    meanings = {code.code: code for code in known}
    merged = [
        Code(code.code, code.label or meanings[code.code].label, meanings[code.code].exit)
        if code.code in meanings
        else code
        for code in codes
    ]
    named = {code.code for code in merged}
    return [*merged, *(code for code in meanings.values() if code.code not in named)]


def keep_codes(municipality_id: UUID, codes: Iterable[Code]) -> int:
    """Replace the code table; a code without a meaning is left out. Gives how many are kept."""
    kept = [
        ReasonCode(municipality_id=municipality_id, code=code.code, label=code.label, exit=code.exit)
        for code in codes
        if code.exit is not None
    ]
    with transaction.atomic():
        ReasonCode.objects.filter(municipality_id=municipality_id).delete()
        ReasonCode.objects.bulk_create(kept)
    return len(kept)
