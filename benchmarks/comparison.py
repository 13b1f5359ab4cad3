"""Ours against a peer, side by side: first the same answer, then the time in turns, then the peak of memory."""

import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

ROUNDS: Final = 5
SECONDS: Final = 20.0
"""A pair is run in turns, at least twice and at most ROUNDS times or this long."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One job, done by a peer and by us.

    goal: how many times faster ours must be. check: raises AssertionError when the two answers differ. before: what is
    cleared away before each run, outside the time.
    """

    job: str
    peer: str
    goal: float
    run_peer: Callable[[], object]
    run_ours: Callable[[], object]
    check: Callable[[], None]
    before: Callable[[], object] = bool


def compare(comparison: Comparison) -> str:
    """Run one comparison; a line with the best time of each, the ratio, and our peak of memory."""
    comparison.check()
    best = {"peer": float("inf"), "ours": float("inf")}
    started, turn = time.perf_counter(), 0
    while turn < 2 or (turn < ROUNDS and time.perf_counter() - started < SECONDS):
        for who, run in (("peer", comparison.run_peer), ("ours", comparison.run_ours)):
            comparison.before()
            start = time.perf_counter()
            run()
            best[who] = min(best[who], time.perf_counter() - start)
        turn += 1
    ratio = best["peer"] / best["ours"]
    reached = "reached" if ratio >= comparison.goal else "NOT reached"
    return (
        f"{comparison.job:<44} {comparison.peer:<18} {best['peer'] * 1000:>10,.2f} ms"
        f" {best['ours'] * 1000:>9,.2f} ms {ratio:>8,.1f}x  goal {comparison.goal:g}x {reached}"
        f"  peak {_peak(comparison, comparison.run_peer):,.0f} / {_peak(comparison, comparison.run_ours):,.0f} MB"
    )


def _peak(comparison: Comparison, run: Callable[[], object]) -> float:
    """Memory that a run takes at its peak, in MB, beside what was there before it."""
    comparison.before()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    run()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return (peak - before) / 1e6
