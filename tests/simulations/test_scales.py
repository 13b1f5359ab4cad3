"""Do the intervals of alpha, kappa and intraclass correlations hold the truth, and is reliable change rarely error?"""

import numpy as np
import pytest

from leerlus.statistics.agreement import cohen_kappa
from leerlus.statistics.change import reliable_change
from leerlus.statistics.intraclass import group_correlation, rater_correlation
from leerlus.statistics.reliability import cronbach_alpha, reliability

pytestmark = pytest.mark.slow
RUNS = 1500


def told(name: str, held: float, promised: float = 0.95, slack: float = 0.0) -> None:
    print(f"{name}: {held:.3f} of {promised:.3f}")
    assert abs(held - promised) <= 4 * np.sqrt(promised * (1 - promised) / RUNS) + slack


def test_alpha():
    chance, held = np.random.default_rng(1), 0
    truth = cronbach_alpha(np.full((5, 5), 0.4) + 0.6 * np.eye(5))
    for _ in range(RUNS):
        factor = chance.standard_normal((80, 1)) * np.sqrt(0.4)
        found = reliability(factor + chance.standard_normal((80, 5)) * np.sqrt(0.6))
        held += found.low <= truth <= found.high
    told("alpha (Feldt), 80 people, 5 items", held / RUNS)


def test_kappa():
    chance, held = np.random.default_rng(2), 0
    for _ in range(RUNS):
        one = chance.integers(0, 3, 150)
        same = chance.random(150) < 0.5
        found = cohen_kappa(one, np.where(same, one, chance.integers(0, 3, 150)))
        held += found.low <= 0.5 <= found.high
    told("kappa .5, 150 subjects", held / RUNS, slack=0.01)


def test_intraclass_correlation_of_raters():
    chance, held = np.random.default_rng(3), np.zeros(3)
    for _ in range(RUNS):
        subjects, raters = chance.standard_normal((30, 1)), chance.standard_normal((1, 4)) * 0.5
        ratings = subjects + raters + chance.standard_normal((30, 4))
        own = subjects + chance.standard_normal((30, 4))
        for place, (form, table, truth) in enumerate(
            [("1", own, 0.5), ("2", ratings, 1 / 2.25), ("3", ratings, 0.5)]
        ):
            found = rater_correlation(table, form)
            held[place] += found.low <= truth <= found.high
    told("ICC 1, 30 subjects, 4 raters", held[0] / RUNS)
    told("ICC 2 (Satterthwaite, approximate)", held[1] / RUNS, slack=0.02)
    told("ICC 3", held[2] / RUNS)


def test_intraclass_correlation_of_groups_of_uneven_size():
    chance, held = np.random.default_rng(4), 0
    sizes = [3, 5, 8, 12, 4, 6, 9, 15, 7, 5, 10, 6]
    groups = np.repeat(np.arange(12), sizes)
    for _ in range(RUNS):
        values = chance.standard_normal(12)[groups] * np.sqrt(0.2) + chance.standard_normal(90) * np.sqrt(0.8)
        found = group_correlation(values, groups)
        held += found.low <= 0.2 <= found.high
    told("ICC(1), 12 groups of 3 to 15", held / RUNS, slack=0.01)


def test_people_who_did_not_change_are_rarely_said_to_have():
    chance = np.random.default_rng(5)
    truth = chance.standard_normal(RUNS * 10) * 10 * np.sqrt(0.8)
    before, after = (truth + chance.standard_normal(truth.size) * 10 * np.sqrt(0.2) for _ in range(2))
    found = reliable_change(before, after, deviation=10, reliability=0.8)
    told("reliable change of people who did not change", 1 - found.counts["unchanged"] / truth.size, 0.05)
