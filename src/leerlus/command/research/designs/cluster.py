"""How many clusters, such as teams, a comparison of whole clusters needs."""

from argparse import ArgumentParser, Namespace

from leerlus.command.research.questions import add_question_options, answer, as_result
from leerlus.command.research.results import Result
from leerlus.statistics.power import power_of_cluster_means


def add_options(parser: ArgumentParser) -> None:
    parser.add_argument("--people", type=float, required=True, help="people per cluster, on average")
    parser.add_argument(
        "--icc", type=float, required=True, help="how alike people in a cluster are, from 0 to 1"
    )
    parser.add_argument(
        "--spread", type=float, default=0.0, help="standard deviation of the size over its mean"
    )
    add_question_options(parser)


def run(options: Namespace) -> Result:
    def power_of(clusters: float, effect: float) -> float:
        return power_of_cluster_means(
            clusters,
            options.people,
            effect,
            options.icc,
            spread_of_size=options.spread,
            significance=options.significance,
        )

    return as_result(answer(options, power_of), "clusters per group")
