"""Instruments as content: items, pages and scales of one immutable version."""

import hashlib
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal, Self

import yaml
from pydantic import Field, model_validator

from leerlus.content.texts import Content, Text

FOLDER = Path(__file__).parent / "instruments"
CURRENT_VERSIONS = {"quickscan": 1}

Answer = int | str | tuple[str, ...] | None
"""A valid answer: a point, a choice or text, several choices, or None for "don't know / skip"."""


class AnswerRefused(ValueError):
    """Something was sent that is not an answer to this item; `reason` says so in both languages."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


class Option(Content):
    """One of the answers of a choice."""

    value: str
    text: Text


class RatingScale(Content):
    """Points in order, with words at both ends."""

    points: tuple[int, ...] = Field(min_length=2)
    lowest: Text
    highest: Text


class Condition(Content):
    """An item is asked only when another has one of these answers."""

    item: str
    is_one_of: tuple[str, ...]

    def holds(self, answers: Mapping[str, Any]) -> bool:
        return answers.get(self.item) in self.is_one_of


class Item(Content):
    """One question."""

    id: str
    kind: Literal["rating", "choice", "multiple", "open"]
    text: Text
    help: Text | None = None
    source: str
    scale: str | None = None
    reverse: bool = False
    options: tuple[Option, ...] = ()
    maximum: int | None = None
    excludes_others: str | None = None
    condition: Condition | None = None

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if (self.kind == "rating") != (self.scale is not None):
            raise ValueError(f"{self.id}: a rating, and only a rating, has a scale")
        if self.kind in {"choice", "multiple"} and len(self.options) < 2:
            raise ValueError(f"{self.id}: a choice needs options")
        if self.reverse and self.kind != "rating":
            raise ValueError(f"{self.id}: only a rating can be reversed")
        values = [option.value for option in self.options]
        if len(values) != len(set(values)):
            raise ValueError(f"{self.id}: an option occurs twice")
        if self.excludes_others is not None and self.excludes_others not in values:
            raise ValueError(f"{self.id}: {self.excludes_others} excludes the others but is no option")
        return self


class Page(Content):
    """A few questions of one subject."""

    title: Text
    items: tuple[str, ...] = Field(min_length=1)
    shows_target_behaviour: bool = False
    seconds: int = Field(gt=0)


class Scale(Content):
    """Items that together make one score of 0 to 100; bands apply only where `banded`."""

    name: Text
    items: tuple[str, ...] = Field(min_length=1)
    minimum_answered: int | None = None
    banded: bool = False


class Instrument(Content):
    """One version of an instrument."""

    code: str
    version: int = Field(ge=1)
    validation_status: Literal["concept", "pilot", "substantiated"]
    name: Text
    introduction: Text
    target_behaviour: Text
    sources: dict[str, Text]
    rating_scales: dict[str, RatingScale]
    items: tuple[Item, ...]
    pages: tuple[Page, ...]
    scales: dict[str, Scale]

    @model_validator(mode="after")
    def _refers_only_to_what_exists(self) -> Self:
        ids = [item.id for item in self.items]
        if len(ids) != len(set(ids)):
            raise ValueError("an item id occurs twice")
        on_pages = [item for page in self.pages for item in page.items]
        if sorted(on_pages) != sorted(ids):
            raise ValueError(
                f"every item stands on exactly one page; check {sorted(set(on_pages) ^ set(ids))}"
            )
        for name, scale in self.scales.items():
            if unknown := set(scale.items) - {item.id for item in self.items if item.kind == "rating"}:
                raise ValueError(f"scale {name} uses {sorted(unknown)}, which are not ratings here")
        for item in self.items:
            if item.source not in self.sources:
                raise ValueError(f"{item.id} has no source")
            if item.scale is not None and item.scale not in self.rating_scales:
                raise ValueError(f"{item.id} uses a rating scale that is not here")
        return self

    @model_validator(mode="after")
    def _conditions_can_hold(self) -> Self:
        """A page is sent whole, so the answer a question depends on must come from an earlier page."""
        page_of = {item: number for number, page in enumerate(self.pages) for item in page.items}
        options = {item.id: {option.value for option in item.options} for item in self.items}
        for item in self.items:
            if item.condition is None:
                continue
            if item.condition.item not in options:
                raise ValueError(f"{item.id} depends on an item that is not here")
            if unknown := set(item.condition.is_one_of) - options[item.condition.item]:
                raise ValueError(f"{item.id} depends on {sorted(unknown)}, which nobody can answer")
            if page_of[item.condition.item] >= page_of[item.id]:
                raise ValueError(f"{item.id} depends on an item that is not on an earlier page")
        return self

    @cached_property
    def by_id(self) -> Mapping[str, Item]:
        return {item.id: item for item in self.items}

    def points(self, item: Item) -> tuple[int, ...]:
        """The points of a rating, lowest first."""
        return self.rating_scales[item.scale or ""].points

    def asked(self, answers: Mapping[str, Any]) -> tuple[str, ...]:
        """The ids of the items that are asked, given the answers so far."""
        return tuple(
            item.id for item in self.items if item.condition is None or item.condition.holds(answers)
        )

    def accept(self, item: Item, posted: Sequence[str]) -> Answer:
        """Turn what a form sent for an item into an answer. Raises AnswerRefused with the reason."""
        if item.kind == "multiple":
            return _several(item, posted)
        raw = posted[-1] if posted else ""
        if raw.strip() == "":
            return None
        if item.kind == "open":
            return _open(item, raw)
        if item.kind == "rating":
            allowed: dict[str, int | str] = {str(point): point for point in self.points(item)}
        else:
            allowed = {option.value: option.value for option in item.options}
        if raw not in allowed:
            raise AnswerRefused(_NOT_AN_OPTION)
        return allowed[raw]


_NOT_AN_OPTION = Text(nl="Kies een van de antwoorden hieronder.", en="Choose one of the answers below.")


def _several(item: Item, posted: Sequence[str]) -> Answer:
    chosen = tuple(option.value for option in item.options if option.value in posted)
    if len(chosen) != len(set(filter(None, posted))):
        raise AnswerRefused(_NOT_AN_OPTION)
    if item.maximum is not None and len(chosen) > item.maximum:
        raise AnswerRefused(
            Text(
                nl=f"Je koos er {len(chosen)}; kies er hoogstens {item.maximum}.",
                en=f"You chose {len(chosen)}; choose at most {item.maximum}.",
            )
        )
    if item.excludes_others in chosen and len(chosen) > 1:
        words = next(option.text for option in item.options if option.value == item.excludes_others)
        raise AnswerRefused(
            Text(
                nl=f"“{words.nl}” past niet bij de andere antwoorden. Haal er een weg.",
                en=f"“{words.en}” does not go with the other answers. Remove one.",
            )
        )
    return chosen or None


def _open(item: Item, raw: str) -> str:
    text = raw.replace("\r\n", "\n").strip()
    if item.maximum is not None and len(text) > item.maximum:
        raise AnswerRefused(
            Text(
                nl=f"Je tekst heeft {len(text)} tekens; er passen er {item.maximum}. Maak hem iets korter.",
                en=f"Your text has {len(text)} characters; {item.maximum} fit. Make it a little shorter.",
            )
        )
    return text


@lru_cache
def load_instrument(code: str, version: int) -> Instrument:
    """An instrument version by name. Raises FileNotFoundError when it does not exist."""
    return Instrument.model_validate(yaml.safe_load(_path(code, version).read_text(encoding="utf-8")))


def current_instrument(code: str) -> Instrument:
    """The version that new sittings use."""
    return load_instrument(code, CURRENT_VERSIONS[code])


def checksum(code: str, version: int) -> str:
    """Fingerprint of what a version says, regardless of layout: pinned in `checksums.yaml` once it is released."""
    content = load_instrument(code, version).model_dump_json()
    return hashlib.sha256(content.encode()).hexdigest()


def released_checksums() -> dict[str, str]:
    """The fingerprints of released versions, by `code-version`."""
    pinned: dict[str, str] = yaml.safe_load((FOLDER / "checksums.yaml").read_text(encoding="utf-8"))
    return pinned


def _path(code: str, version: int) -> Path:
    return FOLDER / f"{code}-{version}.yaml"
