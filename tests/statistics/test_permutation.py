"""Few clusters: against scipy's permutation test, by moving the treated clusters, and when there are too few."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from leerlus.statistics.permutation import cluster_difference

MEANS = st.lists(st.floats(-5, 5).map(lambda value: round(value, 3)), min_size=8, max_size=9, unique=True)
FIRST_FOUR = np.arange(9) < 4


def of_means(means, treated=FIRST_FOUR, **options):
    return cluster_difference(means, treated[: len(means)], np.arange(len(means)), **options)


@settings(max_examples=15, deadline=None)
@given(MEANS)
def test_all_divisions_give_the_p_of_scipy(means):
    def difference(x, y, axis):
        return x.mean(axis=axis) - y.mean(axis=axis)

    peer = stats.permutation_test(
        (means[:4], means[4:]), lambda x, y, axis: np.abs(difference(x, y, axis)), vectorized=True,
        alternative="greater", n_resamples=np.inf,
    )  # fmt: skip
    found = of_means(means)
    assert found.exact
    assert found.p == pytest.approx(peer.pvalue)
    assert found.difference == pytest.approx(np.mean(means[:4]) - np.mean(means[4:]))


@settings(max_examples=30, deadline=None)
@given(MEANS)
def test_a_difference_within_the_limits_is_not_rejected_and_one_outside_is(means):
    found = of_means(means, confidence=0.9)
    assert found.low <= found.difference <= found.high
    span = found.high - found.low
    for edge, outward in ((found.low, -1), (found.high, 1)):
        inside = np.array(means) - (edge - outward * 1e-6 * span) * FIRST_FOUR[: len(means)]
        outside = np.array(means) - (edge + outward * 1e-6 * span) * FIRST_FOUR[: len(means)]
        assert of_means(inside).p > 0.1
        assert of_means(outside).p <= 0.1 + 1e-12


@settings(max_examples=20, deadline=None)
@given(MEANS, st.floats(0.1, 100), st.floats(-50, 50), st.randoms())
def test_order_does_not_matter_and_units_carry_through(means, unit, shift, shuffled):
    plain = of_means(means)
    order = list(range(len(means)))
    shuffled.shuffle(order)
    other = of_means(np.array(means)[order] * unit + shift, FIRST_FOUR[: len(means)][order])
    assert (other.difference, other.low, other.high) == pytest.approx(
        (plain.difference * unit, plain.low * unit, plain.high * unit), rel=1e-6, abs=1e-6
    )
    assert other.p == pytest.approx(plain.p, abs=0.03)


def test_a_cluster_counts_once_however_many_rows_it_has():
    found = cluster_difference([1, 3, 9, 5, 5], [1, 1, 1, 0, 0], ["a", "a", "b", "c", "d"])
    assert found.difference == pytest.approx((2 + 9) / 2 - 5)
    assert (found.clusters, found.assignments) == (4, 6)


def test_too_few_clusters_exclude_nothing():
    found = of_means([9.0, 8.0, 7.0, 1.0, 2.0, 3.0], np.arange(6) < 3)
    assert found.p == pytest.approx(2 / 20)
    assert (found.low, found.high) == (-np.inf, np.inf)


def test_many_clusters_are_drawn_by_a_seed_and_come_close_to_the_t_test():
    chance = np.random.default_rng(4)
    means, treated = chance.standard_normal(40) + 0.6 * (np.arange(40) < 20), np.arange(40) < 20
    one, same, other = (of_means(means, treated, seed=seed) for seed in (1, 1, 2))
    classic = stats.ttest_ind(means[treated], means[~treated])
    interval = classic.confidence_interval()
    assert one == same
    assert one != other
    assert not one.exact
    assert one.p == pytest.approx(classic.pvalue, abs=0.01)
    assert (one.low, one.high) == pytest.approx((interval.low, interval.high), abs=0.05)


@pytest.mark.parametrize(
    ("rows", "options", "message"),
    [
        (([1, 2], [1, 0], [1]), {}, "same length"),
        (([1, float("nan")], [1, 0], [1, 2]), {}, "without gaps"),
        (([1, 2], [2, 0], [1, 2]), {}, "0 or 1"),
        (([1, 2, 3], [1, 0, 0], [1, 1, 2]), {}, "as a whole"),
        (([1, 2], [1, 1], [1, 2]), {}, "one that is not"),
        (([], [], []), {}, "one treated cluster"),
        (([1, 2], [1, 0], [1, 2]), {"confidence": 95}, "confidence"),
        ((np.arange(60), np.arange(60) % 2, np.arange(60)), {"draws": 0}, "at least one draw"),
    ],
)
def test_what_cannot_be_compared_says_why(rows, options, message):
    with pytest.raises(ValueError, match=message):
        cluster_difference(*rows, **options)
