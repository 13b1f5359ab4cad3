"""Figures of a researcher: every value in its place, nothing by colour alone."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerlus.charts.axis import axis, number
from leerlus.charts.figure import Series, figure
from leerlus.charts.forest import Estimate, forest
from tests.charts.drawings import parts, words


def drawn(*series: Series) -> str:
    return figure(
        series, identifier="f", title="T", description="D", x_name="weeks", y_name="share", y_from=0
    )


NUMBERS = st.floats(-1e6, 1e6, allow_nan=False)


@given(st.lists(NUMBERS, min_size=1, max_size=20))
def test_an_axis_holds_every_value_between_round_ticks(values):
    made = axis(values, 0, 100)
    invisible = 1e-6 * (made.last - made.first)
    assert made.first <= min(values) + invisible
    assert made.last >= max(values) - invisible
    assert (made.ticks[0], made.ticks[-1]) == (made.first, made.last)
    assert 2 <= len(made.ticks) <= 12
    assert [made.place(made.first), made.place(made.last)] == pytest.approx([0, 100])


def test_an_axis_of_nothing_is_refused_and_unknowns_do_not_count():
    with pytest.raises(ValueError, match="at least one value"):
        axis([math.nan], 0, 1)
    alone = axis([math.nan, 3], 0, 1)
    assert alone.first < 3 < alone.last


@pytest.mark.parametrize(("value", "shown"), [(0.25, "0.25"), (3.0, "3"), (12000, "12,000")])
def test_a_tick_is_written_without_needless_noughts(value, shown):
    assert number(value) == shown


def test_lines_have_names_bands_and_different_dashes():
    svg = drawn(
        Series("North", [1, 2, 3], [0.9, 0.8, 0.7], [0.8, 0.7, 0.6], [1, 0.9, 0.8], kind="steps"),
        Series("South", [1, 2, 3], [0.5, 0.4, 0.3]),
    )
    assert {"North", "South", "weeks", "share"} <= set(words(svg))
    assert svg.count("chart-band") == 1
    assert "chart-stroke-1" in svg
    assert "chart-stroke-2" in svg


def test_an_unknown_value_breaks_the_line():
    svg = drawn(Series("", [1, 2, 3, 4, 5], [0.9, 0.8, math.nan, 0.7, 0.6]))
    assert svg.count("<path") == 2


def test_points_have_intervals_and_what_stands_out_has_a_ring():
    svg = drawn(Series("", [1, 2], [0.5, 0.9], [0.4, 0.8], [0.6, 1.0], kind="points", marked=frozenset({1})))
    assert len(parts(svg, "ring")) == 1
    assert svg.count("chart-margin") == 2


def test_names_of_lines_that_end_together_do_not_cover_each_other():
    svg = drawn(*(Series(name, [1, 2], [0.5, 0.5]) for name in "abcd"))
    heights = sorted(float(one.get("y", "")) for one in parts(svg, "name"))
    assert all(after - before >= 17.9 for before, after in pairwise(heights))


def test_a_forest_has_a_row_for_each_estimate_and_a_line_of_no_difference():
    rows = [Estimate("age", 1.2, 0.9, 1.6, "1.20 (0.90–1.60)"), Estimate("aid", 0.7, 0.5, 0.98, "0.70")]
    svg = forest(rows, no_difference=1, identifier="f", title="T", description="D", value_name="hazard ratio")
    places = [float(one.get("cx", "")) for one in parts(svg, "point")]
    (middle,) = (float(one.get("x1", "")) for one in parts(svg, "base"))
    assert places[1] < middle < places[0]
    assert {"age", "aid", "hazard ratio"} <= set(words(svg))
