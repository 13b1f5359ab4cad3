"""Count tables, Kaplan-Meier and Aalen-Johansen: what must hold for all data."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerlus.statistics.competing import cumulative_incidence
from leerlus.statistics.count_tables import count_table, from_counts
from leerlus.statistics.survival import kaplan_meier

spells = st.lists(st.tuples(st.integers(1, 12), st.integers(0, 2)), min_size=1, max_size=60)


def _table(rows):
    return count_table([length for length, _ in rows], [way for _, way in rows], ways=2)


def _naive_survival(rows, time):
    share = 1.0
    for moment in range(1, time + 1):
        at_risk = sum(length >= moment for length, _ in rows)
        events = sum(length == moment and way == 1 for length, way in rows)
        share *= 1 - events / at_risk if at_risk else 1
    return share


@given(spells)
def test_the_curve_from_counts_equals_the_curve_from_rows(rows):
    curve = kaplan_meier(_table(rows))
    assert curve.survival == pytest.approx([_naive_survival(rows, time) for time in curve.time])


@given(spells)
def test_shares_of_all_ways_out_and_of_those_still_there_add_up_to_one(rows):
    incidence = cumulative_incidence(_table(rows))
    assert incidence.share.sum(axis=0) + incidence.still_there == pytest.approx(np.ones(len(incidence.time)))


@given(spells)
def test_the_interval_contains_the_estimate_and_stays_within_zero_and_one(rows):
    for low, estimate, high in (
        (lambda curve: (curve.low, curve.survival, curve.high))(kaplan_meier(_table(rows))),
        (lambda shares: (shares.low, shares.share, shares.high))(cumulative_incidence(_table(rows))),
    ):
        assert np.all((low >= 0) & (low <= estimate + 1e-12) & (estimate <= high + 1e-12) & (high <= 1))


@given(spells)
def test_the_curve_never_rises(rows):
    assert np.all(np.diff(kaplan_meier(_table(rows)).survival) <= 1e-12)


@given(spells, spells)
def test_counts_of_two_groups_add_up_to_the_counts_of_all(first, second):
    together = _table(first + second)
    parts = np.zeros((3, len(together.time)), dtype=int)
    for rows in (first, second):
        table = _table(rows)
        parts[0, : len(table.time)] += table.censored
        parts[1:, : len(table.time)] += table.exits
    assert np.array_equal(from_counts(parts).at_risk, together.at_risk)


@given(spells)
def test_with_one_way_out_the_share_that_left_is_the_complement_of_the_curve(rows):
    single = count_table([length for length, _ in rows], [min(way, 1) for _, way in rows], ways=1)
    assert cumulative_incidence(single).share[0] == pytest.approx(1 - kaplan_meier(single).survival)


@given(spells)
def test_with_one_way_out_the_variance_is_greenwoods(rows):
    single = count_table([length for length, _ in rows], [min(way, 1) for _, way in rows], ways=1)
    curve, incidence = kaplan_meier(single), cumulative_incidence(single)
    inside = (curve.survival > 0) & (curve.survival < 1)
    assert incidence.standard_error[0][inside] == pytest.approx(
        curve.standard_error[inside], rel=1e-6, abs=1e-9
    )


def test_nobody_at_all_gives_an_empty_curve_without_median():
    curve = kaplan_meier(count_table([], [], ways=1))
    assert curve.survival.size == 0
    assert curve.median.estimate is None


def test_everybody_still_there_gives_a_flat_curve_without_median():
    curve = kaplan_meier(count_table([3, 5], [0, 0], ways=1))
    assert curve.survival.tolist() == [1.0] * 5
    assert curve.median.estimate is None


def test_when_the_curve_stays_at_exactly_half_the_median_is_the_middle_of_that_stretch():
    assert kaplan_meier(count_table([2, 6, 2, 6], [1, 1, 1, 1], ways=1)).median.estimate == 4


@pytest.mark.parametrize(
    ("durations", "ways_out", "reason"),
    [
        ([0], [1], "at least 1"),
        ([1], [2], "from 0"),
        ([1], [-1], "from 0"),
        ([1, 2], [1], "same length"),
    ],
)
def test_impossible_rows_are_refused(durations, ways_out, reason):
    with pytest.raises(ValueError, match=reason):
        count_table(durations, ways_out, ways=1)


def test_a_way_out_that_the_table_does_not_have_is_refused():
    with pytest.raises(ValueError, match="numbered 1 to 1"):
        kaplan_meier(count_table([1], [1], ways=1), ways=(2,))


def test_a_confidence_outside_zero_and_one_is_refused():
    with pytest.raises(ValueError, match="confidence"):
        kaplan_meier(count_table([1], [1], ways=1), confidence=95)
