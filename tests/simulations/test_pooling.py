"""Does the interval of a pooled effect hold the true mean as often as it says?"""

import numpy as np
import pytest

from leerlus.statistics.pooling import pool

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(("studies", "tau"), [(3, 0.0), (5, 0.2), (10, 0.3), (20, 0.1)])
def test_hartung_and_knapp_hold_the_mean_in_95_of_100_or_more(studies, tau):
    chance, runs = np.random.default_rng(studies), 1000
    held = predicted = 0
    for _ in range(runs):
        errors = chance.uniform(0.1, 0.4, studies)
        truths = 0.3 + tau * chance.standard_normal(studies)
        found = pool(truths + errors * chance.standard_normal(studies), errors)
        held += found.low <= 0.3 <= found.high
        predicted += found.predicted_low <= 0.3 + tau * chance.standard_normal() <= found.predicted_high
    print(
        f"{studies} studies, tau {tau}: interval {held / runs:.3f}, prediction {predicted / runs:.3f} of 0.950"
    )
    # Never too often wrong; without differences between studies it is on the safe side.
    assert held / runs >= 0.95 - 4 * np.sqrt(0.95 * 0.05 / runs)
    if tau:
        assert held / runs <= 0.99
