"""Observed against expected per unit, with limits of chance; never a rank."""

from argparse import ArgumentParser, Namespace

import numpy as np

from leerlus.charts.figure import Series, figure
from leerlus.command.research.results import Result, Section, Value
from leerlus.command.research.tables import InputProblem, Table
from leerlus.statistics.funnel import LEAST_EXPECTED, Funnel, funnel


def add_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--unit", required=True, help="column with the name of each unit; rows of one unit are added up"
    )
    parser.add_argument("--observed", required=True, help="column with the number of events")
    parser.add_argument("--expected", required=True, help="column with the number that was to be expected")


def run(table: Table, options: Namespace) -> Result:
    complete = table.complete([options.unit, options.observed, options.expected])
    names, place = np.unique(complete.texts(options.unit), return_inverse=True)
    if len(names) < 2:
        raise InputProblem(f"Column '{options.unit}' has one unit only; expected at least two.")
    observed, expected = (
        np.bincount(place, weights=complete.numbers(name)).astype(np.float64)
        for name in (options.observed, options.expected)
    )
    found = funnel(observed, expected)
    rows: list[list[Value]] = [
        [str(name), float(o), float(e), float(ratio), *(float(limit) for limit in limits), _word(narrow, wide)]
        for name, o, e, ratio, *limits, narrow, wide in zip(
            names, observed, expected, found.ratio, *found.narrow, *found.wide, found.outside_narrow,
            found.outside_wide, strict=True,
        )
    ]  # fmt: skip
    outside = int(np.abs(found.outside_wide).sum())
    return Result(
        sentence=f"{outside} of {len(names)} units lie beyond the limits of 99.8%; by chance alone "
        f"{found.by_chance_wide:.1f} would.",
        sections=[
            Section(
                "Units, by name",
                ["unit", "observed", "expected", "ratio", "95% from", "to", "99.8% from", "to", ""],
                rows,
            )
        ],
        data={
            "phi": found.overdispersion.phi,
            "tau": found.overdispersion.tau,
            "widened": found.widened,
            "by_chance_95": found.by_chance_narrow,
            "by_chance_998": found.by_chance_wide,
            "units": {
                str(row[0]): {
                    "observed": row[1],
                    "expected": row[2],
                    "ratio": row[3],
                    "limits_95": row[4:6],
                    "limits_998": row[6:8],
                }
                for row in rows
            },
        },
        notes=[
            "Units differ more than chance as a whole; the limits allow for that."
            if found.widened
            else "Exact limits of chance (Poisson).",
            f"No limits below {LEAST_EXPECTED:g} expected. A unit beyond a limit is a question, not an answer.",
        ],
        chart=lambda: _chart(found),
    )


def _word(narrow: int, wide: int) -> str:
    if wide:
        return "beyond 99.8%"
    return "beyond 95%" if narrow else ""


def _chart(found: Funnel) -> str:
    order = np.argsort(found.expected)
    drawn = order[~np.isnan(found.wide[0][order])]
    known = np.flatnonzero(~np.isnan(found.ratio))
    lines = [
        Series(name, found.expected[drawn].tolist(), limit[drawn].tolist())
        for name, limit in zip(
            ("95%", "", "99.8%", ""),
            (found.narrow[1], found.narrow[0], found.wide[1], found.wide[0]),
            strict=True,
        )
        if drawn.size
    ]
    marked = frozenset(np.flatnonzero(found.outside_wide[known]).tolist())
    points = Series(
        "units", found.expected[known].tolist(), found.ratio[known].tolist(), kind="points", marked=marked
    )
    return figure(
        [*lines, points],
        identifier="funnel",
        title="Observed against expected",
        description=f"{len(marked)} of {known.size} units lie beyond the limits of 99.8%; they have a ring.",
        x_name="expected",
        y_name="observed / expected",
        y_from=1,
    )
