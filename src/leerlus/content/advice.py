"""Rules, techniques and weights of tailoring as content (note 3.4 and appendix 1), one immutable version."""

import hashlib
from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from leerlus.content.catalogue import load_catalogue
from leerlus.content.files import read
from leerlus.content.texts import Content, Text
from leerlus.framework.sections import Section

FOLDER = Path(__file__).parent / "advice"
CURRENT_VERSION = 1

Certainty = Literal["assumption", "teachers", "elsewhere", "design"]
Permission = Literal["yes", "tiny", "later", "no", "lever"]
"""`lever`: allowed only while the determinant of the technique is the lever."""
StageName = Literal[
    "precontemplation", "contemplation", "preparation", "action", "maintenance", "relapse", "unknown"
]
Form = Literal["try", "watch", "discuss", "read", "training", "coaching"]


class TinyVariant(Content):
    """The same technique made so small that nobody needs to have decided anything."""

    name: Text
    description: Text
    script: Text
    minutes: int = Field(gt=0)


class Technique(Content):
    """One building block of influence. `audience` other than person: never one of a person's steps.

    `script` is a first sentence to say or to finish; `asks_for` names what the plan stores with the step.
    """

    id: str
    audience: Literal["person", "team", "manager", "trainer"] = "person"
    name: Text
    description: Text
    script: Text
    tiny: TinyVariant | None = None
    emphasis: dict[str, Text] = {}
    determinant: Literal["att", "sn", "se", "stage", "skills", "barrier", "share"]
    strength: float = Field(ge=0, le=1)
    permission: dict[StageName, Permission] = {}
    actor: Literal["self", "colleague", "manager", "trainer"]
    minutes: int = Field(gt=0)
    together: bool
    difficulty: Literal["low", "medium", "high"]
    benefit_talk: bool = False
    persuasion: bool = False
    time_planning: bool = False
    any_goal: bool = False
    forms: tuple[Form, ...]
    behaviours: tuple[Annotated[str, Field(pattern=r"^CB([1-9]|1[0-2])$")], ...] = ()
    preconditions: tuple[Annotated[str, Field(pattern=r"^OR\.[A-Z]{3}$")], ...] = ()
    asks_for: tuple[Literal["strongest_advantage", "witness", "date", "goal", "if_then"], ...] = ()
    catalogue: str | None = None
    seed_ref: tuple[Section, ...] = Field(min_length=1)
    certainty: Certainty
    evidence: Text

    @model_validator(mode="after")
    def _can_be_offered(self) -> Self:
        if self.audience == "person" and len(self.permission) != 7:
            raise ValueError(f"{self.id}: a person's technique needs a permission for every stage")
        if self.audience == "person" and self.tiny is None and (self.minutes > 30 or self._sometimes_tiny):
            raise ValueError(f"{self.id}: needs a tiny variant")
        return self

    @property
    def _sometimes_tiny(self) -> bool:
        return "tiny" in self.permission.values()


class Rule(Content):
    """One rule of tailoring. Its condition is code; what it leads to and why is here.

    `otherwise` replaces an explanation that speaks of a drive nobody named; `to_manager` is what the team's manager
    reads, without a name or a score of anybody.
    """

    id: str
    kind: Literal["guard", "lever", "stage", "content", "form", "context"]
    audience: Literal["person", "team", "manager", "author"] = "person"
    priority: int = Field(ge=0, le=100)
    techniques: tuple[str, ...] = ()
    explanation: Text | None = None
    otherwise: Text | None = None
    to_manager: Text | None = None
    seed: tuple[Section, ...] = Field(min_length=1)
    certainty: Certainty

    @model_validator(mode="after")
    def _explains_itself(self) -> Self:
        if self.audience != "manager" and self.explanation is None:
            raise ValueError(f"{self.id}: whoever sees a rule is told why")
        if self.audience in {"team", "manager"} and self.to_manager is None:
            raise ValueError(f"{self.id}: a rule about a team says something to its manager")
        return self

    def said(self, *, about_a_drive: bool) -> Text | None:
        """The explanation of a step; not about a drive when the person named none."""
        return self.explanation if about_a_drive or self.otherwise is None else self.otherwise


class Weights(Content):
    """Weights and cuts of the ranking: expert choice, and it says so."""

    version: int
    basis: Text
    lever: float
    stage: float
    goal: float
    quality: float
    form: float
    unmet_precondition: float
    most_for_preconditions: float
    near_equal: float
    tie_between_determinants: float
    low_below: float
    high_from: float
    setback_up_to: float
    small_step_minutes: int
    long_training_minutes: int


class AdviceContent(Content):
    """Everything the pipeline reads besides the person's situation."""

    version: int
    techniques: tuple[Technique, ...]
    rules: tuple[Rule, ...]
    weights: Weights
    certainties: dict[Certainty, Text]
    later_because_of_stage: Text
    signal_draft: Text
    quality: dict[str, float]

    @model_validator(mode="after")
    def _refers_only_to_what_exists(self) -> Self:
        known = {technique.id for technique in self.techniques}
        if len(known) != len(self.techniques):
            raise ValueError("a technique id occurs twice")
        if len({rule.id for rule in self.rules}) != len(self.rules):
            raise ValueError("a rule id occurs twice")
        unknown = {name for rule in self.rules for name in rule.techniques} - known
        if unknown:
            raise ValueError(f"rules lead to techniques that do not exist: {sorted(unknown)}")
        return self

    @cached_property
    def technique(self) -> Mapping[str, Technique]:
        """Technique by id."""
        return MappingProxyType({technique.id: technique for technique in self.techniques})

    @cached_property
    def rule(self) -> Mapping[str, Rule]:
        """Rule by id."""
        return MappingProxyType({rule.id: rule for rule in self.rules})

    @cached_property
    def rules_to(self) -> Mapping[str, frozenset[str]]:
        """Technique id -> the rules that lead to it."""
        return MappingProxyType(
            {
                technique.id: frozenset(rule.id for rule in self.rules if technique.id in rule.techniques)
                for technique in self.techniques
            }
        )

    @cached_property
    def for_persons(self) -> tuple[Technique, ...]:
        """The techniques that may become one of a person's own steps."""
        return tuple(technique for technique in self.techniques if technique.audience == "person")


@lru_cache
def load_advice_content(version: int = CURRENT_VERSION) -> AdviceContent:
    """One version of the content of advice; raises FileNotFoundError for a version that is not there."""
    techniques, rules = read(FOLDER, f"techniques-{version}"), read(FOLDER, f"rules-{version}")
    listed = tuple(Technique.model_validate(technique) for technique in techniques["techniques"])
    catalogue = load_catalogue()
    return AdviceContent(
        version=version,
        techniques=listed,
        rules=tuple(Rule.model_validate(rule) for rule in rules["rules"]),
        weights=Weights.model_validate(read(FOLDER, f"weights-{version}")),
        certainties=rules["certainties"],
        later_because_of_stage=rules["later_because_of_stage"],
        signal_draft=rules["signal_draft"],
        quality={
            technique.id: catalogue.entry[technique.catalogue].quality if technique.catalogue else 0.0
            for technique in listed
        },
    )


def checksum(version: int) -> str:
    """Fingerprint of what a version says, regardless of layout: pinned in `checksums.yaml`."""
    content = load_advice_content(version).model_dump_json(exclude={"quality"})
    return hashlib.sha256(content.encode()).hexdigest()
