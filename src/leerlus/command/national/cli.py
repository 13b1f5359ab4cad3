"""The command of a national host: from exports to a table. What cannot be used ends with a message and code 2."""

import argparse
import csv
import sys
from collections.abc import Sequence
from math import isnan
from pathlib import Path
from typing import Final, TextIO

from leerlus.command.national.benchmark import Benchmark, Line, benchmark
from leerlus.command.national.engines import EngineProblem, with_duckdb, with_spark
from leerlus.command.national.exports import Refused

INPUT_IS_WRONG: Final = 2
TABLE: Final = "exports"
BESIDE: Final = ("went to work", "expected", "95% low", "95% high", "99.8% low", "99.8% high")


def main(arguments: Sequence[str]) -> int:
    """Run `national …`; 0 when the table was written, 2 when something cannot be used."""
    options = _parser().parse_args(arguments)
    try:
        engine = (
            with_spark(options.files, TABLE, options.spark)
            if options.spark
            else with_duckdb([Path(file) for file in options.files], TABLE)
        )
        made = benchmark(engine, TABLE, options.within)
    except (EngineProblem, Refused) as problem:
        print(f"leerlus national: {problem}", file=sys.stderr)
        return INPUT_IS_WRONG
    _write(made, sys.stdout)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="leerlus national", description="A benchmark from counts that municipalities released."
    )
    parser.add_argument("files", nargs="+", help="exports, all .csv or all .parquet; with --spark .parquet")
    parser.add_argument(
        "--spark", metavar="MASTER", help="run on this Spark cluster, such as spark://host:7077"
    )
    parser.add_argument(
        "--within", type=int, default=12, metavar="MONTHS", help="to work within (default 12)"
    )
    return parser


def _write(made: Benchmark, where: TextIO) -> None:
    writer = csv.writer(where)
    writer.writerow(
        ("municipality", "clients", f"to work within {made.within_months} months", "low", "high", *BESIDE)
    )
    for one, beside in zip(made.lines, made.beside, strict=True):
        limits = (*beside.narrow, *beside.wide)
        writer.writerow(
            (*_cells(one.name, one), f"{beside.to_work:.0f}", f"{beside.expected:.1f}", *map(_three, limits))
        )
    writer.writerow((*_cells("all together", made.together), *[""] * len(BESIDE)))


def _cells(name: str, one: Line) -> tuple[str, int, str, str, str]:
    return name, one.clients, _three(one.share), _three(one.low), _three(one.high)


def _three(number: float) -> str:
    return "" if isnan(number) else f"{number:.3f}"
