"""What a knowledge item is made of: findings with their effects, cost, sources and the translation to practice."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from leerlus.content.texts import Content, Text

Outcome = Literal[
    "employment", "lasting_employment", "income", "benefit", "job_search", "confidence", "wellbeing", "health",
    "participation", "skills", "attendance", "relation", "behaviour_change", "casework_quality",
]  # fmt: skip
"""What changed: of clients up to `relation`; the last two may be of caseworkers."""
Term = Literal["short", "medium", "long", "unknown"]
"""Within a year, from one to two years, after more than two years; as Card, Kluve and Weber (2018) divide time."""
Direction = Literal["favourable", "mixed", "none_found", "unfavourable", "unknown"]
Measure = Literal[
    "odds_ratio", "risk_ratio", "hazard_ratio", "standardised_difference", "correlation",
    "percentage_points", "percent",
]  # fmt: skip
SourceKind = Literal[
    "meta_analysis", "systematic_review", "review", "trial", "quasi_experiment", "observational", "theory",
    "report", "guideline", "law", "statistics", "note",
]  # fmt: skip
Seen = Literal["full", "part", "abstract", "cited"]
"""How much of a source was read for this item; `cited`: only what others say about it."""
SourceId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class Texts(Content):
    """A list of short texts in both languages, as many in one as in the other."""

    nl: tuple[str, ...] = Field(min_length=1)
    en: tuple[str, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _says_the_same_in_both(self) -> Self:
        if len(self.nl) != len(self.en):
            raise ValueError("as many texts in Dutch as in English")
        if not all(text.strip() for text in (*self.nl, *self.en)):
            raise ValueError("an empty text")
        return self

    def in_language(self, language_code: str) -> tuple[str, ...]:
        """The texts in the language of the screen."""
        return self.en if language_code.startswith("en") else self.nl


class Effect(Content):
    """One figure as the source reports it. `low` and `high` bound the 95 % interval, and are null when not seen.

    `percentage_points` and `percent` are on 0-100. A positive value means more of the outcome that is named.
    """

    measure: Measure
    value: float
    low: float | None = None
    high: float | None = None
    compared_with: Text

    @model_validator(mode="after")
    def _lies_within_its_interval(self) -> Self:
        if (self.low is None) != (self.high is None):
            raise ValueError("an interval has two ends")
        if self.low is not None and self.high is not None and not self.low <= self.value <= self.high:
            raise ValueError(f"{self.value} lies outside its interval")
        return self


class Finding(Content):
    """What was found for one outcome at one term. Without a figure `effect` is null: unknown, not zero."""

    outcome: Outcome
    term: Term
    direction: Direction
    effect: Effect | None = None
    in_words: Text
    sources: tuple[SourceId, ...] = Field(min_length=1)


class Amount(Content):
    """From and up to, of hours or euros; `is_estimate` when it is ours and stands in no source."""

    low: float = Field(ge=0)
    high: float = Field(ge=0)
    is_estimate: bool

    @model_validator(mode="after")
    def _goes_up(self) -> Self:
        if self.low > self.high:
            raise ValueError("from is more than up to")
        return self


class Cost(Content):
    """Time of a professional and money, each null when nobody knows; `per` says of what."""

    hours: Amount | None = None
    euros: Amount | None = None
    per: Literal["client", "caseworker", "group", "conversation"]
    in_words: Text


class Source(Content):
    """Where a finding comes from. The link is text: no reader's browser asks anything of another site by itself."""

    id: SourceId
    authors: str = Field(min_length=1)
    year: int = Field(ge=1900, le=2100)
    title: str = Field(min_length=1)
    published_in: str = Field(min_length=1)
    kind: SourceKind
    seen: Seen
    doi: Annotated[str, StringConstraints(pattern=r"^10\.\d{4,9}/\S+$")] | None = None
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] | None = None

    @property
    def address(self) -> str | None:
        """Where to find it: by its DOI, which stays, rather than by its page, which may move."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url


class Practice(Content):
    """The translation to practice: when, for whom, the first sentence to say, and what not to do (domain spec 10)."""

    when: Text
    for_whom: Text
    first_sentence: Text
    what_not: Text

    @property
    def texts(self) -> tuple[Text, ...]:
        """All four, in the order in which they are read."""
        return (self.when, self.for_whom, self.first_sentence, self.what_not)
