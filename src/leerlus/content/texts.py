"""Bilingual text, the smallest piece of content."""

import hashlib

from pydantic import BaseModel, ConfigDict, Field


class Content(BaseModel):
    """Base of all content: immutable once loaded, and no field that the schema does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Content):
    """One sentence or label in Dutch and English. Both are required: no screen falls back silently."""

    nl: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def in_language(self, language_code: str) -> str:
        """The text in the language of the screen; anything that is not English reads Dutch, the default."""
        return self.en if language_code.startswith("en") else self.nl


def checksum(content: Content) -> str:
    """Fingerprint of what a version of content says, regardless of layout: pinned in a `checksums.yaml`."""
    return hashlib.sha256(content.model_dump_json().encode()).hexdigest()
