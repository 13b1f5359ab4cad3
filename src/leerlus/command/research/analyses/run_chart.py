"""A measure over time: signals of change or only chance."""

from argparse import ArgumentParser, Namespace
from typing import Final

from leerlus.charts.figure import Series, figure
from leerlus.command.research.results import Result, Section, Value
from leerlus.command.research.tables import InputProblem, Table
from leerlus.statistics.control_charts import ControlChart, c_chart, p_chart, u_chart, xmr_chart
from leerlus.statistics.run_charts import RunChart, run_chart

KINDS: Final = ("median", "xmr", "c", "u", "p", "u-laney", "p-laney")


def add_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--outcome", required=True, help="column with the measure, or the number of events; oldest row first"
    )
    parser.add_argument("--size", help="column with exposure (u) or people (p)")
    parser.add_argument(
        "--kind", choices=KINDS, default="median", help="median: runs only; the others: limits as well"
    )
    parser.add_argument("--freeze", type=int, help="how many of the first values the limits come from")


def run(table: Table, options: Namespace) -> Result:
    complete = table.complete([name for name in (options.outcome, options.size) if name])
    values = complete.numbers(options.outcome)
    chart = _control_chart(complete, options) if options.kind != "median" else None
    runs = run_chart(
        values if chart is None else chart.values, None if chart is None else float(chart.centre[-1])
    )
    rows: list[list[Value]] = [
        ["longest run on one side", runs.longest_run, f"at most {runs.most_in_a_row}"],
        ["crossings of the line", runs.crossings, f"at least {runs.least_crossings}"],
    ]
    sections = [Section("Runs", ["", "found", "chance allows"], rows)]
    if chart is not None:
        signals: list[list[Value]] = [[one.place + 1, one.rule, one.source] for one in chart.signals]
        sections.append(Section("Signals", ["place", "rule", "source"], signals))
    beyond = "" if chart is None else f" {len(chart.outside)} of {len(values)} values lie beyond the limits."
    word = "show more than chance" if runs.signal else "show no more than chance"
    return Result(
        sentence=f"The runs of {len(values)} values {word}.{beyond}",
        sections=sections,
        data=_data(runs, chart),
        notes=[
            f"{len(table) - len(complete)} incomplete rows were left out. A signal does not say what changed."
        ],
        chart=lambda: _drawn(runs, chart, options.outcome),
    )


def _control_chart(table: Table, options: Namespace) -> ControlChart:
    values, laney = table.numbers(options.outcome), options.kind.endswith("laney")
    if options.kind == "xmr":
        return xmr_chart(values, freeze=options.freeze)
    if options.kind == "c":
        return c_chart(values, freeze=options.freeze)
    if not options.size:
        raise InputProblem(f"A chart of kind {options.kind} needs --size: exposure for u, people for p.")
    make = p_chart if options.kind.startswith("p") else u_chart
    return make(values, table.numbers(options.size), freeze=options.freeze, laney=laney)


def _data(runs: RunChart, chart: ControlChart | None) -> dict[str, object]:
    found: dict[str, object] = {
        "centre": runs.centre,
        "signal": runs.signal,
        "longest_run": runs.longest_run,
        "most_in_a_row": runs.most_in_a_row,
        "crossings": runs.crossings,
        "least_crossings": runs.least_crossings,
    }
    if chart is not None:
        found |= {"low": chart.low, "high": chart.high, "outside": chart.outside}
        found["signals"] = [
            {"place": one.place, "rule": one.rule, "source": one.source} for one in chart.signals
        ]
    return found


def _drawn(runs: RunChart, chart: ControlChart | None, name: str) -> str:
    times = list(range(1, runs.values.size + 1))
    lines = [Series("centre", times, [runs.centre] * len(times))]
    if chart is not None:
        lines = [
            Series(label, times, values.tolist())
            for label, values in (("centre", chart.centre), ("low", chart.low), ("high", chart.high))
        ]
    marked = frozenset(chart.outside if chart is not None else ())
    return figure(
        [Series(name, times, runs.values.tolist(), marked=marked), *lines],
        identifier="run-chart",
        title=f"{name} over time",
        description="More than chance." if runs.signal else "No more than chance.",
        x_name="place in time",
        y_name=name,
    )
