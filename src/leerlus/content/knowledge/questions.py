"""The open questions of the note: where each stands, what in Leerlus may answer it, and what that cannot show."""

import hashlib
from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Final, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from leerlus.content.files import read
from leerlus.content.instrument import CURRENT_VERSIONS, current_instrument
from leerlus.content.knowledge.item import Identifier
from leerlus.content.knowledge.items import load_knowledge_items
from leerlus.content.texts import Content, Text
from leerlus.framework.loading import load_framework
from leerlus.framework.sections import Section

FOLDER: Final = Path(__file__).parent
CURRENT_VERSION: Final = 1

Status = Literal["open", "indications", "answered_locally"]
"""Where the literature stands when Leerlus comes out; only a municipality can answer a question for itself."""
Availability = Literal["measured", "measured_in_part", "planned"]
"""Whether Leerlus has the data now."""


class Minimum(Content):
    """From how many of something an answer is worth giving: our own choice, not a rule of research."""

    number: int = Field(ge=1)
    unit: Literal[
        "caseworkers",
        "managers",
        "teams",
        "municipalities",
        "clients",
        "conversations",
        "answers",
        "experiments",
    ]


class KnowledgeQuestion(Content):
    """One question. `data` says in words what answers it, `instruments` and `areas` name where that is kept.

    An instrument is named whole (`organisation_scan`) or by its item (`quickscan/NEED1`); an area is one of those of
    the framework. Without minimums the question is not one of numbers.
    """

    id: Annotated[str, StringConstraints(pattern=r"^K[2-6]\.[1-7]$")]
    question: Text
    status: Status
    why: Text
    data: Text
    availability: Availability
    instruments: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    minimums: tuple[Minimum, ...] = ()
    limits: Text
    items: tuple[Identifier, ...] = ()
    factors: tuple[str, ...] = ()
    section: Section

    @model_validator(mode="after")
    def _refers_only_to_what_exists(self) -> Self:
        framework = load_framework()
        for what, names, known in (
            ("area", self.areas, set(framework.areas)),
            ("factor", self.factors, {factor.id for factor in framework.factors}),
            ("knowledge item", self.items, set(load_knowledge_items().item)),
            ("instrument", self.instruments, _places()),
        ):
            unknown = set(names) - known
            if unknown:
                raise ValueError(f"{self.id}: no {what} {', '.join(sorted(unknown))}")
        if self.status == "indications" and not self.items:
            raise ValueError(f"{self.id}: indications stand in knowledge items")
        return self


class KnowledgeQuestions(Content):
    """All questions of one version, in the order of the note."""

    version: int = Field(ge=1)
    questions: tuple[KnowledgeQuestion, ...]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        if len(self.question) != len(self.questions):
            raise ValueError("an id of a question occurs twice")
        return self

    @cached_property
    def question(self) -> Mapping[str, KnowledgeQuestion]:
        """Question by id."""
        return MappingProxyType({question.id: question for question in self.questions})


@lru_cache
def _places() -> frozenset[str]:
    """Every instrument, and every item of one, by the name under which a question may refer to it."""
    items = {f"{code}/{item.id}" for code in CURRENT_VERSIONS for item in current_instrument(code).items}
    return frozenset({*CURRENT_VERSIONS, *items})


@lru_cache
def load_knowledge_questions(version: int = CURRENT_VERSION) -> KnowledgeQuestions:
    """One version of the questions; raises FileNotFoundError for a version that is not there."""
    return KnowledgeQuestions.model_validate(read(FOLDER, f"questions-{version}"))


def checksum(version: int) -> str:
    """Fingerprint of what a version says, regardless of layout: pinned in `checksums.yaml`."""
    return hashlib.sha256(load_knowledge_questions(version).model_dump_json().encode()).hexdigest()
