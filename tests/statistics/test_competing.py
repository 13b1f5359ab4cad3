"""Aalen-Johansen: all ways out together are everybody, and the variance is the double sum of the book."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerlus.statistics.competing import cumulative_incidence, shares_at
from leerlus.statistics.count_tables import count_table, from_counts
from leerlus.statistics.survival import kaplan_meier
from tests.statistics.spells import naive_incidence, one_way_out, spells, table_of


@given(spells)
def test_shares_of_all_ways_out_and_of_those_still_there_add_up_to_one(rows):
    incidence = cumulative_incidence(table_of(rows))
    assert incidence.share.sum(axis=0) + incidence.still_there == pytest.approx(np.ones(len(incidence.time)))


@given(spells)
def test_who_is_still_there_is_the_curve_of_leaving_in_any_way(rows):
    table = table_of(rows)
    still_there = kaplan_meier(table, ways=(1, 2)).survival
    assert cumulative_incidence(table).still_there == pytest.approx(still_there)


@given(spells)
def test_the_complement_of_the_curve_is_never_below_the_share_that_left(rows):
    table = table_of(rows)
    assert np.all(cumulative_incidence(table).share[0] <= 1 - kaplan_meier(table).survival + 1e-12)


@given(spells, st.integers(1, 2))
def test_share_and_variance_equal_the_formulas_written_out(rows, way):
    incidence = cumulative_incidence(table_of(rows))
    for time, share, error in zip(
        incidence.time, incidence.share[way - 1], incidence.standard_error[way - 1], strict=True
    ):
        expected, variance = naive_incidence(rows, way, int(time))
        assert share == pytest.approx(expected)
        assert np.isnan(error) or error**2 == pytest.approx(max(variance, 0), abs=1e-12)


@given(spells)
def test_a_share_never_falls(rows):
    assert np.all(np.diff(cumulative_incidence(table_of(rows)).share, axis=1) >= 0)


@given(spells)
def test_the_interval_contains_the_estimate_and_stays_within_zero_and_one(rows):
    incidence = cumulative_incidence(table_of(rows))
    assert np.all((incidence.low >= 0) & (incidence.low <= incidence.share))
    assert np.all((incidence.share <= incidence.high) & (incidence.high <= 1 + 1e-12))


@given(spells)
def test_with_one_way_out_the_share_that_left_is_the_complement_of_the_curve(rows):
    single = one_way_out(rows)
    assert cumulative_incidence(single).share[0] == pytest.approx(1 - kaplan_meier(single).survival)


@given(spells)
def test_with_one_way_out_the_variance_is_greenwoods(rows):
    single = one_way_out(rows)
    curve, incidence = kaplan_meier(single), cumulative_incidence(single)
    assert incidence.standard_error[0] == pytest.approx(curve.standard_error, rel=1e-6, abs=1e-7, nan_ok=True)


def test_when_everybody_has_left_in_one_way_the_lower_limit_stays():
    incidence = cumulative_incidence(count_table([1, 2, 3, 4], [1, 1, 1, 1], ways=1))
    assert incidence.share[0, -1] == pytest.approx(1)
    assert incidence.low[0, -1] == incidence.low[0, -2] < 1


def test_nobody_at_all_gives_no_shares():
    incidence = cumulative_incidence(count_table([], [], ways=2))
    assert incidence.share.shape == (2, 0)
    assert incidence.still_there.size == 0


def test_periods_in_which_nobody_is_in_view_change_nothing():
    incidence = cumulative_incidence(from_counts([[0, 0], [1, 0], [1, 0]]))
    assert incidence.share.tolist() == [[0.5, 0.5], [0.5, 0.5]]


def test_shares_are_read_off_as_steps():
    incidence = cumulative_incidence(count_table([1, 2, 2, 3], [1, 2, 0, 1], ways=2))
    assert shares_at(incidence, 1, [0, 1, 2.5, 9]) == pytest.approx([0, 0.25, 0.25, 0.75])
    assert incidence.at(1, 0) == (0, 0, 0)
    assert incidence.at(2, 2)[0] == pytest.approx(0.25)


def test_a_confidence_outside_zero_and_one_is_refused():
    with pytest.raises(ValueError, match="confidence lies between 0 and 1"):
        cumulative_incidence(count_table([1], [1], ways=1), confidence=95)
