"""Curves, shares and tests of 400,000 spells, from rows, against lifelines and scikit-survival."""

import numpy as np
from lifelines import KaplanMeierFitter
from lifelines.statistics import multivariate_logrank_test
from sksurv.nonparametric import cumulative_incidence_competing_risks, kaplan_meier_estimator

from benchmarks.comparison import Comparison
from benchmarks.spells import CASEWORKERS, national_spells
from leerlus.statistics.competing import CumulativeIncidence, cumulative_incidence
from leerlus.statistics.count_tables import count_table
from leerlus.statistics.groups import GroupedCurves, kaplan_meier_by_group, tables_by_group
from leerlus.statistics.logrank import GroupTest, log_rank
from leerlus.statistics.survival import SurvivalCurve, kaplan_meier

SPELLS = national_spells()
TO_WORK = (SPELLS.way_out == 1).astype(np.int64)
GROUPS = 6


def comparisons() -> list[Comparison]:
    return [
        Comparison("Kaplan-Meier with Greenwood", "lifelines", 25, _peer_curve, _our_curve, _same_curve),
        Comparison(
            "Kaplan-Meier, 8,000 groups", "scikit-survival", 90, _peer_curves, _our_curves, _same_curves
        ),
        Comparison("log-rank, 6 groups", "lifelines", 40, _peer_test, _our_test, _same_test),
        Comparison(
            "Aalen-Johansen with errors", "scikit-survival", 100, _peer_shares, _our_shares, _same_shares
        ),
    ]


def _peer_curve() -> KaplanMeierFitter:
    return KaplanMeierFitter().fit(SPELLS.duration, TO_WORK)


def _our_curve() -> SurvivalCurve:
    return kaplan_meier(count_table(SPELLS.duration, TO_WORK, 1))


def _same_curve() -> None:
    ours, peer = _our_curve(), _peer_curve()
    times = np.arange(1, ours.time.size + 1)
    assert np.allclose(ours.survival, peer.predict(times).to_numpy(), atol=1e-9)
    low = peer.confidence_interval_survival_function_.iloc[:, 0].to_numpy()[1:]
    seen = (ours.events + ours.censored) > 0
    assert np.allclose(ours.low[seen][5:], low[5:], atol=1e-6)


def _peer_curves() -> list[tuple[np.ndarray, np.ndarray]]:
    order = np.argsort(SPELLS.caseworker, kind="stable")
    cuts = np.flatnonzero(np.diff(SPELLS.caseworker[order])) + 1
    events, lengths = np.split(TO_WORK[order].astype(bool), cuts), np.split(SPELLS.duration[order], cuts)
    return [kaplan_meier_estimator(event, length) for event, length in zip(events, lengths, strict=True)]


def _our_curves() -> GroupedCurves:
    return kaplan_meier_by_group(SPELLS.duration, TO_WORK, SPELLS.caseworker, CASEWORKERS)


def _same_curves() -> None:
    ours, peer = _our_curves(), _peer_curves()
    assert len(peer) == CASEWORKERS
    for number in range(0, CASEWORKERS, 97):
        mine = slice(ours.starts[number], ours.starts[number + 1])
        assert np.array_equal(ours.time[mine], peer[number][0])
        assert np.allclose(ours.survival[mine], peer[number][1])


def _peer_test() -> float:
    return float(multivariate_logrank_test(SPELLS.duration, SPELLS.group, TO_WORK).test_statistic)


def _our_test() -> GroupTest:
    return log_rank(tables_by_group(SPELLS.duration, TO_WORK, 1, SPELLS.group, GROUPS))


def _same_test() -> None:
    assert np.isclose(_our_test().statistic, _peer_test(), rtol=1e-6)


def _peer_shares() -> tuple[np.ndarray, np.ndarray]:
    times, shares = cumulative_incidence_competing_risks(SPELLS.way_out, SPELLS.duration)
    return times, shares


def _our_shares() -> CumulativeIncidence:
    return cumulative_incidence(count_table(SPELLS.duration, SPELLS.way_out, 2))


def _same_shares() -> None:
    ours, (times, shares) = _our_shares(), _peer_shares()
    places = times.astype(int) - 1
    assert np.allclose(ours.share[:, places], shares[1:], atol=1e-9)
