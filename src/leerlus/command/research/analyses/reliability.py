"""Whether items measure one thing together: alpha and omega."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

import numpy as np

from leerlus.command.research.results import Result, Section, Value
from leerlus.command.research.spells import EVERYBODY, confidence, percent
from leerlus.command.research.tables import InputProblem, Table
from leerlus.statistics.intervals import Numbers
from leerlus.statistics.reliability import Reliability, reliability


def add_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--items", nargs="+", required=True, help="columns of the items of one scale, at least two"
    )
    parser.add_argument("--reverse", nargs="+", default=[], help="items that point the other way")
    parser.add_argument("--group", help="column with groups to look at apart")
    parser.add_argument(
        "--missing", choices=["listwise", "pairwise"], default="listwise", help="who counts for alpha"
    )
    parser.add_argument(
        "--confidence", type=confidence, default=0.95, help="of the interval, for instance 0.95"
    )


def run(table: Table, options: Namespace) -> Result:
    items = _answers(table, options.items, options.reverse)
    labels = np.array(table.texts(options.group) if options.group else [EVERYBODY] * len(table))
    names = table.labels(options.group) if options.group else [EVERYBODY]
    found = {name: reliability(items[labels == name], options.missing, options.confidence) for name in names}
    rows: list[list[Value]] = [
        [name, one.people, one.alpha, one.low, one.high, one.omega] for name, one in found.items()
    ]
    sections = [Section("Scale", ["group", "complete rows", "alpha", "low", "high", "omega"], rows)]
    for name, one in found.items():
        shown: list[list[Value]] = [
            [item, float(rest), float(loading)]
            for item, rest, loading in zip(options.items, one.item_rest, one.loadings, strict=True)
        ]
        sections.append(Section(f"Items: {name}", ["item", "with the rest", "loading"], shown))
    return Result(
        sentence="; ".join(
            f"{name}: alpha {one.alpha:.2f} ({one.low:.2f} to {one.high:.2f})" for name, one in found.items()
        )
        + ".",
        sections=sections,
        data={"groups": {name: _data(one, options.items) for name, one in found.items()}},
        notes=[
            f"Interval of Feldt, {percent(options.confidence)}; omega and items from complete rows.",
            "A high alpha does not prove that one thing is measured, nor that it is the right one.",
        ],
    )


def _answers(table: Table, items: Sequence[str], reverse: Sequence[str]) -> Numbers:
    if len(set(items)) < 2:
        raise InputProblem("--items needs at least two different columns.")
    strangers = [name for name in reverse if name not in items]
    if strangers:
        raise InputProblem(f"--reverse names '{strangers[0]}', which is not among --items.")
    columns = [-table.numbers(name) if name in reverse else table.numbers(name) for name in items]
    return np.column_stack(columns)


def _data(one: Reliability, items: Sequence[str]) -> dict[str, object]:
    return {
        "people": one.people,
        "alpha": one.alpha,
        "low": one.low,
        "high": one.high,
        "omega": one.omega,
        "items": {
            item: {"item_rest": rest, "loading": loading}
            for item, rest, loading in zip(items, one.item_rest.tolist(), one.loadings.tolist(), strict=True)
        },
    }
