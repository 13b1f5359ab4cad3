"""Runs the tests that reach a change: in a fork of a process that has everything ready, or, slowly, in a new one."""

import gc
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from itertools import accumulate
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol
from changes import ROOT, Mutant
from coverage import CoverageData
from swapping import Functions

SECONDS = 300
"""A change that makes the tests hang is noticed as well: so many seconds of the processor, or long without an end."""
AT_MOST = 5 * SECONDS
"""By the clock: a busy machine makes tests slow, not endless."""
SLOW = 2.0
"""Seconds after which a test is tried only when the quicker ones noticed nothing."""
ENDED = (signal.SIGALRM, signal.SIGXCPU, signal.SIGKILL)
PASSED, FAILED, NOT_SWAPPED = range(3)
OPTIONS = ["-q", "-x", "-p", "no:cacheprovider", "-p", "few_examples", "--hypothesis-profile=ci"]
"""The profile of Hypothesis without chance, memory of earlier runs, or time limits: the same verdict every time."""

WITH_PLUGIN = {"PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])}


class Trial:
    """Tries changes of a package on the tests of one pytest session, which has imported and collected them."""

    def __init__(
        self, package: str, reached: CoverageData, folder: Path, others: int, most_seconds: float
    ) -> None:
        self.package, self.folder, self.others, self.most_seconds = package, folder, others, most_seconds
        self.reached = {
            file: reached.contexts_by_lineno(file) for file in reached.measured_files() if package in file
        }
        self.lines_in = {file: _lines_by_test(by_line) for file, by_line in self.reached.items()}
        self.lines = sum(self.lines_in.values(), Counter[str]())
        self.known_at = Path(reached.data_filename()).stat().st_mtime
        self.timed_out: list[Mutant] = []
        self.held: set[str] = set()
        self.held_slowly: dict[str, bool] = {}
        shutil.copytree(ROOT / "src", folder / "src")

    def begin(self, session: pytest.Session) -> None:
        """Prepare the database by a first test, and see that the tests pass without a change, in a fork too."""
        self.items = {item.nodeid: item for item in session.items}
        self.own = [name for name in self.items if name.startswith(f"tests/{self.package}/")]
        known = set(self.lines)
        self.newer = {
            name for name in set(self.own) - known if self.items[name].path.stat().st_mtime > self.known_at
        }
        self.first = next(item for item in session.items if "db" in getattr(item, "fixturenames", ()))
        chain = set(self.first.listchain())
        far_away = min(session.items, key=lambda item: len(chain & set(item.listchain())))
        runtestprotocol(self.first, nextitem=far_away, log=False)  # keeps only what all tests are in
        self.functions = Functions(self.package)
        gc.freeze()
        verdict, told = self._forked(None, self.own)
        if verdict != PASSED:
            raise SystemExit(f"Does not pass without a change: {told}")
        self.seconds: dict[str, float] = json.loads(told)
        self.own.sort(key=lambda name: self.seconds[name])

    def notices(self, mutant: Mutant) -> bool:
        """Whether a test fails: first those of the package itself, then others by lot.

        A line that ran when its module was imported is tried slowly as well, or only so where no test reaches it: the
        change may show only there.
        """
        own, others, at_import, in_tests = self._tests(mutant)
        for tests in (own, others) if in_tests else ():
            verdict = self._forked(mutant, tests)[0] if tests else PASSED
            if verdict == NOT_SWAPPED:
                at_import = True
                break
            if verdict == FAILED:
                return True
        return at_import and any(self.notices_slowly(mutant, tests) for tests in (own, others) if tests)

    def notices_slowly(self, mutant: Mutant, tests: list[str]) -> bool:
        """The same in a process of its own, which imports a copy of the sources with the change in it."""
        while (told := self._in_new_process(mutant, tests)) is not None:
            failed = _failed(told, tests)
            if failed is None or self._holds_slowly(failed):
                return True
            tests = [name for name in tests if name != failed]
        return False

    def _in_new_process(self, mutant: Mutant | None, tests: list[str]) -> str | None:
        """What pytest said where something failed; None when all passed. Tables are made without migrations: faster."""
        listed = self.folder / "tests.txt"
        listed.write_text("\n".join(tests))
        paths = f"{self.folder / 'src'} {ROOT}"
        command = [sys.executable, "-m", "pytest", *OPTIONS, "--no-migrations", "-o", f"pythonpath={paths}"]
        environment = os.environ | WITH_PLUGIN | {"PYTHONDONTWRITEBYTECODE": "1"}
        if mutant:
            copied = self.folder / "src" / mutant.file.relative_to(ROOT / "src")
            copied.write_text(mutant.written())
        try:
            done = subprocess.run(
                [*command, f"@{listed}"],
                cwd=ROOT,
                env=environment,
                capture_output=True,
                text=True,
                timeout=AT_MOST,
            )
        except subprocess.TimeoutExpired:
            if mutant:
                self.timed_out.append(mutant)
            return ""
        finally:
            if mutant:
                shutil.copyfile(mutant.file, copied)
        return None if done.returncode == 0 else done.stdout

    def _holds_slowly(self, test: str) -> bool:
        """Whether a test passes in a new process without a change, or its verdict says nothing there."""
        if test not in self.held_slowly:
            self.held_slowly[test] = self._in_new_process(None, [test]) is None
        return self.held_slowly[test]

    def _tests(self, mutant: Mutant) -> tuple[list[str], list[str], bool, bool]:
        """Tests of the package that reach the statement, a draw of others, and whether it ran at import and in a test.

        Any test of the package may notice what ran only then, such as a constant or what an app registers. Tests that
        are newer than what is known of reaching are tried always.
        """
        by_line = self.reached[str(mutant.file)]
        contexts = {
            one for line in range(mutant.statement, mutant.end[0] + 1) for one in by_line.get(line, [])
        }
        at_import, in_tests = "" in contexts, bool(contexts - {""})
        if not in_tests:
            contexts = {one for found in by_line.values() for one in found} if at_import else set()
        named = {context.split("|")[0] for context in contexts} & self.items.keys()
        more = set(self.own) if at_import and not in_tests else self.newer
        own = self._in_time(self._closest_first(named | more, str(mutant.file)))
        return own, self._drawn(named - set(own)), at_import, in_tests or not at_import

    def _closest_first(self, names: set[str], file: str) -> list[str]:
        """Tests of the package, those first of which most of what they reach is in this file; slow ones come last."""

        def place(name: str) -> tuple[bool, bool, float]:
            nearness = self.lines_in[file][name] / self.lines[name] if self.lines[name] else 1.0
            return _empties(self.items[name]), self.seconds[name] > SLOW, -nearness

        return sorted((name for name in self.own if name in names), key=place)

    def _in_time(self, names: list[str]) -> list[str]:
        """The first of these tests, as many as take no longer together than may be spent on one change."""
        ends = accumulate(self.seconds[name] for name in names)
        return [name for name, end in zip(names, ends, strict=True) if end <= self.most_seconds]

    def _drawn(self, names: set[str]) -> list[str]:
        """So many other tests by lot, in their usual order: trying fewer can only lower the share."""
        drawn = random.Random(1).sample(sorted(names), min(self.others, len(names)))
        return [name for name in self.items if name in drawn]

    def _forked(self, mutant: Mutant | None, names: list[str]) -> tuple[int, str]:
        """The verdict of a child on a change, and which test failed, or how many seconds of the processor each took."""
        sys.stdout.flush()
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            _in_child(self, mutant, names, writing)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            told = pipe.read()
        status = os.waitpid(child, 0)[1]
        if os.WIFSIGNALED(status):
            if mutant and os.WTERMSIG(status) in ENDED:
                self.timed_out.append(mutant)
            return FAILED, told
        verdict = os.WEXITSTATUS(status)
        if mutant and verdict == FAILED and told not in self.held:
            self._hold(told)
        return verdict, told

    def _hold(self, test: str) -> None:
        """A test that noticed something must pass without the change, or its verdict says nothing."""
        if test not in self.items or self._forked(None, [test])[0] != PASSED:
            raise SystemExit(f"This test fails without a change as well: {test}")
        self.held.add(test)


def _in_child(trial: Trial, mutant: Mutant | None, names: list[str], writing: int) -> None:
    """Never returns: the process ends with the verdict, and writes what it has to tell."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(AT_MOST)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    verdict = FAILED
    try:
        verdict, told = _run(trial, mutant, names)
        with os.fdopen(writing, "w") as pipe:
            pipe.write(told)
    finally:
        os._exit(verdict)


def _run(trial: Trial, mutant: Mutant | None, names: list[str]) -> tuple[int, str]:
    if mutant and not trial.functions.swap(mutant):
        return NOT_SWAPPED, ""
    items = [trial.items[name] for name in names]
    seconds = {}
    for item, following in zip(items, [*items[1:], trial.first], strict=True):
        before = _spent()
        reports = runtestprotocol(item, nextitem=following, log=False)
        if any(report.failed for report in reports):
            return FAILED, item.nodeid
        seconds[item.nodeid] = _spent() - before
    return PASSED, json.dumps(seconds)


def _spent() -> float:
    """Seconds of the processor, those of processes that a test started among them."""
    return sum(os.times()[:4])


def _failed(told: str, tests: list[str]) -> str | None:
    """The test that failed according to pytest; None where it could not even begin."""
    lines = [line.partition(" ")[2] for line in told.splitlines() if line.startswith(("FAILED ", "ERROR "))]
    return next((name for name in tests for line in lines if f"{line} ".startswith(f"{name} ")), None)


def _lines_by_test(by_line: Mapping[int, list[str]]) -> Counter[str]:
    """How many lines each test reaches of a file."""
    return Counter(name for found in by_line.values() for name in {one.split("|")[0] for one in found} - {""})


def _empties(item: pytest.Item) -> bool:
    """Whether a test empties the database: such tests come after all others, as always."""
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction"))
