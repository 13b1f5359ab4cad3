"""1,000 bootstrap draws of a mediation on 899 rows, against pingouin."""

import numpy as np
import pandas as pd
import pingouin

from benchmarks.comparison import Comparison
from leerlus.statistics.mediation import Mediation, mediation

ROWS, DRAWS = 899, 1000


def comparisons() -> list[Comparison]:
    chance = np.random.default_rng(20261123)
    treatment = chance.integers(0, 2, ROWS).astype(float)
    mediator = 0.3 * treatment + chance.standard_normal(ROWS)
    outcome = -0.24 * mediator + 0.1 * treatment + chance.standard_normal(ROWS)
    frame = pd.DataFrame({"x": treatment, "m": mediator, "y": outcome})

    def peer() -> pd.DataFrame:
        return pingouin.mediation_analysis(data=frame, x="x", m="m", y="y", n_boot=DRAWS, seed=1)

    def ours() -> Mediation:
        return mediation(treatment, mediator, outcome, draws=DRAWS, seed=1)

    def same() -> None:
        theirs, mine = peer(), ours()
        indirect = theirs[theirs["path"] == "Indirect"].iloc[0]
        assert np.isclose(indirect["coef"], mine.indirect, atol=1e-6)
        limits = [value for name, value in indirect.items() if str(name).startswith("CI")]
        assert np.allclose(limits, mine.intervals["indirect"].corrected, atol=0.015)

    return [Comparison("mediation, 1,000 draws, 899 rows", "pingouin", 18, peer, ours, same)]
