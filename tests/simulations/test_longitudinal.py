"""Do the intervals of before-and-after effects hold the truth as often as they say?"""

import numpy as np
import pytest

from leerlus.statistics.longitudinal import difference_in_differences, interrupted_series

pytestmark = pytest.mark.slow
RUNS = 1500


def told(name: str, held: int, known: float = 0.95) -> None:
    """`known` is where an interval is known to deviate from .95."""
    print(f"{name}: interval holds the truth in {held / RUNS:.3f} of 0.950")
    assert abs(held / RUNS - known) <= 4 * np.sqrt(known * (1 - known) / RUNS)


@pytest.mark.parametrize(
    ("clusters", "chosen", "known"),
    # With few clusters in one group the errors are too small, however many there are in the other.
    [(40, 20, 0.95), (30, 15, 0.95), (30, 5, 0.89), (12, 6, 0.942)],
)
def test_difference_in_differences_by_number_of_clusters(clusters, chosen, known):
    chance, held = np.random.default_rng(1), 0
    cluster = np.repeat(np.arange(clusters), 10)
    treated = (cluster < chosen).astype(float)
    after = np.tile(np.repeat([0.0, 1.0], 5), clusters)
    for _ in range(RUNS):
        pace = chance.standard_normal(clusters)[cluster] * 0.5
        outcome = chance.standard_normal(clusters)[cluster] + pace * after + 0.4 * treated * after
        effect = difference_in_differences(
            outcome + chance.standard_normal(cluster.size), treated, after, cluster
        ).effect
        held += effect.low <= 0.4 <= effect.high
    told(f"difference in differences, {chosen} of {clusters} clusters treated", held, known)


@pytest.mark.parametrize(
    ("periods", "dependence", "level_known", "slope_known"),
    # In short series the dependence is guessed from few periods, and the intervals are too narrow.
    [
        (100, 0.0, 0.95, 0.95),
        (100, 0.3, 0.945, 0.945),
        (100, 0.6, 0.94, 0.94),
        (48, 0.3, 0.94, 0.93),
        (24, 0.3, 0.92, 0.92),
        (24, 0.6, 0.92, 0.90),
        (16, 0.6, 0.91, 0.88),
    ],
)
def test_interrupted_series_by_length_and_dependence(periods, dependence, level_known, slope_known):
    chance, level_held, slope_held = np.random.default_rng(2), 0, 0
    time = np.arange(periods) - periods // 2
    for _ in range(RUNS):
        shocks = chance.standard_normal(periods + 30)
        for place in range(1, periods + 30):
            shocks[place] += dependence * shocks[place - 1]
        series = shocks[30:] + 0.02 * time + (time >= 0) * (1 + 0.1 * time)
        found = interrupted_series(series, periods // 2)
        level_held += found.level.low <= 1 <= found.level.high
        slope_held += found.slope.low <= 0.1 <= found.slope.high
    name = f"interrupted series, {periods} periods, dependence {dependence}"
    told(f"{name}, level", level_held, level_known)
    told(f"{name}, slope", slope_held, slope_known)
