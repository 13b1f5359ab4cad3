"""The vocabulary of the framework: factors in blocks, edges with a claim, and what measures each factor.

Structure follows the composite model of note 2.2 (figures 2.1, 3.2, 4.1 and 5.1) and the feedback of appendix 3.
"""

from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Discriminator, Field, Tag

from leerlus.framework.sections import Section


class Part(BaseModel):
    """Base of everything in the framework: immutable, and no field that the schema does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Part):
    """One sentence or label in Dutch and English; both are required."""

    nl: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def in_language(self, language_code: str) -> str:
        """The text in the language of the screen; anything that is not English reads Dutch, the default."""
        return self.en if language_code.startswith("en") else self.nl


class Kind(StrEnum):
    """What an edge says. Never that one thing causes another (appendix 3)."""

    LEADS_TO = "leads_to"
    MODERATES = "moderates"
    RECIPROCAL = "reciprocal"


class Sign(StrEnum):
    """Whether more goes with more, more goes with less, or only the match between the two counts."""

    PLUS = "+"
    MINUS = "-"
    MATCH = "match"


class Claim(StrEnum):
    """On what an edge rests."""

    SEED_THEORY = "seed_theory"
    SEED_ASSUMED = "seed_assumed"
    LITERATURE = "literature"
    DESIGN = "design"


class Measured(StrEnum):
    """How far a factor is measured in this release; each value is also the key of its word."""

    NOW = "measured"
    IN_PART = "measured_in_part"
    PLANNED = "planned"


class BlockId(StrEnum):
    """The blocks of figure 2.1, in reading order."""

    CASEWORKER = "caseworker"
    INTERVENTION = "intervention"
    ORGANISATION = "organisation"
    MODERATOR = "moderator"
    OUTCOME = "outcome"


BLOCKS_OF_CHAPTERS_4_AND_5 = frozenset({BlockId.INTERVENTION, BlockId.ORGANISATION})


class MeasuredByItem(Part):
    """An item of an instrument, as `instrument/item`: `quickscan/ATT1`."""

    item: str = Field(pattern=r"^[a-z_]+/[A-Z]+[0-9]+[a-z]?$")

    @property
    def instrument(self) -> str:
        return self.item.split("/")[0]

    @property
    def item_id(self) -> str:
        return self.item.split("/")[1]


class MeasuredByRecord(Part):
    """A record that Leerlus keeps, as `app.Model`, and what it tells about the factor, or `in_part` about it."""

    record: str = Field(pattern=r"^[a-z]+\.[A-Z][A-Za-z]+$")
    what: Text
    in_part: bool = False


class Planned(Part):
    """What will measure the factor once an area is built. Said openly instead of left out."""

    planned: str
    what: Text


def _which(measurement: Any) -> str | None:
    """Which of the three a measurement is: told by the field it has."""
    fields = measurement if isinstance(measurement, dict) else vars(measurement)
    return next((name for name in ("item", "record", "planned") if name in fields), None)


Measurement = Annotated[
    Annotated[MeasuredByItem, Tag("item")]
    | Annotated[MeasuredByRecord, Tag("record")]
    | Annotated[Planned, Tag("planned")],
    Discriminator(
        _which,
        custom_error_type="measurement",
        custom_error_message="a measurement is an item, a record or planned",
    ),
]


def _at_least_one(measured_by: tuple[Measurement, ...]) -> tuple[Measurement, ...]:
    if not measured_by:
        raise ValueError("a factor needs at least one measurement: an item, a record, or a planned area")
    return measured_by


class Factor(Part):
    """One factor of the model.

    `figure` is the figure of the note that shows it as a block of its own, None when only the text names it.
    `reconstructed`: the figure is an image, so the factor was derived from the text around it.
    `assumed`: the note supposes that it matters; evidence for caseworkers is lacking (all of chapters 4 and 5).
    `outside_note`: the dashed blocks of figure 2.1, which the note leaves aside and Leerlus follows.
    """

    id: str = Field(pattern=r"^([A-Z]{2}\.)?[A-Z]{2,4}[0-9]?$")
    name: Text
    short_name: Text
    block: BlockId
    definition: Text
    sections: tuple[Section, ...] = Field(min_length=1)
    figure: str | None = Field(pattern=r"^[2-5]\.1$|^3\.2$")
    reconstructed: bool = False
    assumed: bool = False
    outside_note: bool = False
    measured_by: Annotated[tuple[Measurement, ...], AfterValidator(_at_least_one)]

    @property
    def in_figure(self) -> bool:
        return self.figure is not None

    @property
    def measured(self) -> Measured:
        """How far this release measures it."""
        present = [measurement for measurement in self.measured_by if not isinstance(measurement, Planned)]
        if not present:
            return Measured.PLANNED
        partial = all(
            isinstance(measurement, MeasuredByRecord) and measurement.in_part for measurement in present
        )
        return Measured.IN_PART if partial else Measured.NOW


class Edge(Part):
    """A link from `source` to `target`, each the id of a factor or, as written, a pattern such as `OR.*`.

    `moderates` (only for that kind) is the id or pattern of the factors whose link with `target` grows or shrinks.
    `feedback`: it runs against the reading direction of the model (appendix 3, note 5.2).
    `reconstructed`: the arrow stands in a figure that is an image, and was read from the text below it.
    """

    source: str
    target: str
    kind: Kind = Kind.LEADS_TO
    sign: Sign = Sign.PLUS
    claim: Claim
    seed_ref: tuple[Section, ...] = Field(min_length=1)
    moderates: str | None = None
    feedback: bool = False
    reconstructed: bool = False
    literature: Text | None = None
    remark: Text | None = None


class Block(Part):
    """A block of the model."""

    id: BlockId
    name: Text


class PlannedPart(Part):
    """A factor and what an area will measure of it."""

    factor: Factor
    what: Text


class Framework(Part):
    """The whole model. `statements` are the edges as written, with patterns; `edges` the same between factors.

    `patterns` names each pattern, `areas` what is planned, `words` what kinds, signs, claims and marks are called.
    """

    blocks: tuple[Block, ...]
    factors: tuple[Factor, ...]
    statements: tuple[Edge, ...]
    edges: tuple[Edge, ...]
    areas: dict[str, Text]
    patterns: dict[str, Text]
    words: dict[str, Text]

    @cached_property
    def _by_id(self) -> dict[str, Factor]:
        return {factor.id: factor for factor in self.factors}

    def factor(self, factor_id: str) -> Factor:
        """The factor with this id. Raises KeyError for an unknown id."""
        return self._by_id[factor_id]

    def factors_of(self, block: BlockId) -> tuple[Factor, ...]:
        return tuple(factor for factor in self.factors if factor.block is block)

    def edges_from(self, factor_id: str) -> tuple[Edge, ...]:
        """Edges that start at a factor; a reciprocal edge starts at both ends."""
        return tuple(edge for edge in self.edges if factor_id in _starts(edge))

    def edges_into(self, factor_id: str) -> tuple[Edge, ...]:
        """Edges that end at a factor; a reciprocal edge ends at both ends."""
        return tuple(edge for edge in self.edges if factor_id in _ends(edge))

    def statements_about(self, factor_id: str) -> tuple[Edge, ...]:
        """The edges as written that have the factor at one end, each once: shorter to read than all edges."""
        return tuple(
            statement
            for statement in self.statements
            if matches(statement.source, factor_id) or matches(statement.target, factor_id)
        )

    def name_of(self, identifier: str, language_code: str) -> str:
        """The name of a factor, or of all factors of a pattern. Raises KeyError when it is neither."""
        known = self.patterns[identifier] if identifier in self.patterns else self.factor(identifier).name
        return known.in_language(language_code)

    def word(self, key: str, language_code: str) -> str:
        """What a kind, claim or mark is called ("leads_to", "assumed"), or a sign ("plus"). KeyError when unknown."""
        return self.words[key].in_language(language_code)

    def planned(self) -> dict[str, tuple[PlannedPart, ...]]:
        """What is not measured yet: per area, in the order of the areas, the factors and what will be measured."""
        found: dict[str, list[PlannedPart]] = {area: [] for area in self.areas}
        for factor in self.factors:
            for measurement in factor.measured_by:
                if isinstance(measurement, Planned):
                    found[measurement.planned].append(PlannedPart(factor=factor, what=measurement.what))
        return {area: tuple(parts) for area, parts in found.items() if parts}


def matches(pattern: str, factor_id: str) -> bool:
    """Whether a factor is meant by an id or a pattern: `OR.*` means every id that starts with `OR.`."""
    return factor_id.startswith(pattern[:-1]) if pattern.endswith("*") else factor_id == pattern


def _starts(edge: Edge) -> tuple[str, ...]:
    return (edge.source, edge.target) if edge.kind is Kind.RECIPROCAL else (edge.source,)


def _ends(edge: Edge) -> tuple[str, ...]:
    return (edge.source, edge.target) if edge.kind is Kind.RECIPROCAL else (edge.target,)
