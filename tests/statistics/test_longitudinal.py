"""Before and after: what is estimated, and what cannot be."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leerlus.statistics.longitudinal import difference_in_differences, interrupted_series


def panel(seed: int, effect: float = 2.0, clusters: int = 20):
    chance = np.random.default_rng(seed)
    cluster = np.repeat(np.arange(clusters), 20)
    treated = (cluster < clusters // 2).astype(float)
    after = np.tile(np.repeat([0.0, 1.0], 10), clusters)
    own = chance.standard_normal(clusters)[cluster]
    outcome = (
        own + 3 * treated + 1.5 * after + effect * treated * after + chance.standard_normal(cluster.size)
    )
    return outcome, treated, after, cluster


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1000))
def test_it_is_the_difference_of_the_two_differences(seed):
    found = difference_in_differences(*panel(seed))
    (calm_before, calm_after), (treated_before, treated_after) = found.means
    wanted = (treated_after - treated_before) - (calm_after - calm_before)
    assert found.effect.estimate == pytest.approx(wanted)
    assert found.effect.low < found.effect.estimate < found.effect.high
    assert found.clusters == 20


def test_what_changed_for_everybody_and_what_always_differed_is_no_effect():
    outcome, treated, after, cluster = panel(1)
    plain = difference_in_differences(outcome, treated, after, cluster).effect
    shifted = difference_in_differences(outcome + 7 * after - 4 * treated, treated, after, cluster).effect
    assert shifted.estimate == pytest.approx(plain.estimate)
    assert shifted.standard_error == pytest.approx(plain.standard_error)


def test_a_group_without_a_before_is_refused():
    with pytest.raises(ValueError, match="before and after, in both groups"):
        difference_in_differences([1, 2, 3], [0, 0, 1], [0, 1, 1], [1, 2, 3])
    with pytest.raises(ValueError, match="0 and 1"):
        difference_in_differences([1, 2, 3], [0, 2, 1], [0, 1, 1], [1, 2, 3])
    with pytest.raises(ValueError, match="same number of rows"):
        difference_in_differences([1, 2, 3], [0, 1], [0, 1, 1], [1, 2, 3])


def test_one_treated_cluster_or_a_cluster_in_both_groups_is_refused():
    outcome, treated, after, cluster = panel(2)
    with pytest.raises(ValueError, match="two clusters in each group"):
        difference_in_differences(outcome, treated, after, np.where(treated == 1, 0, cluster))
    with pytest.raises(ValueError, match="as a whole or not at all"):
        difference_in_differences(outcome, treated, after, cluster % 10)


@settings(max_examples=25, deadline=None)
@given(
    st.floats(-5, 5),
    st.floats(-1, 1),
    st.floats(-3, 3),
    st.floats(-1, 1),
    st.integers(4, 20),
    st.integers(4, 20),
)
def test_a_series_without_chance_gives_back_how_it_was_made(start, slope, jump, bend, before, later):
    time = np.arange(before + later)
    after = time >= before
    found = interrupted_series(start + slope * time + after * (jump + bend * (time - before)), before)
    assert [found.slope_before.estimate, found.level.estimate, found.slope.estimate] == pytest.approx(
        [slope, jump, bend], abs=1e-6
    )
    assert found.expected[before:] == pytest.approx(start + slope * time[before:])
    assert np.isnan(found.expected[:before]).all()


def test_values_that_hang_together_make_wider_intervals_than_least_squares_says():
    chance = np.random.default_rng(3)
    noise = np.zeros(120)
    for place in range(1, 120):
        noise[place] = 0.7 * noise[place - 1] + chance.standard_normal()
    dependent = interrupted_series(noise, 60)
    independent = interrupted_series(chance.permutation(noise), 60)
    assert dependent.level.standard_error > independent.level.standard_error
    assert dependent.dependence > 0.4 > independent.dependence


def test_a_short_series_that_hardly_comes_back_keeps_a_usable_interval():
    drift = np.cumsum(np.random.default_rng(6).standard_normal(60))
    widths = []
    for start in range(48):
        found = interrupted_series(drift[start : start + 12], 6)
        widths.append((found.level.high - found.level.low) / found.level.standard_error)
    assert max(widths) <= 2 * 12.71


@pytest.mark.parametrize("interruption", [3, 17])
def test_too_few_periods_on_a_side_are_refused(interruption):
    with pytest.raises(ValueError, match="four periods before and four after"):
        interrupted_series(np.arange(20), interruption)


def test_a_confidence_of_more_than_everything_is_refused():
    with pytest.raises(ValueError, match="confidence"):
        interrupted_series(np.arange(20) ** 2, 10, confidence=95)
