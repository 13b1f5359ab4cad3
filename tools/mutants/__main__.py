"""Would a test notice? Changes one small thing in a package at a time and runs the tests that reach that statement.

Use: ./run test mutants PACKAGE [--sample 150]. Prints every change that no test noticed, and the share that was.
Changes are tried in an order drawn by lot: stopped halfway (Ctrl+C), what was tried is a fair sample.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from changes import ROOT, Mutant, mutants_of
from coverage import CoverageData
from trial import OPTIONS, WITH_PLUGIN, Trial

PACKAGES = ("access", "advice", "release")
EVERYWHERE = ("tests/test_every_address.py", "tests/test_one_door.py", "tests/test_erasing.py")

EVERY = 20
"""So many changes are tried before it is said how far it is."""


class Session:
    """A pytest plugin that tries changes instead of running each test once."""

    def __init__(self, trial: Trial, drawn: list[Mutant]) -> None:
        self.trial, self.drawn = trial, drawn
        self.tried = 0
        self.survived: list[Mutant] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.trial.begin(session)
        for mutant in self.drawn:
            noticed = self.trial.notices(mutant)
            self.tried += 1
            if not noticed:
                print(f"not noticed: {mutant}", flush=True)
                self.survived.append(mutant)
            if self.tried % EVERY == 0:
                print(f"{self.tried} tried, {self.tried - len(self.survived)} noticed", flush=True)
        return True


def reached_by_tests(package: str, file: Path, chosen: list[str]) -> CoverageData:
    """Which test reaches which line of the package, kept in a file; the tests must pass as they are."""
    if not file.exists():
        command = [sys.executable, "-m", "pytest", *OPTIONS, *chosen, f"tests/{package}", *EVERYWHERE]
        command += [f"--cov=src/leerlus/{package}", "--cov-context=test", "--cov-report="]
        subprocess.run(
            command, cwd=ROOT, env=os.environ | WITH_PLUGIN | {"COVERAGE_FILE": str(file)}, check=True
        )
        run = [
            "run",
            "--rcfile=",
            "--branch",
            "--append",
            f"--data-file={file}",
            f"--source=src/leerlus/{package}",
        ]
        command = [sys.executable, "-m", "coverage", *run, "-m", "django", "check"]  # what runs at import
        subprocess.run(
            command, cwd=ROOT, env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}, check=True
        )
    reached = CoverageData(str(file))
    reached.read()
    return reached


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", choices=PACKAGES)
    parser.add_argument("--sample", type=int, help="try so many changes, drawn by lot, instead of all")
    parser.add_argument("--file", default="", help="only changes of files whose path has this in it")
    parser.add_argument("--seed", type=int, default=1, help="the same number draws the same sample")
    parser.add_argument("--others", type=int, default=40, help="tests of other packages tried per change")
    parser.add_argument("--tests", default="", help="choose tests by their names, as with `pytest -k`")
    parser.add_argument(
        "--seconds",
        type=float,
        default=600,
        help="time of the package's own tests per change, quick ones first",
    )
    parser.add_argument("--reached", type=Path, help="file that keeps which test reaches which line")
    options = parser.parse_args()
    os.chdir(ROOT)
    sources = sorted((ROOT / "src" / "leerlus" / options.package).rglob("*.py"))
    every = [
        mutant
        for path in sources
        if "migrations" not in path.parts and options.file in str(path)
        for mutant in mutants_of(path)
    ]
    random.Random(options.seed).shuffle(every)
    chosen = ["-k", options.tests] if options.tests else []
    with tempfile.TemporaryDirectory() as folder:
        reached = reached_by_tests(options.package, options.reached or Path(folder) / "reached", chosen)
        trial = Trial(options.package, reached, Path(folder), options.others, options.seconds)
        session = Session(trial, every[: options.sample])
        pytest.main([*OPTIONS, *chosen, "-s", f"tests/{options.package}", *EVERYWHERE], plugins=[session])
    share = 1 - len(session.survived) / max(session.tried, 1)
    print(f"{options.package}: {session.tried} of {len(every)} changes tried, {share:.1%} noticed,")
    ended = ", ".join(map(str, trial.timed_out))
    print(f"{len(trial.timed_out)} of them because the tests did not end: {ended}")


if __name__ == "__main__":
    main()
