"""One person or one office measured often: a randomisation test of phases, and how far the phases overlap.

A test is only fair when the moments of change were drawn by lot beforehand (Edgington 1975; Onghena 1992).
"""

from dataclasses import dataclass
from itertools import chain, combinations
from math import comb
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from leerlus.statistics.intervals import Numbers

_MOST_IN_FULL: Final = 100_000
_ROUNDING: Final = 1e-12


@dataclass(frozen=True, slots=True)
class PhaseDifference:
    """The mean of the treated phases minus that of the others, each phase counting once, in units of the scores.

    p_lower, p_higher: share of the possible moments of change with a difference at most, or at least, as high.
    p: the same for the size of the difference, either way. phases: how many. assignments: sets of moments that were
    compared; exact: whether these are all. With few assignments no p can be small: the least is 1 / assignments.
    """

    difference: float
    p_lower: float
    p_higher: float
    p: float
    phases: int
    assignments: int
    exact: bool


@dataclass(frozen=True, slots=True)
class Overlap:
    """How scores of an intervention phase lie to those of the baseline before it; no units.

    nonoverlap: NAP, the share of pairs in which the later score is higher, ties counting half (Parker & Vannest 2009).
    between: pairs that are higher minus pairs that are lower. trend: the same for pairs within the baseline, later
    against earlier. pairs: of a baseline and a later score. tau: between / pairs. tau_without_trend: (between - trend)
    / pairs, Tau-U (Parker et al. 2011); beyond 1 or -1 when the baseline went the other way.
    """

    nonoverlap: float
    between: int
    trend: int
    pairs: int
    tau: float
    tau_without_trend: float


def phase_difference(
    scores: ArrayLike, treated: ArrayLike, shortest: int, *, draws: int = 9_999, seed: int = 0
) -> PhaseDifference:
    """Randomisation test of scores (T,) in order of time; `treated` (T,) is 0 or 1 and changes with every phase.

    The number and order of the phases (AB, ABA, ABAB) are fixed; `shortest` is the least number of scores in a phase
    that the lot allowed. All moments of change are compared when there are at most 100,000 sets of them; otherwise
    `draws` sets, together with the one that happened.
    Raises ValueError for gaps, lists of different length, a single phase, or a phase shorter than the lot allowed.
    """
    y, starts, first = _checked(scores, treated, shortest)
    changes = starts.size
    slack = y.size - shortest * (changes + 1)
    exact = comb(slack + changes, changes) <= _MOST_IN_FULL
    if not exact and draws < 1:
        raise ValueError("there are too many moments of change to compare all; give at least one draw")
    if exact:
        lots = _all_changes(slack, changes, shortest)
    else:
        drawn = _drawn_changes(slack, changes, shortest, draws, np.random.default_rng(seed))
        lots = np.vstack([starts[None], drawn])
    # Around their mean, scores keep their digits in running sums.
    centred = y - y.mean()
    found, others = _differences(centred, starts[None], first)[0], _differences(centred, lots, first)
    margin = _ROUNDING * y.size * float(np.abs(centred).max())
    return PhaseDifference(
        difference=float(found),
        p_lower=float(np.mean(others <= found + margin)),
        p_higher=float(np.mean(others >= found - margin)),
        p=float(np.mean(np.abs(others) >= abs(found) - margin)),
        phases=changes + 1,
        assignments=len(lots),
        exact=exact,
    )


def overlap(baseline: ArrayLike, intervention: ArrayLike) -> Overlap:
    """Compare scores of a baseline (a,) with those of the phase after it (b,), both in order of time.

    It describes; successive scores are no independent draws, so no interval or p is given.
    Raises ValueError for gaps or an empty phase.
    """
    before, after = _numbers(baseline), _numbers(intervention)
    if not (before.size and after.size):
        raise ValueError("give at least one score before and one after the change")
    between = int(np.sign(after[:, None] - before).sum())
    trend = int(np.triu(np.sign(before - before[:, None])).sum())
    pairs = before.size * after.size
    return Overlap(
        nonoverlap=(between / pairs + 1) / 2,
        between=between,
        trend=trend,
        pairs=pairs,
        tau=between / pairs,
        tau_without_trend=(between - trend) / pairs,
    )


def _numbers(scores: ArrayLike) -> Numbers:
    y = np.asarray(scores, dtype=np.float64)
    if y.ndim != 1 or not np.isfinite(y).all():
        raise ValueError("scores are one list of numbers without gaps, in order of time")
    return y


def _checked(scores: ArrayLike, treated: ArrayLike, shortest: int) -> tuple[Numbers, NDArray[np.int64], bool]:
    """Scores, where each phase after the first starts, and whether the first phase is treated."""
    y, flags = _numbers(scores), np.asarray(treated)
    if flags.shape != y.shape or not np.isin(flags, (0, 1)).all():
        raise ValueError("give a 0 or 1 for each score: whether it was measured under treatment")
    starts = np.flatnonzero(flags[1:] != flags[:-1]) + 1
    if not starts.size:
        raise ValueError("give scores of at least two phases, one with and one without treatment")
    lengths = np.diff(np.concatenate(([0], starts, [y.size])))
    if shortest < 1 or lengths.min() < shortest:
        raise ValueError(
            f"a phase has {lengths.min()} scores; the lot allowed {shortest} at least, from 1 up"
        )
    return y, starts.astype(np.int64), bool(flags[0])


def _all_changes(slack: int, changes: int, shortest: int) -> NDArray[np.int64]:
    """Every way to give `slack` scores to phases beyond their least length, as moments of change (ways, changes)."""
    places = np.fromiter(chain.from_iterable(combinations(range(slack + changes), changes)), dtype=np.int64)
    return _moments(places.reshape(-1, changes), shortest)


def _drawn_changes(
    slack: int, changes: int, shortest: int, draws: int, chance: np.random.Generator
) -> NDArray[np.int64]:
    order = chance.random((draws, slack + changes)).argpartition(changes - 1, axis=1)
    return _moments(np.sort(order[:, :changes], axis=1), shortest)


def _moments(places: NDArray[np.int64], shortest: int) -> NDArray[np.int64]:
    """Places of bars among the slack become starts of phases that each have their least length."""
    number = np.arange(places.shape[1])
    moments: NDArray[np.int64] = places - number + shortest * (number + 1)
    return moments


def _differences(scores: Numbers, starts: NDArray[np.int64], first: bool) -> Numbers:
    """Mean over treated phases of their means, minus that of the others, for each row of starts (N, changes)."""
    ends = np.full((len(starts), 1), scores.size)
    bounds = np.hstack([np.zeros_like(ends), starts, ends])
    running = np.concatenate(([0.0], np.cumsum(scores)))
    means = np.diff(running[bounds], axis=1) / np.diff(bounds, axis=1)
    even, odd = means[:, ::2].mean(axis=1), means[:, 1::2].mean(axis=1)
    differences: Numbers = even - odd if first else odd - even
    return differences
