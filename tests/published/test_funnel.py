"""Funnel limits: against FunnelPlotR, and exact and interpolated binomial limits computed with R."""

import numpy as np
import pytest

from leerlus.statistics.funnel import binomial_limits, poisson_limits
from tests.published.tables import numbers, rows


@pytest.mark.parametrize(
    ("confidence", "low", "high"),
    [
        (0.95, [0.5596924, 0.6108260, 0.6746958], [1.649348, 1.544419, 1.427562]),
        (0.998, [0.3862650, 0.4479107, 0.5289724], [2.082907, 1.902094, 1.702771]),
    ],
)
def test_poisson_limits_of_a_standardised_ratio_as_in_funnelplotr(confidence, low, high):
    found = poisson_limits([15, 20, 30], confidence)
    assert found[0] == pytest.approx(low, abs=1e-6)
    assert found[1] == pytest.approx(high, abs=1e-6)


@pytest.mark.parametrize(("confidence", "tails"), [(0.95, ("0.025", "0.975")), (0.998, ("0.001", "0.999"))])
@pytest.mark.parametrize(("smooth", "kind"), [(False, "q"), (True, "spieg")])
def test_binomial_limits_of_five_targets_and_five_sizes(confidence, tails, smooth, kind):
    table = rows("funnel_binomial_limits.csv")
    assert len(table) == 25
    shares, sizes = numbers(table, "theta"), numbers(table, "n").astype(int)
    wanted = np.clip(numbers(table, *(f"{kind}{tail}" for tail in tails)), 0, 1)
    for share in np.unique(shares):
        chosen = shares == share
        found = binomial_limits(float(share), sizes[chosen], confidence, smooth=smooth)
        assert pytest.approx(wanted[chosen], abs=1e-8) == found.T
