"""Cox regression (Cox 1972) with tied times as Efron (1977) or Breslow (1974), on risk sets in whole periods."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import chdtrc

from leerlus.statistics.intervals import Numbers, normal_quantile
from leerlus.statistics.partial_likelihood import Departures, PartialLikelihood, Ties, partial_likelihood
from leerlus.statistics.regression import NoUniqueAnswer, inverse_of, sums_by
from leerlus.statistics.risk_sets import RiskSets

_MOST_STEPS: Final = 40
_SMALL_STEP: Final = 1e-9
_UNKNOWN: Final = 100.0
"""A standard error this large per standard deviation of a covariate: less than a thousandth of an event tells of it."""


@dataclass(frozen=True, slots=True)
class ChiSquared:
    """A test: the statistic, its degrees of freedom, and the chance of as large a value if nothing is going on."""

    statistic: float
    degrees_of_freedom: int
    p_value: float


@dataclass(frozen=True, slots=True)
class CoxFit:
    """A fitted Cox regression with p coefficients: log hazard ratios per unit of each covariate.

    coefficients (p,); covariance (p, p), allowing for clusters when they were given. people, events: how many.
    log_likelihood: partial, at the coefficients; null_log_likelihood: at zero. likelihood_ratio, wald, score: tests
    that all coefficients are zero; clusters count in wald only.
    """

    coefficients: Numbers
    covariance: Numbers
    people: int
    events: int
    log_likelihood: float
    null_log_likelihood: float
    likelihood_ratio: ChiSquared
    wald: ChiSquared
    score: ChiSquared
    ties: Ties

    @property
    def standard_errors(self) -> Numbers:
        return np.sqrt(np.diagonal(self.covariance))

    def limits(self, confidence: float = 0.95) -> tuple[Numbers, Numbers]:
        """Lower and upper limits (p,) of the coefficients; their exponents are limits of the hazard ratios."""
        spread = normal_quantile(confidence) * self.standard_errors
        return self.coefficients - spread, self.coefficients + spread


def cox(risk_sets: RiskSets, *, ties: Ties = "Efron", clusters: ArrayLike | None = None) -> CoxFit:
    """Maximum partial likelihood by Newton's method from zero; a step that lowers the likelihood is halved.

    `clusters`: a label per row (or per count table) that the risk sets were made from. The covariance then allows for
    likeness within clusters (Lin & Wei 1989), without correction for few clusters.
    Raises NoUniqueAnswer when a covariate is constant, follows from others, or parts events from the rest perfectly.
    """
    departures = Departures.of(risk_sets, ties)
    beta = np.zeros(len(risk_sets.columns))
    null = reached = partial_likelihood(risk_sets, departures, beta)
    inverse = null_inverse = inverse_of(null.information())
    for _ in range(_MOST_STEPS):
        step = inverse @ reached.gradient
        gain = float(reached.gradient @ step)
        if gain < _SMALL_STEP:
            break
        reached, beta = _uphill(reached, departures, beta, step)
        inverse = inverse_of(reached.information())
    else:
        raise NoUniqueAnswer("the coefficients keep growing: some covariate parts the events from the rest")
    _refuse_unknown(risk_sets, inverse)
    covariance = inverse if clusters is None else _sandwich(reached, inverse, np.asarray(clusters))
    # The step below the threshold is known already, and makes the answer exact.
    beta, value = beta + step, reached.value + gain / 2
    return CoxFit(
        coefficients=beta,
        covariance=covariance,
        people=round(float(risk_sets.weights[risk_sets.weights > 0].sum())),
        events=len(departures.moments),
        log_likelihood=value,
        null_log_likelihood=null.value,
        likelihood_ratio=chi_squared(2 * (value - null.value), len(beta)),
        wald=chi_squared(float(beta @ inverse_of(covariance) @ beta), len(beta)),
        score=chi_squared(float(null.gradient @ null_inverse @ null.gradient), len(beta)),
        ties=ties,
    )


def chi_squared(statistic: float, degrees_of_freedom: int) -> ChiSquared:
    """A statistic with its chance under a chi-squared distribution."""
    return ChiSquared(statistic, degrees_of_freedom, float(chdtrc(degrees_of_freedom, max(statistic, 0.0))))


def _uphill(
    reached: PartialLikelihood, departures: Departures, beta: Numbers, step: Numbers
) -> tuple[PartialLikelihood, Numbers]:
    proposed = partial_likelihood(reached.risk_sets, departures, beta + step)
    while proposed.value < reached.value - 1e-9 * abs(reached.value):
        step = step / 2
        proposed = partial_likelihood(reached.risk_sets, departures, beta + step)
    return proposed, beta + step


def _refuse_unknown(risk_sets: RiskSets, inverse: Numbers) -> None:
    """Where events are parted perfectly the likelihood flattens out long before the coefficient is known."""
    if np.any(np.sqrt(np.diagonal(inverse)) * risk_sets.columns.std(axis=1) > _UNKNOWN):
        raise NoUniqueAnswer("some covariate parts the events from the rest perfectly, or nearly so")


def _sandwich(reached: PartialLikelihood, inverse: Numbers, clusters: NDArray[np.generic]) -> Numbers:
    sources = reached.risk_sets.source
    if clusters.ndim != 1 or len(clusters) != int(sources.max()) + 1:
        raise ValueError("clusters must be one label per row")
    sums = sums_by(score_residuals(reached).T, clusters[sources])
    if len(sums) < 2:
        raise ValueError("give at least two clusters")
    covariance: Numbers = inverse @ (sums.T @ sums) @ inverse
    return covariance


def score_residuals(reached: PartialLikelihood) -> Numbers:
    """What each row of the risk sets adds to the gradient, (p, n), as if the others were fixed (Lin & Wei 1989)."""
    sets = reached.risk_sets
    happened = sets.places % 2
    moment = sets.places // 2
    average = reached.expected_covariates() / np.maximum(sets.events, 1)
    pull = reached.at_risk * reached.square - reached.leaving * reached.cross
    tied_pull = reached.at_risk * reached.cross - reached.leaving * reached.tied_square
    so_far = sets.up_to_here(pull)
    excess = sets.weights * happened - reached.expected_events()
    return (
        sets.columns * excess
        - average[:, moment] * (sets.weights * happened)
        + (so_far[:, moment] - tied_pull[:, moment] * happened) * reached.risk
    )
