"""What survival, incidence and Cox have in common: rows with a length, a way out and perhaps a group."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from leerlus.command.research.tables import InputProblem, Table
from leerlus.statistics.count_tables import CountTable, count_table

EVERYBODY = "all"


@dataclass(frozen=True, slots=True)
class Spells:
    """duration and entry in whole periods, way_out from 0 (last seen) to `ways`, a group label per row."""

    duration: NDArray[np.int64]
    way_out: NDArray[np.int64]
    entry: NDArray[np.int64] | None
    group: list[str]
    groups: list[str]
    ways: int


def add_spell_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--duration", required=True, help="column with whole periods (days, weeks, months), at least 1"
    )
    parser.add_argument(
        "--entry", help="column with the periods that had passed before somebody came into view"
    )
    parser.add_argument("--group", help="column with groups to compare")
    parser.add_argument(
        "--confidence", type=confidence, default=0.95, help="of the intervals, for instance 0.95"
    )


def confidence(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < 1:
        raise ArgumentTypeError(f"expected a number between 0 and 1, for instance 0.95, found '{text}'")
    return value


def percent(share: float) -> str:
    return f"{share * 100:g}%"


def spell_rows(
    table: Table, options: Namespace, *, ways: int, way_out: Callable[[str], NDArray[np.int64]]
) -> Spells:
    """Read the columns; `way_out` reads the column named by --event or --cause."""
    labels = table.texts(options.group) if options.group else [EVERYBODY] * len(table)
    return Spells(
        duration=table.whole_numbers(options.duration, least=1),
        way_out=way_out(getattr(options, "event", None) or options.cause),
        entry=table.whole_numbers(options.entry) if options.entry else None,
        group=labels,
        groups=table.labels(options.group) if options.group else [EVERYBODY],
        ways=ways,
    )


def group_tables(spells: Spells) -> dict[str, CountTable]:
    """A count table per group, all of the same length of time. Raises InputProblem for a group without any exit."""
    labels, found = np.array(spells.group), {}
    for name in spells.groups:
        chosen = labels == name
        if not spells.way_out[chosen].any():
            raise InputProblem(f"In group '{name}' nobody left; expected at least one event in every group.")
        found[name] = count_table(
            spells.duration[chosen],
            spells.way_out[chosen],
            spells.ways,
            None if spells.entry is None else spells.entry[chosen],
        )
    return found
