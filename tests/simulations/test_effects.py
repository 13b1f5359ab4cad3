"""Do the intervals of effects hold the truth as often as they say?"""

import numpy as np
import pytest
from scipy import stats

from leerlus.statistics.adjustment import doubly_robust, regression_adjusted
from leerlus.statistics.differences import mean_difference, share_difference

pytestmark = pytest.mark.slow


def told(name: str, held: float, runs: int, least: float = 0.95, most: float = 0.95) -> None:
    error = np.sqrt(0.95 * 0.05 / runs)
    print(f"{name}: interval holds the truth in {held:.3f} of 0.950")
    assert least - 4 * error <= held <= most + 4 * error


def test_welch_with_unequal_groups_and_variances():
    chance, runs = np.random.default_rng(1), 4000
    held = 0
    for _ in range(runs):
        found = mean_difference(chance.normal(0, 1, 8), chance.normal(0.5, 3, 25))
        held += found.low <= 0.5 <= found.high
    told("difference of means, 8 and 25, variances 1 and 9", held / runs, runs)


def test_standardised_difference_of_small_groups():
    chance, runs, held = np.random.default_rng(2), 4000, 0
    for _ in range(runs):
        found = mean_difference(chance.normal(0, 1, 12), chance.normal(0.8, 1, 12))
        held += found.standardised_low <= 0.8 <= found.standardised_high
    told("Hedges' g, 2 x 12", held / runs, runs, most=0.965)


@pytest.mark.parametrize(
    ("people", "shares"), [((10, 10), (0.1, 0.3)), ((20, 60), (0.5, 0.6)), ((40, 40), (0.05, 0.1))]
)
def test_newcombe_exactly_over_all_outcomes(people, shares):
    held = 0.0
    for one in range(people[0] + 1):
        for other in range(people[1] + 1):
            found = share_difference(one, people[0], other, people[1])
            if found.low <= shares[1] - shares[0] <= found.high:
                held += stats.binom.pmf(one, people[0], shares[0]) * stats.binom.pmf(
                    other, people[1], shares[1]
                )
    print(f"Newcombe, {people}, shares {shares}: holds the truth in {held:.3f} of 0.950 (exact)")
    assert 0.93 <= held <= 0.99


def test_regression_adjustment_with_unequal_variances():
    chance, runs, held = np.random.default_rng(3), 2000, 0
    for _ in range(runs):
        x = chance.standard_normal(80)
        treated = (np.arange(80) < 25).astype(float)
        y = x + 0.5 * treated + chance.standard_normal(80) * (1 + treated)
        found = regression_adjusted(y, treated, x)
        held += found.low <= 0.5 <= found.high
    told("regression with HC2, 25 and 55", held / runs, runs, least=0.94)


@pytest.mark.parametrize("wrong", ["outcome", "treatment", "neither"])
def test_doubly_robust_with_one_model_wrong(wrong):
    chance, runs, held = np.random.default_rng(4), 1200, 0
    for _ in range(runs):
        x = chance.standard_normal(800)
        known = x if wrong == "neither" else np.exp(x / 2)
        pull = 0.6 * (known if wrong == "outcome" else x) - 0.3
        y = (x if wrong != "treatment" else known) + (known if wrong == "treatment" else x)
        treated = (chance.random(800) < 1 / (1 + np.exp(-pull))).astype(float)
        found = doubly_robust(y + 0.5 * treated + chance.standard_normal(800), treated, known)
        held += found.low <= 0.5 <= found.high
    told(f"doubly robust, wrong model: {wrong}", held / runs, runs, least=0.93, most=0.97)
