"""What can be done about each precondition that rounds publish about a team (note 5.1 to 5.3)."""

import hashlib
import json
from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, Self

from pydantic import Field, model_validator

from leerlus.content.files import read
from leerlus.content.texts import Content, Text
from leerlus.framework.sections import Section

FOLDER: Final = Path(__file__).parent / "preconditions"
CURRENT_VERSION: Final = 1


class Steps(Content):
    """A few sentences in both languages, as many in one as in the other."""

    nl: tuple[str, ...] = Field(min_length=1)
    en: tuple[str, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _says_the_same_in_both(self) -> Self:
        if len(self.nl) != len(self.en):
            raise ValueError("as many sentences in Dutch as in English")
        return self

    def in_language(self, language_code: str) -> tuple[str, ...]:
        """The sentences in the language of the screen."""
        return self.en if language_code.startswith("en") else self.nl


class Precondition(Content):
    """One precondition: what it is about, what a team can do about it together, and what its manager can."""

    measure: str
    factor: str
    sections: tuple[Section, ...] = Field(min_length=1)
    about: Text
    together: Steps
    manager: Steps


class Preconditions(Content):
    """All preconditions of one version, in the order of the note."""

    version: int = Field(ge=1)
    preconditions: tuple[Precondition, ...]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        if len(self.by_measure) != len(self.preconditions):
            raise ValueError("a measure occurs twice")
        return self

    @cached_property
    def by_measure(self) -> Mapping[str, Precondition]:
        """The precondition that a published measure is about."""
        return MappingProxyType({one.measure: one for one in self.preconditions})


@lru_cache
def load_preconditions(version: int = CURRENT_VERSION) -> Preconditions:
    return Preconditions.model_validate(read(FOLDER, f"preconditions-{version}"))


def checksum(version: int) -> str:
    """Fingerprint of what a version says, regardless of layout: pinned in `checksums.yaml`."""
    said = load_preconditions(version).model_dump(mode="json")
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
