"""A stepped wedge: its variance is that of generalised least squares, and impossible designs are refused."""

import numpy as np
import pytest

from leerlus.statistics.stepped_wedge import (
    SteppedWedge,
    design_for_shares,
    effect_variance,
    power_of_stepped_wedge,
    staircase,
)


def by_generalised_least_squares(design: SteppedWedge) -> float:
    """The same variance from the whole covariance of all cluster-period means."""
    clusters, periods = design.starts.shape
    columns = np.hstack([np.tile(np.eye(periods), (clusters, 1)), design.starts.reshape(-1, 1)])
    block = design.between**2 * np.ones((periods, periods)) + design.within**2 / design.people * np.eye(
        periods
    )
    weights = np.kron(np.eye(clusters), np.linalg.inv(block))
    return float(np.linalg.inv(columns.T @ weights @ columns)[-1, -1])


@pytest.mark.parametrize(
    ("waves", "clusters", "between"), [(2, 1, 0.3), (4, 6, 0.01), (5, 3, 1.0), (3, 2, 0.0)]
)
def test_the_closed_form_is_generalised_least_squares(waves, clusters, between):
    design = SteppedWedge(staircase(waves, clusters), people=12, between=between, within=1.0)
    assert effect_variance(design) == pytest.approx(by_generalised_least_squares(design))


def test_a_staircase_begins_without_and_ends_with_everybody():
    steps = staircase(3, 2)
    assert steps.shape == (6, 4)
    assert steps[:, 0].sum() == 0
    assert steps[:, -1].sum() == 6
    assert steps.sum(axis=1).tolist() == [3, 3, 2, 2, 1, 1]


def test_more_clusters_find_more_and_no_effect_is_found_as_often_as_chance():
    small, large = (SteppedWedge(staircase(4, clusters), 10, 0.2, 1.0) for clusters in (1, 4))
    assert power_of_stepped_wedge(small, 0.3) < power_of_stepped_wedge(large, 0.3)
    assert power_of_stepped_wedge(large, 0) == pytest.approx(0.05)


@pytest.mark.parametrize(
    ("starts", "message"),
    [
        ([[0, 1, 0], [0, 0, 1]], "goes on"),
        ([[0, 2], [0, 1]], "0 and 1"),
        ([[0, 1], [0, 1]], "different periods"),
    ],
)
def test_a_design_that_is_no_stepped_wedge_says_why(starts, message):
    with pytest.raises(ValueError, match=message):
        effect_variance(SteppedWedge(np.array(starts), 10, 0.1, 1.0))


def test_impossible_sizes_and_shares_are_refused():
    with pytest.raises(ValueError, match="at least one wave"):
        staircase(0, 3)
    with pytest.raises(ValueError, match="at least 1 person"):
        effect_variance(SteppedWedge(staircase(2, 2), 0, 0.1, 1.0))
    with pytest.raises(ValueError, match="between 0 and 1"):
        design_for_shares(staircase(2, 2), 10, 1.0, 1.0, 0.1)
