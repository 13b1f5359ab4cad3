"""JOBS II: from an offer of help, through confidence in finding work, to depression (an extract "for illustration")."""

import numpy as np
import pytest

from leerlus.statistics.mediation import mediation
from tests.published.tables import numbers, rows

CATEGORIES = ("occp", "marital", "nonwhite", "educ", "income")


@pytest.fixture(scope="module")
def jobs() -> list[dict[str, str]]:
    return rows("jobs2.csv")


def of(table, covariates, **options):
    treatment, mediator, outcome = (numbers(table, name) for name in ("treat", "job_seek", "depress2"))
    return mediation(treatment, mediator, outcome, covariates, **options)


def indicators(table, name: str) -> np.ndarray:
    labels = sorted({row[name] for row in table})
    return np.array([[float(row[name] == label) for label in labels[1:]] for row in table])


def test_the_paths_with_three_covariates_as_in_rs_mediation(jobs):
    found = of(jobs, numbers(jobs, "econ_hard", "sex", "age"), draws=10)
    assert found.a == pytest.approx(0.0656150034, abs=1e-6)
    assert found.b == pytest.approx(-0.2399549527, abs=1e-6)
    assert found.indirect == pytest.approx(-0.015744645, abs=1e-6)
    assert found.direct == pytest.approx(-0.0402647, abs=1e-6)
    assert found.total == pytest.approx(-0.0560093452, abs=1e-6)
    assert found.share == pytest.approx(0.28110747, abs=1e-6)


def test_the_test_of_sobel(jobs):
    sobel = of(jobs, numbers(jobs, "econ_hard", "sex", "age"), draws=10).sobel
    assert (sobel.standard_error, sobel.z, sobel.p) == pytest.approx(
        (0.012489156, -1.2606653, 0.20742946), abs=1e-5
    )


def test_the_percentile_interval_as_published(jobs):
    found = of(jobs, numbers(jobs, "econ_hard", "sex", "age"), draws=10_000, seed=20150706)
    assert found.intervals["indirect"].percentile == pytest.approx((-0.041, 0.007), abs=3e-3)


def test_the_paths_with_all_covariates_as_in_statsmodels(jobs):
    covariates = np.column_stack(
        [
            numbers(jobs, "depress1", "econ_hard", "sex", "age"),
            *(indicators(jobs, name) for name in CATEGORIES),
        ]
    )
    found = of(jobs, covariates, draws=2000, seed=1)
    assert found.a == pytest.approx(0.0774238071, abs=1e-6)
    assert found.b == pytest.approx(-0.1773802403, abs=1e-6)
    assert found.indirect == pytest.approx(-0.0137334535, abs=1e-6)
    assert found.direct == pytest.approx(-0.0367885862, abs=1e-6)
    assert found.total == pytest.approx(-0.0505220397, abs=1e-6)
    # The vignette draws from a posterior: -0.01375 [-0.031812, 0.003299], alike within chance.
    assert (found.indirect, found.direct, found.total) == pytest.approx(
        (-0.01375, -0.03873, -0.05247), abs=4e-3
    )
    assert found.intervals["indirect"].percentile == pytest.approx((-0.031812, 0.003299), abs=6e-3)
