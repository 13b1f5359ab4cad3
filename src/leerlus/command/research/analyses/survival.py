"""Time until something happens, for all rows or per group."""

from argparse import ArgumentParser, Namespace

import numpy as np

from leerlus.charts.figure import Series, figure
from leerlus.command.research.results import Result, Section, Value
from leerlus.command.research.spells import add_spell_options, group_tables, percent, spell_rows
from leerlus.command.research.tables import Table
from leerlus.statistics.count_tables import CountTable
from leerlus.statistics.logrank import log_rank
from leerlus.statistics.survival import SurvivalCurve, kaplan_meier, restricted_mean


def add_options(parser: ArgumentParser) -> None:
    add_spell_options(parser)
    parser.add_argument(
        "--event", required=True, help="column with 1 when it happened, 0 when not seen (yet)"
    )


def run(table: Table, options: Namespace) -> Result:
    rows = spell_rows(table, options, ways=1, way_out=table.yes_or_no)
    tables = group_tables(rows)
    curves = {name: kaplan_meier(one, confidence=options.confidence) for name, one in tables.items()}
    last = min(int(one.time[-1]) for one in tables.values())
    sections = [
        _summary(tables, curves, last, options),
        *(_course(name, curve) for name, curve in curves.items()),
    ]
    data = {name: _data(curve, tables[name], last) for name, curve in curves.items()}
    test = None
    if len(tables) > 1:
        test = log_rank(list(tables.values()))
        sections.insert(
            1,
            Section(
                "Log-rank test",
                ["chi-square", "df", "p"],
                [[test.statistic, test.degrees_of_freedom, test.p]],
            ),
        )
    return Result(
        sentence=_sentence(curves),
        sections=sections,
        data={
            "groups": data,
            "log_rank": test and {"statistic": test.statistic, "df": test.degrees_of_freedom, "p": test.p},
        },
        notes=[
            "Somebody who left the file otherwise counts as last seen then; with several ways out, use incidence.",
            f"Intervals of {percent(options.confidence)} per time point (Greenwood, log-log).",
        ],
        chart=lambda: _chart(curves, options),
    )


def _summary(
    tables: dict[str, CountTable], curves: dict[str, SurvivalCurve], last: int, options: Namespace
) -> Section:
    rows: list[list[Value]] = []
    for name, curve in curves.items():
        median, mean = curve.median, restricted_mean(curve, last)
        rows.append(
            [
                name,
                tables[name].total,
                int(curve.events.sum()),
                median.estimate,
                median.low,
                median.high,
                mean.mean,
                mean.low,
                mean.high,
            ]
        )
    columns = ["group", "rows", "events", "median", "low", "high", f"mean up to {last}", "low", "high"]
    return Section("Summary", columns, rows)


def _course(name: str, curve: SurvivalCurve) -> Section:
    places = np.flatnonzero(curve.events)
    chosen = (
        places[np.unique(np.linspace(0, len(places) - 1, min(20, len(places))).astype(int))]
        if len(places)
        else []
    )
    rows: list[list[Value]] = [
        [
            int(curve.time[at]),
            int(curve.at_risk[at]),
            int(curve.events[at]),
            *(float(line[at]) for line in (curve.survival, curve.low, curve.high)),
        ]
        for at in chosen
    ]
    return Section(f"Not yet: {name}", ["time", "at risk", "events", "share", "low", "high"], rows)


def _data(curve: SurvivalCurve, table: CountTable, last: int) -> dict[str, object]:
    mean = restricted_mean(curve, last)
    return {
        "rows": table.total,
        "events": int(curve.events.sum()),
        "median": [curve.median.estimate, curve.median.low, curve.median.high],
        "restricted_mean": {"until": last, "estimate": mean.mean, "low": mean.low, "high": mean.high},
        "time": curve.time,
        "at_risk": curve.at_risk,
        "survival": curve.survival,
        "low": curve.low,
        "high": curve.high,
    }


def _sentence(curves: dict[str, SurvivalCurve]) -> str:
    parts = [
        f"{name}: half had it by {curve.median.estimate:g}"
        if curve.median.estimate is not None
        else f"{name}: fewer than half had it in the time seen"
        for name, curve in curves.items()
    ]
    return "; ".join(parts) + "."


def _chart(curves: dict[str, SurvivalCurve], options: Namespace) -> str:
    series = [
        Series(
            name,
            [0, *curve.time.tolist()],
            [1, *curve.survival.tolist()],
            [1, *curve.low.tolist()],
            [1, *curve.high.tolist()],
            kind="steps",
        )
        for name, curve in curves.items()
    ]
    return figure(
        series,
        identifier="survival",
        title=f"Share without {options.event}",
        description=_sentence(curves),
        x_name=options.duration,
        y_name="share not yet",
        y_from=0,
    )
