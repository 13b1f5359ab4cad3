"""One knowledge item: what is known, how sure that is, what it does not show, and what to do with it tomorrow.

The fields follow the domain specification 5 and issue 6. Whatever is not known is null, and is shown as unknown: never
as zero and never as no.
"""

import datetime
from collections.abc import Callable, Collection
from typing import Annotated, Final, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from leerlus.content.advice import load_advice_content
from leerlus.content.instrument import current_instrument
from leerlus.content.knowledge.parts import Cost, Finding, Practice, Source, Texts
from leerlus.content.texts import Content, Text
from leerlus.framework.loading import load_framework
from leerlus.framework.sections import Section

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""`after-rejections`: stays the same in every version, and in every municipality that takes the item over."""

Kind = Literal["method", "instrument", "finding", "guideline", "example", "contradiction"]
Audience = Literal["caseworkers", "clients"]
"""How a professional gets better, or how people are coached to work: kept apart (note 4.1)."""
EvidenceLevel = Literal["A", "B", "C", "D", "E"]
"""A review of trials, or a trial · B controlled · C before and after, or association · D practice · E opinion."""
Basis = Literal["literature", "own_organisation"]
Ladder = Literal["none", "well_described", "well_founded", "effective"]
"""The Dutch ladder of recognition: in no databank as far as known, goed beschreven, onderbouwd, effectief."""
Certainty = Literal["high", "moderate", "low", "very_low", "unknown"]
Access = Literal["free", "paid", "licence", "training", "not_applicable", "unknown"]
"""What somebody needs to use it; `training`: only with training."""
LifeDomain = Literal["health", "money", "housing", "care", "language", "transport", "network", "justice"]
Stage = Literal["precontemplation", "contemplation", "preparation", "action", "maintenance", "relapse"]
Step = Literal[
    "information_gathering", "screening", "assessment", "decision", "guidance", "monitoring", "evaluation"
]
ContactTechnique = Literal[
    "motivation", "own_success", "goal_plan", "small_steps", "modelling", "setbacks", "barriers", "social_support",
    "feedback", "information", "referral", "matching",
]  # fmt: skip
"""What can be ticked in a contact with a client."""
Group = Literal[
    "young", "older", "long_term", "newcomers", "mental_health", "disability", "parents", "low_literacy",
    "debts", "self_employed",
]  # fmt: skip
LearnedFrom = Literal["work_and_income", "healthcare", "education", "social_work", "psychology", "management"]
"""The field in which it was found out; other fields may have insights too (knowledge question K3.6)."""

HIGHEST_OF_OWN_SUCCESS: Final = "D"
"""What only worked in one's own organisation is never above this level (note 2.1.2; acceptance check 27)."""


class KnowledgeItem(Content):
    """One item. `answer` says in two or three sentences what a reader in a hurry takes along.

    `determinants` are factors of the framework; `diagnostics` scales of the client's diagnostics of job search;
    `behaviours` the behaviours of box 2.1 that it helps to learn; `techniques` those of tailored advice; and
    `contact_techniques` what can be ticked in a contact. `follow_up` is a small thing to do with it, for reading alone
    changes little. `eva` is a link to the same instrument in the Dutch guide of instruments.
    """

    id: Identifier
    kind: Kind
    audience: Audience
    title: Text
    question: Text
    answer: Text
    population: Text
    context: Text
    ingredients: Texts
    findings: tuple[Finding, ...] = Field(min_length=1)
    certainty: Certainty
    certainty_in_words: Text
    cost: Cost
    access: Access
    evidence: EvidenceLevel
    basis: Basis = "literature"
    ladder: Ladder
    sources: tuple[Source, ...] = Field(min_length=1)
    does_not_show: Texts
    practice: Practice
    follow_up: Text
    life_domains: tuple[LifeDomain, ...] = ()
    stages: tuple[Stage, ...] = ()
    steps: tuple[Step, ...] = ()
    groups: tuple[Group, ...] = ()
    determinants: tuple[str, ...] = Field(min_length=1)
    diagnostics: tuple[str, ...] = ()
    behaviours: tuple[Annotated[str, Field(pattern=r"^CB([1-9]|1[0-2])$")], ...] = ()
    techniques: tuple[str, ...] = ()
    contact_techniques: tuple[ContactTechnique, ...] = ()
    learned_from: tuple[LearnedFrom, ...] = Field(min_length=1)
    sections: tuple[Section, ...] = ()
    related: tuple[Identifier, ...] = ()
    contradicts: tuple[Identifier, ...] = ()
    eva: Annotated[str, StringConstraints(pattern=r"^https://\S+$")] | None = None
    reviewed: datetime.date
    expires: datetime.date

    @model_validator(mode="after")
    def _claims_no_more_than_it_knows(self) -> Self:
        if self.basis == "own_organisation" and self.evidence < HIGHEST_OF_OWN_SUCCESS:
            raise ValueError(f"{self.id}: what worked in one's own organisation is level D at most")
        if self.expires <= self.reviewed:
            raise ValueError(f"{self.id}: expires before it was reviewed")
        if self.kind == "contradiction" and len(self.findings) < 2:
            raise ValueError(f"{self.id}: a contradiction needs at least two findings that differ")
        return self

    @model_validator(mode="after")
    def _refers_only_to_what_exists(self) -> Self:
        sources = {source.id for source in self.sources}
        cited = {name for finding in self.findings for name in finding.sources}
        for what, names, known in (
            ("source", cited, sources),
            ("factor of the framework", self.determinants, _factors()),
            ("scale of the client's diagnostics", self.diagnostics, _scales()),
            ("technique", self.techniques, load_advice_content().technique),
        ):
            unknown = set(names) - set(known)
            if unknown:
                raise ValueError(f"{self.id}: no {what} {', '.join(sorted(unknown))}")
        if len(sources) != len(self.sources):
            raise ValueError(f"{self.id}: a source occurs twice")
        if sources - cited:
            raise ValueError(f"{self.id}: no finding rests on {', '.join(sorted(sources - cited))}")
        return self

    def front_line_texts(self, choose: Callable[[Text], str]) -> tuple[str, ...]:
        """What is read between two talks, each text as `choose` picks it."""
        return tuple(map(choose, (self.answer, *self.practice.texts, self.follow_up)))


def _factors() -> Collection[str]:
    return {factor.id for factor in load_framework().factors}


def _scales() -> Collection[str]:
    return current_instrument("client_diagnostics").scales
