"""Finding in free text what says who somebody is (reliability document 3.2.1, test D12). It does not find everything.

A citizen service number stops saving (acceptance check 38); the rest warns. Every pattern is bounded, so a long text
takes time in proportion to its length and no more.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

YOUNGEST_CLIENT: Final = 14
"""Years; a whole date longer ago than this may be a date of birth."""

_NEAR: Final = 30
"""Letters within which a house number belongs to a postcode."""


class Identifier(StrEnum):
    """What was found."""

    CITIZEN_NUMBER = "citizen_number"
    ACCOUNT = "account"
    EMAIL = "email"
    TELEPHONE = "telephone"
    ADDRESS = "address"
    DATE_OF_BIRTH = "date_of_birth"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, and the words it was found in."""

    kind: Identifier
    words: str


def identifiers_in(text: str, today: date) -> tuple[Found, ...]:
    """Everything in a text that may say who somebody is, each once, in the order of `Identifier`.

    What was recognised as one thing is not looked at again: the digits of an account are no telephone number.
    """
    found: list[Found] = []
    for kind, find in _FINDERS.items():
        for start, end in list(find(text, today)):
            one = Found(kind, text[start:end].strip(" .,;:"))
            if one.words and one not in found:
                found.append(one)
            text = text[:start] + " " * (end - start) + text[end:]
    return tuple(sorted(found, key=lambda one: list(Identifier).index(one.kind)))


def stops_saving(found: tuple[Found, ...]) -> bool:
    """Whether a text may not be kept at all."""
    return any(one.kind is Identifier.CITIZEN_NUMBER for one in found)


Span = tuple[int, int]

_ACCOUNT: Final = re.compile(r"(?<![A-Z0-9])[A-Z]{2}\d{2}[A-Z0-9 ]{11,42}", re.IGNORECASE)
_ACCOUNT_LENGTH: Final = {
    "NL": 18, "BE": 16, "DE": 22, "FR": 27, "ES": 24, "IT": 27, "PT": 25, "PL": 28, "TR": 26, "RO": 24,
    "BG": 22, "GB": 22, "IE": 22, "AT": 20, "CH": 21, "DK": 18, "SE": 24, "NO": 15, "FI": 18, "CZ": 24,
    "HU": 28, "GR": 27, "LT": 20, "LV": 21, "EE": 20, "LU": 20, "SK": 24, "SI": 19, "HR": 21,
}  # fmt: skip


def _accounts(text: str, today: date) -> Iterator[Span]:
    for match in _ACCOUNT.finditer(text):
        length = _ACCOUNT_LENGTH.get(match.group()[:2].upper(), 0)
        end, letters = match.start(), ""
        while len(letters) < length and end < match.end():
            letters += text[end].strip().upper()
            end += 1
        if length and len(letters) == length and _remainder_is_one(letters):
            yield match.start(), end


def _remainder_is_one(account: str) -> bool:
    """The check of an account number: its digits and letters as one number, modulo 97."""
    turned = account[4:] + account[:4]
    return int("".join(str(int(letter, 36)) for letter in turned)) % 97 == 1


_EMAIL: Final = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_TELEPHONE: Final = re.compile(
    r"(?<![\w+])(?:\+31|0031|0)(?:[ .-]?\(0\))?[ .-]{0,3}[1-9](?:[ .-]{0,3}\d){8}(?![ .-]?\d)"
)


def _all_of(pattern: re.Pattern[str]) -> "Callable[[str, date], Iterator[Span]]":
    def find(text: str, today: date) -> Iterator[Span]:
        yield from (match.span() for match in pattern.finditer(text))

    return find


_NINE_DIGITS: Final = re.compile(
    r"(?<![\w.,-])(?:\d{9}|\d{3}[ .-]\d{3}[ .-]\d{3}|\d{4}[ .-]\d{2}[ .-]\d{3}|\d{2}[ .-]\d{2}[ .-]\d{2}[ .-]\d{3})"
    r"(?![\w]|[.,-]\d)"
)
_NAMED_NUMBER: Final = re.compile(
    r"\b(?:bsn|burgerservicenummer|sofi-?nummer)\b[^\d\n]{0,15}(\d{8,9})(?!\d)", re.IGNORECASE
)


def _citizen_numbers(text: str, today: date) -> Iterator[Span]:
    for match in _NINE_DIGITS.finditer(text):
        if passes_eleven_test(re.sub(r"\D", "", match.group())):
            yield match.span()
    for match in _NAMED_NUMBER.finditer(text):
        if passes_eleven_test(match[1].zfill(9)):
            yield match.span(1)


def passes_eleven_test(digits: str) -> bool:
    """The check of a citizen service number: 9, 8, … 2 times its digits, minus the last, can be divided by 11."""
    if len(digits) != 9 or digits == "0" * 9:
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True)) % 11 == 0


_POSTCODE: Final = re.compile(r"\b[1-9]\d{3}(?: ?(?!SA|SD|SS)[A-Z]{2}|(?!sa|sd|ss)[a-z]{2})\b")
_HOUSE_NUMBER: Final = re.compile(r"(?<![\d:.,/-])\d{1,4}(?:[ -]?[a-zA-Z])?(?![\d:.,/%-]\d|[\d%])\b")
_STREET: Final = re.compile(
    r"\b[A-Z][\w'-]{2,30}(?:straat|laan|plein|gracht|kade|singel|dreef|plantsoen|steeg|weg) \d{1,4}(?:[ -]?[a-zA-Z])?\b"
)


def _addresses(text: str, today: date) -> Iterator[Span]:
    for match in _POSTCODE.finditer(text):
        before = _HOUSE_NUMBER.search(text[max(0, match.start() - _NEAR) : match.start()])
        after = _HOUSE_NUMBER.match(text[match.end() :].lstrip(" ,-"))
        if after or before:
            yield match.span()
    yield from (match.span() for match in _STREET.finditer(text))


_MONTHS: Final = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
    "november", "december",
)  # fmt: skip
_DATE: Final = re.compile(r"(?<![\d.,/-])(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?![\d/-])")
_DATE_IN_WORDS: Final = re.compile(
    rf"(?<!\d)(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})(?!\d)", re.IGNORECASE
)
_BORN: Final = re.compile(
    r"\b(?:geboren|geb\.|geboortedatum|geb\.?datum)[^\d\n]{0,15}"
    r"(\d{1,2}[-/. ](?:\d{1,2}|[a-z]{3,9})[-/. ]\d{2,4})(?!\d)",
    re.IGNORECASE,
)


def _dates_of_birth(text: str, today: date) -> Iterator[Span]:
    yield from (match.span(1) for match in _BORN.finditer(text))
    for match in _DATE.finditer(text):
        if 1 <= int(match[1]) <= 31 and 1 <= int(match[2]) <= 12 and _is_long_ago(int(match[3]), today):
            yield match.span()
    for match in _DATE_IN_WORDS.finditer(text):
        if 1 <= int(match[1]) <= 31 and _is_long_ago(int(match[3]), today):
            yield match.span()


def _is_long_ago(year: int, today: date) -> bool:
    return 1900 <= year <= today.year - YOUNGEST_CLIENT


_WORD: Final = re.compile(r"\b[A-ZÀ-Þ][a-zà-ÿ]{1,20}\b")
_ADDRESSED: Final = re.compile(
    r"\b(?:[Mm]eneer|[Mm]evrouw|[Dd]hr\.?|[Mm]w\.?|[Mm]evr\.?|[Dd]e heer) (?:(?:van|de|der|den|el|ben) ){0,2}"
    r"[A-ZÀ-Þ][\wà-ÿ-]{1,30}"
)


def _names(text: str, today: date) -> Iterator[Span]:
    yield from (match.span() for match in _ADDRESSED.finditer(text))
    known = first_names()
    yield from (match.span() for match in _WORD.finditer(text) if match.group() in known)


@cache
def first_names() -> frozenset[str]:
    """First names that are often given in the Netherlands and are no other word."""
    lines = Path(__file__).with_name("first_names.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split())


_FINDERS: Final[dict[Identifier, Callable[[str, date], Iterator[Span]]]] = {
    Identifier.ACCOUNT: _accounts,
    Identifier.EMAIL: _all_of(_EMAIL),
    Identifier.TELEPHONE: _all_of(_TELEPHONE),
    Identifier.CITIZEN_NUMBER: _citizen_numbers,
    Identifier.ADDRESS: _addresses,
    Identifier.DATE_OF_BIRTH: _dates_of_birth,
    Identifier.NAME: _names,
}
