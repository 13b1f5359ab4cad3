import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from leerlus.statistics.count_tables import count_table
from leerlus.statistics.cox import cox
from leerlus.statistics.regression import NoUniqueAnswer
from leerlus.statistics.risk_sets import risk_sets, risk_sets_from_tables
from tests.statistics.cox_brute_force import curvature, log_likelihood, rows, score_residuals

seeds = st.integers(0, 10_000)
few = settings(max_examples=20, deadline=None)


def _data(seed, people=60, covariates=2):
    return rows(np.random.default_rng(seed), people, covariates)


def _only(data, *names):
    return {name: data[name] for name in ("duration", "event", "covariates", *names)}


@pytest.mark.parametrize("ties", ["Efron", "Breslow"])
@pytest.mark.parametrize("seed", range(4))
def test_the_fit_is_where_the_written_out_likelihood_is_highest(seed, ties):
    data = _data(seed)
    fit = cox(risk_sets(**data), ties=ties)
    best = minimize(lambda beta: -log_likelihood(beta, data, ties), np.zeros(2), tol=1e-10)
    assert fit.coefficients == pytest.approx(best.x, abs=2e-5)
    assert fit.log_likelihood == pytest.approx(-best.fun, abs=1e-7)
    assert fit.null_log_likelihood == pytest.approx(log_likelihood(np.zeros(2), data, ties))
    information = np.linalg.inv(fit.covariance)
    assert information == pytest.approx(curvature(fit.coefficients, data, ties), rel=1e-3, abs=1e-3)


@few
@given(seeds)
def test_the_order_of_the_rows_does_not_matter(seed):
    data = _data(seed)
    order = np.random.default_rng(seed).permutation(60)
    shuffled = {name: values[order] for name, values in data.items()}
    clusters = np.arange(60) % 7
    one = cox(risk_sets(**data), clusters=clusters)
    other = cox(risk_sets(**shuffled), clusters=clusters[order])
    assert one.coefficients == pytest.approx(other.coefficients)
    assert one.covariance == pytest.approx(other.covariance)


@few
@given(seeds, st.floats(1e-3, 1e3), st.floats(-1e3, 1e3))
def test_another_unit_of_a_covariate_scales_its_coefficient_alone(seed, unit, shift):
    data = _data(seed)
    fit = cox(risk_sets(**data))
    scaled = cox(risk_sets(**{**data, "covariates": data["covariates"] * [unit, 1] + [shift, 0]}))
    assert scaled.coefficients * [unit, 1] == pytest.approx(fit.coefficients, rel=1e-6, abs=1e-8)
    assert scaled.standard_errors * [unit, 1] == pytest.approx(fit.standard_errors, rel=1e-6)
    assert scaled.score.statistic == pytest.approx(fit.score.statistic, rel=1e-6)


@few
@given(seeds)
def test_swapping_the_two_groups_of_a_covariate_turns_its_sign(seed):
    data = _data(seed)
    group = (data["covariates"][:, :1] > 0).astype(float)
    one = cox(risk_sets(**{**data, "covariates": group}))
    other = cox(risk_sets(**{**data, "covariates": 1 - group}))
    assert one.coefficients == pytest.approx(-other.coefficients, abs=1e-9)


@few
@given(seeds)
def test_count_tables_per_pattern_give_what_the_rows_give(seed):
    data = _data(seed, people=80)
    codes = np.random.default_rng(seed).integers(0, 2, (80, 2))
    patterns = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    held = [np.all(codes == pattern, axis=1) for pattern in patterns]
    tables = [
        count_table(data["duration"][rows], data["event"][rows], ways=1, entry=data["entry"][rows])
        for rows in held
    ]
    by_row = cox(risk_sets(data["duration"], data["event"], codes, entry=data["entry"]))
    by_table = cox(risk_sets_from_tables(tables, patterns))
    assert by_table.coefficients == pytest.approx(by_row.coefficients, abs=1e-9)
    assert by_table.covariance == pytest.approx(by_row.covariance)
    assert by_table.log_likelihood == pytest.approx(by_row.log_likelihood)
    assert (by_table.people, by_table.events) == (by_row.people, by_row.events)


@pytest.mark.parametrize("ties", ["Efron", "Breslow"])
def test_a_row_that_stands_for_three_people_counts_as_three_rows(ties):
    data, weights = _data(5), np.arange(60) % 4
    repeated = {name: np.repeat(values, weights, axis=0) for name, values in data.items()}
    clusters = np.arange(60) % 9
    one = cox(risk_sets(**data, weights=weights), ties=ties, clusters=clusters)
    other = cox(risk_sets(**repeated), ties=ties, clusters=np.repeat(clusters, weights))
    assert one.coefficients == pytest.approx(other.coefficients)
    assert one.covariance == pytest.approx(other.covariance)


def test_an_exit_in_another_way_counts_as_censored():
    data = _data(6)
    ways = np.where(data["event"] == 1, 2, np.arange(60) % 2)
    groups = data["covariates"][:, 0] > 0
    tables = [count_table(data["duration"][rows], ways[rows], ways=2) for rows in (groups, ~groups)]
    by_table = cox(risk_sets_from_tables(tables, [[1], [0]], ways=(2,)))
    by_row = cox(risk_sets(data["duration"], data["event"], groups[:, None]))
    assert by_table.coefficients == pytest.approx(by_row.coefficients)


def test_strata_without_anybody_to_compare_with_add_nothing():
    data = _data(7)
    alone = np.append(np.zeros(60), 1)
    more = {
        name: np.append(data[name], data[name][-1:], axis=0) for name in ("duration", "event", "covariates")
    }
    fit = cox(risk_sets(**_only(data)))
    assert cox(risk_sets(**more, strata=alone)).coefficients == pytest.approx(fit.coefficients)


@pytest.mark.parametrize("ties", ["Efron", "Breslow"])
@pytest.mark.parametrize("seed", [8, 9])
def test_the_covariance_by_cluster_is_the_written_out_sandwich(ties, seed):
    data, clusters = _data(seed), np.arange(60) % 11
    plain = cox(risk_sets(**data), ties=ties)
    fit = cox(risk_sets(**data), ties=ties, clusters=clusters)
    residuals = score_residuals(plain.coefficients, data, ties)
    assert residuals.sum(axis=0) == pytest.approx([0, 0], abs=1e-7)
    sums = np.array([residuals[clusters == label].sum(axis=0) for label in range(11)])
    assert fit.covariance == pytest.approx(plain.covariance @ sums.T @ sums @ plain.covariance, rel=1e-4)
    assert fit.coefficients == pytest.approx(plain.coefficients)


def test_a_step_too_far_is_halved():
    """Five of a rare group of six leave first and one last: Newton's first step from zero overshoots to 14.8."""
    group = (np.arange(1000) <= 5).astype(float)
    times = np.where(group == 1, 1 + np.arange(1000) % 3, 5 + np.arange(1000) % 5)
    times[0] = 6
    data = {"duration": times, "event": np.ones(1000, int), "covariates": group[:, None]}
    fit = cox(risk_sets(**data))
    everyone = {**data, "entry": np.zeros(1000), "strata": np.zeros(1000)}
    best = minimize(lambda beta: -log_likelihood(beta, everyone, "Efron"), np.full(1, 2.0), tol=1e-9)
    assert fit.coefficients == pytest.approx(best.x, abs=1e-3)


def test_a_search_without_end_is_given_up(monkeypatch):
    monkeypatch.setattr("leerlus.statistics.cox._MOST_STEPS", 1)
    with pytest.raises(NoUniqueAnswer, match="keep growing"):
        cox(risk_sets(**_data(14)))


def test_limits_lie_around_the_coefficients():
    fit = cox(risk_sets(**_data(10)))
    low, high = fit.limits()
    assert (low + high) / 2 == pytest.approx(fit.coefficients)
    assert (high - low) / 2 == pytest.approx(1.959964 * fit.standard_errors)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"duration": np.zeros(60, int)}, "at least 1 period"),
        ({"event": np.full(60, 2)}, "a way out"),
        ({"event": np.zeros(60, int)}, "nobody has the event"),
        ({"covariates": np.ones((59, 2))}, "one row per duration"),
        ({"covariates": np.full((60, 2), np.nan)}, "without gaps"),
        ({"strata": np.zeros(59)}, "one label per row"),
        ({"weights": np.full(60, 0.5)}, "whole number"),
        ({"entry": np.full(60, 99)}, "comes into view"),
    ],
)
def test_impossible_rows_are_refused(change, message):
    with pytest.raises(ValueError, match=message):
        risk_sets(**{**_data(11), **change})


def test_impossible_tables_are_refused():
    table = count_table([1, 2], [1, 0], ways=1)
    with pytest.raises(ValueError, match="numbered 1 to 1"):
        risk_sets_from_tables([table], [[1]], ways=(2,))
    with pytest.raises(ValueError, match="one row of covariates"):
        risk_sets_from_tables([table], [[1], [0]])
    with pytest.raises(ValueError, match="counts nobody"):
        risk_sets_from_tables([count_table([], [], ways=1)], [[1]])


def test_covariates_that_decide_nothing_are_refused():
    data = _data(12)
    double = np.column_stack([data["covariates"], data["covariates"].sum(axis=1)])
    with pytest.raises(NoUniqueAnswer, match="follows from the others"):
        cox(risk_sets(**{**data, "covariates": double}))
    with pytest.raises(NoUniqueAnswer, match="perfectly"):
        cox(risk_sets([1, 1, 2, 3, 3, 4], [1, 1, 1, 0, 0, 0], np.array([[1, 1, 1, 0, 0, 0]]).T))


def test_clusters_that_do_not_fit_are_refused():
    sets = risk_sets(**_data(13))
    with pytest.raises(ValueError, match="one label per row"):
        cox(sets, clusters=np.arange(59))
    with pytest.raises(ValueError, match="two clusters"):
        cox(sets, clusters=np.zeros(60))
