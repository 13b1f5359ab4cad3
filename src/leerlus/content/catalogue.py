"""The intervention catalogue as content (note box 4.1, appendix 2) with the characteristics of box 4.2."""

from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, Self

import yaml
from pydantic import Field, model_validator

from leerlus.content.texts import Content, Text
from leerlus.framework.loading import load_framework
from leerlus.framework.model import BlockId
from leerlus.framework.sections import Section

Value = Literal["yes", "partly", "no", "unknown"]
Target = Literal["caseworker", "manager", "organisation", "client"]
_SHARE: Mapping[str, float] = {"yes": 1.0, "partly": 0.5, "no": 0.0, "unknown": 0.0}


class Entry(Content):
    """One intervention with twelve characteristics in the order of `Catalogue.characteristics`.

    Its basis and its assessor stand for every one of them. Parties, goals, stages or determinants that are not there
    are not known.
    """

    id: str
    name: Text
    values: tuple[Value, ...]
    target: Target
    parties: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    determinants: tuple[str, ...] = ()
    basis: tuple[Section, ...] = Field(min_length=1)
    note: Text
    stages: tuple[int, ...] = ()
    assessor: str

    @property
    def quality(self) -> float:
        """Share of characteristics that are met, partly counting half (0-1); unknown adds nothing here."""
        return sum(_SHARE[value] for value in self.values) / len(self.values)


class Catalogue(Content):
    """All entries. Unknown is always shown as unknown, never as no."""

    version: int
    check_before_use: Text
    characteristics: dict[str, Text]
    values: dict[Value, Text]
    parties: dict[str, Text]
    goals: dict[str, Text]
    targets: dict[Target, Text]
    entries: tuple[Entry, ...]

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if len({entry.id for entry in self.entries}) != len(self.entries):
            raise ValueError("a catalogue id occurs twice")
        wrong = [entry.id for entry in self.entries if len(entry.values) != len(self.characteristics)]
        if wrong:
            raise ValueError(f"these entries miss characteristics: {wrong}")
        return self

    @model_validator(mode="after")
    def _refers_only_to_what_exists(self) -> Self:
        factors = {factor.id for factor in load_framework().factors_of(BlockId.CASEWORKER)}
        for entry in self.entries:
            for what, names, known in (
                ("party", entry.parties, set(self.parties)),
                ("goal", entry.goals, set(self.goals)),
                ("factor of the caseworker", entry.determinants, factors),
            ):
                unknown = set(names) - known
                if unknown:
                    raise ValueError(f"{entry.id}: no {what} {', '.join(sorted(unknown))}")
        return self

    @cached_property
    def entry(self) -> Mapping[str, Entry]:
        """Entry by id."""
        return MappingProxyType({entry.id: entry for entry in self.entries})

    def characteristic(self, entry: Entry, name: str) -> Value:
        """One characteristic of an entry; raises ValueError for a name that does not exist."""
        return entry.values[list(self.characteristics).index(name)]


@lru_cache
def load_catalogue() -> Catalogue:
    path = Path(__file__).parent / "catalogue.yaml"
    return Catalogue.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
