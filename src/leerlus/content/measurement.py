"""The field library of a measurement set, and the charter of its manager (domain specification 7; note, box 4.1)."""

from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, Self

from pydantic import Field, model_validator

from leerlus.content.conversation import Charter
from leerlus.content.files import read
from leerlus.content.texts import Content, Text

FOLDER: Final = Path(__file__).parent / "measurement"
CURRENT_LIBRARY: Final = 1
CURRENT_CHARTER: Final = 1


class LibraryField(Content):
    """Something a team can look at. `seconds` is what it costs at one contact; nothing when it is not asked there."""

    id: str = Field(pattern=r"^[a-z_]+$")
    name: Text
    about: Text
    asked_at_contact: bool
    seconds: int = Field(default=0, ge=0, le=120)

    @model_validator(mode="after")
    def _costs_time_only_where_it_is_asked(self) -> Self:
        if self.asked_at_contact != (self.seconds > 0):
            raise ValueError(f"{self.id}: takes time at a contact exactly when it is asked there")
        return self


class FieldLibrary(Content):
    """All fields of one version, in the order in which they are shown."""

    version: int = Field(ge=1)
    fields: tuple[LibraryField, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        if len(self.field) != len(self.fields):
            raise ValueError("an id occurs twice")
        return self

    @cached_property
    def field(self) -> Mapping[str, LibraryField]:
        """Field by id."""
        return MappingProxyType({field.id: field for field in self.fields})

    @cached_property
    def seconds(self) -> Mapping[str, int]:
        """What each field costs at one contact, by id."""
        return MappingProxyType({field.id: field.seconds for field in self.fields})


@lru_cache
def load_field_library(version: int = CURRENT_LIBRARY) -> FieldLibrary:
    """One version of the library; raises FileNotFoundError for a version that is not there."""
    return FieldLibrary.model_validate(read(FOLDER, f"field_library-{version}"))


@lru_cache
def load_measurement_charter(version: int = CURRENT_CHARTER) -> Charter:
    """One version of the charter "for learning, not for judging"; raises FileNotFoundError when it is not there."""
    return Charter.model_validate(read(FOLDER, f"charter-{version}"))
