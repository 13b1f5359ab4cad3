"""Effects of real programmes, against the papers and R."""

import numpy as np
import pytest

from leerlus.statistics.adjustment import balance, regression_adjusted
from leerlus.statistics.differences import mean_difference
from leerlus.statistics.regression import expected, least_squares, logistic, with_intercept
from tests.published.tables import numbers, rows


def experiment():
    """The National Supported Work experiment as used by Dehejia & Wahba (1999)."""
    table = rows("nsw_dehejia_wahba445.csv")
    return numbers(table, "treat"), numbers(table, "re78"), table


def test_supported_work_raised_earnings_by_1794_dehejia_and_wahba_1999():
    treated, earnings, _ = experiment()
    found = mean_difference(earnings[treated == 0], earnings[treated == 1], equal_variances=True)
    assert (found.difference, found.standard_error) == pytest.approx((1794.34238, 632.85339), abs=1e-3)
    assert found.means == pytest.approx((4554.8011, 6349.1435), abs=1e-3)
    assert found.people == (260, 185)
    robust = least_squares(earnings, with_intercept(treated), variance="HC2")
    assert robust.standard_errors[1] == pytest.approx(670.99654, abs=1e-3)


def test_supported_work_adjusted_for_covariates_raised_earnings_by_1672():
    treated, earnings, table = experiment()
    age = numbers(table, "age")
    others = numbers(table, "educ", "black", "hisp", "nodegree", "re74", "re75")
    fit = least_squares(earnings, with_intercept(treated, age, age**2, others))
    assert (fit.coefficients[1], fit.standard_errors[1]) == pytest.approx((1672.2031, 638.39663), abs=1e-2)
    adjusted = regression_adjusted(earnings, treated, np.column_stack([age, age**2, others]))
    assert adjusted.effect == pytest.approx(1672.2031, abs=1e-2)


def another_comparison_group():
    """The treated of the same experiment beside people who were not in it (R's MatchIt)."""
    table = rows("lalonde_matchit614.csv")
    black, hispanic = (
        np.array([row["race"] == race for row in table], dtype=float) for race in ("black", "hispan")
    )
    covariates = np.column_stack(
        [
            numbers(table, "age", "educ"),
            black,
            hispanic,
            numbers(table, "married", "nodegree", "re74", "re75"),
        ]
    )
    return numbers(table, "treat"), numbers(table, "re78"), covariates


def test_with_another_comparison_group_the_plain_difference_points_the_wrong_way():
    treated, earnings, covariates = another_comparison_group()
    plain = mean_difference(earnings[treated == 0], earnings[treated == 1], equal_variances=True)
    assert (plain.difference, plain.standard_error) == pytest.approx((-635.02621, 657.13742), abs=1e-3)
    fit = least_squares(earnings, with_intercept(treated, covariates))
    assert (fit.coefficients[1], fit.standard_errors[1]) == pytest.approx((1548.2438, 781.27930), abs=1e-3)


def test_the_balance_before_weighting_is_that_of_matchit():
    treated, _, covariates = another_comparison_group()
    found = balance(treated, covariates)
    age, education, black, married, earnings74 = found.before[[0, 1, 2, 4, 6]]
    assert (age, education) == pytest.approx((-0.3094, 0.0550), abs=1e-3)
    assert earnings74 == pytest.approx(-0.7211, abs=1e-3)
    # MatchIt takes the standard deviation of a yes or no as that of a share; n instead of n - 1 below the line.
    assert np.array([black, married]) * np.sqrt(185 / 184) == pytest.approx([1.7615, -0.8263], abs=1e-3)
    design = with_intercept(covariates)
    distance = expected(logistic(treated, design).coefficients, design)
    chosen, others = distance[treated == 1], distance[treated == 0]
    assert (chosen.mean() - others.mean()) / chosen.std(ddof=1) == pytest.approx(1.7941, abs=1e-3)


def test_jobs_ii_as_offered_and_for_those_who_came():
    table = rows("jobs2.csv")
    offered, came, depression = (numbers(table, name) for name in ("treat", "comply", "depress2"))
    found = mean_difference(depression[offered == 0], depression[offered == 1])
    assert found.difference == pytest.approx(-0.063346272, abs=1e-5)
    assert (abs(found.statistic), found.degrees_of_freedom, found.p) == pytest.approx(
        (1.35096, 569.763, 0.17724), abs=1e-3
    )
    assert abs(found.statistic) == pytest.approx(1.35096, abs=1e-5)
    assert found.p == pytest.approx(0.17724, abs=1e-5)
    compliance = came[offered == 1].mean() - came[offered == 0].mean()
    assert compliance == pytest.approx(0.62, abs=1e-5)
    assert found.difference / compliance == pytest.approx(-0.10217141, abs=1e-5)
