"""Single cases: against counting all moments by hand, Mann-Whitney and Kendall, and what is no design."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from leerlus.statistics import single_case
from leerlus.statistics.single_case import overlap, phase_difference

SCORES = st.lists(st.integers(0, 9), min_size=9, max_size=12)
PHASE = st.lists(st.integers(0, 6), min_size=1, max_size=8)


def by_hand(scores, shortest, phases, first):
    """Differences for every list of lengths that adds up."""
    found = []
    for lengths in product(range(shortest, len(scores) + 1), repeat=phases):
        if sum(lengths) == len(scores):
            means = [part.mean() for part in np.split(np.array(scores, float), np.cumsum(lengths)[:-1])]
            difference = np.mean(means[1::2]) - np.mean(means[::2])
            found.append(-difference if first else difference)
    return np.array(found)


@settings(max_examples=30, deadline=None)
@given(SCORES, st.integers(2, 4), st.integers(1, 2), st.booleans())
def test_all_moments_of_change_are_counted(scores, phases, shortest, first):
    flags = np.arange(len(scores)) * phases // len(scores) % 2 != int(first)
    found = phase_difference(scores, flags, shortest)
    every = by_hand(scores, shortest, phases, first)
    assert found.assignments == len(every)
    assert found.difference == pytest.approx(
        np.mean([part.mean() for part in _phases(scores, flags, 1)])
        - np.mean([part.mean() for part in _phases(scores, flags, 0)])
    )
    assert found.p_higher == pytest.approx(np.mean(every >= found.difference - 1e-9))
    assert found.p_lower == pytest.approx(np.mean(every <= found.difference + 1e-9))
    assert found.p == pytest.approx(np.mean(np.abs(every) >= abs(found.difference) - 1e-9))


def _phases(scores, flags, wanted):
    starts = np.flatnonzero(flags[1:] != flags[:-1]) + 1
    return [
        part
        for part, flag in zip(np.split(np.array(scores, float), starts), flags[[0, *starts]], strict=True)
        if flag == wanted
    ]


@settings(max_examples=20, deadline=None)
@given(SCORES, st.floats(0.1, 50), st.floats(-50, 50))
def test_units_carry_through_and_turning_the_scale_turns_the_test(scores, unit, shift):
    flags = np.arange(len(scores)) >= 4
    plain = phase_difference(scores, flags, 2)
    moved = phase_difference(np.array(scores) * unit + shift, flags, 2)
    turned = phase_difference(-np.array(scores), flags, 2)
    assert moved.difference == pytest.approx(plain.difference * unit, abs=1e-9)
    assert (moved.p_lower, moved.p_higher) == (plain.p_lower, plain.p_higher)
    assert (turned.p_lower, turned.p_higher) == (plain.p_higher, plain.p_lower)


def test_draws_come_close_to_all_moments_and_follow_the_seed(monkeypatch):
    chance = np.random.default_rng(2)
    flags = np.arange(40) // 10 % 2
    scores = chance.standard_normal(40) + 0.3 * flags
    full = phase_difference(scores, flags, 4)
    monkeypatch.setattr(single_case, "_MOST_IN_FULL", 100)
    one, same, other = (phase_difference(scores, flags, 4, seed=seed) for seed in (1, 1, 2))
    assert (full.exact, one.exact, one.assignments) == (True, False, 10_000)
    assert one == same
    assert one != other
    assert one.p_higher == pytest.approx(full.p_higher, abs=0.02)
    with pytest.raises(ValueError, match="at least one draw"):
        phase_difference(scores, flags, 4, draws=0)


@settings(max_examples=60, deadline=None)
@given(PHASE, PHASE)
def test_nonoverlap_is_that_of_mann_and_whitney_and_trend_that_of_kendall(before, after):
    found = overlap(before, after)
    assert found.nonoverlap == pytest.approx(stats.mannwhitneyu(after, before).statistic / found.pairs)
    assert found.tau == pytest.approx(2 * found.nonoverlap - 1)
    assert found.trend == sum(
        np.sign(before[later] - before[earlier])
        for later in range(len(before))
        for earlier in range(later)
    )  # fmt: skip
    back = overlap(after, before)
    assert back.nonoverlap == pytest.approx(1 - found.nonoverlap)


def test_phases_apart_do_not_overlap_at_all():
    assert overlap([1, 1, 2], [3, 4]).nonoverlap == 1
    assert overlap([3, 2, 1], [4, 5]).tau_without_trend == pytest.approx(1.5)


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: phase_difference([1, 2, float("nan")], [0, 0, 1], 1), "without gaps"),
        (lambda: phase_difference([1, 2, 3], [0, 1], 1), "0 or 1 for each score"),
        (lambda: phase_difference([1, 2, 3], [0, 1, 2], 1), "0 or 1 for each score"),
        (lambda: phase_difference([1, 2, 3], [0, 0, 0], 1), "at least two phases"),
        (lambda: phase_difference([], [], 1), "at least two phases"),
        (lambda: phase_difference([1, 2, 3], [0, 0, 1], 2), "has 1 scores"),
        (lambda: phase_difference([1, 2, 3], [0, 0, 1], 0), "from 1 up"),
        (lambda: overlap([], [1]), "at least one score"),
        (lambda: overlap([1], [float("nan")]), "without gaps"),
    ],
)
def test_what_is_no_design_says_why(ask, message):
    with pytest.raises(ValueError, match=message):
        ask()
