"""Do the intervals of a discrete-time hazard model hold the coefficients, hazards and survival?"""

import numpy as np
import pytest

from leerlus.statistics.count_tables import count_table
from leerlus.statistics.hazards import hazard_model_from_tables

pytestmark = pytest.mark.slow

PATTERNS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
BETA, BASELINE, RUNS = np.array([0.5, -0.4]), np.array([-1.5, -1.2, -1.0, -1.2, -1.4, -1.6]), 3000


def _hazard(reached, link):
    return 1 / (1 + np.exp(-reached)) if link == "logit" else 1 - np.exp(-np.exp(reached))


def _table(chance, people, hazard):
    """People who leave with these hazards, and are last seen at the end or in a period at random before it."""
    periods = len(hazard)
    leaves = chance.random((people, periods)) < hazard
    times = np.where(leaves.any(axis=1), leaves.argmax(axis=1) + 1, periods + 1)
    seen = chance.integers(2, periods + 4, people).clip(max=periods)
    return count_table(np.minimum(times, seen), (times <= seen).astype(int), ways=1)


@pytest.mark.parametrize("link", ["complementary log-log", "logit"])
@pytest.mark.parametrize("people", [200, 800])
def test_the_intervals_hold_what_they_are_about(link, people):
    chance = np.random.default_rng(people)
    hazards = [_hazard(BASELINE + pattern @ BETA, link) for pattern in PATTERNS]
    survival = np.cumprod(1 - hazards[3])
    held, hazard_held, survival_held = np.zeros(2), np.zeros(6), np.zeros(6)
    for _ in range(RUNS):
        tables = [_table(chance, people, hazard) for hazard in hazards]
        fit = hazard_model_from_tables(tables, PATTERNS, link=link)
        low, high = fit.limits()
        held += (low <= BETA) & (high >= BETA)
        found = fit.predict([1, 1])
        hazard_held += (found.hazard_low <= hazards[3]) & (found.hazard_high >= hazards[3])
        survival_held += (found.low <= survival) & (found.high >= survival)
    shares = np.concatenate((held, hazard_held, survival_held)) / RUNS
    print(
        f"Hazards, {link}, 4 x {people} people: coefficients {held / RUNS},"
        f" hazards {hazard_held / RUNS}, survival {survival_held / RUNS} of 0.950"
    )
    assert np.all(np.abs(shares - 0.95) <= 4 * np.sqrt(0.95 * 0.05 / RUNS))
