"""How often do limits of a funnel cry wolf, and do intervals of ratios and shrunken estimates hold the truth?"""

import numpy as np
import pytest

from leerlus.statistics.case_mix import UnitCounts, standardised_ratio
from leerlus.statistics.funnel import funnel
from leerlus.statistics.shrinkage import shrunken_means, shrunken_ratios

pytestmark = pytest.mark.slow
RUNS = 300


def test_a_funnel_of_units_that_are_all_alike():
    chance, outside = np.random.default_rng(1), np.zeros(2)
    expected = chance.uniform(10, 150, 100)
    for _ in range(RUNS):
        found = funnel(chance.poisson(expected), expected)
        outside += np.abs(found.outside_narrow).sum(), np.abs(found.outside_wide).sum()
    share = outside / RUNS / 100
    print(f"funnel, units alike: outside 95% {share[0]:.4f} of .05, outside 99.8% {share[1]:.4f} of .002")
    # Exact limits of counts are on the safe side.
    assert 0.03 < share[0] <= 0.052
    assert share[1] <= 0.003


def test_a_funnel_of_units_that_differ():
    chance, outside = np.random.default_rng(2), np.zeros(2)
    expected = chance.uniform(50, 400, 100)
    for _ in range(RUNS):
        found = funnel(chance.poisson(expected * chance.normal(1, 0.15, 100)), expected)
        outside += np.abs(found.outside_narrow).sum(), np.abs(found.outside_wide).sum()
    share = outside / RUNS / 100
    print(
        f"funnel, units differ .15: outside 95% {share[0]:.4f} of .05, outside 99.8% {share[1]:.4f} of .002"
    )
    assert 0.04 < share[0] < 0.065
    assert share[1] < 0.006


@pytest.mark.parametrize("expected", [3.0, 20.0, 100.0])
def test_standardised_ratios(expected):
    chance = np.random.default_rng(3)
    observed = chance.poisson(expected * 1.2, 20_000).astype(float)
    counts = UnitCounts(np.full(20_000, 100), observed, np.full(20_000, expected))
    found = standardised_ratio(counts)
    held = ((found.low <= 1.2) & (found.high >= 1.2)).mean()
    print(f"observed over expected, {expected:.0f} expected: {held:.3f} of .950")
    # Exact limits of few counts are on the safe side.
    assert 0.946 <= held <= 0.99


def test_shrunken_ratios():
    chance, held = np.random.default_rng(4), 0.0
    expected = chance.uniform(3, 60, 80)
    for _ in range(RUNS):
        truth = chance.gamma(20, 1 / 20, 80)
        found = shrunken_ratios(chance.poisson(expected * truth), expected)
        held += ((found.low <= truth) & (found.high >= truth)).mean() / RUNS
    print(f"shrunken ratios, 80 units: {held:.3f} of .950 (the spread is taken as known)")
    assert 0.90 <= held <= 0.96


def test_shrunken_means():
    chance, held = np.random.default_rng(5), 0.0
    errors = chance.uniform(0.5, 1.5, 40)
    for _ in range(RUNS):
        truth = chance.normal(2, 0.8, 40)
        found = shrunken_means(truth + errors * chance.standard_normal(40), errors)
        held += ((found.low <= truth) & (found.high >= truth)).mean() / RUNS
    print(f"shrunken means, 40 units: {held:.3f} of .950")
    assert 0.93 <= held <= 0.97
