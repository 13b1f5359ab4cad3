"""One cell to one value: whole numbers, dates and yes-or-no as Dutch and English files write them."""

import re
from datetime import date
from typing import Final

from leerlus.casework.rules.identifiers import passes_eleven_test

YES: Final = frozenset({"1", "ja", "j", "yes", "y", "true", "waar", "x"})
NO: Final = frozenset({"", "0", "nee", "n", "no", "false", "onwaar", "-"})
_WHOLE: Final = re.compile(r"([+-]?\d{1,9})(?:[.,]0{1,9})?")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: 0{1,2}:00(?::00)?)?")
_YEAR_FIRST: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")


def whole_number(text: str) -> int | None:
    """A whole number, also written as `12,0` or `12.0`; None for anything else, `12,5` included."""
    found = _WHOLE.fullmatch(text.strip())
    return int(found[1]) if found else None


def calendar_date(text: str) -> date | None:
    """A date as d-m-yyyy (also with / or .) or yyyy-mm-dd, with at most a time of midnight; None otherwise."""
    stripped = text.strip()
    if found := _DAY_FIRST.fullmatch(stripped):
        day, month, year = (int(part) for part in found.groups())
    elif found := _YEAR_FIRST.fullmatch(stripped):
        year, month, day = (int(part) for part in found.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def yes_or_no(text: str) -> bool | None:
    """Whether a flag is set; None when it is neither a yes nor a no."""
    word = text.strip().casefold()
    if word in YES:
        return True
    return False if word in NO else None


def is_citizen_service_number(text: str) -> bool:
    """Whether a cell could be a BSN: eight or nine digits that pass the eleven test."""
    digits = re.sub(r"[ .-]", "", text)
    could_be = digits.isascii() and digits.isdigit() and len(digits) in {8, 9}
    return could_be and passes_eleven_test(digits.zfill(9))
