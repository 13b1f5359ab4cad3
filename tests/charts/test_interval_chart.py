"""Values with their intervals per period."""

import pytest

from leerlus.charts.interval_chart import Measured, interval_chart


def drawn(*points: Measured, **fields) -> str:
    return interval_chart(points, identifier="x", title="Titel", description="Zin", **fields)


def test_a_period_that_is_not_known_breaks_the_line_and_has_no_point():
    known = Measured("a", 10.0, 8.0, 12.0)
    svg = drawn(known, known, Measured("b", None), known, known)
    assert svg.count('class="chart-point"') == 4
    assert svg.count('class="chart-line"') == 2
    assert svg.count('class="chart-margin"') == 4


def test_the_line_to_compare_with_is_named():
    svg = drawn(Measured("a", 90.0, 80.0, 110.0), reference=100.0, reference_name="zoals <verwacht>")
    assert "zoals &lt;verwacht&gt;" in svg
    assert 'class="chart-median"' in svg


def test_without_any_known_value_there_is_nothing_to_draw():
    with pytest.raises(ValueError, match="nothing is known"):
        drawn(Measured("a", None))
