"""Kaplan-Meier: what must hold for all spells, and at the edges where estimators usually go wrong."""

import numpy as np
import pytest
from hypothesis import given

from leerlus.statistics.count_tables import count_table, from_counts
from leerlus.statistics.survival import kaplan_meier
from tests.statistics.spells import naive_survival, one_way_out, spells, table_of


@given(spells)
def test_the_curve_from_counts_equals_the_curve_from_rows(rows):
    curve = kaplan_meier(table_of(rows))
    assert curve.survival == pytest.approx([naive_survival(rows, time) for time in curve.time])


@given(spells)
def test_the_curve_never_rises(rows):
    assert np.all(np.diff(kaplan_meier(table_of(rows)).survival) <= 0)


@pytest.mark.parametrize("scale", ["log-log", "log"])
@given(rows=spells)
def test_the_interval_contains_the_estimate_and_stays_within_zero_and_one(scale, rows):
    curve = kaplan_meier(table_of(rows), scale=scale)
    assert np.all((curve.low >= 0) & (curve.low <= curve.survival))
    assert np.all((curve.survival <= curve.high) & (curve.high <= 1))


@given(spells)
def test_the_interval_contains_the_median(rows):
    median = kaplan_meier(table_of(rows)).median
    if median.estimate is not None:
        assert median.low is not None
        assert median.low <= median.estimate <= (median.high or np.inf)


@given(spells)
def test_leaving_in_either_way_is_the_same_as_one_way_out_for_all(rows):
    both = kaplan_meier(table_of(rows), ways=(1, 2))
    assert both.survival == pytest.approx(kaplan_meier(one_way_out(rows)).survival)


@given(spells)
def test_twice_the_same_people_give_the_same_curve_with_a_narrower_interval(rows):
    once, twice = kaplan_meier(table_of(rows)), kaplan_meier(table_of(rows + rows))
    assert twice.survival == pytest.approx(once.survival)
    assert np.all(twice.high - twice.low <= once.high - once.low + 1e-12)


def test_nobody_at_all_gives_an_empty_curve_without_median():
    curve = kaplan_meier(count_table([], [], ways=1))
    assert curve.survival.size == 0
    assert curve.median.estimate is None
    assert curve.at([0, 5]).tolist() == [1, 1]


def test_everybody_still_there_gives_a_flat_curve_without_median():
    curve = kaplan_meier(count_table([3, 5], [0, 0], ways=1))
    assert curve.survival.tolist() == [1.0] * 5
    assert curve.median.estimate is None


def test_one_person_who_leaves_says_next_to_nothing_about_the_chance():
    curve = kaplan_meier(count_table([2], [1], ways=1))
    assert curve.survival.tolist() == [1, 0]
    assert (curve.low.tolist(), curve.high.tolist()) == ([1, 0], [1, 1])
    assert (curve.median.estimate, curve.median.low, curve.median.high) == (2, 2, None)


def test_when_everybody_has_left_the_upper_limit_stays_and_the_median_has_no_upper_limit():
    curve = kaplan_meier(count_table([1, 2, 3, 4], [1, 1, 1, 1], ways=1))
    assert curve.survival.tolist() == pytest.approx([0.75, 0.5, 0.25, 0])
    assert np.isnan(curve.standard_error[-1])
    assert curve.high[-1] == curve.high[-2] > 0.5
    assert (curve.median.estimate, curve.median.high) == (2.5, None)


def test_when_the_curve_stays_at_exactly_half_the_median_is_the_middle_of_that_stretch():
    assert kaplan_meier(count_table([2, 6, 2, 6], [1, 1, 1, 1], ways=1)).median.estimate == 4


def test_when_the_curve_ends_at_exactly_half_the_median_is_where_it_came_there():
    assert kaplan_meier(count_table([2, 6], [1, 0], ways=1)).median.estimate == 2


def test_periods_in_which_nobody_is_in_view_change_nothing():
    short, padded = (from_counts([[0, *zeros], [1, *zeros]]) for zeros in ([], [0, 0]))
    assert kaplan_meier(padded).survival.tolist() == [*kaplan_meier(short).survival, 0, 0]


def test_somebody_who_comes_into_view_late_does_not_lower_the_chances_before():
    late = kaplan_meier(count_table([1, 4, 4], [1, 1, 0], ways=1, entry=[0, 0, 2]))
    assert late.survival.tolist() == pytest.approx([0.5, 0.5, 0.5, 0.25])


@pytest.mark.parametrize(("times", "expected"), [(0, 1), (0.5, 1), (1, 0.5), (1.9, 0.5), (2, 0), (99, 0)])
def test_the_curve_is_read_off_as_steps(times, expected):
    assert kaplan_meier(count_table([1, 2], [1, 1], ways=1)).at(times) == expected


@pytest.mark.parametrize("ways", [(), (0,), (2,)])
def test_a_way_out_that_the_table_does_not_have_is_refused(ways):
    with pytest.raises(ValueError, match="numbered 1 to 1"):
        kaplan_meier(count_table([1], [1], ways=1), ways=ways)


@pytest.mark.parametrize("confidence", [0, 1, 95])
def test_a_confidence_outside_zero_and_one_is_refused(confidence):
    with pytest.raises(ValueError, match="confidence lies between 0 and 1"):
        kaplan_meier(count_table([1], [1], ways=1), confidence=confidence)
