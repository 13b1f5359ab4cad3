"""Scores over time: with their margin, and never a line between two versions of the questions."""

from datetime import date

import pytest

from leerlus.charts.trend import TrendPoint, trend
from tests.charts.drawings import corners, parts, words


def chart(*scores: tuple[date, float | None, int]) -> str:
    points = [TrendPoint(on, value, version, f"{on:%d-%m-%Y}") for on, value, version in scores]
    return trend(points, margin=10, identifier="t", title="Vertrouwen", description="Eerst 31, nu 45.")


SPRING, SUMMER, AUTUMN = date(2026, 3, 1), date(2026, 6, 1), date(2026, 11, 1)


def test_scores_of_one_version_are_joined_by_a_line():
    svg = chart((SPRING, 31, 1), (SUMMER, 40, 1), (AUTUMN, 45, 1))
    assert len(parts(svg, "line")) == 2
    assert parts(svg, "break") == []


def test_check_63_the_line_breaks_where_the_questions_changed():
    svg = chart((SPRING, 31, 1), (SUMMER, 40, 1), (AUTUMN, 45, 2))
    assert len(parts(svg, "line")) == 1
    joint, gap = corners(parts(svg, "line")[0]), parts(svg, "break")[0]
    third = float(parts(svg, "point")[2].get("cx", ""))
    assert joint[-1][0] < float(gap.get("x1", "")) < third


def test_an_unknown_score_is_a_gap_and_never_a_nought():
    svg = chart((SPRING, 31, 1), (SUMMER, None, 1), (AUTUMN, 45, 1))
    assert parts(svg, "line") == []
    assert len(parts(svg, "point")) == 2
    bottom = float(parts(svg, "base")[0].get("y1", ""))
    assert all(float(point.get("cy", "")) < bottom for point in parts(svg, "point"))


def test_when_the_last_score_is_unknown_its_day_is_there_without_a_value():
    svg = chart((SPRING, 31, 1), (SUMMER, 40, 1), (AUTUMN, None, 1))
    assert "01-11-2026" in words(svg)
    assert {"31"} == {word for word in words(svg) if word.isdigit()} - {"0", "50", "100"}


def test_every_score_has_its_margin_that_stays_on_the_scale():
    svg = chart((SPRING, 4, 1), (SUMMER, 50, 1), (AUTUMN, 98, 1))
    bottom = float(parts(svg, "base")[0].get("y1", ""))
    top = float(parts(svg, "grid")[-1].get("y1", ""))
    reach = [
        tuple(round((bottom - float(margin.get(end, ""))) / (bottom - top) * 100) for end in ("y1", "y2"))
        for margin in parts(svg, "margin")
    ]
    assert reach == [(0, 14), (40, 60), (88, 100)]


def test_the_distance_between_points_is_the_time_between_them():
    svg = chart((date(2026, 1, 1), 30, 1), (date(2026, 1, 11), 30, 1), (date(2026, 2, 10), 30, 1))
    first, second, third = (float(point.get("cx", "")) for point in parts(svg, "point"))
    assert (second - first) / (third - first) == pytest.approx(0.25, abs=0.001)


def test_the_first_and_last_score_carry_their_day_and_value():
    svg = chart((SPRING, 31, 1), (SUMMER, 40, 1), (AUTUMN, 45.4, 1))
    assert {"01-03-2026", "01-11-2026", "31", "45"} <= set(words(svg))
    assert not {"01-06-2026", "40"} & set(words(svg))


def test_two_scores_on_one_day_and_a_single_score_can_be_drawn():
    assert len(parts(chart((SPRING, 31, 1), (SPRING, 40, 1)), "point")) == 2
    assert len(parts(chart((SPRING, 31, 1)), "point")) == 1


def test_a_trend_of_nothing_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        chart()
    with pytest.raises(ValueError, match="at least one"):
        chart((SPRING, None, 1))


def test_the_outer_days_line_up_with_the_edges_so_that_long_words_are_not_cut_off():
    points = [TrendPoint(day, 40, 1, "16 september 2026") for day in (SPRING, AUTUMN)]
    svg = trend(points, margin=5, identifier="t", title="Ruimte", description="Van 40 naar 40.")
    days = [part for part in parts(svg, "tick") if part.text == "16 september 2026"]
    assert {day.get("text-anchor") for day in days} == {"start", "end"}
