"""Adjusted effects: what the covariates explain is no effect of the treatment."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leerlus.statistics.adjustment import balance, doubly_robust, regression_adjusted
from leerlus.statistics.differences import mean_difference


def chosen_by_need(seed: int, people: int = 2000, effect: float = 1.0):
    chance = np.random.default_rng(seed)
    need = chance.standard_normal((people, 2))
    treated = (chance.random(people) < 1 / (1 + np.exp(-need[:, 0]))).astype(float)
    return 2 * need[:, 0] + need[:, 1] + effect * treated + chance.standard_normal(people), treated, need


@pytest.mark.parametrize("method", [regression_adjusted, doubly_robust])
def test_an_effect_is_found_where_the_plain_difference_is_far_off(method):
    outcome, treated, need = chosen_by_need(1)
    plain = mean_difference(outcome[treated == 0], outcome[treated == 1])
    found = method(outcome, treated, need)
    assert plain.low > 2
    assert found.low < 1 < found.high
    assert found.rows == 2000


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 500), st.floats(0.1, 100), st.floats(-50, 50))
@pytest.mark.parametrize("method", [regression_adjusted, doubly_robust])
def test_another_unit_of_outcome_or_covariate_changes_only_the_unit(method, seed, unit, shift):
    outcome, treated, need = chosen_by_need(seed, people=200)
    plain = method(outcome, treated, need)
    other = method(outcome * unit + shift, treated, need * 10 + 3)
    assert other.effect == pytest.approx(plain.effect * unit)
    assert other.standard_error == pytest.approx(plain.standard_error * unit)
    assert other.p == pytest.approx(plain.p, abs=1e-9)


def test_rows_that_were_nearly_certain_of_treatment_are_counted():
    outcome, treated, need = chosen_by_need(3)
    certain = need * [6, 1]
    treated = (np.random.default_rng(4).random(2000) < 1 / (1 + np.exp(-certain[:, 0]))).astype(float)
    assert doubly_robust(outcome, treated, certain).trimmed > 0
    assert regression_adjusted(outcome, treated, certain).trimmed == 0


def test_weighting_brings_the_groups_together():
    _, treated, need = chosen_by_need(5)
    found = balance(treated, need)
    assert found.before[0] > 0.7
    assert np.abs(found.after).max() < 0.1


@pytest.mark.parametrize("method", [regression_adjusted, doubly_robust])
def test_an_outcome_that_is_the_same_for_everybody_shows_no_effect(method):
    _, treated, need = chosen_by_need(7, people=200)
    found = method(np.zeros(200), treated, need)
    assert (found.effect, found.standard_error, found.p) == (0, 0, 1)


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: regression_adjusted([1, 2], [0, 1, 1], [1, 2]), "same number of rows"),
        (lambda: regression_adjusted([1, 2], [1, 1], [1, 2]), "rows of both"),
        (lambda: regression_adjusted([1, 2, 4, 3], [0, 0, 0, 1], [1, 2, 2, 3]), "at least two rows"),
        (lambda: balance([0, 0, 0, 0, 1, 1], [0, 1, 2, 3, 1, 1]), "cannot be standardised"),
        (lambda: doubly_robust(*chosen_by_need(6), confidence=95), "confidence"),
    ],
)
def test_what_cannot_be_adjusted_says_why(ask, message):
    with pytest.raises(ValueError, match=message):
        ask()
