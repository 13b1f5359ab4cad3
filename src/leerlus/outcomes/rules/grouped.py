"""The one grouped query behind every picture of spells, in SQL that each database and engine understands.

Two things are counted with it:

- own clients: `SpellCount`, for every set: caseworker, duration in periods, way out. For the curve of one caseworker;
  `outcomes.counting` keeps it equal to the spells.
- what municipalities released to a national host: `command.national.benchmark.counts_by_municipality`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GroupedCount:
    """How many there are for each combination of `keys` in a table.

    number: the column that is added up; without it rows are counted. only: a column that must have one value, given
    when the query runs. Names are plain identifiers: they stand in the query as they are, so nothing a person typed can
    be one. Raises ValueError for another name.
    """

    table: str
    keys: tuple[str, ...]
    number: str | None = None
    only: str | None = None

    def __post_init__(self) -> None:
        for name in (self.table, *self.keys, self.number, self.only):
            if name is not None and not (name.isascii() and name.isidentifier()):
                raise ValueError(f"{name!r} is not the name of a table or a column")
        if not self.keys:
            raise ValueError("count by at least one column")

    @property
    def statement(self) -> str:
        """One SELECT: the keys in their order, and then the number. `only` has one `%s` for its value."""
        keys = ", ".join(self.keys)
        number = f"SUM({self.number})" if self.number else "COUNT(*)"
        where = f" WHERE {self.only} = %s" if self.only else ""
        return f"SELECT {keys}, {number} AS total FROM {self.table}{where} GROUP BY {keys}"  # noqa: S608  identifiers
