"""Single cases: Onghena's ABAB design and Parker's example of Tau-U."""

import numpy as np
import pytest

from leerlus.statistics.single_case import overlap, phase_difference
from tests.published.tables import numbers, rows


def test_the_abab_design_of_onghena_1992_as_in_scrt():
    table = rows("sced_abab_onghena1992.csv")
    treated = np.array([row["phase"].startswith("B") for row in table])
    found = phase_difference(numbers(table, "score"), treated, shortest=4)
    # Printed as A minus B, expected to be high.
    assert -found.difference == pytest.approx(2.0, abs=1e-9)
    assert (found.assignments, found.exact) == (165, True)
    assert found.p_lower == pytest.approx(4 / 165, abs=1e-9)


def test_tau_u_and_nap_of_parker_2011_as_in_scan():
    table = rows("sced_scan_Parker2011.csv")
    scores, phase = numbers(table, "values"), np.array([row["phase"] for row in table])
    found = overlap(scores[phase == "A"], scores[phase == "B"])
    assert (found.between, found.trend, found.pairs) == (16, 3, 20)
    assert found.tau_without_trend == pytest.approx(0.65, abs=1e-9)
    assert found.nonoverlap == pytest.approx(0.90, abs=1e-9)
