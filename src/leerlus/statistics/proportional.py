"""Is a hazard ratio the same all the time? The score test of Grambsch & Therneau (1994) in its exact form.

For each covariate x the model gets a second term x·g(t), and the test is the score test that its coefficient is zero,
with the information matrix as it is (as in R's survival from version 3.0 on, not the older approximation).
"""

from dataclasses import dataclass

import numpy as np

from leerlus.statistics.cox import ChiSquared, CoxFit, chi_squared
from leerlus.statistics.intervals import Numbers
from leerlus.statistics.partial_likelihood import Departures, PartialLikelihood, partial_likelihood
from leerlus.statistics.regression import NoUniqueAnswer, inverse_of
from leerlus.statistics.risk_sets import RiskSets


@dataclass(frozen=True, slots=True)
class Proportionality:
    """Tests that hazard ratios do not change over time: one per covariate, in order, and one for all together.

    A small p-value says that a ratio changes; a large one does not show that it is constant.
    """

    covariates: tuple[ChiSquared, ...]
    overall: ChiSquared


def proportional_hazards(risk_sets: RiskSets, fit: CoxFit) -> Proportionality:
    """Test a fit on the risk sets that it was made from; g is the share that has left before t (Kaplan-Meier).

    The share is of everybody, whatever the stratum. Clusters do not count here.
    Raises ValueError for a fit with another number of covariates, and NoUniqueAnswer when all events
    are in one period.
    """
    size = len(risk_sets.columns)
    if len(fit.coefficients) != size:
        raise ValueError(f"the fit has {len(fit.coefficients)} covariates and the risk sets have {size}")
    if np.count_nonzero(risk_sets.events) < 2:
        raise NoUniqueAnswer("all events are in one period, so nothing can change over time")
    reached = partial_likelihood(risk_sets, Departures.of(risk_sets, fit.ties), fit.coefficients)
    pace = _share_gone_before(risk_sets)
    # Any shift of g gives the same test; around its mean the sums keep their digits.
    pace = pace - np.average(pace, weights=risk_sets.events)
    slope, information = _of_the_change(reached, pace)
    tests = [_score_test(slope[[j]], _without(information, size, [j])) for j in range(size)]
    return Proportionality(tuple(tests), _score_test(slope, _without(information, size, list(range(size)))))


def _share_gone_before(risk_sets: RiskSets) -> Numbers:
    """Per moment, one minus Kaplan-Meier just before its period."""
    last = int(risk_sets.time.max())
    leaving = np.bincount(
        risk_sets.time[risk_sets.places // 2], weights=risk_sets.weights, minlength=last + 1
    )
    events = np.bincount(risk_sets.time, weights=risk_sets.events, minlength=last + 1)
    at_risk = np.cumsum(leaving[::-1])[::-1]
    survival = np.cumprod(1 - events / np.maximum(at_risk, 1))
    gone: Numbers = 1 - np.concatenate(([1.0], survival))[risk_sets.time]
    return gone


def _of_the_change(reached: PartialLikelihood, pace: Numbers) -> tuple[Numbers, Numbers]:
    """The score (p,) of the terms x·g(t) at zero, and the information (2p, 2p) of x and x·g(t) together."""
    sets = reached.risk_sets
    happened = sets.weights * (sets.places % 2)
    observed = sets.columns @ (happened * pace[sets.places // 2])
    mixed = reached.information(pace)
    information = np.block([[reached.information(), mixed], [mixed, reached.information(pace**2)]])
    return observed - reached.expected_covariates() @ pace, information


def _without(information: Numbers, size: int, terms: list[int]) -> Numbers:
    """The information on some of the changes, (k, k), when the constant coefficients are not known."""
    chosen = [size + term for term in terms]
    across = information[:size, chosen]
    return information[np.ix_(chosen, chosen)] - across.T @ inverse_of(information[:size, :size]) @ across


def _score_test(slope: Numbers, information: Numbers) -> ChiSquared:
    return chi_squared(float(slope @ inverse_of(information) @ slope), len(slope))
