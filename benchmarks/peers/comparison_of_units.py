"""Case mix and funnels of 400,000 spells and 8,000 caseworkers, against statsmodels, scikit-learn and pandas."""

import numpy as np
import pandas as pd
import statsmodels.api as statsmodels
from sklearn.linear_model import LogisticRegression

from benchmarks.comparison import Comparison
from benchmarks.spells import CASEWORKERS, national_spells
from leerlus.statistics.case_mix import by_unit
from leerlus.statistics.funnel import Funnel, funnel
from leerlus.statistics.regression import Fit, logistic, with_intercept

SPELLS = national_spells()
OUTCOME = (SPELLS.way_out == 1).astype(float)
GROUPS = (SPELLS.group[:, None] == np.arange(1, 6)).astype(float)
DESIGN = with_intercept(SPELLS.covariates, GROUPS)
ROW_BY_ROW = np.ascontiguousarray(DESIGN)
"""What the peers are fastest with."""
CHANCE = np.full(OUTCOME.size, OUTCOME.mean())


def comparisons() -> list[Comparison]:
    return [
        Comparison(
            "logistic case mix, 14 columns", "statsmodels", 6, _statsmodels, _ours, _same_as_statsmodels
        ),
        Comparison("logistic case mix, 14 columns", "scikit-learn", 3, _scikit, _ours, _same_as_scikit),
        Comparison(
            "funnel with over-dispersion, 8,000 units", "pandas, only sums", 1, _sums, _funnel, _same_sums
        ),
    ]


def _ours() -> Fit:
    return logistic(OUTCOME, DESIGN)


def _statsmodels() -> np.ndarray:
    return np.asarray(statsmodels.Logit(OUTCOME, ROW_BY_ROW).fit(disp=0).params)


def _scikit() -> np.ndarray:
    model = LogisticRegression(C=np.inf, fit_intercept=False, solver="lbfgs", tol=1e-6, max_iter=500)
    return np.asarray(model.fit(ROW_BY_ROW, OUTCOME).coef_[0])


def _same_as_statsmodels() -> None:
    assert np.allclose(_statsmodels(), _ours().coefficients, atol=1e-6)


def _same_as_scikit() -> None:
    assert np.allclose(_scikit(), _ours().coefficients, atol=2e-3)


FRAME = pd.DataFrame({"unit": SPELLS.caseworker, "observed": OUTCOME, "expected": CHANCE})


def _sums() -> pd.DataFrame:
    return FRAME.groupby("unit")[["observed", "expected"]].sum()


def _funnel() -> Funnel:
    counts = by_unit(OUTCOME, CHANCE, SPELLS.caseworker, CASEWORKERS)
    return funnel(counts.observed, counts.expected)


def _same_sums() -> None:
    sums, counts = _sums(), by_unit(OUTCOME, CHANCE, SPELLS.caseworker, CASEWORKERS)
    assert np.allclose(sums["observed"], counts.observed)
    assert np.allclose(sums["expected"], counts.expected)
