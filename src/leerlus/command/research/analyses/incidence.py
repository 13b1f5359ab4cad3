"""The chance of each way out, when there are several."""

from argparse import ArgumentParser, Namespace

from leerlus.charts.figure import Series, figure
from leerlus.command.research.results import Result, Section, Value
from leerlus.command.research.spells import add_spell_options, group_tables, percent, spell_rows
from leerlus.command.research.tables import InputProblem, Table
from leerlus.statistics.competing import CumulativeIncidence, cumulative_incidence
from leerlus.statistics.gray import gray


def add_options(parser: ArgumentParser) -> None:
    add_spell_options(parser)
    parser.add_argument(
        "--cause", required=True, help="column with the way out: 0 when last seen, 1, 2 … for each way out"
    )


def run(table: Table, options: Namespace) -> Result:
    causes = table.whole_numbers(options.cause)
    ways = int(causes.max())
    if ways < 1:
        raise InputProblem(f"Column '{options.cause}' has only 0; expected 1, 2 … for the ways out.")
    rows = spell_rows(table, options, ways=ways, way_out=table.whole_numbers)
    tables = group_tables(rows)
    found = {name: cumulative_incidence(one, options.confidence) for name, one in tables.items()}
    tests = {way: gray(list(tables.values()), way) for way in range(1, ways + 1)} if len(tables) > 1 else {}
    sections = [_course(name, incidence, ways) for name, incidence in found.items()]
    if tests:
        shown: list[list[Value]] = [
            [way, test.statistic, test.degrees_of_freedom, test.p] for way, test in tests.items()
        ]
        sections.append(Section("Do the groups differ? (Gray)", ["way out", "chi-square", "df", "p"], shown))
    return Result(
        sentence=_sentence(found, ways),
        sections=sections,
        data={
            "groups": {name: _data(one, ways) for name, one in found.items()},
            "gray": {
                way: {"statistic": test.statistic, "df": test.degrees_of_freedom, "p": test.p}
                for way, test in tests.items()
            },
        },
        notes=[
            f"Intervals of {percent(options.confidence)} per time point; all ways out and who is left add up to 1."
        ],
        chart=lambda: _chart(found, ways, options),
    )


def _course(name: str, found: CumulativeIncidence, ways: int) -> Section:
    step = max(1, found.time.size // 20)
    rows: list[list[Value]] = []
    for place in range(step - 1, found.time.size, step):
        row: list[Value] = [int(found.time[place])]
        for way in range(ways):
            row += [float(one[way, place]) for one in (found.share, found.low, found.high)]
        rows.append([*row, float(found.still_there[place])])
    columns = [
        "time",
        *(f"{part} {way}" for way in range(1, ways + 1) for part in ("way", "low", "high")),
        "left",
    ]
    return Section(f"Share per way out: {name}", columns, rows)


def _data(found: CumulativeIncidence, ways: int) -> dict[str, object]:
    return {
        "time": found.time,
        "still_there": found.still_there,
        "ways": {
            way + 1: {"share": found.share[way], "low": found.low[way], "high": found.high[way]}
            for way in range(ways)
        },
    }


def _sentence(found: dict[str, CumulativeIncidence], ways: int) -> str:
    parts = []
    for name, one in found.items():
        shares = ", ".join(f"{one.share[way, -1]:.0%} by way {way + 1}" for way in range(ways))
        parts.append(f"{name}: after {one.time[-1]} periods {shares}, {one.still_there[-1]:.0%} not yet")
    return "; ".join(parts) + "."


def _chart(found: dict[str, CumulativeIncidence], ways: int, options: Namespace) -> str:
    series = [
        Series(
            f"{name}, way {way + 1}" if len(found) > 1 else f"way {way + 1}",
            [0, *one.time.tolist()],
            [0, *one.share[way].tolist()],
            [0, *one.low[way].tolist()],
            [0, *one.high[way].tolist()],
            kind="steps",
        )
        for name, one in found.items()
        for way in range(ways)
    ]
    return figure(
        series,
        identifier="incidence",
        title="Share that left, per way out",
        description=_sentence(found, ways),
        x_name=options.duration,
        y_name="share",
        y_from=0,
    )
