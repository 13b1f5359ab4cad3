"""The curve of who has not left yet: the line, its margin, half, and how many are still in view."""

import numpy as np
import pytest
from hypothesis import given

from leerlus.charts.survival_chart import SurvivalWords, survival_chart
from leerlus.statistics.count_tables import CountTable, count_table
from leerlus.statistics.survival import kaplan_meier
from tests.charts.drawings import corners, drawn, parts, words
from tests.statistics.spells import spells, table_of

WORDS = SurvivalWords(
    "Hoe lang?", "Na 4 weken de helft.", "zoekt nog", "de helft: 4 weken", "weken", "in beeld"
)


def chart(table: CountTable, *, narrow: bool = False, ticks=((0.0, "0", "4"), (4.0, "4", "3"))) -> str:
    return survival_chart(kaplan_meier(table), WORDS, identifier="curve", ticks=ticks, narrow=narrow)


FOUR = count_table([2, 4, 6, 8], [1, 1, 1, 0], ways=1)


def test_the_line_starts_at_everybody_and_steps_down_to_who_is_left():
    points = corners(parts(chart(FOUR), "line")[0])
    base = float(parts(chart(FOUR), "base")[0].get("y1", ""))
    top = float(parts(chart(FOUR), "grid")[-1].get("y1", ""))
    shares = [(base - y) / (base - top) for _, y in points]
    assert shares[0] == 1
    assert shares[-1] == pytest.approx(0.25, abs=0.01)
    assert set(np.round(shares, 2)) == {1, 0.75, 0.5, 0.25}


def test_the_share_axis_always_runs_from_nothing_to_everybody():
    assert [word for word in words(chart(FOUR)) if "%" in word] == ["0%", "25%", "50%", "75%", "100%"]


@pytest.mark.parametrize("narrow", [False, True])
@given(rows=spells)
def test_everything_lies_inside_the_picture_and_the_line_inside_its_band(narrow, rows):
    svg = chart(table_of(rows), narrow=narrow)
    _, _, width, height = map(float, (drawn(svg).get("viewBox") or "").split())
    band, curve = corners(parts(svg, "band")[0]), corners(parts(svg, "line")[0])
    assert all(0 <= x <= width and 0 <= y <= height for x, y in [*band, *curve])
    upper, lower = band[: len(band) // 2], band[len(band) // 2 :][::-1]
    assert all(high[1] <= y <= low[1] for high, (_, y), low in zip(upper, curve, lower, strict=True))


def test_the_band_is_seen_at_the_last_step_too():
    everybody_left = count_table([1, 2, 3], [1, 1, 1], ways=1)
    points = corners(parts(chart(everybody_left), "band")[0])
    right = max(x for x, _ in points)
    assert len({y for x, y in points if x == right}) == 2


def test_half_is_marked_and_named_where_the_curve_comes_there():
    svg = chart(FOUR)
    assert len(parts(svg, "median-point")) == 1
    assert [element.text for element in parts(svg, "median-name")] == ["de helft: 4 weken"]


def test_a_curve_that_never_reaches_half_has_no_mark():
    svg = chart(count_table([5, 6, 7], [1, 0, 0], ways=1))
    assert parts(svg, "median") == parts(svg, "median-point") == parts(svg, "median-name") == []


def test_a_label_of_half_without_room_on_the_right_goes_to_the_left():
    early, late = count_table([1, 1, 1, 40], [1, 1, 1, 0], ways=1), count_table([40, 40], [1, 1], ways=1)
    anchors = [
        parts(chart(table, narrow=True), "median-name")[0].get("text-anchor") for table in (early, late)
    ]
    assert anchors == ["start", "end"]


def test_where_somebody_was_last_seen_the_line_has_a_tick():
    assert len(parts(chart(count_table([2, 3, 3, 5], [1, 0, 0, 0], ways=1)), "censored")) == 2


def test_the_numbers_still_in_view_stand_under_their_times():
    svg = chart(FOUR)
    places = {element.text: element.get("x") for element in parts(svg, "tick")}
    assert {"0", "4", "3"} <= set(places)
    rows = [(element.text, element.get("x")) for element in parts(svg, "tick")][-4:]
    assert rows[0][1] == rows[1][1]
    assert rows[2] == ("4", rows[3][1])
    assert [element.text for element in parts(svg, "axis")] == ["weken", "in beeld"]


def test_on_a_phone_the_drawing_is_as_wide_as_the_phone_so_that_letters_stay_readable():
    assert (drawn(chart(FOUR, narrow=True)).get("viewBox") or "").startswith("0 0 360 ")
    assert "chart--small" in chart(FOUR, narrow=True)
    assert "chart--small" not in chart(FOUR)


def test_on_a_phone_many_moments_are_thinned_out():
    moments = [(float(at), f"week {at}", str(at)) for at in range(8)]
    assert [word for word in words(chart(FOUR, narrow=True, ticks=moments)) if "week " in word] == [
        "week 0",
        "week 2",
        "week 4",
        "week 6",
    ]


def test_it_has_no_words_of_its_own():
    nothing = SurvivalWords("", "", "", "", "", "")
    svg = survival_chart(kaplan_meier(FOUR), nothing, identifier="a", ticks=[])
    assert [word for word in words(svg) if not word.endswith("%")] == []


def test_a_curve_of_nobody_is_refused():
    with pytest.raises(ValueError, match="nobody"):
        chart(count_table([], [], ways=1))
