"""Charts over time: hospital infections and emergency attendances, against qicharts2 and the NHS's own rule."""

import pytest

from leerlus.statistics.control_charts import c_chart, p_chart, xmr_chart
from leerlus.statistics.run_charts import run_chart
from tests.published.tables import numbers, rows


@pytest.fixture(scope="module")
def infections():
    return numbers(rows("qic_cdi.csv"), "n")


@pytest.mark.parametrize(
    ("freeze", "centre", "low", "high", "signals"),
    [(None, 14.8333, 3.2791, 26.3876, 2), (24, 18.7083, 5.7324, 31.6843, 6)],
)
def test_c_chart_of_infections_as_in_qicharts2(infections, freeze, centre, low, high, signals):
    found = c_chart(infections, freeze=freeze)
    assert (found.centre[0], found.low[0], found.high[0]) == pytest.approx((centre, low, high), abs=1e-3)
    assert len(found.outside) == signals


def test_runs_of_infections_as_in_qicharts2(infections):
    around_mean = run_chart(infections, float(infections.mean()))
    assert (around_mean.longest_run, around_mean.most_in_a_row) == (17, 8)
    assert (around_mean.crossings, around_mean.least_crossings, around_mean.signal) == (5, 13, True)
    around_median = run_chart(infections)
    assert (around_median.useful, around_median.longest_run, around_median.most_in_a_row) == (32, 14, 8)
    assert (around_median.crossings, around_median.least_crossings, around_median.signal) == (6, 11, True)


@pytest.mark.parametrize(
    ("screened", "low", "high"), [(False, 2.21733, 27.44933), (True, 3.332745, 26.333922)]
)
def test_xmr_chart_of_infections_with_and_without_the_rule_of_the_nhs(infections, screened, low, high):
    found = xmr_chart(infections, screened=screened)
    assert (found.low[0], found.high[0]) == pytest.approx((low, high), abs=1e-4)


def test_p_chart_of_emergency_attendances_and_the_one_of_laney_as_in_qicharts2():
    table = rows("qic_nhs_accidents.csv")
    in_time, attendances = numbers(table, "r"), numbers(table, "n")
    plain, wider = p_chart(in_time, attendances), p_chart(in_time, attendances, laney=True)
    assert plain.centre[0] == pytest.approx(0.95289971, abs=1e-5)
    assert len(plain.outside) == 16
    assert (wider.low.mean(), wider.high.mean()) == pytest.approx((0.94010155, 0.96569788), abs=1e-5)
    assert wider.outside == ()
