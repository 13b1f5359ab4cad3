"""Does the test of few clusters cry out as often as it says, and does its interval hold the truth?"""

import numpy as np
import pytest

from leerlus.statistics.permutation import cluster_difference

pytestmark = pytest.mark.slow
RUNS = 1500


# Four of eight clusters have 70 divisions, in mirrored pairs: 2 of 70 is as near to 5 of 100 as the test can come.
@pytest.mark.parametrize(("clusters", "treated", "size"), [(8, 4, 2 / 70), (10, 3, 0.05), (24, 12, 0.05)])
def test_size_and_coverage_with_skewed_clusters_of_unequal_size(clusters, treated, size):
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
        f"{treated} of {clusters} clusters: size {rejected / RUNS:.3f} of {size:.3f},"
        f" interval {held / RUNS:.3f} of {1 - size:.3f}"
    )
    margin = 4 * np.sqrt(size * (1 - size) / RUNS)
    assert rejected / RUNS == pytest.approx(size, abs=margin)
    assert held / RUNS == pytest.approx(1 - size, abs=margin)
