"""Tests of few clusters and single cases: how often they cry wolf, and whether the interval holds the truth."""

import numpy as np
import pytest

from leerlus.statistics.permutation import cluster_permutation_test
from leerlus.statistics.single_case import phase_randomisation_test

pytestmark = pytest.mark.slow
RUNS = 1500


@pytest.mark.parametrize("clusters", [8, 10, 12])
def test_few_clusters_with_long_tails(clusters):
    chance, wolves, held = np.random.default_rng(clusters), 0, 0
    group = np.arange(clusters) % 2
    for _ in range(RUNS):
        drawn = chance.permutation(group)
        means = chance.standard_t(3, clusters)
        wolves += cluster_permutation_test(means, drawn).p <= 0.05
        found = cluster_permutation_test(means + 0.7 * drawn, drawn)
        held += found.low <= 0.7 <= found.high
    print(
        f"{clusters} clusters: wolf {wolves / RUNS:.3f} of at most .050, interval {held / RUNS:.3f} of at least .950"
    )
    assert wolves / RUNS <= 0.05 + 4 * np.sqrt(0.05 * 0.95 / RUNS)
    assert held / RUNS >= 0.95 - 4 * np.sqrt(0.05 * 0.95 / RUNS)


def test_a_single_case_whose_values_hang_together():
    chance, wolves = np.random.default_rng(1), 0
    for _ in range(800):
        noise = chance.standard_normal(24)
        for place in range(1, 24):
            noise[place] += 0.6 * noise[place - 1]
        bars = np.sort(chance.choice(11, 3, replace=False))
        starts = tuple(int(bar) - place + (place + 1) * 4 for place, bar in enumerate(bars))
        wolves += phase_randomisation_test(noise, 4, starts, 4).p <= 0.05
    print(f"ABAB of 24 moments, dependence .6: wolf {wolves / 800:.3f} of at most .050")
    assert wolves / 800 <= 0.05 + 4 * np.sqrt(0.05 * 0.95 / 800)
