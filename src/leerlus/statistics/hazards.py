"""Discrete-time hazards: the chance to leave in a period for those still there, from counts alone.

With the complementary log-log link the coefficients are log hazard ratios of the continuous time underneath (Prentice &
Gloeckler 1978); with the logit link they are log odds ratios per period (Cox 1972; Allison 1982).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit

from leerlus.statistics.count_tables import CountTable
from leerlus.statistics.intervals import Numbers, limits, normal_quantile
from leerlus.statistics.regression import NoUniqueAnswer, inverse_of, logistic

Link = Literal["complementary log-log", "logit"]
Whole = NDArray[np.int64]

_MOST_STEPS: Final = 40
_SMALL_STEP: Final = 1e-9
_UNKNOWN: Final = 100.0
"""A standard error this large per standard deviation of a column: hardly any event tells of its coefficient."""
_LEAST: Final = -30.0
_MOST: Final = 6.0
"""A log-log predictor outside these is a chance of 0 or 1 for all purposes."""


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the model expects of people with given covariates, per period 1..T.

    hazard: the chance to leave in that period for those still there. survival: the share still there after it, with
    standard_error. low and high are limits of the survival, and hazard_low and hazard_high of the hazard.
    """

    time: Whole
    hazard: Numbers
    hazard_low: Numbers
    hazard_high: Numbers
    survival: Numbers
    standard_error: Numbers
    low: Numbers
    high: Numbers


@dataclass(frozen=True, slots=True)
class HazardModel:
    """A fitted discrete-time hazard model with B bands of periods and p covariates.

    coefficients (p,) and covariance (p, p) of the covariates. baseline (B,): the predictor in each band where the
    covariates are 0. joint (B + p, B + p): the covariance of baseline and coefficients together. bands (B,): the
    first period of each band. last: the last period. at_risk: person-periods. events: how many. log_likelihood: of
    the counts.
    """

    coefficients: Numbers
    covariance: Numbers
    baseline: Numbers
    joint: Numbers
    bands: Whole
    last: int
    at_risk: int
    events: int
    log_likelihood: float
    link: Link

    @property
    def standard_errors(self) -> Numbers:
        return np.sqrt(np.diagonal(self.covariance))

    def limits(self, confidence: float = 0.95) -> tuple[Numbers, Numbers]:
        """Lower and upper limits (p,) of the coefficients."""
        spread = normal_quantile(confidence) * self.standard_errors
        return self.coefficients - spread, self.coefficients + spread

    def predict(self, covariates: ArrayLike, confidence: float = 0.95) -> Prediction:
        """Hazard and survival for one set of covariates (p,), with limits by the delta method.

        Raises ValueError for another number of covariates or a confidence outside (0, 1).
        """
        values = np.asarray(covariates, dtype=np.float64)
        if values.shape != self.coefficients.shape:
            raise ValueError(f"give {len(self.coefficients)} covariates, not an array of {values.shape}")
        time = np.arange(1, self.last + 1)
        design = _design(time, np.broadcast_to(values, (len(time), len(values))), self.bands)
        reached = design @ np.concatenate((self.baseline, self.coefficients))
        spread = normal_quantile(confidence) * np.sqrt(np.einsum("ij,jk,ik->i", design, self.joint, design))
        hazard = _chance(reached, self.link)
        survival = np.cumprod(1 - hazard, dtype=np.float64)
        slopes = np.cumsum(design * _pull(reached, self.link)[:, None], axis=0)
        variance = np.einsum("ij,jk,ik->i", slopes, self.joint, slopes)
        error = survival * np.sqrt(variance)
        low, high = limits(survival, error, start=1.0, confidence=confidence)
        return Prediction(
            time=time,
            hazard=hazard,
            hazard_low=_chance(reached - spread, self.link),
            hazard_high=_chance(reached + spread, self.link),
            survival=survival,
            standard_error=error,
            low=low,
            high=high,
        )


def hazard_model(
    period: ArrayLike,
    at_risk: ArrayLike,
    events: ArrayLike,
    covariates: ArrayLike,
    *,
    link: Link = "complementary log-log",
    bands: ArrayLike | None = None,
) -> HazardModel:
    """Maximum likelihood from grouped counts: one row per period and covariate pattern.

    period (n,) from 1; at_risk and events (n,): counts; covariates (n, p), where p may be 0. `bands`: the first periods
    of stretches with one hazard, the first of them 1; without it every period has its own.
    Raises ValueError for impossible counts or bands, and NoUniqueAnswer where a band has no event or nobody left in
    it, or a covariate decides nothing.
    """
    periods, present, left = (_counts(values) for values in (period, at_risk, events))
    columns = np.asarray(covariates, dtype=np.float64)
    if columns.ndim != 2 or {len(present), len(left), len(columns)} != {len(periods)}:
        raise ValueError("give one period, at_risk, events and row of covariates per pattern and period")
    if not np.isfinite(columns).all():
        raise ValueError("covariates must be numbers without gaps")
    if np.any(left > present) or np.any(periods < 1):
        raise ValueError("periods start at 1, and no more people leave than are at risk")
    used = present > 0
    periods, present, left, columns = periods[used], present[used], left[used], columns[used]
    starts = _checked_bands(np.arange(1, periods.max(initial=0) + 1) if bands is None else bands)
    _refuse_empty_bands(periods, present, left, starts)
    design = _design(periods, columns, starts)
    beta, joint, value = _fit(left.astype(np.float64), present.astype(np.float64), design, link)
    size = len(starts)
    return HazardModel(
        coefficients=beta[size:],
        covariance=joint[size:, size:],
        baseline=beta[:size],
        joint=joint,
        bands=starts,
        last=int(periods.max()),
        at_risk=int(present.sum()),
        events=int(left.sum()),
        log_likelihood=value,
        link=link,
    )


def hazard_model_from_tables(
    tables: Sequence[CountTable],
    patterns: ArrayLike,
    *,
    ways: tuple[int, ...] = (1,),
    link: Link = "complementary log-log",
    bands: ArrayLike | None = None,
) -> HazardModel:
    """The same from G count tables, each of people who share the covariates of a row of `patterns` (G, p).

    `ways` are the ways out that are the event, from 1. Who is censored in a period counts as at risk in it, as in
    Kaplan-Meier. Raises ValueError for a way out that a table does not have, or patterns that do not fit.
    """
    shared = np.asarray(patterns, dtype=np.float64)
    if not tables or shared.ndim != 2 or len(shared) != len(tables):
        raise ValueError("give one row of covariates per count table, and at least one table")
    if not ways or min(ways) < 1 or max(ways) > min(len(table.exits) for table in tables):
        raise ValueError("a way out is not in every table; they are numbered from 1")
    chosen = [way - 1 for way in ways]
    return hazard_model(
        np.concatenate([table.time for table in tables]),
        np.concatenate([table.at_risk for table in tables]),
        np.concatenate([table.exits[chosen].sum(axis=0) for table in tables]),
        np.repeat(shared, [len(table.time) for table in tables], axis=0),
        link=link,
        bands=bands,
    )


def _fit(left: Numbers, present: Numbers, design: Numbers, link: Link) -> tuple[Numbers, Numbers, float]:
    """Coefficients, their covariance, and the log-likelihood."""
    if link == "logit":
        odds = logistic(left / present, design, weights=present)
        found = odds.coefficients, odds.covariance, odds.log_likelihood
    else:
        found = _log_log_fit(left, present, design)
    if np.any(np.sqrt(np.diagonal(found[1])) * design.std(axis=0) > _UNKNOWN):
        raise NoUniqueAnswer("some covariate parts those who leave from the rest perfectly, or nearly so")
    return found


def _log_log_fit(left: Numbers, present: Numbers, design: Numbers) -> tuple[Numbers, Numbers, float]:
    """Newton's method from zero; a step that lowers the likelihood is halved."""
    beta = np.zeros(design.shape[1])
    value, slope, information = _log_log_sums(left, present, design, beta)
    for _ in range(_MOST_STEPS):
        step = inverse_of(information) @ slope
        if float(slope @ step) < _SMALL_STEP:
            break
        reached = _log_log_sums(left, present, design, beta + step)
        while reached[0] < value - 1e-9 * abs(value):
            step = step / 2
            reached = _log_log_sums(left, present, design, beta + step)
        beta, (value, slope, information) = beta + step, reached
    else:
        raise NoUniqueAnswer(
            "the coefficients keep growing: some covariate parts those who leave from the rest"
        )
    return beta + step, inverse_of(information), value


def _log_log_sums(
    left: Numbers, present: Numbers, design: Numbers, beta: Numbers
) -> tuple[float, Numbers, Numbers]:
    """Log-likelihood, gradient and observed information with the complementary log-log link."""
    rate = np.exp(np.clip(design @ beta, _LEAST, _MOST))
    chance, staying = -np.expm1(-rate), present - left
    pull = left * rate / np.expm1(rate)
    curve = pull * (rate / chance - 1) + staying * rate
    value = float(left @ np.log(chance) - staying @ rate)
    return value, design.T @ (pull - staying * rate), design.T @ (design * curve[:, None])


def _chance(reached: Numbers, link: Link) -> Numbers:
    """The hazard that belongs to a predictor."""
    hazard: Numbers = expit(reached) if link == "logit" else -np.expm1(-np.exp(np.minimum(reached, _MOST)))
    return hazard


def _pull(reached: Numbers, link: Link) -> Numbers:
    """How fast minus the logarithm of one minus the hazard grows with the predictor."""
    return _chance(reached, link) if link == "logit" else np.exp(reached)


def _design(periods: Whole, columns: Numbers, bands: Whole) -> Numbers:
    """A column of zeros and ones per band, then the covariates."""
    band = np.searchsorted(bands, periods, side="right") - 1
    return np.column_stack((band[:, None] == np.arange(len(bands)), columns)).astype(np.float64)


def _counts(values: ArrayLike) -> Whole:
    numbers = np.asarray(values, dtype=np.float64)
    if numbers.ndim != 1 or np.any(numbers < 0) or not np.array_equal(numbers, np.rint(numbers)):
        raise ValueError("periods, at_risk and events must be lists of whole numbers of at least 0")
    return numbers.astype(np.int64)


def _checked_bands(bands: ArrayLike) -> Whole:
    starts = _counts(bands)
    if not len(starts) or starts[0] != 1 or np.any(np.diff(starts) < 1):
        raise ValueError("bands are the first periods of stretches, rising, and the first is 1")
    return starts


def _refuse_empty_bands(periods: Whole, present: Whole, left: Whole, bands: Whole) -> None:
    """A band in which nobody or everybody leaves has no finite predictor."""
    band = np.searchsorted(bands, periods, side="right") - 1
    gone = np.bincount(band, weights=left, minlength=len(bands))
    stayed = np.bincount(band, weights=present - left, minlength=len(bands))
    for start, none, all_gone in zip(bands, gone == 0, stayed == 0, strict=True):
        if none or all_gone:
            who = "nobody" if none else "everybody"
            raise NoUniqueAnswer(f"{who} leaves in the band from period {start}; join it to another band")
