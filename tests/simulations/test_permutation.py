"""Does the test of few clusters cry out as often as it says, and does its interval hold the truth?"""

import numpy as np
import pytest

from leerlus.statistics.permutation import cluster_difference

pytestmark = pytest.mark.slow
RUNS = 1500


@pytest.mark.parametrize(("clusters", "treated"), [(8, 4), (10, 3), (24, 12)])
def test_size_and_coverage_with_skewed_clusters_of_unequal_size(clusters, treated):
    chance, rejected, held = np.random.default_rng(clusters), 0, 0
    for run in range(RUNS):
        lot = chance.permutation(np.arange(clusters) < treated)
        place = np.repeat(np.arange(clusters), chance.integers(5, 40, clusters))
        noise = chance.exponential(1, clusters)[place] + chance.standard_normal(place.size)
        found = cluster_difference(noise + 0.5 * lot[place], lot[place], place, draws=999, seed=run)
        without = cluster_difference(noise, lot[place], place, draws=999, seed=run)
        held += found.low <= 0.5 <= found.high
        rejected += without.p <= 0.05
    print(
        f"{treated} of {clusters} clusters: size {rejected / RUNS:.3f} of 0.050, interval {held / RUNS:.3f} of 0.950"
    )
    margin = 4 * np.sqrt(0.95 * 0.05 / RUNS)
    # Few clusters have few divisions: the size is at most 5 of 100, and with few clusters less.
    assert 0.025 <= rejected / RUNS <= 0.05 + margin
    assert 0.95 - margin <= held / RUNS <= 0.975
