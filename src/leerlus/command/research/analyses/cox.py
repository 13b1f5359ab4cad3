"""What goes together with leaving sooner or later."""

from argparse import ArgumentParser, Namespace

import numpy as np

from leerlus.charts.forest import Estimate, forest
from leerlus.command.research.covariates import columns_of
from leerlus.command.research.results import Result, Section, Value
from leerlus.command.research.spells import confidence, percent
from leerlus.command.research.tables import InputProblem, Table
from leerlus.statistics.cox import ChiSquared, CoxFit, cox
from leerlus.statistics.proportional import proportional_hazards
from leerlus.statistics.risk_sets import risk_sets


def add_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--duration", required=True, help="column with whole periods (days, weeks, months), at least 1"
    )
    parser.add_argument(
        "--event", required=True, help="column with 1 when it happened, 0 when not seen (yet)"
    )
    parser.add_argument(
        "--covariates", nargs="+", required=True, help="columns; labels become columns of 0 and 1"
    )
    parser.add_argument(
        "--entry", help="column with the periods that had passed before somebody came into view"
    )
    parser.add_argument("--group", help="column with strata: people are compared only within a stratum")
    parser.add_argument(
        "--unit", help="column with clusters, such as caseworkers: errors allow for likeness in them"
    )
    parser.add_argument(
        "--ties", choices=["Efron", "Breslow"], default="Efron", help="how exits at one time count"
    )
    parser.add_argument(
        "--confidence", type=confidence, default=0.95, help="of the intervals, for instance 0.95"
    )


def run(table: Table, options: Namespace) -> Result:
    needed = [options.duration, options.event, *options.covariates]
    complete = table.complete(
        needed + [name for name in (options.entry, options.group, options.unit) if name]
    )
    names, covariates = columns_of(complete, options.covariates)
    events = complete.yes_or_no(options.event)
    if not events.any():
        raise InputProblem(f"Column '{options.event}' has no 1; expected at least one event.")
    sets = risk_sets(
        complete.whole_numbers(options.duration, least=1),
        events,
        covariates,
        entry=complete.whole_numbers(options.entry) if options.entry else None,
        strata=np.array(complete.texts(options.group)) if options.group else None,
    )
    clusters = np.array(complete.texts(options.unit)) if options.unit else None
    fit = cox(sets, ties=options.ties, clusters=clusters)
    low, high = (np.exp(limit) for limit in fit.limits(options.confidence))
    ratios = np.exp(fit.coefficients)
    z = fit.coefficients / fit.standard_errors
    rows: list[list[Value]] = [
        [name, float(b), float(se), float(ratio), float(lowest), float(highest), float(value)]
        for name, b, se, ratio, lowest, highest, value in zip(
            names, fit.coefficients, fit.standard_errors, ratios, low, high, z, strict=True
        )
    ]
    checked = proportional_hazards(sets, fit)
    checks = [*zip(names, checked.covariates, strict=True), ("all together", checked.overall)]
    return Result(
        sentence=f"{fit.events:,} events among {fit.people:,} people; a ratio above 1 goes together with sooner.",
        sections=[
            Section(
                "Hazard ratios", ["covariate", "coefficient", "error", "ratio", "low", "high", "z"], rows
            ),
            Section("Does anything matter?", ["test", "chi-square", "df", "p"], _tests(fit)),
            Section(
                "Does the ratio stay the same over time? (a small p: no)",
                ["covariate", "chi-square", "df", "p"],
                [[name, test.statistic, test.degrees_of_freedom, test.p_value] for name, test in checks],
            ),
        ],
        data={
            "people": fit.people,
            "events": fit.events,
            "log_likelihood": fit.log_likelihood,
            "covariates": _covariates_as_data(rows),
            "tests": {
                str(name): {"statistic": value, "df": df, "p": p} for name, value, df, p in _tests(fit)
            },
            "proportional_hazards": {name: _as_data(test) for name, test in checks},
        },
        notes=[
            f"{options.ties} ties; intervals of {percent(options.confidence)}"
            + (", with errors by cluster." if options.unit else "."),
            f"{len(table) - len(complete)} incomplete rows were left out.",
            "Going together is no cause: what was not measured is not taken into account.",
        ],
        chart=lambda: _chart(rows),
    )


def _covariates_as_data(rows: list[list[Value]]) -> dict[str, object]:
    return {
        str(name): {
            "coefficient": b,
            "standard_error": se,
            "hazard_ratio": ratio,
            "low": lowest,
            "high": highest,
        }
        for name, b, se, ratio, lowest, highest, _z in rows
    }


def _tests(fit: CoxFit) -> list[list[Value]]:
    return [
        [name, test.statistic, test.degrees_of_freedom, test.p_value]
        for name, test in (
            ("likelihood ratio", fit.likelihood_ratio),
            ("Wald", fit.wald),
            ("score", fit.score),
        )
    ]


def _as_data(test: ChiSquared) -> dict[str, float]:
    return {"statistic": test.statistic, "df": test.degrees_of_freedom, "p": test.p_value}


def _chart(rows: list[list[Value]]) -> str:
    estimates = [
        Estimate(
            str(name),
            float(ratio or 0),
            float(low or 0),
            float(high or 0),
            f"{ratio:.2f} ({low:.2f} to {high:.2f})",
        )
        for name, _b, _se, ratio, low, high, _z in rows
    ]
    return forest(
        estimates,
        no_difference=1,
        identifier="cox",
        title="Hazard ratios",
        description="; ".join(f"{one.name}: {one.words}" for one in estimates),
        value_name="hazard ratio",
    )
