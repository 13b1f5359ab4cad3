"""The difference between two groups: plain, adjusted for what is known, and doubly robust."""

from argparse import ArgumentParser, Namespace

import numpy as np

from leerlus.charts.forest import Estimate, forest
from leerlus.command.research.covariates import columns_of
from leerlus.command.research.results import Result, Section, Value
from leerlus.command.research.spells import confidence, percent
from leerlus.command.research.tables import InputProblem, Table
from leerlus.statistics.adjustment import balance, doubly_robust, regression_adjusted
from leerlus.statistics.differences import mean_difference, share_difference


def add_options(parser: ArgumentParser) -> None:
    parser.add_argument("--treatment", required=True, help="column with 1 for who got it, 0 for who did not")
    parser.add_argument("--outcome", required=True, help="column with the outcome: numbers, or 0 and 1")
    parser.add_argument(
        "--covariates", nargs="+", default=[], help="columns to adjust for; labels become columns of 0 and 1"
    )
    parser.add_argument(
        "--confidence", type=confidence, default=0.95, help="of the intervals, for instance 0.95"
    )


def run(table: Table, options: Namespace) -> Result:
    complete = table.complete([options.treatment, options.outcome, *options.covariates])
    treated, outcome = complete.yes_or_no(options.treatment), complete.numbers(options.outcome)
    if len(set(treated.tolist())) < 2:
        raise InputProblem(f"Column '{options.treatment}' has one value only; expected rows of both groups.")
    plain = mean_difference(outcome[treated == 0], outcome[treated == 1], confidence=options.confidence)
    rows: list[list[Value]] = [
        ["difference of means (Welch)", plain.difference, plain.low, plain.high, plain.p]
    ]
    sections: list[Section] = []
    data: dict[str, object] = {
        "rows": len(complete),
        "people": plain.people,
        "means": plain.means,
        "hedges_g": [plain.standardised, plain.standardised_low, plain.standardised_high],
    }
    if set(np.unique(outcome)) <= {0.0, 1.0}:
        counts = [(int(outcome[treated == group].sum()), int((treated == group).sum())) for group in (0, 1)]
        share = share_difference(*counts[0], *counts[1], confidence=options.confidence)
        rows.append(["difference of shares (Newcombe)", share.difference, share.low, share.high, None])
        data["risk_ratio"] = [share.ratio, share.ratio_low, share.ratio_high]
    if options.covariates:
        names, covariates = columns_of(complete, options.covariates)
        for label, method in (
            ("regression (HC2)", regression_adjusted),
            ("doubly robust (AIPW)", doubly_robust),
        ):
            found = method(outcome, treated, covariates, options.confidence)
            rows.append([label, found.effect, found.low, found.high, found.p])
        apart = balance(treated, covariates)
        shown: list[list[Value]] = [
            [name, float(before), float(after)]
            for name, before, after in zip(names, apart.before, apart.after, strict=True)
        ]
        sections.append(
            Section("Balance, in standard deviations", ["covariate", "before", "after weighting"], shown)
        )
        data["balance"] = {str(name): [before, after] for name, before, after in shown}
    data["effects"] = {
        str(label): {"effect": effect, "low": low, "high": high, "p": p}
        for label, effect, low, high, p in rows
    }
    return Result(
        sentence=f"Who got it scores {plain.difference:+.3f} ({plain.low:.3f} to {plain.high:.3f}) on "
        f"{options.outcome}; {plain.people[1]} with and {plain.people[0]} without.",
        sections=[Section("Effect", ["method", "effect", "low", "high", "p"], rows), *sections],
        data=data,
        notes=[
            f"Intervals of {percent(options.confidence)}. {len(table) - len(complete)} incomplete rows were left out.",
            "Without a draw a difference is no effect: what was not measured is not adjusted for.",
        ],
        chart=lambda: _chart(rows, options.outcome),
    )


def _chart(rows: list[list[Value]], outcome: str) -> str:
    estimates = [
        Estimate(
            str(label),
            float(effect or 0),
            float(low or 0),
            float(high or 0),
            f"{effect:.3g} ({low:.3g} to {high:.3g})",
        )
        for label, effect, low, high, _p in rows
    ]
    return forest(
        estimates,
        no_difference=0,
        identifier="effect",
        title=f"Difference in {outcome}",
        description="; ".join(f"{one.name}: {one.words}" for one in estimates),
        value_name=f"difference in {outcome}",
    )
