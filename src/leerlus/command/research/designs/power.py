"""How many people a comparison of two groups needs, or the smallest difference it can find."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable

from leerlus.command.research.questions import Answer, add_question_options, answer, as_result
from leerlus.command.research.results import Result
from leerlus.command.research.tables import InputProblem
from leerlus.statistics.power import (
    power_of_correlation,
    power_of_events,
    power_of_means,
    power_of_shares,
    share_effect,
    smallest_hazard_ratio,
)

KINDS = {
    "means": "--effect is the difference in standard deviations (d); --number is people per group",
    "shares": "--shares are the two shares; --number is people per group",
    "correlation": "--effect is the correlation; --number is people",
    "survival": "--effect is the hazard ratio; --number is events in all",
}


def add_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--kind", choices=KINDS, default="means", help="; ".join(f"{k}: {v}" for k, v in KINDS.items())
    )
    parser.add_argument("--shares", nargs=2, type=float, metavar="SHARE", help="for instance 0.40 0.50")
    add_question_options(parser)


def run(options: Namespace) -> Result:
    if options.kind == "shares" and options.shares:
        options.effect = share_effect(*options.shares)
    if options.kind == "survival" and options.number and options.effect is None:
        smallest = smallest_hazard_ratio(options.number, power=options.power)
        return as_result(
            Answer("smallest hazard ratio", smallest, options.number, smallest, options.power), "events"
        )
    unit = {"correlation": "people", "survival": "events"}.get(options.kind, "people per group")
    return as_result(
        answer(options, _power_of(options), least=4 if options.kind == "correlation" else 2), unit
    )


def _power_of(options: Namespace) -> Callable[[float, float], float]:
    functions: dict[str, Callable[..., float]] = {
        "means": power_of_means,
        "shares": power_of_shares,
        "correlation": power_of_correlation,
        "survival": power_of_events,
    }
    if options.kind == "correlation" and options.effect is None:
        raise InputProblem("A correlation needs --effect.")
    function = functions[options.kind]
    return lambda number, effect: function(number, effect, significance=options.significance)
