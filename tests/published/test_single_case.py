"""One case in turns: Onghena (1992) and Parker e.a. (2011), against SCRT, scan and brute force."""

import numpy as np
import pytest

from leerlus.statistics.single_case import overlap, phase_randomisation_test
from tests.published.tables import numbers, rows


def test_an_abab_design_as_in_scrt_and_by_brute_force():
    table = rows("sced_abab_onghena1992.csv")
    phases = [row["phase"] for row in table]
    starts = tuple(place for place in range(1, len(phases)) if phases[place] != phases[place - 1])
    # The published alternative is that A is higher.
    found = phase_randomisation_test(-numbers(table, "score"), 4, starts, least=4)
    assert found.difference == pytest.approx(2.0, abs=1e-9)
    assert found.assignments == 165
    assert found.p == pytest.approx(4 / 165, abs=1e-9)


def test_tau_u_and_non_overlap_of_parker_2011_as_in_scan():
    table = rows("sced_scan_Parker2011.csv")
    values, before = numbers(table, "values"), np.array([row["phase"] == "A" for row in table])
    found = overlap(values[before], values[~before])
    assert (found.raised, found.trend, found.pairs) == (16, 3, 20)
    assert found.tau_u == pytest.approx(0.65, abs=1e-9)
    assert found.non_overlap == pytest.approx(0.90, abs=1e-9)
