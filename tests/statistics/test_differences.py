"""Two groups compared: against scipy, against each other turned around, and at the edges."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from leerlus.statistics.differences import mean_difference, share_difference, share_interval

GROUP = st.lists(st.floats(-100, 100).map(lambda value: round(value, 3)), min_size=3, max_size=20).filter(
    lambda values: np.std(values) > 0.01
)


@given(GROUP, GROUP, st.booleans())
def test_means_are_compared_as_scipy_does(one, other, equal):
    found = mean_difference(one, other, equal_variances=equal)
    wanted = stats.ttest_ind(other, one, equal_var=equal)
    interval = wanted.confidence_interval()
    assert (found.statistic, found.p, found.degrees_of_freedom) == pytest.approx(
        (wanted.statistic, wanted.pvalue, wanted.df)
    )
    assert (found.low, found.high) == pytest.approx((interval.low, interval.high))


@given(GROUP, GROUP)
def test_turned_around_the_difference_has_another_sign(one, other):
    there, back = mean_difference(one, other), mean_difference(other, one)
    assert (back.difference, back.low, back.high) == pytest.approx(
        (-there.difference, -there.high, -there.low)
    )
    assert back.standardised == pytest.approx(-there.standardised)


@given(GROUP, GROUP, st.floats(0.01, 100))
def test_the_standardised_difference_has_no_unit(one, other, unit):
    plain = mean_difference(one, other)
    scaled = mean_difference(np.array(one) * unit, np.array(other) * unit)
    assert scaled.standardised == pytest.approx(plain.standardised)
    assert scaled.standardised_low == pytest.approx(plain.standardised_low)
    assert scaled.difference == pytest.approx(plain.difference * unit)


def test_hedges_correction_is_small_for_large_groups_and_known_for_small_ones():
    one, other = np.array([0.0, 2.0] * 3), np.array([1.0, 3.0] * 3)
    found = mean_difference(one, other)
    cohen = 1 / np.sqrt(1.2)
    assert found.standardised / cohen == pytest.approx(1 - 3 / (4 * 10 - 1), abs=1e-3)


SHARES = st.integers(1, 60).flatmap(lambda people: st.tuples(st.integers(0, people), st.just(people)))


@given(SHARES)
def test_wilson_limits_are_those_of_scipy(share):
    wanted = stats.binomtest(*share).proportion_ci(method="wilson")
    assert share_interval(*share) == pytest.approx((wanted.low, wanted.high), abs=1e-9)


@given(SHARES, SHARES)
def test_a_difference_of_shares_lies_within_its_limits_and_turns_around(one, other):
    there, back = share_difference(*one, *other), share_difference(*other, *one)
    assert -1 - 1e-9 <= there.low <= there.difference <= there.high <= 1 + 1e-9
    assert (back.low, back.high) == pytest.approx((-there.high, -there.low))
    if one[0] and other[0]:
        assert there.ratio * back.ratio == pytest.approx(1)
        assert there.ratio_low <= there.ratio <= there.ratio_high
    else:
        assert np.isnan(there.ratio)


def test_the_limits_of_newcombe_1998_table_ii():
    """His examples 56/70 against 48/80 and 9/10 against 3/10, method 10."""
    found = share_difference(48, 80, 56, 70)
    assert (found.low, found.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    found = share_difference(3, 10, 9, 10)
    assert (found.low, found.high) == pytest.approx((0.1705, 0.8090), abs=5e-5)


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: mean_difference([1], [1, 2]), "at least two values"),
        (lambda: mean_difference([1, 1], [2, 2]), "nobody differs"),
        (lambda: mean_difference([1, np.nan, 2], [1, 2]), "without gaps"),
        (lambda: mean_difference([[1, 2]], [1, 2]), "one list of numbers"),
        (lambda: mean_difference([1, 2], [2, 3], confidence=95), "confidence"),
        (lambda: share_interval(3, 2), "from 0 to their number"),
        (lambda: share_difference(0, 0, 1, 2), "at least one person"),
    ],
)
def test_what_cannot_be_compared_says_why(ask, message):
    with pytest.raises(ValueError, match=message):
        ask()
