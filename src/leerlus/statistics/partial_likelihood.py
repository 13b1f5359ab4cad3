"""Cox's partial likelihood at given coefficients, with its slope and curvature, from sums over risk sets.

Those who leave at the same moment are taken out of the risk set one by one (Efron 1977): at the l-th of d the risk is
S0 - f·D0 with f = l/d, where S sums over everybody at risk and D over those with the event. Breslow (1974) has f = 0.
The large part of the curvature, Σ of r · S2 over departures, equals X' diag(expected events) X: one matrix product.
"""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from leerlus.statistics.intervals import Numbers
from leerlus.statistics.risk_sets import RiskSets, Whole

Ties = Literal["Efron", "Breslow"]

_BLOCK: Final = 4096
"""Rows at a time: what the processor's cache holds."""


@dataclass(frozen=True, slots=True)
class Departures:
    """The events one by one. moments (E,): at which moment; fractions (E,): the share of its ties that has gone.

    present: the moments with an event; starts: where each of them begins in the list.
    """

    moments: Whole
    fractions: Numbers
    present: Whole
    starts: Whole

    @classmethod
    def of(cls, risk_sets: RiskSets, ties: Ties) -> "Departures":
        present = np.flatnonzero(risk_sets.events)
        tied = risk_sets.events[present]
        starts = np.cumsum(tied) - tied
        order = np.arange(int(tied.sum())) - np.repeat(starts, tied)
        gone = order / np.repeat(tied, tied) if ties == "Efron" else np.zeros(len(order))
        return cls(moments=np.repeat(present, tied), fractions=gone, present=present, starts=starts)

    def per_moment(self, values: Numbers, moments: int) -> Numbers:
        """Values (E,) summed per moment (M,)."""
        sums = np.zeros(moments)
        sums[self.present] = np.add.reduceat(values, self.starts)
        return sums


@dataclass(frozen=True, slots=True)
class PartialLikelihood:
    """The log-likelihood and what its derivatives are made of, at one value of the coefficients.

    risk (n,): weight times exp(x·β). at_risk, leaving (p, M): covariates times risk, summed over everybody at risk and
    over those with the event. Over the departures of a moment, (M,), with r one over the risk that is left: first: Σ r;
    tied: Σ f r; square: Σ r²; cross: Σ f r²; tied_square: Σ f² r².
    """

    risk_sets: RiskSets
    value: float
    risk: Numbers
    at_risk: Numbers
    leaving: Numbers
    first: Numbers
    tied: Numbers
    square: Numbers
    cross: Numbers
    tied_square: Numbers

    @property
    def gradient(self) -> Numbers:
        gradient: Numbers = self.risk_sets.observed - self.expected_covariates().sum(axis=1)
        return gradient

    def expected_covariates(self) -> Numbers:
        """Per moment (p, M), the covariates that those with the event would have if it were chance among the risk."""
        expected: Numbers = self.at_risk * self.first - self.leaving * self.tied
        return expected

    def expected_events(self, multiplier: Numbers | None = None) -> Numbers:
        """Per row (n,), how many events the model expects of it; a moment may count `multiplier` (M,) times."""
        first = self.first if multiplier is None else self.first * multiplier
        tied = self.tied if multiplier is None else self.tied * multiplier
        so_far = self.risk_sets.up_to_here(first)
        expected: Numbers = (
            self.risk * np.column_stack((so_far, so_far - tied)).ravel()[self.risk_sets.places]
        )
        return expected

    def information(self, multiplier: Numbers | None = None) -> Numbers:
        """Minus the second derivative (p, p); a moment may count `multiplier` (M,) times."""
        columns, expected = self.risk_sets.columns, self.expected_events(multiplier)
        size = len(columns)
        total = np.zeros((size, size))
        for start in range(0, columns.shape[1], _BLOCK):
            block = columns[:, start : start + _BLOCK]
            total += (block * expected[start : start + _BLOCK]) @ block.T
        times = 1.0 if multiplier is None else multiplier
        mixed = (self.at_risk * (self.cross * times)) @ self.leaving.T
        total -= (self.at_risk * (self.square * times)) @ self.at_risk.T
        total += mixed + mixed.T
        total -= (self.leaving * (self.tied_square * times)) @ self.leaving.T
        return total


def partial_likelihood(risk_sets: RiskSets, departures: Departures, beta: Numbers) -> PartialLikelihood:
    """Evaluate at beta (p,). A value out of reach of floating point counts as minus infinity."""
    moments = len(risk_sets.time)
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        risk = np.exp(beta @ risk_sets.columns)
        risk *= risk_sets.weights
        everybody, gone = risk_sets.sums(risk)
        left = everybody[departures.moments] - departures.fractions * gone[departures.moments]
        value = float(risk_sets.observed @ beta - np.log(left).sum())
        sums = [risk_sets.sums(risk * column) for column in risk_sets.columns]
        share = 1 / left
        tied = departures.fractions * share
        return PartialLikelihood(
            risk_sets=risk_sets,
            value=value if np.isfinite(value) else -np.inf,
            risk=risk,
            at_risk=np.array([total for total, _ in sums]),
            leaving=np.array([total for _, total in sums]),
            first=departures.per_moment(share, moments),
            tied=departures.per_moment(tied, moments),
            square=departures.per_moment(share * share, moments),
            cross=departures.per_moment(tied * share, moments),
            tied_square=departures.per_moment(tied * tied, moments),
        )
