"""Plain values of a file that may be of any kind: looked at without ever failing."""

from collections.abc import Iterator, Mapping
from typing import Any

from leerlus.content.reading.problems import Path
from leerlus.content.texts import Text

Found = Iterator[tuple[Path, Text]]
"""Problems with the part they are about."""


def say(nl: str, en: str) -> Text:
    return Text(nl=nl, en=en)


def either(words: frozenset[str], word: str) -> str:
    return f" {word} ".join(sorted(words))


def as_plain(value: Any) -> str | float | None:
    """Text or a number, to look up and compare; None for what is a list or a mapping, and so the name of nothing."""
    return value if isinstance(value, str | int | float) else None


def as_list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []


def as_mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
