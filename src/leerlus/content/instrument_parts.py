"""The parts that an instrument is made of: questions, scales, pages and the moments at which it is filled in."""

from collections.abc import Mapping
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from leerlus.content.texts import Content, Text

Kind = Literal["rating", "choice", "multiple", "number", "open"]
Audience = Literal["caseworker", "team_manager", "client", "caseworker_with_client"]
"""Who fills it in. The first two are roles; a client does so without an account, or together with a caseworker."""

ResultPart = Literal["profile", "what_lasted", "technique_card", "scores", "answers"]
"""What the page after finishing shows: `profile` is a page of its own, the others are parts of the page of results."""


class Option(Content):
    """One of the answers of a choice."""

    value: str
    text: Text


class RatingScale(Content):
    """Points in order, with words at both ends, and for some scales a word at every point, or a face."""

    points: tuple[int, ...] = Field(min_length=2)
    lowest: Text
    highest: Text
    words: tuple[Text, ...] = ()
    faces: bool = False

    @model_validator(mode="after")
    def _has_a_word_for_every_point(self) -> Self:
        if self.words and len(self.words) != len(self.points):
            raise ValueError("a scale has a word for every point, or for none")
        if self.faces and not self.words:
            raise ValueError("a face says nothing without a word beside it")
        return self

    def word(self, point: int) -> Text | None:
        """What a point is called; None for a point in between that has no word."""
        if self.words:
            return self.words[self.points.index(point)]
        return {self.points[0]: self.lowest, self.points[-1]: self.highest}.get(point)


class Condition(Content):
    """An item is asked only when another has one of these answers."""

    item: str
    is_one_of: tuple[str, ...]

    def holds(self, answers: Mapping[str, Any]) -> bool:
        return answers.get(self.item) in self.is_one_of


class Tip(Content):
    """One thing to try, on a card: what to do, and a first sentence to say."""

    title: Text
    text: Text
    script: Text


class Item(Content):
    """One question.

    `maximum` is the number of choices, the number of characters, or the highest number, by kind. `no_answer` are the
    words for not answering, where the usual ones do not fit. `only_with` names a switch that is off until somebody
    turns it on. `observed` tells what software could see of the same thing. For whom this item is the lowest,
    `technique` is a technique of advice and `tip` a card of its own.
    """

    id: str
    kind: Kind
    text: Text
    help: Text | None = None
    source: str
    scale: str | None = None
    reverse: bool = False
    options: tuple[Option, ...] = ()
    minimum: int = 0
    maximum: int | None = None
    unit: Text | None = None
    suggestions: Literal["catalogue"] | None = None
    excludes_others: str | None = None
    condition: Condition | None = None
    no_answer: Text | None = None
    only_with: str | None = None
    observed: Text | None = None
    technique: str | None = None
    tip: Tip | None = None

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if (self.kind == "rating") != (self.scale is not None):
            raise ValueError(f"{self.id}: a rating, and only a rating, has a scale")
        if self.kind in {"choice", "multiple"} and len(self.options) < 2:
            raise ValueError(f"{self.id}: a choice needs options")
        if self.reverse and self.kind != "rating":
            raise ValueError(f"{self.id}: only a rating can be reversed")
        if self.kind == "number" and (self.unit is None or self.maximum is None):
            raise ValueError(f"{self.id}: a number has a unit and a maximum")
        if self.technique is not None and self.tip is not None:
            raise ValueError(f"{self.id}: one card for the lowest item, a technique or a tip")
        if self.suggestions is not None and (self.kind != "open" or self.maximum is None):
            raise ValueError(f"{self.id}: suggestions belong to an open question with a maximum")
        return self

    @model_validator(mode="after")
    def _has_sound_options(self) -> Self:
        values = [option.value for option in self.options]
        if len(values) != len(set(values)):
            raise ValueError(f"{self.id}: an option occurs twice")
        if self.excludes_others is not None and self.excludes_others not in values:
            raise ValueError(f"{self.id}: {self.excludes_others} excludes the others but is no option")
        return self


class Page(Content):
    """A few questions of one subject; `stem` is the beginning that they share."""

    title: Text
    stem: Text | None = None
    items: tuple[str, ...] = Field(min_length=1)
    shows_target_behaviour: bool = False
    seconds: int = Field(gt=0)


class Scale(Content):
    """Items that together make one score.

    The rule `mean` gives 0 to 100: the mean of percents of maximum. `amount` gives the number that was filled in.
    Bands apply only where `banded`; a scale that is not `shown` serves research and no page of a person.
    """

    name: Text
    items: tuple[str, ...] = Field(min_length=1)
    rule: Literal["mean", "amount"] = "mean"
    minimum_answered: int | None = None
    banded: bool = False
    shown: bool = True


class StageQuestions(Content):
    """The rule `stage of change`: the item whose options a to e are stages, and the item that asks about slipping."""

    item: str
    slipped: str


class Moment(Content):
    """One of the times at which the same thing is asked about, with the items of that time.

    `days` count from the first time. `texts` replace the words of items, for what lies in the past by then.
    """

    code: str = Field(pattern=r"^[a-z_]+$", max_length=20)
    name: Text
    days: int = Field(ge=0)
    items: tuple[str, ...] = Field(min_length=1)
    texts: dict[str, Text] = {}
