"""The two commands of a researcher. A wrong file, column or option ends with a message and exit code 2."""

import argparse
import importlib
import pkgutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from rich.console import Console

from leerlus.command.research import analyses, designs
from leerlus.command.research.plots import standalone
from leerlus.command.research.results import Result, as_json, print_for_people
from leerlus.command.research.tables import InputProblem, read_table

COMMANDS: Final = {"analyse": analyses, "design": designs}
INPUT_IS_WRONG: Final = 2


def main(arguments: Sequence[str]) -> int:
    """Run `analyse …` or `design …`; 0 when it worked, 2 when the file, a column or an option cannot be used."""
    options = parser().parse_args(arguments)
    try:
        result = _run(options)
        if options.plot:
            _write_plot(options.plot, result, options.name)
    except (InputProblem, ValueError) as problem:
        print(f"leerlus {options.command} {options.name}: {problem}", file=sys.stderr)
        return INPUT_IS_WRONG
    if options.json:
        print(as_json(options.name, result))
    else:
        print_for_people(result, Console(width=None if sys.stdout.isatty() else 110))
    return 0


def parser() -> argparse.ArgumentParser:
    """All options of all analyses and designs, for the command and for its documentation."""
    top = argparse.ArgumentParser(prog="leerlus", description="Statistics for a researcher, from a file.")
    commands = top.add_subparsers(dest="command", required=True)
    for command, package in COMMANDS.items():
        names = commands.add_parser(command).add_subparsers(dest="name", required=True)
        for module in pkgutil.iter_modules(package.__path__):
            part = _module(command, module.name)
            explanation = (part.__doc__ or "").splitlines()[0]
            options = names.add_parser(
                module.name.replace("_", "-"), help=explanation, description=explanation
            )
            if command == "analyse":
                options.add_argument(
                    "file", type=Path, help="a .csv or .parquet file with names in the first line"
                )
            part.add_options(options)
            options.add_argument("--json", action="store_true", help="print JSON instead of tables")
            options.add_argument("--plot", type=Path, metavar="FILE.svg", help="write a figure as well")
    return top


def _module(command: str, name: str) -> Any:
    """The module of an analysis or design; what is in it, is said in the packages."""
    return importlib.import_module(f"{COMMANDS[command].__name__}.{name.replace('-', '_')}")


def _run(options: argparse.Namespace) -> Result:
    module = _module(options.command, options.name)
    result: Result = (
        module.run(read_table(options.file), options) if options.command == "analyse" else module.run(options)
    )
    return result


def _write_plot(path: Path, result: Result, name: str) -> None:
    if path.suffix != ".svg":
        raise InputProblem(f"--plot writes an .svg file; '{path}' ends in '{path.suffix}'.")
    if result.chart is None:
        raise InputProblem(f"{name} has no figure for this input; leave --plot out.")
    try:
        path.write_text(standalone(result.chart()), encoding="utf-8")
    except OSError as problem:
        raise InputProblem(f"The figure could not be written to {path}: {problem.strerror}.") from None
