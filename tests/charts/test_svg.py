"""What holds for every chart: words are escaped, it is read aloud, and its looks come from classes only."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.template import Context, Engine

import leerlus.site
from leerlus.charts.stage_spiral import stage_spiral
from leerlus.charts.survival_chart import SurvivalWords, survival_chart
from leerlus.charts.svg import Svg
from leerlus.charts.trend import TrendPoint, trend
from leerlus.statistics.count_tables import count_table
from leerlus.statistics.survival import kaplan_meier
from tests.charts.drawings import SVG, drawn, words

STYLES = Path(leerlus.site.__file__).parent / "static" / "site" / "charts.css"
NASTY = "\"><script>alert(1)</script>&amp; 'é"


def _curve(*, narrow: bool) -> Svg:
    curve = kaplan_meier(count_table([2, 4, 6], [1, 1, 0], ways=1))
    said = SurvivalWords(NASTY, NASTY, NASTY, NASTY, NASTY, NASTY)
    return survival_chart(curve, said, identifier="a", ticks=[(0.0, NASTY, NASTY)], narrow=narrow)


def _trend() -> Svg:
    points = [TrendPoint(date(2026, month, 1), 40, 1, NASTY) for month in (1, 7)]
    return trend(points, margin=10, identifier="a", title=NASTY, description=NASTY)


CHARTS = {
    "wide curve": lambda: _curve(narrow=False),
    "narrow curve": lambda: _curve(narrow=True),
    "trend": _trend,
    "spiral": lambda: stage_spiral("action", identifier="a", title=NASTY, description=NASTY),
}


@pytest.fixture(params=CHARTS.values(), ids=CHARTS.keys())
def chart(request) -> Svg:
    return request.param()


def test_words_are_escaped_and_come_back_as_they_were(chart):
    assert "<script" not in chart
    assert drawn(chart).findtext(f"{SVG}title") == NASTY
    assert set(words(chart)) & {NASTY} or not words(chart)


def test_it_is_an_image_with_a_title_and_a_description(chart):
    root = drawn(chart)
    labels = [element.get("id") for element in root.iter() if element.tag in (f"{SVG}title", f"{SVG}desc")]
    assert root.get("role") == "img"
    assert root.get("aria-labelledby", "").split() == labels == ["a-t", "a-d"]


def test_its_looks_come_from_classes_only(chart):
    assert not re.search(r"\s(style|fill|stroke|font-\w+|color|on\w+)=", chart)


def test_every_class_it_uses_has_a_look(chart):
    looks = set(re.findall(r"\.(chart[\w-]*)", STYLES.read_text("utf-8")))
    used = {name for element in drawn(chart).iter() for name in (element.get("class") or "").split()}
    # Words on the axes look like all words of a chart.
    assert used - {"chart-tick", "chart-axis"} <= looks


def test_a_template_shows_it_as_it_is(chart):
    assert Engine().from_string("{{ chart }}").render(Context({"chart": chart})) == chart
