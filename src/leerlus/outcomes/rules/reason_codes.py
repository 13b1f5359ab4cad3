"""A table of codes for the end of a benefit, such as those of the Dutch benefit statistics, and what they mean here."""

import re
from dataclasses import dataclass
from typing import Final

from leerlus.outcomes.rules.columns import first_of, plain
from leerlus.outcomes.rules.spells import Exit
from leerlus.outcomes.rules.synonyms import CODE_NAMES, REASON_PARTS, WORDS
from leerlus.outcomes.rules.tables import Table

MOST_CODES: Final = 200
LONGEST_CODE: Final = 20
LONGEST_LABEL: Final = 120


@dataclass(frozen=True, slots=True)
class Code:
    """One code with its description; `exit` is what it most likely means, None when nobody can tell."""

    code: str
    label: str
    exit: Exit | None


class NoCodes(Exception):
    """The table has no column with codes, or too many of them."""


def read_codes(table: Table) -> list[Code]:
    """The codes in a table, each once, in its order. Raises NoCodes."""
    names = [plain(name) for name in table.header]
    at_code = first_of(names, CODE_NAMES["code"])
    at_label = first_of(names, CODE_NAMES["label"])
    if at_code is None or len(table) > MOST_CODES:
        raise NoCodes
    labels = table.column(at_label) if at_label is not None else [""] * len(table)
    found: dict[str, str] = {}
    for code, label in zip(table.column(at_code), labels, strict=True):
        if code and len(code) <= LONGEST_CODE:
            found.setdefault(code, label[:LONGEST_LABEL])
    if not found:
        raise NoCodes
    return [Code(code, label, likely_exit(label)) for code, label in found.items()]


def likely_exit(label: str) -> Exit | None:
    """What a description most likely means: by the whole of it, else by the first telling part of it."""
    whole = plain(label)
    for exit_, known in WORDS.items():
        if whole in known:
            return exit_
    small = label.casefold()
    return next((exit_ for exit_, pattern in REASON_PARTS if re.search(pattern, small)), None)
