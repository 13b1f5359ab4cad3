"""Does a design find what its formula promises? Simulated with the test that would be used."""

import numpy as np
import pytest
from scipy import stats

from leerlus.statistics.power import (
    power_of_cluster_means,
    power_of_correlation,
    power_of_events,
    power_of_means,
    power_of_shares,
    share_effect,
)
from leerlus.statistics.stepped_wedge import SteppedWedge, power_of_stepped_wedge, staircase

pytestmark = pytest.mark.slow
RUNS = 20_000


def agrees(name: str, found: np.ndarray, promised: float, allowed: float = 0.0) -> None:
    """The share found lies within four standard errors of what was promised (and a stated approximation)."""
    share, error = float(found.mean()), float(np.sqrt(promised * (1 - promised) / found.size))
    print(f"{name}: promised {promised:.3f}, found {share:.3f} (simulation error {error:.4f})")
    assert abs(share - promised) <= 4 * error + allowed


def chance(seed: int) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_means():
    draws = chance(1).standard_normal((RUNS, 2, 40))
    draws[:, 1] += 0.6
    found = stats.ttest_ind(draws[:, 0], draws[:, 1], axis=1).pvalue < 0.05
    agrees("difference of means, 2 x 40, d .6", found, power_of_means(40, 0.6))


def test_correlation():
    one, noise = chance(2).standard_normal((2, RUNS, 60))
    other = 0.35 * one + np.sqrt(1 - 0.35**2) * noise
    correlation = ((one - one.mean(1, keepdims=True)) * (other - other.mean(1, keepdims=True))).mean(1) / (
        one.std(1) * other.std(1)
    )
    statistic = correlation * np.sqrt(58 / (1 - correlation**2))
    found = np.abs(statistic) > stats.t.ppf(0.975, 58)
    agrees("correlation .35 among 60", found, power_of_correlation(60, 0.35), allowed=0.005)


def test_shares():
    draws = chance(3)
    one, other = draws.binomial(150, 0.4, RUNS) / 150, draws.binomial(150, 0.55, RUNS) / 150
    difference = 2 * np.arcsin(np.sqrt(one)) - 2 * np.arcsin(np.sqrt(other))
    found = np.abs(difference) * np.sqrt(75) > stats.norm.ppf(0.975)
    agrees("shares .40 and .55, 2 x 150", found, power_of_shares(150, share_effect(0.4, 0.55)), allowed=0.01)


def test_cluster_means():
    draws = chance(4)
    between = draws.standard_normal((RUNS, 2, 12)) * np.sqrt(0.05)
    means = between + draws.standard_normal((RUNS, 2, 12)) * np.sqrt(0.95 / 20)
    means[:, 1] += 0.3
    found = stats.ttest_ind(means[:, 0], means[:, 1], axis=1).pvalue < 0.05
    agrees("clusters 2 x 12 of 20, ICC .05, d .3", found, power_of_cluster_means(12, 20, 0.3, 0.05))


def test_events():
    draws = chance(5)
    runs, people, ratio = 4000, 150, 1.5
    times = draws.exponential(1.0, (runs, 2, people))
    times[:, 1] /= ratio
    order = np.argsort(times.reshape(runs, -1), axis=1)
    second = (order >= people).astype(float)
    left = np.arange(2 * people, 0, -1)
    at_risk = np.cumsum(second[:, ::-1], axis=1)[:, ::-1]
    share = at_risk / left
    statistic = (second - share).sum(1) / np.sqrt((share * (1 - share)).sum(1))
    found = np.abs(statistic) > stats.norm.ppf(0.975)
    agrees("log-rank, 300 events, hazard ratio 1.5", found, power_of_events(2 * people, ratio), allowed=0.01)


def test_stepped_wedge():
    draws = chance(6)
    design = SteppedWedge(staircase(4, 3), people=15, between=0.25, within=1.0)
    clusters, periods = design.starts.shape
    means = (
        draws.standard_normal((RUNS, clusters, 1)) * design.between
        + draws.standard_normal((RUNS, clusters, periods)) / np.sqrt(design.people)
        + design.starts * 0.35
        + np.linspace(0, 1, periods)
    )
    columns = np.hstack([np.tile(np.eye(periods), (clusters, 1)), design.starts.reshape(-1, 1)])
    block = design.between**2 * np.ones((periods, periods)) + np.eye(periods) / design.people
    weights = np.kron(np.eye(clusters), np.linalg.inv(block))
    spread = np.linalg.inv(columns.T @ weights @ columns)
    effect = means.reshape(RUNS, -1) @ (spread @ columns.T @ weights)[-1]
    found = np.abs(effect) / np.sqrt(spread[-1, -1]) > stats.norm.ppf(0.975)
    agrees("stepped wedge 4 x 3 of 15, effect .35", found, power_of_stepped_wedge(design, 0.35))
