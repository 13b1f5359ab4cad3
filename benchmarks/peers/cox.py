"""Cox regression on 400,000 spells with 8 covariates; making the risk sets is part of the time."""

from functools import cache, partial

import numpy as np
import pandas as pd
from lifelines import CoxPHFitter

from benchmarks.comparison import Comparison
from benchmarks.spells import COVARIATES, national_spells
from leerlus.statistics.cox import CoxFit, cox
from leerlus.statistics.partial_likelihood import Ties
from leerlus.statistics.risk_sets import risk_sets


@cache
def _frame() -> pd.DataFrame:
    spells = national_spells()
    frame = pd.DataFrame(spells.covariates, columns=[f"x{number}" for number in range(COVARIATES)])
    return frame.assign(duration=spells.duration, event=spells.way_out == 1)


def _peer() -> CoxPHFitter:
    return CoxPHFitter().fit(_frame(), "duration", "event")


def _ours(ties: Ties) -> CoxFit:
    spells = national_spells()
    return cox(risk_sets(spells.duration, spells.way_out == 1, spells.covariates), ties=ties)


def _check(ties: Ties, tolerance: float) -> None:
    peer, ours = _peer(), _ours(ties)
    np.testing.assert_allclose(ours.coefficients, peer.params_.to_numpy(), atol=tolerance)
    np.testing.assert_allclose(ours.standard_errors, peer.standard_errors_.to_numpy(), rtol=0.01)


def comparisons() -> list[Comparison]:
    """lifelines has Efron's ties only; with Breslow's the answer is nearly the same on daily time."""
    tolerances: list[tuple[Ties, float]] = [("Efron", 1e-6), ("Breslow", 0.01)]
    return [
        Comparison(
            job=f"Cox, 8 covariates, 400,000 rows, {ties}",
            peer="lifelines Efron",
            goal=6,
            run_peer=_peer,
            run_ours=partial(_ours, ties),
            check=partial(_check, ties, tolerance),
        )
        for ties, tolerance in tolerances
    ]
