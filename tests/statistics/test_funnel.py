"""Funnels, case mix and shrinkage: chance stays inside, order does not matter, and nobody is ranked."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leerlus.statistics.case_mix import UnitCounts, adjusted_for_case_mix, by_unit, standardised_ratio
from leerlus.statistics.funnel import Funnel, binomial_limits, funnel, overdispersion, poisson_limits
from leerlus.statistics.regression import with_intercept
from leerlus.statistics.shrinkage import Shrunken, shrunken_means, shrunken_ratios

UNITS = st.lists(
    st.tuples(st.integers(0, 60), st.floats(0.5, 60).map(lambda value: round(value, 2))),
    min_size=3,
    max_size=40,
)


def columns(units):
    return (np.array(column, dtype=float) for column in zip(*units, strict=True))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(0.5, 500), min_size=1, max_size=20), st.floats(0.5, 0.999))
def test_poisson_limits_contain_the_centre_and_narrow_with_size(expected, confidence):
    low, high = poisson_limits(sorted(expected), confidence)
    assert (low < 1).all()
    assert (high > 1).all()
    assert (np.diff(high) <= 1e-12).all()
    wider = poisson_limits(sorted(expected), 0.9995)
    assert (wider[0] <= low + 1e-12).all()
    assert (wider[1] >= high - 1e-12).all()


@settings(max_examples=60, deadline=None)
@given(st.floats(0.01, 0.99), st.integers(1, 500), st.booleans())
def test_binomial_limits_contain_the_share_and_stay_between_0_and_1(share, people, smooth):
    low, high = binomial_limits(share, [people], smooth=smooth)
    assert 0 <= low[0] <= high[0] <= 1
    if people * share > 20 and people * (1 - share) > 20:
        assert low[0] < share < high[0]


@settings(max_examples=60, deadline=None)
@given(UNITS, st.randoms())
def test_units_keep_their_order_and_another_order_changes_nothing(units, shuffled):
    observed, expected = columns(units)
    order = list(range(len(units)))
    shuffled.shuffle(order)
    plain, other = funnel(observed, expected), funnel(observed[order], expected[order])
    assert other.ratio == pytest.approx(plain.ratio[order])
    assert other.outside_wide.tolist() == plain.outside_wide[order].tolist()
    assert other.wide == pytest.approx(plain.wide[:, order], nan_ok=True)
    assert plain.by_chance_wide <= plain.by_chance_narrow <= len(units) * 0.05 + 1e-9


def test_nothing_in_a_result_is_a_rank():
    names = {field.name for kind in (Funnel, Shrunken) for field in dataclasses.fields(kind)}
    assert not {name for name in names if "rank" in name or "position" in name or "percentile" in name}


def test_units_that_differ_only_by_chance_have_no_overdispersion_and_exact_limits():
    chance = np.random.default_rng(1)
    expected = chance.uniform(20, 200, 300)
    found = funnel(chance.poisson(expected), expected)
    assert not found.widened
    assert found.overdispersion.phi == pytest.approx(1, abs=0.25)
    assert np.abs(found.outside_narrow).sum() < 30


def test_units_that_really_differ_widen_the_limits():
    chance = np.random.default_rng(2)
    expected = chance.uniform(100, 400, 300)
    observed = chance.poisson(expected * chance.normal(1, 0.2, 300))
    found = funnel(observed, expected)
    assert found.widened
    assert found.overdispersion.tau == pytest.approx(0.2, abs=0.04)
    assert (np.abs(found.outside_narrow) > 0).mean() < 0.1
    assert (found.wide[1] > poisson_limits(expected, 0.998)[1]).all()


def test_a_few_units_far_out_do_not_hide_themselves():
    expected = np.full(50, 100.0)
    observed = np.random.default_rng(3).poisson(expected)
    observed[:3] = 220
    found = funnel(observed, expected)
    assert (found.outside_wide[:3] == 1).all()
    assert overdispersion(observed, expected).phi < overdispersion(observed, expected, winsorised=0).phi


def test_limits_of_thousands_of_units_are_the_exact_ones():
    expected = np.random.default_rng(5).uniform(2, 900, 3000)
    found, drawn = funnel(expected, expected), expected >= 5
    for band, confidence in ((found.narrow, 0.95), (found.wide, 0.998)):
        assert band[:, drawn] == pytest.approx(poisson_limits(expected[drawn], confidence), abs=1e-7)


def test_no_limits_are_drawn_where_little_is_expected():
    found = funnel([3, 0, 50], [2, 0, 48])
    assert np.isnan(found.narrow[:, :2]).all()
    assert np.isnan(found.ratio[1])
    assert found.outside_narrow.tolist() == [0, 0, 0]
    assert found.by_chance_narrow == pytest.approx(0.05)


def clients(seed: int, people: int = 3000):
    chance = np.random.default_rng(seed)
    unit, need = chance.integers(0, 5, people), chance.standard_normal(people)
    need = need + unit / 2
    outcome = (chance.random(people) < 1 / (1 + np.exp(need))).astype(float)
    return outcome, with_intercept(need), unit


def test_a_unit_with_heavier_cases_is_not_blamed_for_them():
    outcome, design, unit = clients(1)
    plain = standardised_ratio(by_unit(outcome, np.full(3000, outcome.mean()), unit, 5))
    counts, fit = adjusted_for_case_mix(outcome, design, unit, 5)
    fair = standardised_ratio(counts)
    assert plain.high[4] < 1
    assert (fair.low < 1).all()
    assert (fair.high > 1).all()
    assert counts.expected.sum() == pytest.approx(counts.observed.sum())
    assert fit.coefficients[1] == pytest.approx(-1, abs=0.15)
    assert (counts.people == np.bincount(unit)).all()


def test_standardised_ratios_at_the_edges():
    counts = UnitCounts(np.array([10, 10, 0]), np.array([0.0, 4.0, 0.0]), np.array([2.0, 2.0, 0.0]))
    found = standardised_ratio(counts)
    assert found.low[0] == 0
    assert found.high[0] == pytest.approx(3.6889 / 2, abs=1e-4)
    assert (found.low[1], found.high[1]) == pytest.approx((1.0899 / 2, 10.2416 / 2), abs=1e-4)
    assert np.isnan(found.ratio[2])
    assert found.standardised[1] == pytest.approx(2 * 4 / 20)


@settings(max_examples=40, deadline=None)
@given(UNITS)
def test_shrunken_ratios_lie_between_their_own_and_the_mean(units):
    observed, expected = columns(units)
    found = shrunken_ratios(observed, expected)
    own = observed / expected
    low, high = np.minimum(own, found.mean), np.maximum(own, found.mean)
    assert ((found.estimate >= low - 1e-6) & (found.estimate <= high + 1e-6)).all()
    assert ((found.low <= found.estimate + 1e-9) & (found.estimate <= found.high + 1e-9)).all()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.floats(-5, 5), st.floats(0.1, 3)), min_size=4, max_size=30),
    st.floats(0.1, 50),
    st.floats(-20, 20),
)
def test_shrunken_means_carry_units_and_lean_most_where_least_is_known(units, unit, shift):
    values, errors = columns(units)
    plain = shrunken_means(values, errors)
    other = shrunken_means(values * unit + shift, errors * unit)
    assert other.estimate == pytest.approx(plain.estimate * unit + shift, rel=1e-3, abs=1e-3 * unit)
    order = np.argsort(errors)
    assert (np.diff(plain.own[order]) <= 1e-9).all()


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: funnel([1, 2], [1]), "per unit"),
        (lambda: funnel([1, -2], [1, 2]), "at least 0"),
        (lambda: overdispersion([1, 2], [0, 2]), "at least two units"),
        (lambda: binomial_limits(1.0, [10]), "between 0 and 1"),
        (lambda: poisson_limits([10], 95), "confidence"),
        (lambda: by_unit([1], [0.5], [3], 2), "from 0 to 1"),
        (lambda: by_unit([1], [0.5, 0.5], [0], 2), "same length"),
        (lambda: standardised_ratio(by_unit([1], [0.5], [0], 1), confidence=95), "confidence"),
        (lambda: shrunken_ratios([1, 2], [1, 2]), "at least three units"),
        (lambda: shrunken_ratios([1, 2, 3], [1, 2, 0]), "something is expected"),
        (lambda: shrunken_ratios([1, 2, np.nan], [1, 2, 1]), "no gaps"),
        (lambda: shrunken_means([1, 2, 3], [1, 1, 1]), "at least four units"),
    ],
)
def test_what_cannot_be_compared_says_why(ask, message):
    with pytest.raises(ValueError, match=message):
        ask()
