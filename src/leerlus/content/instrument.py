"""Instruments as content: items, pages and scales of one immutable version."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal, Self

import yaml
from pydantic import Field, model_validator

from leerlus.content.answers import Answer, accept_answer
from leerlus.content.instrument_parts import (
    Audience,
    Item,
    Moment,
    Page,
    RatingScale,
    ResultPart,
    Scale,
    StageQuestions,
)
from leerlus.content.texts import Content, Text

FOLDER = Path(__file__).parent / "instruments"
CURRENT_VERSIONS = {
    "quickscan": 1,
    "craftsmanship_self": 1,
    "craftsmanship_team": 1,
    "organisation_scan": 1,
    "organisation_scan_manager": 1,
    "post_evaluation": 2,
    "manager_scan": 1,
    "client_card": 1,
    "client_diagnostics": 2,
}
"""The version that is in use of each instrument, in the order in which pages list them."""


class Instrument(Content):
    """One version of an instrument.

    `address` is the last part of its web address. `afterwards` says what one gets for it. `repeat_after_days` is from
    when it tells something new; nobody is held to it. `released_scales` may count in a team picture, once a closed
    round allows; `released_by_subject` count, just so, per thing that sittings are about. `subject` is the item that
    names what a sitting is about, and `lasting` the item about behaviour whose answer at the last moment tells whether
    it lasted. `beside` is the instrument whose released scales of the same name are laid beside one's own. `switches`
    name parts that are off until turned on.
    """

    code: str = Field(pattern=r"^[a-z0-9_]+$", max_length=40)
    version: int = Field(ge=1)
    validation_status: Literal["concept", "pilot", "substantiated"]
    name: Text
    address: str = Field(pattern=r"^[a-z0-9-]+$", max_length=60)
    filled_in_by: tuple[Audience, ...] = Field(min_length=1)
    introduction: Text
    afterwards: Text
    target_behaviour: Text | None = None
    no_answer: Text | None = None
    repeat_after_days: int | None = None
    result: tuple[ResultPart, ...] = ("answers",)
    released_scales: tuple[str, ...] = ()
    released_by_subject: tuple[str, ...] = ()
    stage: StageQuestions | None = None
    subject: str | None = None
    lasting: str | None = None
    beside: str | None = None
    moments: tuple[Moment, ...] = ()
    switches: dict[str, Text] = {}
    sources: dict[str, Text]
    rating_scales: dict[str, RatingScale] = {}
    items: tuple[Item, ...]
    pages: tuple[Page, ...]
    scales: dict[str, Scale] = {}

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
        for item in self.items:
            if item.source not in self.sources:
                raise ValueError(f"{item.id} has no source")
            if item.scale is not None and item.scale not in self.rating_scales:
                raise ValueError(f"{item.id} uses a rating scale that is not here")
            if item.only_with is not None and item.only_with not in self.switches:
                raise ValueError(f"{item.id} waits for a switch that is not here")
        asks_stage = (self.stage.item, self.stage.slipped) if self.stage else ()
        named = {self.subject, self.lasting, *asks_stage} - {None}
        if unknown := named - set(ids):
            raise ValueError(f"{sorted(map(str, unknown))} is no item here")
        return self

    @model_validator(mode="after")
    def _scores_only_what_can_be_scored(self) -> Self:
        kinds = {item.id: item.kind for item in self.items}
        for name, scale in self.scales.items():
            wanted = "rating" if scale.rule == "mean" else "number"
            if unknown := {item for item in scale.items if kinds.get(item) != wanted}:
                raise ValueError(f"scale {name} uses {sorted(unknown)}, which are not {wanted}s here")
            if scale.rule == "amount" and (len(scale.items) != 1 or scale.banded):
                raise ValueError(f"scale {name}: an amount is one number, and has no bands")
        if unknown := set(self.released_scales) - {name for name, one in self.scales.items() if one.banded}:
            raise ValueError(f"{sorted(unknown)} cannot be released: no scale with bands here")
        means = {name for name, scale in self.scales.items() if scale.rule == "mean"}
        if unknown := set(self.released_by_subject) - (means if self.subject else set()):
            raise ValueError(
                f"{sorted(unknown)} cannot be released per subject: no mean, or no subject, here"
            )
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

    @model_validator(mode="after")
    def _moments_follow_each_other(self) -> Self:
        if not self.moments:
            return self
        days = [moment.days for moment in self.moments]
        if days[0] != 0 or days != sorted(set(days)):
            raise ValueError("the first moment is day 0, and each next one lies later")
        for moment in self.moments:
            if unknown := (set(moment.items) | set(moment.texts)) - {item.id for item in self.items}:
                raise ValueError(f"moment {moment.code} asks {sorted(unknown)}, which are not here")
            self.as_asked(moment.code)
        return self

    @cached_property
    def by_id(self) -> Mapping[str, Item]:
        return {item.id: item for item in self.items}

    @cached_property
    def _asked_at(self) -> dict[tuple[str, frozenset[str]], "Instrument"]:
        return {}

    @property
    def minutes(self) -> int:
        """About how many minutes it takes, at least 1."""
        return max(1, round(sum(page.seconds for page in self.pages) / 60))

    def moment(self, code: str) -> Moment:
        """One of its moments. Raises KeyError for a code it does not have."""
        found = next((moment for moment in self.moments if moment.code == code), None)
        if found is None:
            raise KeyError(code)
        return found

    def as_asked(self, moment: str = "", switched_on: frozenset[str] = frozenset()) -> "Instrument":
        """The instrument with the items of one moment, and without the parts whose switch is off.

        `moment` is the code of a moment, empty for an instrument without. Raises KeyError for an unknown code.
        """
        if not self.moments and not self.switches:
            return self
        key = (moment, switched_on)
        if key not in self._asked_at:
            self._asked_at[key] = self._narrowed(self.moment(moment) if self.moments else None, switched_on)
        return self._asked_at[key]

    def with_only(self, items: frozenset[str]) -> "Instrument":
        """The instrument with these items only, as it is asked again later; parts that are off stay out."""
        return self._narrowed(None, frozenset(), items)

    def _narrowed(
        self, moment: Moment | None, switched_on: frozenset[str], only: frozenset[str] | None = None
    ) -> "Instrument":
        texts = moment.texts if moment else {}
        items = tuple(
            item.model_copy(update={"only_with": None, "text": texts.get(item.id, item.text)})
            for item in self.items
            if (item.only_with is None or item.only_with in switched_on)
            and (moment is None or item.id in moment.items)
            and (only is None or item.id in only)
        )
        left = {item.id for item in items}
        pages = (
            page.model_copy(update={"items": tuple(item for item in page.items if item in left)})
            for page in self.pages
        )
        scales = {name: scale for name, scale in self.scales.items() if set(scale.items) <= left}
        return Instrument.model_validate(
            {name: getattr(self, name) for name in Instrument.model_fields}
            | {
                "items": items,
                "pages": tuple(page for page in pages if page.items),
                "scales": scales,
                "released_scales": tuple(name for name in self.released_scales if name in scales),
                "released_by_subject": (),
                "subject": self.subject if self.subject in left else None,
                "lasting": self.lasting if self.lasting in left else None,
                "moments": (),
                "switches": {},
            }
        )

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
        return accept_answer(item, self.points(item) if item.kind == "rating" else (), posted)


@lru_cache
def load_instrument(code: str, version: int) -> Instrument:
    """An instrument version by name. Raises FileNotFoundError when it does not exist."""
    return Instrument.model_validate(yaml.safe_load(_path(code, version).read_text(encoding="utf-8")))


def current_instrument(code: str) -> Instrument:
    """The version that new sittings use. Raises KeyError for a code that does not exist."""
    return load_instrument(code, CURRENT_VERSIONS[code])


def current_instruments() -> tuple[Instrument, ...]:
    """The version in use of every instrument, in the order in which pages list them."""
    return tuple(current_instrument(code) for code in CURRENT_VERSIONS)


def checksum(code: str, version: int) -> str:
    """Fingerprint of what a version says, regardless of layout: pinned in `checksums.yaml` once it is released.

    What a version leaves at its default does not count, so that a field the schema gets later changes nothing.
    """
    said = load_instrument(code, version).model_dump(mode="json", exclude_defaults=True)
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def released_checksums() -> dict[str, str]:
    """The fingerprints of released versions, by `code-version`."""
    pinned: dict[str, str] = yaml.safe_load((FOLDER / "checksums.yaml").read_text(encoding="utf-8"))
    return pinned


def _path(code: str, version: int) -> Path:
    return FOLDER / f"{code}-{version}.yaml"
