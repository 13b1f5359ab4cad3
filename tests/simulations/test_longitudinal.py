"""Do the intervals of before-and-after effects hold the truth as often as they say?"""

import numpy as np
import pytest

from leerlus.statistics.longitudinal import difference_in_differences, interrupted_series

pytestmark = pytest.mark.slow
RUNS = 1500


def told(name: str, held: int, least: float, most: float) -> None:
    print(f"{name}: interval holds the truth in {held / RUNS:.3f} of 0.950")
    assert least <= held / RUNS <= most


def test_difference_in_differences_with_forty_clusters():
    chance, held = np.random.default_rng(1), 0
    cluster = np.repeat(np.arange(40), 10)
    treated, after = (cluster < 20).astype(float), np.tile(np.repeat([0.0, 1.0], 5), 40)
    for _ in range(RUNS):
        pace = chance.standard_normal(40)[cluster] * 0.5
        outcome = chance.standard_normal(40)[cluster] + pace * after + 0.4 * treated * after
        effect = difference_in_differences(
            outcome + chance.standard_normal(cluster.size), treated, after, cluster
        ).effect
        held += effect.low <= 0.4 <= effect.high
    told("difference in differences, 40 clusters", held, 0.93, 0.97)


@pytest.mark.parametrize(("dependence", "least"), [(0.0, 0.93), (0.3, 0.92), (0.6, 0.90)])
def test_interrupted_series_of_a_hundred_periods(dependence, least):
    chance, held = np.random.default_rng(2), 0
    for _ in range(RUNS):
        shocks = chance.standard_normal(130)
        for place in range(1, 130):
            shocks[place] += dependence * shocks[place - 1]
        series = shocks[30:] + 0.02 * np.arange(100) + (np.arange(100) >= 50)
        level = interrupted_series(series, 50).level
        held += level.low <= 1 <= level.high
    told(f"interrupted series, 100 periods, dependence {dependence}", held, least, 0.97)
