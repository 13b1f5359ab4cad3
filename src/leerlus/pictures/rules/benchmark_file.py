"""A file of released counts of municipalities, as a national host gives it: JSON with a fixed form. Pure.

It holds one half year, and per measure one entry for each municipality that agreed: a name only when that was agreed to
as well, and counts that are rounded to five and never under ten. Anything else is refused: a file with exact counts is
no file of released counts.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from leerlus.pictures.rules.comparing import COUNTED, Place
from leerlus.pictures.rules.half_years import HalfYear
from leerlus.pictures.rules.period_tables import Group, Measure
from leerlus.pictures.rules.telling import ToldTable

FORMAT: Final = "leerlus-benchmark"
MOST_MUNICIPALITIES: Final = 500
MOST_BYTES: Final = 2 * 1024 * 1024

Count = Annotated[int, Field(ge=10, le=1_000_000, multiple_of=5)] | None


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Entry(_Strict):
    """What one municipality released about one measure: everybody, by length of benefit, and the events among them."""

    name: str | None = Field(default=None, max_length=100)
    people: Count
    people_by_length: dict[Group, Count]
    events: Count
    events_by_length: dict[Group, Count]

    def place(self, measure: Measure) -> Place:
        """As something to compare."""
        column = COUNTED[measure]
        cells = {group.value: {column: count} for group, count in self.events_by_length.items()}
        rows = {group.value: count for group, count in self.people_by_length.items()}
        return Place(self.name or "", ToldTable(self.people, {column: self.events}, rows, cells))


class BenchmarkFile(_Strict):
    """The whole file."""

    format: Literal["leerlus-benchmark"]
    version: Literal[1]
    made_by: str = Field(max_length=100)
    made_on: date
    first_day: date
    measures: dict[Measure, Annotated[list[Entry], Field(max_length=MOST_MUNICIPALITIES)]]

    @model_validator(mode="after")
    def _is_about_a_half_year(self) -> Self:
        HalfYear(self.first_day)
        if not set(self.measures) <= set(COUNTED):
            raise ValueError("a measure in this file cannot be compared")
        return self

    def places(self, measure: Measure) -> list[Place]:
        """The municipalities of the file for a measure."""
        return [entry.place(measure) for entry in self.measures.get(measure, [])]


class NotABenchmark(Exception):
    """The file is no file of released counts; `where` names the first places that do not fit."""

    def __init__(self, where: Sequence[str]) -> None:
        super().__init__(", ".join(where))
        self.where = tuple(where)


def read_benchmark(content: bytes) -> BenchmarkFile:
    """Read a file. Raises NotABenchmark."""
    try:
        return BenchmarkFile.model_validate_json(content)
    except ValidationError as problem:
        places = [".".join(str(part) for part in error["loc"]) for error in problem.errors()[:5]]
        raise NotABenchmark([place or "file" for place in places]) from None


def entry_of(name: str, told: ToldTable, measure: Measure) -> dict[str, object]:
    """What one municipality gives to such a file about a measure, JSON-able: exactly this, and nothing else."""
    column = COUNTED[measure]
    by_length: Mapping[str, int | None] = {
        row: cells.get(column) for row, cells in told.cells.items() if row != Group.UNKNOWN
    }
    return {
        "name": name or None,
        "people": told.total,
        "people_by_length": {row: count for row, count in told.rows.items() if row != Group.UNKNOWN},
        "events": told.columns.get(column),
        "events_by_length": dict(by_length),
    }


def file_of(
    name: str, told: Mapping[Measure, ToldTable], period: HalfYear, made_on: date
) -> dict[str, object]:
    """A file with one municipality, JSON-able; a host puts the entries of several into one.

    It leaves out the measures that cannot be told yet. `name` is empty when the municipality is not to be named.
    """
    return {
        "format": FORMAT,
        "version": 1,
        "made_by": name or "-",
        "made_on": made_on.isoformat(),
        "first_day": period.first.isoformat(),
        "measures": {
            measure.value: [entry_of(name, told[measure], measure)] for measure in COUNTED if measure in told
        },
    }
