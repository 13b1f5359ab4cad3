"""The one grouped query behind every picture of spells, in SQL that each database and engine understands.

Three groupings exist, each kept equal to the spells by `outcomes.counting`:

- own clients: `SpellCount`, for every set: caseworker, duration in periods, way out. For the curve of one caseworker.
- units: `UnitCount`, for sets that were read in for everybody: caseworker, quarter in which benefit began, months in
  benefit, what became of it, months away from benefit and whether that ended, new client or not. `counting.unit_tables`
  adds these up for the units that it is given (a team, a department, the municipality) as `rules.units.UnitTables`: per
  unit and quarter, for each month since the start, who was last seen, went to work or left otherwise; who still stayed
  away from benefit; how many clients and caseworkers it is about. `rules.units` also says what is expected of each.
- lasting work: `LastingCount`, for the same sets: caseworker, quarter in which work began, judgement after six months.

A fourth is of what municipalities released to a national host: `command.national.benchmark.counts_by_municipality`.

What is known of clients when differences are explained is the quarter in which benefit began and how long it lasted: a
file of spells holds no age or education.
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
