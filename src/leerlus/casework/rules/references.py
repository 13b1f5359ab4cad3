"""References of clients: random, derived from nothing, and short enough to read out (reliability document 3.2.2)."""

import secrets
from typing import Final

_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: without letters that are read as digits."""

LENGTH: Final = 26
"""Letters of a whole reference: 130 bits, of which 128 are random."""

SHORT: Final = 6
"""Letters that people see and search by; within a municipality no two files have the same."""

_READ_AS: Final = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})


def new_reference() -> str:
    """128 random bits as 26 letters, of which the first 6 are the short reference."""
    number = secrets.randbits(128) << 2
    return "".join(_LETTERS[number >> shift & 31] for shift in range(5 * (LENGTH - 1), -1, -5))


def short_of(reference: str) -> str:
    """The part of a reference that people see."""
    return reference[:SHORT]


def in_words(short: str) -> str:
    """A short reference as it is shown: "7F3K-2Q"."""
    return f"{short[:4]}-{short[4:]}"


def searched_for(text: str) -> str:
    """What somebody who types a reference, or the beginning of one, means; empty when it can be none.

    Case, spaces, hyphens and the word before it do not matter, and a letter O is a zero.
    """
    typed = text.strip().upper().removeprefix("CLIENT").removeprefix("CLIËNT")
    letters = "".join(letter for letter in typed if letter.isalnum()).translate(_READ_AS)
    return letters[:LENGTH] if letters and set(letters) <= set(_LETTERS) else ""
