"""Cronbach's alpha of 100,000 people and 20 items, against pingouin."""

import numpy as np
import pandas as pd
import pingouin

from benchmarks.comparison import Comparison
from leerlus.statistics.reliability import Reliability, reliability

PEOPLE, ITEMS = 100_000, 20


def comparisons() -> list[Comparison]:
    chance = np.random.default_rng(20261123)
    items = chance.standard_normal((PEOPLE, 1)) + chance.standard_normal((PEOPLE, ITEMS))
    frame = pd.DataFrame(items)

    def peer() -> tuple[float, np.ndarray]:
        alpha, limits = pingouin.cronbach_alpha(frame)
        return float(alpha), limits

    def ours() -> Reliability:
        return reliability(items)

    def same() -> None:
        (alpha, limits), found = peer(), ours()
        assert np.isclose(alpha, found.alpha)
        assert np.allclose(limits, [found.low, found.high], atol=1e-3)

    return [Comparison("alpha with interval, omega, item-rest", "pingouin (alpha)", 3, peer, ours, same)]
