import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from leerlus.statistics.count_tables import count_table
from leerlus.statistics.hazards import hazard_model, hazard_model_from_tables
from leerlus.statistics.regression import NoUniqueAnswer, logistic
from leerlus.statistics.survival import kaplan_meier

LINKS = ["complementary log-log", "logit"]
PATTERNS = np.array([[0, 0], [0, 1], [1, 0], [1, 1.0]])
few = settings(max_examples=20, deadline=None)


def _counts(seed, periods=5):
    """period, at_risk, events, covariates: every period and pattern, with counts of 20 to 60."""
    chance = np.random.default_rng(seed)
    period = np.repeat(np.arange(1, periods + 1), len(PATTERNS))
    at_risk = chance.integers(20, 60, len(period))
    covariates = np.tile(PATTERNS, (periods, 1))
    events = chance.binomial(at_risk, 0.2 + 0.1 * covariates[:, 0])
    return period, at_risk, np.maximum(events, 1), covariates


def _log_likelihood(beta, counts, link):
    period, at_risk, events, covariates = counts
    reached = beta[period - 1] + covariates @ beta[-2:]
    hazard = 1 / (1 + np.exp(-reached)) if link == "logit" else 1 - np.exp(-np.exp(reached))
    return events @ np.log(hazard) + (at_risk - events) @ np.log(1 - hazard)


@pytest.mark.parametrize("link", LINKS)
def test_the_fit_is_where_the_written_out_likelihood_is_highest(link):
    counts = _counts(1)
    fit = hazard_model(*counts, link=link)
    best = minimize(lambda beta: -_log_likelihood(beta, counts, link), np.full(7, -0.5), tol=1e-9)
    assert np.concatenate((fit.baseline, fit.coefficients)) == pytest.approx(best.x, abs=1e-4)
    assert fit.log_likelihood == pytest.approx(-best.fun)


@pytest.mark.parametrize("link", LINKS)
def test_the_covariance_is_the_inverse_of_the_expected_curvature(link):
    period, _, _, covariates = _counts(2)
    beta = np.array([-1.2, -1.0, -0.8, -1.1, -1.3, 0.4, -0.2])
    reached = beta[period - 1] + covariates @ beta[-2:]
    hazard = 1 / (1 + np.exp(-reached)) if link == "logit" else 1 - np.exp(-np.exp(reached))
    many = 10**9
    # With counts equal to what is expected, the observed and the expected curvature are the same.
    expected = (period, np.full(len(period), many), np.rint(many * hazard).astype(int), covariates)
    fit = hazard_model(*expected, link=link)
    design = np.column_stack((period[:, None] == np.arange(1, 6), covariates))
    slope = hazard * (1 - hazard) if link == "logit" else (1 - hazard) * np.exp(reached)
    information = design.T @ (design * (many * slope**2 / (hazard * (1 - hazard)))[:, None])
    assert fit.joint == pytest.approx(np.linalg.inv(information), rel=1e-4)
    assert fit.coefficients == pytest.approx(beta[-2:], abs=1e-6)
    assert fit.covariance == pytest.approx(fit.joint[-2:, -2:])


@pytest.mark.parametrize("link", LINKS)
def test_without_covariates_it_is_kaplan_meier(link):
    chance = np.random.default_rng(3)
    table = count_table(chance.integers(1, 8, 500), chance.integers(0, 2, 500), ways=1)
    curve = kaplan_meier(table)
    found = hazard_model_from_tables([table], np.empty((1, 0)), link=link).predict([])
    assert found.hazard == pytest.approx(curve.events / curve.at_risk, abs=1e-7)
    assert found.survival == pytest.approx(curve.survival, abs=1e-7)
    assert found.standard_error == pytest.approx(curve.standard_error, rel=1e-4)
    assert (found.low, found.high) == (
        pytest.approx(curve.low, rel=1e-4),
        pytest.approx(curve.high, rel=1e-4),
    )


@few
@given(st.integers(0, 10_000), st.sampled_from(LINKS))
def test_order_and_splitting_of_counts_do_not_matter(seed, link):
    period, at_risk, events, covariates = _counts(seed)
    chance = np.random.default_rng(seed)
    some, of_them = chance.binomial(at_risk - events, 0.5), chance.binomial(events, 0.5)
    order = chance.permutation(2 * len(period))
    split = (
        np.concatenate((period, period))[order],
        np.concatenate((some + of_them, at_risk - some - of_them))[order],
        np.concatenate((of_them, events - of_them))[order],
        np.concatenate((covariates, covariates))[order],
    )
    whole, parts = (
        hazard_model(period, at_risk, events, covariates, link=link),
        hazard_model(*split, link=link),
    )
    assert parts.coefficients == pytest.approx(whole.coefficients, abs=1e-7)
    assert parts.joint == pytest.approx(whole.joint, rel=1e-5, abs=1e-9)
    assert (parts.at_risk, parts.events) == (whole.at_risk, whole.events)


@few
@given(st.integers(0, 10_000), st.floats(0.01, 100), st.sampled_from(LINKS))
def test_another_unit_scales_a_coefficient(seed, unit, link):
    period, at_risk, events, covariates = _counts(seed)
    one = hazard_model(period, at_risk, events, covariates, link=link)
    other = hazard_model(period, at_risk, events, covariates * [unit, 1], link=link)
    assert other.coefficients * [unit, 1] == pytest.approx(one.coefficients, rel=1e-6, abs=1e-8)
    assert other.standard_errors * [unit, 1] == pytest.approx(one.standard_errors, rel=1e-5)
    assert other.predict([unit, 1]).survival == pytest.approx(one.predict([1, 1]).survival)


def test_the_logit_model_is_logistic_regression_on_person_periods():
    period, at_risk, events, covariates = _counts(4)
    design = np.column_stack((period[:, None] == np.arange(1, 6), covariates))
    people = np.repeat(np.arange(len(period)), at_risk)
    first = np.cumsum(at_risk) - at_risk
    outcome = (np.arange(at_risk.sum()) - first[people] < events[people]).astype(float)
    one, other = (
        hazard_model(period, at_risk, events, covariates, link="logit"),
        logistic(outcome, design[people]),
    )
    assert one.coefficients == pytest.approx(other.coefficients[-2:], abs=1e-7)
    assert one.log_likelihood == pytest.approx(other.log_likelihood)


def test_periods_in_one_band_share_a_hazard():
    counts = _counts(5)
    fit = hazard_model(*counts, bands=[1, 3])
    assert fit.baseline.shape == (2,)
    hazard = fit.predict([0, 1]).hazard
    assert hazard[[0, 2]] == pytest.approx(hazard[[1, 4]])
    joined = hazard_model(1 + (counts[0] >= 3), *counts[1:])
    assert joined.coefficients == pytest.approx(fit.coefficients)


@pytest.mark.parametrize("link", LINKS)
def test_limits_contain_what_they_are_about(link):
    fit = hazard_model(*_counts(6), link=link)
    low, high = fit.limits()
    assert np.all((low < fit.coefficients) & (fit.coefficients < high))
    found = fit.predict([1, 0])
    assert np.all((found.hazard_low < found.hazard) & (found.hazard < found.hazard_high))
    assert np.all((found.low < found.survival) & (found.survival < found.high))


def test_other_ways_out_count_as_censored():
    chance = np.random.default_rng(7)
    tables = [count_table(chance.integers(1, 4, 300), chance.integers(0, 3, 300), ways=2) for _ in range(2)]
    fit = hazard_model_from_tables(tables, [[0], [1]], ways=(2,))
    assert fit.events == sum(int(table.exits[1].sum()) for table in tables)
    assert fit.at_risk == sum(int(table.at_risk.sum()) for table in tables)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"events": [9, 1, 1]}, "no more people leave"),
        ({"period": [0, 1, 2]}, "start at 1"),
        ({"at_risk": [5.5, 5, 5]}, "whole numbers"),
        ({"covariates": np.ones((2, 1))}, "give one period"),
        ({"covariates": [[np.nan], [1], [0]]}, "without gaps"),
        ({"bands": [2]}, "the first is 1"),
        ({"events": [1, 0, 1]}, "nobody leaves in the band from period 2"),
        ({"events": [1, 1, 5]}, "everybody leaves in the band from period 3"),
        ({"at_risk": [5, 0, 5], "events": [1, 0, 1]}, "nobody leaves in the band from period 2"),
    ],
)
def test_impossible_counts_are_refused(change, message):
    counts = {"period": [1, 2, 3], "at_risk": [5, 5, 5], "events": [1, 1, 1], "covariates": [[0], [1], [0]]}
    with pytest.raises(ValueError, match=message):
        hazard_model(**{**counts, **change})


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("events", [[0, 2], [5, 2]])
def test_a_covariate_that_parts_everybody_is_refused(link, events):
    with pytest.raises(NoUniqueAnswer, match=r"perfectly|growing"):
        hazard_model([1, 1], [5, 5], events, [[1], [0]], link=link)


def test_a_covariate_that_repeats_the_period_is_refused():
    with pytest.raises(NoUniqueAnswer, match="follows from the others"):
        hazard_model([1, 2], [5, 5], [1, 2], [[0], [1]])


def test_a_step_too_far_is_halved():
    at_risk, events = [10000, 10, 10, 10, 10000, 1], [3725, 0, 4, 5, 7937, 0]
    counts = np.ones(6, int), np.array(at_risk), np.array(events), np.array([[1.0, 30, 0, 0, 2, 0]]).T
    wide = (*counts[:3], np.column_stack((counts[3], np.zeros(6))))

    def minus(beta):
        return -_log_likelihood(np.array([beta[0], beta[1], 0.0]), wide, "complementary log-log")

    best = minimize(minus, [0.0, 0.0], method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-9})
    assert hazard_model(*counts).coefficients[0] == pytest.approx(best.x[1], abs=1e-5)


def test_a_search_without_end_is_given_up(monkeypatch):
    monkeypatch.setattr("leerlus.statistics.hazards._MOST_STEPS", 1)
    with pytest.raises(NoUniqueAnswer, match="keep growing"):
        hazard_model(*_counts(8))


def test_tables_and_predictions_that_do_not_fit_are_refused():
    table = count_table([1, 1, 2, 2], [1, 0, 1, 0], ways=1)
    with pytest.raises(ValueError, match="one row of covariates"):
        hazard_model_from_tables([table], [[1], [0]])
    with pytest.raises(ValueError, match="a way out"):
        hazard_model_from_tables([table], [[1]], ways=(2,))
    with pytest.raises(ValueError, match="give 2 covariates"):
        hazard_model(*_counts(9)).predict([1])
