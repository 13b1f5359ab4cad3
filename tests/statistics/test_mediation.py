"""A path: against two regressions, against drawing rows one draw at a time, and when nothing runs through it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leerlus.statistics.mediation import mediation
from leerlus.statistics.regression import NoUniqueAnswer, least_squares, with_intercept


def path(seed: int, rows: int = 120, a: float = 0.6, b: float = 0.5):
    chance = np.random.default_rng(seed)
    age = chance.standard_normal(rows) * 10 + 40
    treatment = chance.integers(0, 2, rows).astype(float)
    mediator = a * treatment + 0.02 * age + chance.standard_normal(rows)
    return treatment, mediator, b * mediator + 0.2 * treatment + chance.standard_normal(rows), age


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1000))
def test_total_is_direct_and_indirect_and_that_of_the_regression_without_the_mediator(seed):
    treatment, mediator, outcome, age = path(seed)
    found = mediation(treatment, mediator, outcome, age, draws=5)
    assert found.total == pytest.approx(found.direct + found.a * found.b)
    assert found.total == pytest.approx(
        least_squares(outcome, with_intercept(treatment, age)).coefficients[1]
    )


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 1000), st.floats(0.1, 100), st.floats(-50, 50))
def test_units_carry_through_to_estimates_and_limits(seed, unit, shift):
    treatment, mediator, outcome, age = path(seed)
    plain = mediation(treatment, mediator, outcome, age, draws=50)
    other = mediation(treatment, mediator * unit + shift, outcome * 3, age / unit, draws=50)
    assert other.indirect == pytest.approx(plain.indirect * 3)
    assert other.a == pytest.approx(plain.a * unit)
    for kind in ("percentile", "corrected"):
        limits = getattr(other.intervals["indirect"], kind)
        assert limits == pytest.approx(
            [3 * limit for limit in getattr(plain.intervals["indirect"], kind)], abs=1e-6
        )


def test_a_draw_is_a_regression_on_rows_drawn_with_replacement():
    treatment, mediator, outcome, age = path(1)
    found = mediation(treatment, mediator, outcome, age, draws=400, seed=3)
    chance = np.random.default_rng(9)
    drawn = []
    for _ in range(400):
        rows = chance.integers(0, 120, 120)
        first = least_squares(mediator[rows], with_intercept(treatment[rows], age[rows]))
        second = least_squares(outcome[rows], with_intercept(treatment[rows], age[rows], mediator[rows]))
        drawn.append(first.coefficients[1] * second.coefficients[-1])
    assert found.intervals["indirect"].percentile == pytest.approx(
        np.quantile(drawn, [0.025, 0.975]), abs=0.06
    )


def test_the_same_seed_gives_the_same_and_another_seed_about_the_same():
    rows = path(2)[:3]
    one, same, other = (mediation(*rows, draws=300, seed=seed).intervals["indirect"] for seed in (1, 1, 2))
    assert one == same
    assert other != one
    assert other.percentile == pytest.approx(one.percentile, abs=0.08)


def test_draws_in_blocks_are_draws(monkeypatch):
    monkeypatch.setattr("leerlus.statistics.mediation._CELLS", 500)
    found = mediation(*path(3)[:3], draws=37)
    assert found.draws == 37
    assert (
        found.intervals["indirect"].percentile[0] < found.indirect < found.intervals["indirect"].percentile[1]
    )


def test_nothing_that_runs_through_it_is_told_as_such():
    found = mediation(*path(4, rows=400, a=0)[:3], draws=500)
    low, high = found.intervals["indirect"].corrected
    assert low < 0 < high
    assert found.sobel.p > 0.05


@pytest.mark.parametrize(
    ("ask", "problem", "message"),
    [
        (lambda: mediation([1, 0], [1, 2, 3], [1, 2]), ValueError, "as many mediators"),
        (lambda: mediation(*path(5)[:3], draws=0), ValueError, "at least one draw"),
        (lambda: mediation([1.0] * 20, range(20), range(20)), NoUniqueAnswer, "constant"),
        (
            lambda: mediation([0, 1] * 3, [1, 2, 2, 4, 1, 5], [1, 2, 3, 1, 5, 2], draws=500),
            NoUniqueAnswer,
            "too few rows",
        ),
    ],
)
def test_what_is_no_path_says_why(ask, problem, message):
    with pytest.raises(problem, match=message):
        ask()
