"""What was to be expected of a unit given who its clients were: observed against expected, indirectly standardised."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from leerlus.statistics.intervals import Numbers
from leerlus.statistics.regression import Fit, expected, logistic


@dataclass(frozen=True, slots=True)
class UnitCounts:
    """Per unit (U,), in the order of their numbers: people, events observed, and events expected."""

    people: NDArray[np.int64]
    observed: Numbers
    expected: Numbers


@dataclass(frozen=True, slots=True)
class StandardisedRatio:
    """Observed over expected per unit (U,), 1 is as expected, with exact limits; nan where nothing is expected.

    standardised: the ratio times the overall share, what a unit would have with everybody's case mix.
    """

    ratio: Numbers
    low: Numbers
    high: Numbers
    standardised: Numbers


def by_unit(outcome: ArrayLike, chance: ArrayLike, unit: ArrayLike, units: int) -> UnitCounts:
    """Add up outcomes (n,) of 0 and 1 and expected chances (n,) per unit (n,), numbered from 0, in one pass each.

    Raises ValueError for lists of different length or a unit that does not exist.
    """
    y, p, place = (
        np.asarray(outcome, dtype=np.float64),
        np.asarray(chance, dtype=np.float64),
        np.asarray(unit),
    )
    if not y.shape == p.shape == place.shape or y.ndim != 1:
        raise ValueError("outcome, chance and unit must be three lists of the same length")
    if place.size and (place.min() < 0 or place.max() >= units):
        raise ValueError(f"a unit is a number from 0 to {units - 1}")
    return UnitCounts(
        people=np.bincount(place, minlength=units),
        observed=np.bincount(place, weights=y, minlength=units).astype(np.float64),
        expected=np.bincount(place, weights=p, minlength=units).astype(np.float64),
    )


def shares_by_group(people: ArrayLike, events: ArrayLike) -> Numbers:
    """The share with the event in each of G groups over all units together (U, G); nan where nobody is known.

    Cells that are not known are nan in either table, and count in neither.
    """
    there, happened = _grouped(people, events)
    known = np.isfinite(there) & np.isfinite(happened)
    total = np.where(known, there, 0.0).sum(axis=0)
    events_of_group = np.where(known, happened, 0.0).sum(axis=0)
    shares: Numbers = np.divide(events_of_group, total, out=np.full(total.shape, np.nan), where=total > 0)
    return shares


def by_group(people: ArrayLike, observed: ArrayLike, shares: ArrayLike) -> UnitCounts:
    """Expected events of U units from how many people of each of G groups they have (U, G), and the share per group.

    This is what `adjusted_for_case_mix` gives for a model with a term for each group, from counts alone. A unit with a
    group of which the share is not known (nan) while it has people in it expects nan.
    Raises ValueError for tables that do not fit each other.
    """
    there, wanted = np.asarray(people, dtype=np.float64), np.asarray(shares, dtype=np.float64)
    found = np.asarray(observed, dtype=np.float64)
    if there.ndim != 2 or wanted.shape != there.shape[1:] or found.shape != there.shape[:1]:
        raise ValueError("give people per unit and group, events per unit, and a share per group")
    expects = np.where(there > 0, there * wanted, 0.0).sum(axis=1)
    return UnitCounts(people=there.sum(axis=1).astype(np.int64), observed=found, expected=expects)


def _grouped(people: ArrayLike, events: ArrayLike) -> tuple[Numbers, Numbers]:
    there, happened = np.asarray(people, dtype=np.float64), np.asarray(events, dtype=np.float64)
    if there.ndim != 2 or there.shape != happened.shape:
        raise ValueError("give people and events per unit and group, in tables of one shape")
    return there, happened


def adjusted_for_case_mix(
    outcome: ArrayLike, design: ArrayLike, unit: ArrayLike, units: int
) -> tuple[UnitCounts, Fit]:
    """Expected events from a logistic model of everybody (n, p), which includes its own column of ones.

    What the model does not know about people ends up in the difference of their unit. Raises as `logistic` does.
    """
    fit = logistic(outcome, design)
    return by_unit(outcome, expected(fit.coefficients, design), unit, units), fit


def standardised_ratio(counts: UnitCounts, confidence: float = 0.95) -> StandardisedRatio:
    """Indirect standardisation with exact Poisson limits of the number observed (Garwood 1936)."""
    if not 0 < confidence < 1:
        raise ValueError("confidence lies between 0 and 1, for instance 0.95")
    tail = (1 - confidence) / 2
    known = np.where(counts.expected > 0, counts.expected, np.nan)
    low = np.where(counts.observed > 0, stats.chi2.ppf(tail, 2 * np.maximum(counts.observed, 1)) / 2, 0.0)
    high = stats.chi2.ppf(1 - tail, 2 * (counts.observed + 1)) / 2
    ratio = counts.observed / known
    overall = float(counts.observed.sum()) / max(int(counts.people.sum()), 1)
    return StandardisedRatio(ratio, low / known, high / known, ratio * overall)
