"""Whether an effect runs through something in between (bootstrap)."""

from argparse import ArgumentParser, Namespace

from leerlus.charts.forest import Estimate, forest
from leerlus.command.research.covariates import columns_of
from leerlus.command.research.results import Result, Section, Value
from leerlus.command.research.spells import confidence, percent
from leerlus.command.research.tables import Table
from leerlus.statistics.mediation import Mediation, mediation


def add_options(parser: ArgumentParser) -> None:
    parser.add_argument("--treatment", required=True, help="column with the cause, such as 1 for who got it")
    parser.add_argument("--mediator", required=True, help="column with what may lie in between")
    parser.add_argument("--outcome", required=True, help="column with the outcome")
    parser.add_argument(
        "--covariates", nargs="+", default=[], help="columns; labels become columns of 0 and 1"
    )
    parser.add_argument("--draws", type=int, default=5000, help="bootstrap draws")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same intervals")
    parser.add_argument(
        "--confidence", type=confidence, default=0.95, help="of the intervals, for instance 0.95"
    )


def run(table: Table, options: Namespace) -> Result:
    names = [options.treatment, options.mediator, options.outcome]
    complete = table.complete([*names, *options.covariates])
    covariates = columns_of(complete, options.covariates)[1] if options.covariates else None
    treatment, mediator, outcome = (complete.numbers(name) for name in names)
    found = mediation(
        treatment,
        mediator,
        outcome,
        covariates,
        draws=options.draws,
        seed=options.seed,
        confidence=options.confidence,
    )
    rows = _rows(found)
    low, high = found.intervals["indirect"].corrected
    return Result(
        sentence=f"Through {options.mediator}: {found.indirect:.4f} ({low:.4f} to {high:.4f}) "
        f"of a total of {found.total:.4f}.",
        sections=[
            Section("Paths", ["path", "estimate", "low", "high", "low (BCa)", "high (BCa)"], rows),
            Section(
                "Sobel", ["error", "z", "p"], [[found.sobel.standard_error, found.sobel.z, found.sobel.p]]
            ),
        ],
        data={
            "rows": found.rows,
            "draws": found.draws,
            "share": found.share,
            "sobel": {"standard_error": found.sobel.standard_error, "z": found.sobel.z, "p": found.sobel.p},
            "paths": {
                str(name): {
                    "estimate": value,
                    "percentile": [low, high],
                    "bca": [corrected_low, corrected_high],
                }
                for name, value, low, high, corrected_low, corrected_high in rows
            },
        },
        notes=[
            f"{found.draws:,} bootstrap draws, {percent(options.confidence)}.",
            f"{len(table) - len(complete)} incomplete rows were left out.",
            "What lies in between was not drawn by lot: this is an association along a path, no proof.",
        ],
        chart=lambda: _chart(rows),
    )


def _rows(found: Mediation) -> list[list[Value]]:
    estimates = {
        "a": found.a,
        "b": found.b,
        "direct": found.direct,
        "indirect": found.indirect,
        "total": found.total,
    }
    return [
        [name, value, *found.intervals[name].percentile, *found.intervals[name].corrected]
        for name, value in estimates.items()
    ]


def _chart(rows: list[list[Value]]) -> str:
    estimates = [
        Estimate(
            str(name),
            float(value or 0),
            float(low or 0),
            float(high or 0),
            f"{value:.3f} ({low:.3f} to {high:.3f})",
        )
        for name, value, _, _, low, high in rows
    ]
    return forest(
        estimates,
        no_difference=0,
        identifier="mediation",
        title="Paths of a mediation",
        description="; ".join(f"{one.name}: {one.words}" for one in estimates),
        value_name="estimate",
    )
