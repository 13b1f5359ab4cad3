"""The starting items, read from `items-<version>/` with one file per subject, and checked against each other."""

import hashlib
from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Self

from pydantic import Field, model_validator

from leerlus.content.files import read
from leerlus.content.knowledge.item import KnowledgeItem
from leerlus.content.texts import Content

FOLDER: Final = Path(__file__).parent
CURRENT_VERSION: Final = 1


class KnowledgeItems(Content):
    """All items of one version, in the order of their files."""

    version: int = Field(ge=1)
    items: tuple[KnowledgeItem, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _refer_to_each_other(self) -> Self:
        if len(self.item) != len(self.items):
            raise ValueError("an id of an item occurs twice")
        for item in self.items:
            unknown = {*item.related, *item.contradicts} - set(self.item)
            if unknown:
                raise ValueError(f"{item.id}: no item {', '.join(sorted(unknown))}")
            if item.id in {*item.related, *item.contradicts}:
                raise ValueError(f"{item.id}: refers to itself")
            one_sided = [other for other in item.contradicts if item.id not in self.item[other].contradicts]
            if one_sided:
                raise ValueError(f"{item.id}: {', '.join(one_sided)} does not say that they contradict")
        return self

    @cached_property
    def item(self) -> Mapping[str, KnowledgeItem]:
        """Item by id."""
        return MappingProxyType({item.id: item for item in self.items})


@lru_cache
def load_knowledge_items(version: int = CURRENT_VERSION) -> KnowledgeItems:
    """One version of the starting items; raises FileNotFoundError for a version that is not there."""
    folder = FOLDER / f"items-{version}"
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    items: list[Any] = []
    for file in sorted(folder.glob("*.yaml")):
        items += read(folder, file.stem)["items"]
    return KnowledgeItems(version=version, items=tuple(KnowledgeItem.model_validate(item) for item in items))


def checksum(version: int) -> str:
    """Fingerprint of what a version says, regardless of layout: pinned in `checksums.yaml`."""
    return hashlib.sha256(load_knowledge_items(version).model_dump_json().encode()).hexdigest()
