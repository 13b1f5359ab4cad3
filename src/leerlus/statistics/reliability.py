"""Whether items measure one thing together: Cronbach's alpha, McDonald's omega, and each item against the rest."""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import optimize, stats

from leerlus.statistics.intervals import Numbers

_FAR_FROM_ZERO: Final = 1e5
Missing = Literal["listwise", "pairwise"]
"""Only people who answered everything, or for each pair of items everybody who answered both."""


@dataclass(frozen=True, slots=True)
class Reliability:
    """How k items hang together.

    alpha: with its interval, low and high. omega: the part of the total that one factor explains, nan below three
    items. loadings: (k,), on that factor, in units of the items. item_rest: (k,), each item with the sum of the others.
    people: who answered everything; answered: anything. A negative alpha means that items point different ways.
    """

    alpha: float
    low: float
    high: float
    omega: float
    loadings: Numbers
    item_rest: Numbers
    people: int
    answered: int


def reliability(items: ArrayLike, missing: Missing = "listwise", confidence: float = 0.95) -> Reliability:
    """From answers (n, k), nan for gaps, k at least 2, already reversed where items point the other way.

    Alpha by Cronbach (1951) with the interval of Feldt (1965); omega of a one-factor maximum-likelihood model of the
    covariances (McDonald 1999) and item-rest correlations from those who answered everything. An alpha says nothing
    about how many things are measured. Raises ValueError for fewer than two items, fewer than three complete rows, or
    an item that everybody answered alike.
    """
    answers = np.asarray(items, dtype=np.float64)
    if answers.ndim != 2 or answers.shape[1] < 2:
        raise ValueError("give answers of people (rows) to at least two items (columns)")
    if not 0 < confidence < 1:
        raise ValueError("confidence lies between 0 and 1, for instance 0.95")
    # A gap leaves its column without a sum, so one product tells whether there is any.
    whole: NDArray[np.bool_] = np.ones(len(answers), dtype=np.bool_)
    if not np.isfinite(np.ones(len(answers)) @ answers).all():
        whole = np.isfinite(answers @ np.ones(answers.shape[1]))
    complete = answers if whole.all() else answers[whole]
    if len(complete) < 3:
        raise ValueError("fewer than three people answered every item")
    covariance = item_covariance(complete)
    if (np.diagonal(covariance) <= 0).any():
        raise ValueError("everybody gave the same answer to an item, which then says nothing; leave it out")
    alpha = cronbach_alpha(covariance if missing == "listwise" else pairwise_covariance(answers))
    low, high = alpha_interval(alpha, len(complete), answers.shape[1], confidence)
    loadings = one_factor(covariance) if answers.shape[1] > 2 else np.full(2, np.nan)
    common = float(loadings.sum()) ** 2
    unique = float((np.diagonal(covariance) - loadings**2).sum())
    return Reliability(
        alpha=alpha,
        low=low,
        high=high,
        omega=common / (common + unique),
        loadings=loadings,
        item_rest=item_rest_correlations(covariance),
        people=len(complete),
        answered=len(answers) - int(np.isnan(answers[~whole]).all(axis=1).sum()),
    )


def reliability_by_group(
    items: ArrayLike, groups: ArrayLike, missing: Missing = "listwise", confidence: float = 0.95
) -> dict[str, Reliability]:
    """The same for each label of groups (n,). Raises ValueError as `reliability` does, for any of the groups."""
    answers, labels = np.asarray(items, dtype=np.float64), np.asarray(groups).astype(str)
    if len(labels) != len(answers):
        raise ValueError("groups must be one label per person")
    return {
        str(label): reliability(answers[labels == label], missing, confidence) for label in np.unique(labels)
    }


def cronbach_alpha(covariance: Numbers) -> float:
    """From the covariances (k, k) of the items. Raises ValueError when the total does not vary."""
    total = float(covariance.sum())
    if total <= 0:
        raise ValueError("the items cancel each other out, so their total does not vary")
    size = len(covariance)
    return size / (size - 1) * (1 - float(np.trace(covariance)) / total)


def item_covariance(answers: Numbers) -> Numbers:
    """Covariances (k, k) of complete answers (n, k): from sums of products, unless those would lose digits."""
    people = len(answers)
    mean = np.ones(people) @ answers / people
    covariance: Numbers = (answers.T @ answers - people * np.outer(mean, mean)) / (people - 1)
    if (mean**2 < _FAR_FROM_ZERO * np.diagonal(covariance)).all():
        return covariance
    centred = answers - mean
    around: Numbers = centred.T @ centred / (people - 1)
    return around


def pairwise_covariance(answers: Numbers) -> Numbers:
    """Covariances (k, k), each from everybody who answered both items (n, k); for the variances, that one item.

    Raises ValueError when fewer than two people answered some pair.
    """
    known = ~np.isnan(answers)
    filled, counted = np.where(known, answers, 0.0), known.astype(np.float64)
    both = counted.T @ counted
    if (both < 2).any():
        raise ValueError("some two items were answered together by fewer than two people")
    sums = filled.T @ counted
    products: Numbers = (filled.T @ filled - sums * sums.T / both) / (both - 1)
    return products


def item_rest_correlations(covariance: Numbers) -> Numbers:
    """Each item (k,) with the sum of the others, so that it is not compared with itself."""
    variances = np.diagonal(covariance)
    with_total = covariance.sum(axis=0)
    rest = covariance.sum() - 2 * with_total + variances
    correlations: Numbers = (with_total - variances) / np.sqrt(variances * np.maximum(rest, 1e-300))
    return correlations


def one_factor(covariance: Numbers) -> Numbers:
    """Loadings (k,) of one factor on the items, by maximum likelihood under normal answers (Jöreskog 1967).

    The unique variances are found on a log scale, so that none falls below 0. The sign makes the sum positive.
    """
    deviations = np.sqrt(np.diagonal(covariance))
    correlations = covariance / np.outer(deviations, deviations)
    start = np.log(1 / np.diagonal(np.linalg.pinv(correlations)))
    found = optimize.minimize(
        _misfit, np.clip(start, -8, 0), args=(correlations,), jac=True, method="L-BFGS-B",
        bounds=[(-12.0, 1.0)] * len(start), options={"maxiter": 2000, "ftol": 1e-15, "gtol": 1e-10},
    )  # fmt: skip
    loadings = _loadings(found.x, correlations)[0] * deviations
    return loadings if loadings.sum() >= 0 else -loadings


def _loadings(log_unique: Numbers, correlations: Numbers) -> tuple[Numbers, Numbers]:
    """The best loadings for given unique variances, and the eigenvalues they come from."""
    root = np.exp(log_unique / 2)
    values, vectors = np.linalg.eigh(correlations / np.outer(root, root))
    return root * vectors[:, -1] * np.sqrt(max(values[-1] - 1, 0.0)), values


def _misfit(log_unique: Numbers, correlations: Numbers) -> tuple[float, Numbers]:
    """What the other eigenvalues leave unexplained (Lawley & Maxwell 1971), and its slope."""
    loadings, values = _loadings(log_unique, correlations)
    others = np.maximum(values[:-1], 1e-12)
    unique = np.exp(log_unique)
    slope = 1 - (np.diagonal(correlations) - loadings**2) / unique
    return float((others - np.log(others) - 1).sum()), slope


def alpha_interval(alpha: float, people: int, items: int, confidence: float = 0.95) -> tuple[float, float]:
    """Limits of an alpha of some people and items (Feldt 1965)."""
    freedom = people - 1, (people - 1) * (items - 1)
    upper, lower = stats.f.ppf([0.5 + confidence / 2, 0.5 - confidence / 2], *freedom)
    return 1 - (1 - alpha) * float(upper), 1 - (1 - alpha) * float(lower)
