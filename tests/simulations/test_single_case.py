"""Does the randomisation test cry out as often as it says, also when one score resembles the one before?"""

import numpy as np
import pytest
from scipy.signal import lfilter

from leerlus.statistics.single_case import phase_difference

pytestmark = pytest.mark.slow
RUNS, SCORES, SHORTEST = 3000, 28, 4


@pytest.mark.parametrize("likeness", [0.0, 0.6])
def test_size_when_the_moments_of_change_were_drawn(likeness):
    chance, higher, either = np.random.default_rng(int(likeness * 10)), 0, 0
    slack = SCORES - 4 * SHORTEST
    for _ in range(RUNS):
        bars = np.sort(chance.permutation(slack + 3)[:3])
        starts = bars - np.arange(3) + SHORTEST * np.arange(1, 4)
        treated = np.searchsorted(starts, np.arange(SCORES), side="right") % 2
        scores = lfilter([1], [1, -likeness], chance.standard_normal(SCORES)) + 0.1 * np.arange(SCORES)
        found = phase_difference(scores, treated, SHORTEST)
        higher += found.p_higher <= 0.05
        either += found.p <= 0.05
    print(
        f"ABAB, {SCORES} scores with a trend, likeness {likeness}: size {higher / RUNS:.3f} one-sided,"
        f" {either / RUNS:.3f} two-sided of 0.050"
    )
    margin = 4 * np.sqrt(0.05 * 0.95 / RUNS)
    # 455 sets of moments: 22 of them, 0.048, is as near as the test comes.
    assert higher / RUNS == pytest.approx(22 / 455, abs=margin)
    assert either / RUNS == pytest.approx(22 / 455, abs=margin)
