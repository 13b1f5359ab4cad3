"""Several small studies taken together."""

from argparse import ArgumentParser, Namespace

from leerlus.charts.forest import Estimate, forest
from leerlus.command.research.results import Result, Section, Value
from leerlus.command.research.spells import confidence, percent
from leerlus.command.research.tables import Table
from leerlus.statistics.intervals import normal_quantile
from leerlus.statistics.pooling import PooledEffect, pool


def add_options(parser: ArgumentParser) -> None:
    parser.add_argument("--unit", required=True, help="column with the name of each study")
    parser.add_argument("--effect", required=True, help="column with its effect")
    parser.add_argument("--error", required=True, help="column with the standard error of that effect")
    parser.add_argument(
        "--confidence", type=confidence, default=0.95, help="of the intervals, for instance 0.95"
    )


def run(table: Table, options: Namespace) -> Result:
    complete = table.complete([options.unit, options.effect, options.error])
    names = complete.texts(options.unit)
    effects, errors = complete.numbers(options.effect), complete.numbers(options.error)
    found = pool(effects, errors, options.confidence)
    reach = normal_quantile(options.confidence) * errors
    studies: list[list[Value]] = [
        [name, effect, effect - far, effect + far, weight]
        for name, effect, far, weight in zip(
            names, effects.tolist(), reach.tolist(), found.weights.tolist(), strict=True
        )
    ]
    together: list[Value] = [
        *(
            found.effect,
            found.standard_error,
            found.low,
            found.high,
            found.predicted_low,
            found.predicted_high,
        ),
        *(found.tau, found.heterogeneity, found.p_heterogeneity, found.inconsistency),
    ]
    return Result(
        sentence=f"Together: {found.effect:.3f} ({found.low:.3f} to {found.high:.3f}), "
        f"{found.inconsistency:.0%} of the differences between studies is more than chance.",
        sections=[
            Section("Studies", ["study", "effect", "low", "high", "weight"], studies),
            Section(
                "Together",
                ["effect", "error", "low", "high", "in a new place from", "to", "tau", "Q", "p", "I²"],
                [together],
            ),
        ],
        data=_data(found, names),
        notes=[
            f"Random effects (REML), interval of Hartung and Knapp, {percent(options.confidence)}.",
            "The prediction interval is too narrow with few studies.",
        ],
        chart=lambda: _chart(studies, found),
    )


def _data(found: PooledEffect, names: list[str]) -> dict[str, object]:
    return {
        "effect": found.effect,
        "standard_error": found.standard_error,
        "low": found.low,
        "high": found.high,
        "predicted_low": found.predicted_low,
        "predicted_high": found.predicted_high,
        "tau": found.tau,
        "q": found.heterogeneity,
        "p_heterogeneity": found.p_heterogeneity,
        "i_squared": found.inconsistency,
        "weights": dict(zip(names, found.weights.tolist(), strict=True)),
    }


def _chart(studies: list[list[Value]], found: PooledEffect) -> str:
    rows = [
        Estimate(
            str(name),
            float(effect or 0),
            float(low or 0),
            float(high or 0),
            f"{effect:.2f} ({low:.2f} to {high:.2f})",
        )
        for name, effect, low, high, _weight in studies
    ]
    words = f"{found.effect:.2f} ({found.low:.2f} to {found.high:.2f})"
    return forest(
        [*rows, Estimate("together", found.effect, found.low, found.high, words)],
        no_difference=0,
        identifier="pool",
        title="Effects of the studies and together",
        description=f"Together {words}.",
        value_name="effect",
    )
