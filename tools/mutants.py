"""Would a test notice? Changes one small thing in a package at a time and runs the tests that reach that line.

Use: ./run test mutants PACKAGE [--sample 150] [--seed 1]. Prints every change that no test noticed, and the share that
was. A sample is drawn by lot, so the share has a margin of chance; the same seed draws the same sample.
"""

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from coverage import CoverageData

ROOT = Path(__file__).parent.parent
EVERYWHERE = ("tests/test_every_address.py", "tests/test_one_door.py", "tests/test_erasing.py")
SECONDS = 600
"""A change that makes the tests hang is noticed as well."""

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
COMBINED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: in which file, from which line to which, and the text that stands there instead."""

    file: Path
    start: tuple[int, int]
    end: tuple[int, int]
    instead: str

    def written(self, source: str) -> str:
        lines = source.encode().splitlines(keepends=True)
        (first, left), (last, right) = self.start, self.end
        before = b"".join([*lines[: first - 1], lines[first - 1][:left]])
        after = b"".join([lines[last - 1][right:], *lines[last:]])
        return (before + self.instead.encode() + after).decode()

    def __str__(self) -> str:
        return f"{self.file.relative_to(ROOT)}:{self.start[0]}: {self.instead}"


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Every small change to a file that could be a slip of its author."""
    tree = ast.parse(path.read_text())
    skipped = {id(inner) for node in ast.walk(tree) for inner in _left_alone(node)}
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        for changed in _changed(node):
            text = ast.unparse(ast.fix_missing_locations(changed))
            instead = f"({text})" if isinstance(changed, ast.expr) else text
            start, end = (node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset)
            yield Mutant(path, start, end, instead)


def _left_alone(node: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, annotations, texts with places to fill, and options of model fields, which migrations hold."""
    match node:
        case ast.JoinedStr():
            yield from ast.walk(node)
        case ast.Expr(value=ast.Constant(value=str())):
            yield from ast.walk(node)
        case ast.AnnAssign(annotation=annotation) | ast.arg(annotation=ast.AST() as annotation):
            yield from ast.walk(annotation)
        case ast.FunctionDef(returns=ast.AST() as returns):
            yield from ast.walk(returns)
        case ast.Call(func=ast.Attribute(value=ast.Name(id="models"))) | ast.ClassDef(name="Meta"):
            yield from ast.walk(node)


def _changed(node: ast.AST) -> Iterator[ast.AST]:
    yield from _changed_condition(node)
    match node:
        case ast.BinOp(left=left, op=op, right=right) if type(op) in COMBINED:
            yield ast.BinOp(left, COMBINED[type(op)](), right)
        case ast.Constant(value=bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(value=int() | float() as value):
            yield ast.Constant(value + 1)
        case ast.Return(value=ast.AST() as value) if not isinstance(value, ast.Constant):
            yield ast.Return(ast.Constant(None))
        case ast.Raise() | ast.Expr(value=ast.Call()):
            yield ast.Pass()


def _changed_condition(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Compare(left=left, ops=[one, *others], comparators=right) if type(one) in COMPARED:
            yield ast.Compare(left, [COMPARED[type(one)](), *others], right)
        case ast.BoolOp(op=ast.And(), values=values):
            yield ast.BoolOp(ast.Or(), values)
        case ast.BoolOp(op=ast.Or(), values=values):
            yield ast.BoolOp(ast.And(), values)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield ast.IfExp(ast.UnaryOp(ast.Not(), test), body, orelse)


class Trial:
    """A copy of the sources in which one change at a time is made, and the tests that run on it."""

    def __init__(self, package: str, reached: CoverageData, folder: Path) -> None:
        self.package = package
        self.sources = folder / "src"
        shutil.copytree(ROOT / "src", self.sources)
        self.reached_lines = {
            name: reached.contexts_by_lineno(name) for name in reached.measured_files() if package in name
        }

    def notices(self, mutant: Mutant) -> bool:
        """Whether a test fails: first those of the package itself, then all others that reach the line."""
        copied = self.sources / mutant.file.relative_to(ROOT / "src")
        original = copied.read_text()
        copied.write_text(mutant.written(original))
        try:
            own, others = self._tests(mutant)
            return any(tests and self._fails(tests) for tests in (own, others))
        finally:
            copied.write_text(original)

    def _tests(self, mutant: Mutant) -> tuple[list[str], list[str]]:
        contexts = self.reached_lines.get(str(mutant.file), {}).get(mutant.start[0], [])
        named = sorted({context.split("|")[0] for context in contexts if context})
        if not named:  # run when the module is imported: whatever uses it may notice
            return [f"tests/{self.package}"], list(EVERYWHERE)
        own = [test for test in named if test.startswith(f"tests/{self.package}/")]
        return own, [test for test in named if test not in own]

    def _fails(self, tests: list[str]) -> bool:
        listed = self.sources.parent / "tests.txt"
        listed.write_text("\n".join(tests))
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", f"@{listed}"]
        environment = os.environ | {"PYTHONPATH": str(self.sources), "PYTHONDONTWRITEBYTECODE": "1"}
        try:
            done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            return True
        return done.returncode != 0


def reached_by_tests(package: str, folder: Path) -> CoverageData:
    """Which test reaches which line of the package; the tests must pass as they are."""
    file = folder / "reached"
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", f"tests/{package}", *EVERYWHERE]
    command += [f"--cov=src/leerlus/{package}", "--cov-context=test", "--cov-report="]
    subprocess.run(command, cwd=ROOT, env=os.environ | {"COVERAGE_FILE": str(file)}, check=True)
    reached = CoverageData(str(file))
    reached.read()
    return reached


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", choices=("access", "advice", "release"))
    parser.add_argument("--sample", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sources = sorted((ROOT / "src" / "leerlus" / options.package).rglob("*.py"))
    every = [mutant for path in sources if "migrations" not in path.parts for mutant in mutants_of(path)]
    drawn = random.Random(options.seed).sample(every, min(options.sample, len(every)))
    with tempfile.TemporaryDirectory() as folder:
        reached = reached_by_tests(options.package, Path(folder))
        trials = [Trial(options.package, reached, Path(folder) / str(worker)) for worker in range(2)]
        halves = [drawn[0::2], drawn[1::2]]
        with ThreadPoolExecutor(2) as pool:
            survived = [one for found in pool.map(_survivors, trials, halves) for one in found]
    share = 1 - len(survived) / len(drawn)
    print(f"{options.package}: {len(drawn)} of {len(every)} changes tried, {share:.1%} noticed")


def _survivors(trial: Trial, mutants: list[Mutant]) -> list[Mutant]:
    survived = []
    for mutant in mutants:
        if not trial.notices(mutant):
            print(f"not noticed: {mutant}", flush=True)
            survived.append(mutant)
    return survived


if __name__ == "__main__":
    main()
