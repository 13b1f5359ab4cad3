"""Teams that start one after the other: the power of a stepped wedge, or the clusters per wave it needs."""

from argparse import ArgumentParser, Namespace

from leerlus.command.research.questions import add_question_options, answer, as_result
from leerlus.command.research.results import Result
from leerlus.statistics.power import whole
from leerlus.statistics.stepped_wedge import SteppedWedge, power_of_stepped_wedge, staircase


def add_options(parser: ArgumentParser) -> None:
    parser.add_argument("--waves", type=int, required=True, help="how many times a next wave starts")
    parser.add_argument("--people", type=float, required=True, help="people per cluster and period")
    parser.add_argument("--between", type=float, required=True, help="standard deviation between clusters")
    parser.add_argument(
        "--within", type=float, default=1.0, help="standard deviation of people within a cluster"
    )
    add_question_options(parser)


def run(options: Namespace) -> Result:
    def power_of(clusters: float, effect: float) -> float:
        starts = staircase(options.waves, whole(clusters))
        design = SteppedWedge(starts, options.people, options.between, options.within)
        return power_of_stepped_wedge(design, effect, options.significance)

    return as_result(answer(options, power_of, least=1), "clusters per wave")
