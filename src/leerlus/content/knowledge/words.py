"""Words of the field as search needs them: what says nothing, what compounds are made of, and what means the same."""

import hashlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Final, Self

from pydantic import Field, StringConstraints, model_validator

from leerlus.content.files import read
from leerlus.content.texts import Content

FOLDER: Final = Path(__file__).parent
CURRENT_VERSION: Final = 1
SHORTEST_PART: Final = 3
"""Letters of the shortest word that a compound is taken apart into."""

Written = Annotated[str, StringConstraints(pattern=r"^\S+( \S+)*$", max_length=60)]
"""A word, or a few, as people write it."""


class Words(Content):
    """Words of both languages. They need not be as many, for a thing may have more names in one of them."""

    nl: tuple[Written, ...] = ()
    en: tuple[Written, ...] = ()

    @property
    def both(self) -> tuple[str, ...]:
        return (*self.nl, *self.en)


class SearchWords(Content):
    """One version of the words.

    `small` are words that ask nothing by themselves. `compounds` are examples of compounds with the parts they are
    taken apart into; `parts` are all words that may be such a part, in the forms in which they stand there. `meanings`
    has a name for each thing with what people call it.
    """

    version: int = Field(ge=1)
    small: Words
    parts: tuple[Written, ...]
    compounds: dict[Written, Annotated[tuple[Written, ...], Field(min_length=2)]]
    meanings: dict[Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*$")], Words]

    @model_validator(mode="after")
    def _says_each_thing_once(self) -> Self:
        for what, words in (
            ("part", self.parts),
            ("small word", self.small.nl),
            ("small word", self.small.en),
        ):
            twice = sorted({word for word in words if words.count(word) > 1})
            if twice:
                raise ValueError(f"a {what} occurs twice: {', '.join(twice)}")
        meant: dict[str, str] = {}
        for meaning, name in self._names():
            if meant.setdefault(name.casefold(), meaning) != meaning:
                raise ValueError(f"{name} means both {meant[name.casefold()]} and {meaning}")
        small = {word.casefold() for word in self.small.both} & set(meant)
        if small:
            raise ValueError(f"a word that asks nothing has a meaning: {', '.join(sorted(small))}")
        return self

    @model_validator(mode="after")
    def _can_be_used(self) -> Self:
        alone = [meaning for meaning, words in self.meanings.items() if len({*words.both}) < 2]
        if alone:
            raise ValueError(f"only one word for {', '.join(alone)}")
        missing = sorted({part for made in self.compounds.values() for part in made} - set(self.parts))
        if missing:
            raise ValueError(f"compounds are made of words that are no part: {', '.join(missing)}")
        short = [part for part in self.parts if len(part) < SHORTEST_PART]
        if short:
            raise ValueError(f"too short to be part of a compound: {', '.join(short)}")
        return self

    def _names(self) -> Iterator[tuple[str, str]]:
        for meaning, words in self.meanings.items():
            for name in sorted({*words.both}):
                yield meaning, name

    @property
    def synonyms(self) -> Mapping[str, tuple[str, ...]]:
        """What people call each thing, in either language."""
        return {meaning: tuple(dict.fromkeys(words.both)) for meaning, words in self.meanings.items()}


@lru_cache
def load_search_words(version: int = CURRENT_VERSION) -> SearchWords:
    """One version of the words; raises FileNotFoundError for a version that is not there."""
    return SearchWords.model_validate(read(FOLDER, f"words-{version}"))


def checksum(version: int) -> str:
    """Fingerprint of what a version says, regardless of layout: pinned in `checksums.yaml`."""
    return hashlib.sha256(load_search_words(version).model_dump_json().encode()).hexdigest()
