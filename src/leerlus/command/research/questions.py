"""The three questions of a design: how many, how small a difference, and what chance to find it."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass

from leerlus.command.research.results import Result, Section
from leerlus.command.research.tables import InputProblem
from leerlus.statistics.power import people_needed, smallest_difference, whole


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked, its answer, and number, effect and power that go together."""

    question: str
    answer: float
    number: float
    effect: float
    power: float


def add_question_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--number", type=float, help="how many there are; leave out to ask how many are needed"
    )
    parser.add_argument(
        "--effect", type=float, help="the difference; leave out to ask the smallest that is found"
    )
    parser.add_argument("--power", type=float, default=0.8, help="the chance to find it that is wanted")
    parser.add_argument(
        "--significance", type=float, default=0.05, help="how often chance may pass for a difference"
    )


def answer(options: Namespace, power_of: Callable[[float, float], float], *, least: float = 2) -> Answer:
    """Answer what was left out: the number, the effect, or (with both given) the power."""
    number, effect = options.number, options.effect
    if number is None and effect is None:
        raise InputProblem("Give --number, --effect, or both: what is left out is what is asked.")
    if number is None:
        needed = people_needed(lambda size: power_of(size, effect), options.power, least)
        return Answer("needed", whole(needed), whole(needed), effect, power_of(whole(needed), effect))
    if effect is None:
        smallest = smallest_difference(lambda size: power_of(number, size), options.power)
        return Answer("smallest difference", smallest, number, smallest, options.power)
    return Answer("power", power_of(number, effect), number, effect, power_of(number, effect))


def as_result(found: Answer, unit: str) -> Result:
    sentences = {
        "needed": f"{found.number:,.0f} {unit} are needed to find a difference of {found.effect:.3g} "
        f"with a chance of {found.power:.0%}.",
        "power": f"With {found.number:,.0f} {unit} a difference of {found.effect:.3g} is found with a chance of "
        f"{found.power:.1%}.",
    }
    smallest = f"With {found.number:,.0f} {unit} the {found.question} that is found with a chance of "
    sentence = sentences.get(found.question, smallest + f"{found.power:.0%} is {found.answer:.3g}.")
    return Result(
        sentence=sentence,
        sections=[Section("Design", [unit, "effect", "power"], [[found.number, found.effect, found.power]])],
        data={"question": found.question, "answer": found.answer, "number": found.number}
        | {"effect": found.effect, "power": found.power},
        notes=["A lower bound: people who drop out and measurements that are noisy come on top."],
    )
