"""Cronbach's alpha of 100,000 people and 20 items, against pingouin."""

import numpy as np
import pandas as pd
import pingouin

from benchmarks.comparison import Comparison
from leerlus.statistics.reliability import (
    Reliability,
    alpha_interval,
    cronbach_alpha,
    item_covariance,
    reliability,
)

PEOPLE, ITEMS = 100_000, 20


def comparisons() -> list[Comparison]:
    chance = np.random.default_rng(20261123)
    items = chance.standard_normal((PEOPLE, 1)) + chance.standard_normal((PEOPLE, ITEMS))
    frame = pd.DataFrame(items)

    def peer() -> tuple[float, np.ndarray]:
        alpha, limits = pingouin.cronbach_alpha(frame)
        return float(alpha), limits

    def ours() -> tuple[float, tuple[float, float]]:
        alpha = cronbach_alpha(item_covariance(items))
        return alpha, alpha_interval(alpha, PEOPLE, ITEMS)

    def everything() -> Reliability:
        return reliability(items)

    def same() -> None:
        (alpha, limits), (our_alpha, our_limits), found = peer(), ours(), everything()
        assert np.isclose(alpha, our_alpha)
        assert np.isclose(alpha, found.alpha)
        assert np.allclose(limits, our_limits, atol=1e-3)

    return [
        Comparison("Cronbach alpha with interval", "pingouin", 3, peer, ours, same),
        Comparison("alpha, omega, item-rest together", "pingouin, alpha", 1, peer, everything, same),
    ]
