"""One text of a cell to a value, or to the reason why it is none."""

import re
import string
from collections.abc import Mapping as Lookup
from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from leerlus.outcomes.rules.reasons import Reason
from leerlus.outcomes.rules.spells import LONGEST, Unit
from leerlus.outcomes.rules.values import calendar_date, is_citizen_service_number, whole_number

_LONGEST_PSEUDONYM: Final = 64
_PSEUDONYM: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./-]{0,63}")
_IN_PSEUDONYMS: Final = (string.ascii_letters + string.digits + "_./-").encode()
_SURELY_NO_BSN: Final = re.compile(r"[A-Za-z][A-Za-z0-9_./-]{0,63}")
"""A pseudonym that begins with a letter: most are of this kind, and no BSN is."""


def judge_date(text: str) -> date | Reason | None:
    return None if not text else calendar_date(text) or Reason.DATE_UNKNOWN


def judge_reference(text: str) -> str | Reason:
    if _SURELY_NO_BSN.fullmatch(text):
        return text
    if not text:
        return Reason.REFERENCE_MISSING
    if is_citizen_service_number(text):
        return Reason.REFERENCE_IS_BSN
    return text if _PSEUDONYM.fullmatch(text) else Reason.REFERENCE_NOT_PSEUDONYM


def are_surely_pseudonyms(texts: Sequence[str]) -> bool:
    """Whether all begin with a letter and are pseudonyms, looked at together: then none has to be judged by itself."""
    together = "".join(texts)
    return (
        together.isascii()
        and not together.encode().translate(None, _IN_PSEUDONYMS)
        and max(map(len, texts), default=0) <= _LONGEST_PSEUDONYM
        and all(map(str.isalpha, {text[:1] for text in texts}))
    )


def judge_person(text: str, caseworkers: Lookup[str, UUID]) -> UUID | Reason:
    return caseworkers.get(text.casefold(), Reason.CASEWORKER_UNKNOWN)


def judge_duration(text: str, unit: Unit) -> int | Reason:
    if not text:
        return Reason.DURATION_MISSING
    number = whole_number(text)
    if number is None:
        return Reason.DURATION_NOT_WHOLE
    if number < 1:
        return Reason.DURATION_BELOW_ONE
    return number if number <= LONGEST[unit] else Reason.DURATION_TOO_LONG
