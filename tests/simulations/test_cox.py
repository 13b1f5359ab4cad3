"""Do the intervals of hazard ratios hold the truth, and do the tests cry out as seldom as they say?"""

import numpy as np
import pytest

from leerlus.statistics.cox import cox
from leerlus.statistics.proportional import proportional_hazards
from leerlus.statistics.risk_sets import risk_sets

pytestmark = pytest.mark.slow

BETA = np.array([0.5, -0.3])
RUNS = 3000


def _spells(chance, people, periods, shared=None):
    """Times in whole periods, so with ties, censored at random moments; the hazard ratios are exp(BETA)."""
    covariates = np.column_stack([chance.integers(0, 2, people), chance.standard_normal(people)])
    pace = np.exp(covariates @ BETA + (0 if shared is None else shared))
    times, seen = chance.exponential(1 / pace), chance.uniform(0.2, 3, people)
    duration = np.ceil(np.minimum(times, seen) * periods / 2).astype(int)
    return duration, (times <= seen).astype(int), covariates


def _around(share, nominal, runs=RUNS):
    return abs(share - nominal) <= 4 * np.sqrt(nominal * (1 - nominal) / runs)


@pytest.mark.parametrize(("people", "periods"), [(100, 1000), (300, 24), (1000, 24)])
def test_the_interval_of_a_log_hazard_ratio_holds_it(people, periods):
    chance, held = np.random.default_rng(people + periods), np.zeros(2)
    wrong = {"likelihood_ratio": 0, "wald": 0, "score": 0}
    for _ in range(RUNS):
        duration, event, covariates = _spells(chance, people, periods)
        low, high = cox(risk_sets(duration, event, covariates)).limits()
        held += (low <= BETA) & (high >= BETA)
        nothing = cox(risk_sets(duration, event, chance.standard_normal((people, 2))))
        for name in wrong:
            wrong[name] += getattr(nothing, name).p_value < 0.05
    sizes = ", ".join(f"{name} {count / RUNS:.3f}" for name, count in wrong.items())
    print(
        f"Cox, {people} people, {periods} periods: intervals {held / RUNS} of 0.950; tests {sizes} of 0.050"
    )
    assert all(_around(share, 0.95) for share in held / RUNS)
    assert all(_around(count / RUNS, 0.05) for count in wrong.values())


@pytest.mark.parametrize(("clusters", "share"), [(40, 0.90), (100, 0.93), (200, 0.935)])
def test_the_interval_by_cluster_holds_where_the_plain_one_does_not(clusters, share):
    """The covariate belongs to the cluster, whose members are alike. With few clusters the interval is too narrow, a
    known property of this variance: `share` is the least that it may hold. What is held is the marginal ratio: 0."""
    chance, runs = np.random.default_rng(clusters), 2000
    held = plain = 0
    for _ in range(runs):
        label = np.repeat(np.arange(clusters), 10)
        shared, x = 0.7 * chance.standard_normal(clusters), chance.standard_normal(clusters)
        times, seen = chance.exponential(np.exp(-shared[label])), chance.uniform(0.2, 3, len(label))
        duration = np.ceil(np.minimum(times, seen) * 12).astype(int)
        sets = risk_sets(duration, times <= seen, x[label][:, None])
        for robust in (True, False):
            low, high = cox(sets, clusters=label if robust else None).limits()
            inside = bool(low[0] <= 0 <= high[0])
            held, plain = held + (robust and inside), plain + (not robust and inside)
    print(f"Cox, {clusters} clusters of 10: by cluster {held / runs:.3f}, plain {plain / runs:.3f} of 0.950")
    assert held / runs >= share
    assert held / runs <= 0.95 + 4 * np.sqrt(0.95 * 0.05 / runs)
    assert plain / runs < 0.85


@pytest.mark.parametrize(("people", "periods"), [(200, 24), (500, 1000)])
def test_the_check_of_proportional_hazards_cries_out_in_5_of_100(people, periods):
    chance, wrong, overall = np.random.default_rng(people), np.zeros(2), 0
    for _ in range(RUNS):
        sets = risk_sets(*_spells(chance, people, periods))
        found = proportional_hazards(sets, cox(sets))
        wrong += [test.p_value < 0.05 for test in found.covariates]
        overall += found.overall.p_value < 0.05
    print(f"Proportional hazards, {people} people: {wrong / RUNS} and overall {overall / RUNS:.3f} of 0.050")
    assert all(_around(share, 0.05) for share in [*(wrong / RUNS), overall / RUNS])
