"""Do curves, medians, means and shares hold the truth as often as they say, and do tests cry wolf as rarely?"""

import numpy as np
import pytest

from leerlus.statistics.competing import cumulative_incidence
from leerlus.statistics.count_tables import CountTable, count_table
from leerlus.statistics.gray import gray
from leerlus.statistics.logrank import log_rank, stratified_log_rank
from leerlus.statistics.survival import kaplan_meier, restricted_mean

pytestmark = pytest.mark.slow
RUNS = 3000
STILL = 0.95
"""Each period this share stays, so after t periods .95 ** t is left."""


def told(name: str, found: float, promised: float, slack: float = 0.0) -> None:
    print(f"{name}: {found:.3f} of {promised:.3f}")
    assert abs(found - promised) <= 4 * np.sqrt(promised * (1 - promised) / RUNS) + slack


def spells(chance: np.random.Generator, people: int) -> CountTable:
    left = chance.geometric(1 - STILL, people)
    seen = chance.integers(10, 41, people)
    return count_table(np.minimum(left, seen), (left <= seen).astype(int), 1)


@pytest.mark.parametrize("people", [30, 200])
def test_curve_median_and_mean(people):
    chance = np.random.default_rng(people)
    truth, median = STILL**10, int(np.ceil(np.log(0.5) / np.log(STILL)))
    mean = sum(STILL**period for period in range(20))
    held = np.zeros(3)
    for _ in range(RUNS):
        curve = kaplan_meier(spells(chance, people))
        middle, area = curve.median, restricted_mean(curve, min(20, curve.time.size))
        held += (
            curve.low[9] <= truth <= curve.high[9],
            (middle.low or 99) <= median <= (middle.high or 99),
            area.low <= mean <= area.high,
        )
    told(f"Kaplan-Meier at 10 periods, {people} people", held[0] / RUNS, 0.95, slack=0.01)
    # Whole periods make the interval of a median wider than it needs to be, never narrower.
    told(f"median, {people} people", held[1] / RUNS, max(0.95, held[1] / RUNS))
    told(f"mean up to 20 periods, {people} people", held[2] / RUNS, 0.95, slack=0.015)


def with_two_ways(chance: np.random.Generator, people: int, second: float) -> CountTable:
    """One in two leaves by way 1 with one and the same pace; the others leave with the pace given."""
    first = chance.random(people) < 0.5
    length = np.where(first, chance.geometric(0.08, people), chance.geometric(second, people))
    seen = chance.integers(8, 50, people)
    way = np.where(length <= seen, np.where(first, 1, 2), 0)
    return count_table(np.minimum(length, seen), way, 2)


def test_share_that_left_one_way():
    chance, held, truth = np.random.default_rng(3), 0, 0.5 * (1 - 0.92**12)
    for _ in range(RUNS):
        _share, low, high = cumulative_incidence(with_two_ways(chance, 100, 0.1)).at(1, 12)
        held += low <= truth <= high
    told("Aalen-Johansen at 12 periods, 100 people", held / RUNS, 0.95, slack=0.01)


def test_log_rank_cries_wolf_in_5_of_100():
    chance, wolves = np.random.default_rng(4), np.zeros(2)
    for _ in range(RUNS):
        groups = [spells(chance, people) for people in (40, 60, 80)]
        others = [spells(chance, people) for people in (20, 30, 25)]
        wolves += log_rank(groups).p < 0.05, stratified_log_rank([groups, others]).p < 0.05
    told("log-rank, three groups", wolves[0] / RUNS, 0.05, slack=0.005)
    told("log-rank, three groups in two strata", wolves[1] / RUNS, 0.05, slack=0.005)


def test_gray_cries_wolf_in_5_of_100_whatever_the_other_way_out():
    chance, wolves = np.random.default_rng(5), 0
    for _ in range(RUNS):
        wolves += gray([with_two_ways(chance, 100, pace) for pace in (0.03, 0.3)]).p < 0.05
    told("Gray, the other way out ten times as fast in one group", wolves / RUNS, 0.05, slack=0.005)
