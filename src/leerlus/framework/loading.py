"""Reading the framework: from YAML to an immutable, checked `Framework`.

Everything that is wrong is told at once, in sentences that name the factor or edge.
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from leerlus.framework.model import (
    BLOCKS_OF_CHAPTERS_4_AND_5,
    Block,
    Claim,
    Edge,
    Factor,
    Framework,
    Kind,
    Part,
    Planned,
    Text,
    matches,
)

SOURCE = Path(__file__).parent / "framework.yaml"


class FrameworkError(ValueError):
    """The framework is not sound; the message lists every problem on a line of its own."""


class _Written(Part):
    """The file as it is written, before patterns are spelled out."""

    blocks: tuple[Block, ...]
    areas: dict[str, Text]
    patterns: dict[str, Text]
    words: dict[str, Text]
    factors: dict[str, Factor]
    edges: tuple[Edge, ...]


@lru_cache
def load_framework() -> Framework:
    """The framework of Leerlus, read once. Raises FrameworkError when the file is not sound."""
    return read_framework(yaml.safe_load(SOURCE.read_text(encoding="utf-8")))


def read_framework(source: dict[str, Any]) -> Framework:
    """A framework from the plain mapping of a file. Raises FrameworkError with all problems found."""
    named = {
        identifier: {"id": identifier, **fields} for identifier, fields in source.get("factors", {}).items()
    }
    try:
        written = _Written.model_validate(source | {"factors": named})
    except ValidationError as error:
        raise FrameworkError("\n".join(_sentences(error))) from error
    problems = [*_factor_problems(written), *_edge_problems(written)]
    if problems:
        raise FrameworkError("\n".join(problems))
    return Framework(
        blocks=written.blocks,
        factors=tuple(written.factors.values()),
        statements=written.edges,
        edges=tuple(edge for statement in written.edges for edge in _spelled_out(statement, written)),
        areas=written.areas,
        patterns=written.patterns,
        words=written.words,
    )


def _sentences(error: ValidationError) -> Iterator[str]:
    for problem in error.errors():
        place = " ".join(str(step) for step in problem["loc"])
        yield f"{place}: {problem['msg'].removeprefix('Value error, ')}"


def _factor_problems(written: _Written) -> Iterator[str]:
    for factor in written.factors.values():
        for measurement in factor.measured_by:
            if isinstance(measurement, Planned) and measurement.planned not in written.areas:
                yield f"factor {factor.id}: {measurement.planned!r} is not one of the areas {sorted(written.areas)}"
        if factor.block in BLOCKS_OF_CHAPTERS_4_AND_5 and not factor.assumed:
            yield f"factor {factor.id}: factors of chapters 4 and 5 are assumed, so it needs `assumed: true`"


def _edge_problems(written: _Written) -> Iterator[str]:
    for edge in written.edges:
        label = f"edge {edge.source} -> {edge.target}"
        for end in filter(None, (edge.source, edge.target, edge.moderates)):
            if not _meant_by(end, written):
                yield f"{label}: {end} is no factor"
            if end.endswith("*") and end not in written.patterns:
                yield f"{label}: the pattern {end} has no name under `patterns`"
        if (edge.kind is Kind.MODERATES) != (edge.moderates is not None):
            yield f"{label}: `moderates` belongs to the kind moderates, and only there"
        if edge.claim is Claim.LITERATURE and edge.literature is None:
            yield f"{label}: a claim from the literature names its source in `literature`"


def _spelled_out(statement: Edge, written: _Written) -> Iterator[Edge]:
    for source in _meant_by(statement.source, written):
        for target in _meant_by(statement.target, written):
            yield statement.model_copy(update={"source": source, "target": target})


def _meant_by(pattern: str, written: _Written) -> list[str]:
    return [identifier for identifier in written.factors if matches(pattern, identifier)]
