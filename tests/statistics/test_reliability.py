"""Alpha and omega: known cases, other orders and units, groups, and what cannot be said."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leerlus.statistics.reliability import (
    cronbach_alpha,
    item_rest_correlations,
    one_factor,
    reliability,
    reliability_by_group,
)


def answers(seed: int, people: int = 200, loadings=(1.0, 0.8, 0.6, 0.9)) -> np.ndarray:
    chance = np.random.default_rng(seed)
    factor = chance.standard_normal((people, 1))
    return factor * np.array(loadings) + chance.standard_normal((people, len(loadings)))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 1000), st.permutations(range(4)), st.floats(0.1, 100), st.floats(-50, 50))
def test_order_unit_and_zero_do_not_matter(seed, order, unit, shift):
    items = answers(seed)
    plain, other = reliability(items), reliability(items[:, list(order)] * unit + shift)
    assert other.alpha == pytest.approx(plain.alpha)
    assert other.omega == pytest.approx(plain.omega, abs=1e-5)
    assert other.item_rest == pytest.approx(plain.item_rest[list(order)])
    assert other.loadings == pytest.approx(plain.loadings[list(order)] * unit, rel=1e-3, abs=1e-3)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 1000), st.randoms())
def test_the_order_of_people_does_not_matter(seed, shuffled):
    items = answers(seed, people=40)
    order = list(range(40))
    shuffled.shuffle(order)
    assert reliability(items[order]).alpha == pytest.approx(reliability(items).alpha)


def test_items_that_measure_one_thing_alike_have_equal_alpha_and_omega():
    covariance = np.full((4, 4), 0.5) + 0.5 * np.eye(4)
    loadings = one_factor(covariance)
    omega = loadings.sum() ** 2 / (loadings.sum() ** 2 + (np.diagonal(covariance) - loadings**2).sum())
    assert omega == pytest.approx(cronbach_alpha(covariance))
    assert cronbach_alpha(covariance) == pytest.approx(4 * 0.5 / (1 + 3 * 0.5))


def test_one_factor_gives_back_the_loadings_that_made_the_covariances():
    wanted = np.array([2.0, 0.5, 1.0, 1.5, 0.8])
    covariance = np.outer(wanted, wanted) + np.diag([1.0, 0.3, 2.0, 0.7, 0.5])
    assert one_factor(covariance) == pytest.approx(wanted, rel=1e-5)


def test_each_item_is_correlated_with_the_sum_of_the_others():
    items = answers(1)
    wanted = [
        np.corrcoef(items[:, item], np.delete(items, item, axis=1).sum(axis=1))[0, 1] for item in range(4)
    ]
    assert item_rest_correlations(np.cov(items.T)) == pytest.approx(wanted)


def test_gaps_leave_out_the_person_or_only_the_pair():
    items = answers(2, people=60)
    items[:10, 0] = np.nan
    whole = reliability(items[10:])
    assert reliability(items).alpha == pytest.approx(whole.alpha)
    assert reliability(items).people == 50
    assert reliability(items).answered == 60
    assert reliability(items, "pairwise").alpha != pytest.approx(whole.alpha, abs=1e-6)
    assert reliability(items[10:], "pairwise").alpha == pytest.approx(whole.alpha)


def test_two_items_have_an_alpha_and_no_omega():
    found = reliability(answers(3, loadings=(1, 1)))
    assert 0 < found.alpha < 1
    assert np.isnan(found.omega)


def test_groups_are_told_apart():
    items = np.vstack([answers(4), answers(5, loadings=(0.1, 0.1, 0.1, 0.1))])
    found = reliability_by_group(items, ["strong"] * 200 + ["weak"] * 200)
    assert found["strong"].alpha > 0.6 > found["weak"].alpha
    assert found["strong"].alpha == pytest.approx(reliability(items[:200]).alpha)


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: reliability(np.ones((5, 1))), "at least two items"),
        (lambda: reliability([[1, 2], [2, 1], [np.nan, 3]]), "fewer than three people"),
        (lambda: reliability([[1, 2], [1, 3], [1, 5]]), "same answer to an item"),
        (lambda: reliability([[1, -1], [2, -2], [3, -3]]), "cancel each other out"),
        (lambda: reliability([[1, 2, 1], [2, 2, np.nan]] * 4, "listwise", 95), "confidence"),
        (lambda: reliability_by_group([[1, 2], [2, 1]], ["a"]), "one label per person"),
    ],
)
def test_what_cannot_be_said_says_why(ask, message):
    with pytest.raises(ValueError, match=message):
        ask()


def test_answers_far_from_zero_keep_their_digits():
    items = answers(6)
    assert reliability(items + 1e9).alpha == pytest.approx(reliability(items).alpha, abs=1e-6)
