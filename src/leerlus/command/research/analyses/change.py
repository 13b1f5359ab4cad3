"""Who changed more than measurement error (Jacobson-Truax)."""

from argparse import ArgumentParser, Namespace

from leerlus.command.research.results import Result, Section, Value
from leerlus.command.research.tables import Table
from leerlus.statistics.change import OUTCOMES, reliable_change


def add_options(parser: ArgumentParser) -> None:
    parser.add_argument("--before", required=True, help="column with the score before")
    parser.add_argument("--after", required=True, help="column with the score after")
    parser.add_argument("--reliability", type=float, required=True, help="of the scale, from 0 up to 1")
    parser.add_argument(
        "--deviation", type=float, help="standard deviation of the scale; that of --before if left out"
    )
    parser.add_argument(
        "--cutoff", type=float, help="between the group with and without problems; needed for 'recovered'"
    )
    parser.add_argument("--lower-is-better", action="store_true", help="a lower score is the better one")


def run(table: Table, options: Namespace) -> Result:
    complete = table.complete([options.before, options.after])
    before, after = complete.numbers(options.before), complete.numbers(options.after)
    deviation = float(before.std(ddof=1)) if options.deviation is None else options.deviation
    found = reliable_change(
        before,
        after,
        deviation=deviation,
        reliability=options.reliability,
        cutoff=options.cutoff,
        higher_is_better=not options.lower_is_better,
    )
    rows: list[list[Value]] = [
        [name, found.counts[name], found.counts[name] / len(before)] for name in OUTCOMES
    ]
    moved = len(before) - found.counts["unchanged"]
    return Result(
        sentence=f"Of {len(before)} people {moved} changed more than error, which is {found.smallest:.2f} points.",
        sections=[Section("Change", ["outcome", "people", "share"], rows)],
        data={
            "people": len(before),
            "deviation": deviation,
            "smallest": found.smallest,
            "counts": dict(found.counts),
            "index": found.index,
            "outcome": found.outcome,
        },
        notes=[
            f"{len(table) - len(complete)} incomplete rows were left out.",
            "Unchanged is no proof that nothing happened; and change says nothing about what caused it.",
        ],
    )
