"""A difference between few clusters, such as six offices: what other draws of the same lot would have shown.

With few clusters no formula for the standard error can be trusted; the lot itself can (Fisher 1935; Gail et al. 1996).
"""

from dataclasses import dataclass
from itertools import chain, combinations
from math import comb
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from leerlus.statistics.regression import Numbers, sums_by

_MOST_IN_FULL: Final = 50_000
_ROUNDING: Final = 1e-12
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class ClusterDifference:
    """The mean of the treated clusters minus that of the others, each cluster counting once, in units of the outcome.

    low, high: all differences that the test does not reject; infinite when there are too few clusters to reject
    anything at this confidence. p: two-sided. clusters: how many. assignments: ways to divide the clusters that were
    compared; exact: whether these are all ways.
    """

    difference: float
    low: float
    high: float
    p: float
    clusters: int
    assignments: int
    exact: bool


def cluster_difference(
    outcome: ArrayLike,
    treated: ArrayLike,
    clusters: ArrayLike,
    *,
    confidence: float = 0.95,
    draws: int = 9_999,
    seed: int = 0,
) -> ClusterDifference:
    """Permutation test of rows (n,): an outcome, whether treated (0 or 1), and the label of a cluster.

    All divisions of the clusters are compared when there are at most 50,000; otherwise `draws` of them, together with
    the one that happened. The test holds its size when the treated clusters were drawn by lot; the interval inverts it
    and takes the effect to be the same in each cluster.
    Raises ValueError for gaps, lists of different length, a cluster that is treated in part, or a group without any.
    """
    means, chosen = _by_cluster(outcome, treated, clusters)
    if not 0 < confidence < 1:
        raise ValueError("confidence lies between 0 and 1, for instance 0.95")
    exact = comb(chosen.size, int(chosen.sum())) <= _MOST_IN_FULL
    if not exact and draws < 1:
        raise ValueError("there are too many ways to divide these clusters; give at least one draw")
    lots = _all_lots(chosen) if exact else _drawn_lots(chosen, draws, np.random.default_rng(seed))
    found = _differences(means, chosen)[0]
    others = _differences(means, lots)
    margin = _ROUNDING * float(np.abs(means).max(initial=0.0))
    low, high = _not_rejected(found, others, _differences(chosen.astype(np.float64), lots), 1 - confidence)
    return ClusterDifference(
        difference=float(found),
        low=low,
        high=high,
        p=float(np.mean(np.abs(others) >= abs(found) - margin)),
        clusters=chosen.size,
        assignments=len(lots),
        exact=exact,
    )


def _by_cluster(outcome: ArrayLike, treated: ArrayLike, clusters: ArrayLike) -> tuple[Numbers, Flags]:
    """The mean of each cluster (G,) and whether it was treated (G,)."""
    y, flags = np.asarray(outcome, dtype=np.float64), np.asarray(treated, dtype=np.float64)
    labels = np.asarray(clusters)
    if y.ndim != 1 or not y.shape == flags.shape == labels.shape:
        raise ValueError("outcome, treated and clusters must be three lists of the same length")
    if not np.isfinite(y).all() or not np.isin(flags, (0, 1)).all():
        raise ValueError("outcomes are numbers without gaps, and treated is 0 or 1")
    # Around their own middle, outcomes keep their digits in the sums.
    middle = float(y.mean()) if y.size else 0.0
    rows, sums, chosen = sums_by(np.column_stack([np.ones(y.size), y - middle, flags]), labels).T
    share = chosen / rows
    if not np.isin(share, (0, 1)).all():
        raise ValueError("each cluster is treated as a whole or not at all")
    if not 0 < share.sum() < share.size:
        raise ValueError("give at least one treated cluster and one that is not")
    means: Numbers = sums / rows
    return means, share == 1


def _all_lots(chosen: Flags) -> Flags:
    """Every way to treat as many clusters: (ways, G)."""
    treated = int(chosen.sum())
    places = np.fromiter(chain.from_iterable(combinations(range(chosen.size), treated)), dtype=np.int64)
    lots = np.zeros((places.size // treated, chosen.size), dtype=np.bool_)
    np.put_along_axis(lots, places.reshape(-1, treated), values=True, axis=1)
    return lots


def _drawn_lots(chosen: Flags, draws: int, chance: np.random.Generator) -> Flags:
    lots = np.tile(chosen, (draws + 1, 1))
    # What happened is one of the possible draws: it keeps p above 0 and the test at its size.
    lots[1:] = chance.permuted(lots[1:], axis=1)
    return lots


def _differences(values: Numbers, lots: Flags) -> Numbers:
    """Mean of the treated minus that of the others, for each lot."""
    flags = np.atleast_2d(lots).astype(np.float64)
    treated = flags[0].sum()
    sums = flags @ values
    differences: Numbers = sums / treated - (values.sum() - sums) / (values.size - treated)
    return differences


def _not_rejected(found: float, others: Numbers, overlap: Numbers, size: float) -> tuple[float, float]:
    """The differences d for which more than `size` of the lots is at least as extreme.

    Taking d from the treated clusters leaves lot w with |others_w - d · overlap_w|, to compare with |found - d|. The
    lot is as extreme for d between the two places where these are equal, and found always lies between: so sorting
    the ends on either side gives the limits exactly, without a search. A lot that equals the one that happened, or its
    mirror image, is as extreme for every d.
    """
    always = np.abs(overlap) > 1 - _ROUNDING
    safe = np.where(always, 0.0, overlap)
    one, two = (found - others) / (1 - safe), (others + found) / (1 + safe)
    lowest = np.sort(np.where(always, -np.inf, np.minimum(one, two)))
    highest = np.sort(np.where(always, np.inf, np.maximum(one, two)))[::-1]
    place = min(int(size * others.size + _ROUNDING * others.size), others.size - 1)
    return min(float(lowest[place]), found), max(float(highest[place]), found)
