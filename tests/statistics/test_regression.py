"""Least squares and logistic regression: against other ways to the same answer, and with errors in words."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize

from leerlus.statistics.regression import (
    NoUniqueAnswer,
    expected,
    least_squares,
    logistic,
    with_intercept,
)


def drawn(seed: int, rows: int = 60) -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(seed)
    design = with_intercept(chance.standard_normal((rows, 2)))
    return design @ np.array([0.5, 1.0, -0.7]) + chance.standard_normal(rows), design


def chances(seed: int, rows: int = 300) -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(seed)
    design = with_intercept(chance.standard_normal((rows, 2)))
    return (chance.random(rows) < expected([-0.3, 0.8, -0.5], design)).astype(float), design


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_least_squares_agrees_with_numpy_and_its_residuals_stand_upright_on_every_column(seed):
    outcome, design = drawn(seed)
    fit = least_squares(outcome, design)
    wanted, squares, *_ = np.linalg.lstsq(design, outcome, rcond=None)
    assert fit.coefficients == pytest.approx(wanted)
    assert design.T @ (outcome - design @ fit.coefficients) == pytest.approx(np.zeros(3), abs=1e-8)
    assert fit.standard_errors[0] ** 2 == pytest.approx(
        (squares[0] / 57 * np.linalg.inv(design.T @ design))[0, 0]
    )


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(["classical", "HC0", "HC1", "HC2", "HC3"]))
def test_a_column_in_other_units_changes_its_coefficient_and_error_alike(seed, variance):
    outcome, design = drawn(seed)
    plain = least_squares(outcome, design, variance=variance)
    scaled = least_squares(outcome, design * [1, 1000, 1], variance=variance)
    assert scaled.coefficients * [1, 1000, 1] == pytest.approx(plain.coefficients)
    assert scaled.standard_errors * [1, 1000, 1] == pytest.approx(plain.standard_errors)


def test_the_robust_errors_are_sandwiches_of_the_squared_residuals():
    outcome, design = drawn(1)
    fit = least_squares(outcome, design)
    bread = np.linalg.inv(design.T @ design)
    residuals = outcome - design @ fit.coefficients
    leverage = np.diagonal(design @ bread @ design.T)
    for variance, squares in {
        "HC0": residuals**2,
        "HC1": residuals**2 * 60 / 57,
        "HC2": residuals**2 / (1 - leverage),
        "HC3": residuals**2 / (1 - leverage) ** 2,
    }.items():
        wanted = bread @ (design.T * squares) @ design @ bread
        assert least_squares(outcome, design, variance=variance).covariance == pytest.approx(wanted)


def test_clusters_of_one_row_each_are_hc1():
    outcome, design = drawn(2)
    clustered = least_squares(outcome, design, clusters=np.arange(60))
    assert clustered.covariance == pytest.approx(least_squares(outcome, design, variance="HC1").covariance)
    assert clustered.degrees_of_freedom == 59


def test_rows_that_are_copied_within_clusters_say_nothing_new():
    outcome, design = drawn(3)
    once = least_squares(outcome, design, clusters=np.arange(60))
    copied = least_squares(
        np.repeat(outcome, 5), np.repeat(design, 5, axis=0), clusters=np.repeat(np.arange(60), 5)
    )
    correction = (299 / 297) / (59 / 57)
    assert copied.covariance == pytest.approx(once.covariance * correction)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_logistic_regression_finds_the_highest_likelihood(seed):
    outcome, design = chances(seed)

    def unlikely(beta):
        reached = design @ beta
        return np.logaddexp(0, reached).sum() - outcome @ reached

    fit = logistic(outcome, design)
    found = optimize.minimize(unlikely, np.zeros(3), method="BFGS")
    assert fit.coefficients == pytest.approx(found.x, abs=1e-4)
    assert fit.log_likelihood == pytest.approx(-found.fun)
    assert expected(fit.coefficients, design).sum() == pytest.approx(outcome.sum())


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_counted_rows_are_the_same_as_the_rows_themselves(seed):
    chance = np.random.default_rng(seed)
    patterns = with_intercept([[0.0], [1.0], [2.0], [3.0]])
    how_many = chance.integers(20, 200, 4)
    successes = np.clip(chance.binomial(how_many, [0.2, 0.4, 0.5, 0.7]), 1, how_many - 1)
    rows = np.repeat(patterns, how_many, axis=0)
    outcome = np.concatenate([[1.0] * s + [0.0] * (n - s) for s, n in zip(successes, how_many, strict=True)])
    counted, single = logistic(successes / how_many, patterns, weights=how_many), logistic(outcome, rows)
    assert counted.coefficients == pytest.approx(single.coefficients)
    assert counted.covariance == pytest.approx(single.covariance)
    assert counted.rows == single.rows


def test_clustered_logistic_errors_grow_when_rows_are_copies():
    outcome, design = chances(5)
    copied = logistic(np.repeat(outcome, 4), np.repeat(design, 4, axis=0))
    honest = logistic(
        np.repeat(outcome, 4), np.repeat(design, 4, axis=0), clusters=np.repeat(np.arange(300), 4)
    )
    assert honest.standard_errors / copied.standard_errors == pytest.approx([2, 2, 2], rel=0.15)


def test_a_column_that_follows_from_others_is_refused():
    outcome, design = drawn(6)
    with pytest.raises(NoUniqueAnswer, match="follows from the others"):
        least_squares(outcome, np.column_stack([design, design[:, 1] * 2 + 1]))
    with pytest.raises(NoUniqueAnswer, match="follows from the others"):
        logistic((outcome > 0).astype(float), np.column_stack([design, design[:, 1]]))


def test_a_column_that_separates_the_outcomes_is_refused():
    with pytest.raises(NoUniqueAnswer, match="separates"):
        logistic([0, 0, 0, 1, 1, 1], with_intercept([1, 2, 3, 4, 5, 6]))


@pytest.mark.parametrize(
    ("outcome", "design", "message"),
    [
        ([1, 2], [[1], [2], [3]], "must be"),
        ([1, 2, float("nan")], [[1], [2], [3]], "without gaps"),
        ([1, 2], [[1, 2], [2, 5]], "cannot decide"),
    ],
)
def test_what_cannot_be_fitted_says_why(outcome, design, message):
    with pytest.raises(ValueError, match=message):
        least_squares(outcome, design)


def test_a_logistic_outcome_outside_0_and_1_and_a_negative_weight_are_refused():
    design = with_intercept([1.0, 2.0, 3.0])
    with pytest.raises(ValueError, match="between 0 and 1"):
        logistic([0, 1, 2], design)
    with pytest.raises(ValueError, match="weights"):
        logistic([0, 1, 1], design, weights=[1, 1, -1])
    with pytest.raises(ValueError, match="two clusters"):
        least_squares([0, 1, 1, 2], with_intercept([1.0, 2.0, 3.0, 5.0]), clusters=[1, 1, 1, 1])
    with pytest.raises(ValueError, match="one label per row"):
        least_squares([0, 1, 1, 2], with_intercept([1.0, 2.0, 3.0, 5.0]), clusters=[1, 1])
    with pytest.raises(ValueError, match="at least one column"):
        with_intercept()
