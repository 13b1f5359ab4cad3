"""How often does a chart of a measure that does not change cry wolf?"""

import numpy as np
import pytest

from leerlus.statistics.control_charts import c_chart, p_chart, xmr_chart
from leerlus.statistics.run_charts import run_chart

pytestmark = pytest.mark.slow
RUNS = 3000


@pytest.mark.parametrize("periods", [12, 24, 36])
def test_run_charts(periods):
    chance = np.random.default_rng(periods)
    wolves = sum(run_chart(chance.standard_normal(periods)).signal for _ in range(RUNS)) / RUNS
    print(f"run chart, {periods} periods: {wolves:.3f} of the series by chance")
    assert 0.01 < wolves < 0.09


def test_points_beyond_the_limits_of_charts():
    chance, outside = np.random.default_rng(1), np.zeros(4)
    for _ in range(RUNS):
        people = chance.integers(50, 150, 24)
        events = chance.binomial(people, 0.3)
        outside += [
            len(chart.outside)
            for chart in (
                xmr_chart(chance.standard_normal(24)),
                c_chart(chance.poisson(20, 24)),
                p_chart(events, people),
                p_chart(events, people, laney=True),
            )
        ]
    share = outside / RUNS / 24
    for name, found in zip(("XmR", "c", "p", "p by Laney"), share, strict=True):
        print(f"{name} chart, 24 periods: {found:.4f} of the points by chance (.0027 for known limits)")
    assert (share < 0.012).all()
