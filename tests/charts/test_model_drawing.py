"""The drawing of the model: every factor a link, nothing by colour alone, readable on a phone."""

import re
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

import leerlus.site
from leerlus.charts.model_drawing import draw_model
from leerlus.charts.model_layout import BLOCKS, TALL, WIDE, broken, lay_out
from leerlus.framework.loading import load_framework
from leerlus.framework.model import BlockId

FRAMEWORK = load_framework()
SVG = "{http://www.w3.org/2000/svg}"
STYLES = (Path(leerlus.site.__file__).parent / "static/site/model.css").read_text(encoding="utf-8")
EVERY_DRAWING = pytest.mark.parametrize(
    ("language", "orientation"), [("nl", "wide"), ("nl", "tall"), ("en", "wide"), ("en", "tall")]
)


def _drawn(language: str = "nl", orientation: str = "wide") -> str:
    return draw_model(FRAMEWORK, language, lambda factor_id: f"/model/{factor_id}/?a=1&b=2", orientation)


def _parsed(drawing: str) -> ElementTree.Element:
    return ElementTree.fromstring(drawing.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))  # noqa: S314 (our own text)


@EVERY_DRAWING
def test_every_factor_is_a_link_to_its_page_with_its_name(language, orientation):
    links = {link.get("href"): link for link in _parsed(_drawn(language, orientation)).iter(f"{SVG}a")}
    assert len(links) == len(FRAMEWORK.factors)
    for factor in FRAMEWORK.factors:
        link = links[f"/model/{factor.id}/?a=1&b=2"]
        seen = " ".join("".join(link.find(f"{SVG}text").itertext()).split())
        assert seen == factor.short_name.in_language(language)
        assert link.get("aria-label").startswith(seen)
        assert factor.name.in_language(language) in link.find(f"{SVG}title").text


@EVERY_DRAWING
def test_the_drawing_is_named_and_described_in_the_language_of_the_reader(language, orientation):
    drawing = _parsed(_drawn(language, orientation))
    parts = {part.get("id"): part for part in drawing.iter() if part.get("id")}
    assert parts[drawing.get("aria-labelledby")].text == FRAMEWORK.word("title", language)
    assert parts[drawing.get("aria-describedby")].text == FRAMEWORK.word("description", language)


def test_both_drawings_fit_on_one_page_without_the_same_id_twice():
    identifiers = re.findall(r'\bid="([^"]+)"', _drawn() + _drawn(orientation="tall"))
    assert len(identifiers) == len(set(identifiers))
    assert set(re.findall(r"url\(#([^)]+)\)", _drawn(orientation="tall"))) <= set(identifiers)


@EVERY_DRAWING
def test_looks_come_from_classes_only_and_every_class_is_styled(language, orientation):
    drawing = _drawn(language, orientation)
    assert not re.search(r"style=|fill=|stroke=|font-size=|<script|<style", drawing)
    used = {name for names in re.findall(r'class="([^"]+)"', drawing) for name in names.split()}
    plain = {"model-head--leads_to", "model-factor"}
    assert {name for name in used - plain if f".{name}" not in STYLES} == set()


def test_a_factor_not_measured_yet_says_so_in_words_and_in_its_mark():
    links = {link.get("href"): link for link in _parsed(_drawn()).iter(f"{SVG}a")}
    planned, measured = links["/model/IV.ACC/?a=1&b=2"], links["/model/KM.ATT/?a=1&b=2"]
    assert planned.get("aria-label") == "Toegang tot kennis: nog niet gemeten"
    assert _filled_share(planned) == 0
    assert measured.get("aria-label") == "Attitude: wordt nu gemeten"
    assert _filled_share(measured) == 1


def test_a_factor_measured_in_part_has_a_mark_that_is_half_filled():
    links = {link.get("href"): link for link in _parsed(_drawn()).iter(f"{SVG}a")}
    placement = links["/model/DP/?a=1&b=2"]
    assert placement.get("aria-label") == "Duurzame plaatsing: wordt deels gemeten"
    assert _filled_share(placement) == 0.5


def _filled_share(link: ElementTree.Element) -> float:
    heights = {part.get("class"): float(part.get("height")) for part in link.iter(f"{SVG}rect")}
    return heights.get("model-mark__filled", 0) / heights["model-mark"]


@EVERY_DRAWING
def test_check_61_the_blocks_of_chapters_4_and_5_say_assumed_and_feedback_is_dashed(language, orientation):
    drawing = _drawn(language, orientation)
    assert drawing.count(f">{FRAMEWORK.word('assumed', language)}") == 2
    assert drawing.count("model-arrow--feedback") >= 4
    assert re.search(r"\.model-arrow--feedback \{[^}]*stroke-dasharray", STYLES)


def test_the_drawing_says_that_an_arrow_is_no_cause():
    words = " ".join("".join(part.itertext()) for part in _parsed(_drawn()).iter(f"{SVG}text"))
    assert "Een pijl betekent dat iets kan meespelen" in words
    assert "veroorza" not in words


@pytest.mark.parametrize("measures", [WIDE, TALL], ids=["wide", "tall"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_factors_stand_inside_their_block_and_never_on_each_other(language, measures):
    layout = lay_out(FRAMEWORK, language, measures)
    for block in BLOCKS:
        outer = layout.blocks[block]
        for factor in FRAMEWORK.factors_of(block):
            box = layout.factors[factor.id]
            assert outer.x < box.x
            assert box.right < outer.right
            assert outer.y < box.y
            assert box.bottom < outer.bottom
    for one, other in combinations(layout.factors.values(), 2):
        apart = one.right <= other.x or other.right <= one.x or one.bottom <= other.y or other.bottom <= one.y
        assert apart, (one, other)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_on_a_phone_letters_are_13_pixels_and_links_a_thumb_high(language):
    layout = lay_out(FRAMEWORK, language, TALL)
    assert TALL.width == 358
    assert TALL.letter >= 13
    assert f".model-drawing--tall {{ font-size: {TALL.letter:g}px; }}" in STYLES
    assert f".model-drawing--wide {{ font-size: {WIDE.letter:g}px; }}" in STYLES
    assert all(box.height >= 44 for box in layout.factors.values())
    assert all(box.right <= TALL.width for box in layout.factors.values())
    assert all(len(box.lines) <= 2 for box in layout.factors.values())


def test_the_chain_runs_down_from_professionalisation_to_lasting_placement():
    chain = [factor.id for factor in FRAMEWORK.factors_of(BlockId.OUTCOME)]
    assert chain == ["PR", "KH", "WZ", "DP"]
    for measures in (WIDE, TALL):
        heights = [lay_out(FRAMEWORK, "nl", measures).factors[factor_id].y for factor_id in chain]
        assert heights == sorted(heights)


@pytest.mark.parametrize("orientation", ["wide", "tall"])
def test_everything_drawn_stays_inside_the_picture(orientation):
    drawing = _parsed(_drawn(orientation=orientation))
    _, _, width, height = map(float, drawing.get("viewBox").split())
    for line in drawing.iter(f"{SVG}polyline"):
        for point in line.get("points").split():
            x, y = map(float, point.split(","))
            assert 0 < x < width
            assert 0 <= y < height
    for words in drawing.iter(f"{SVG}text"):
        assert float(words.get("y", 1)) < height


@given(st.lists(st.text("abcdefghilmw", min_size=1, max_size=12), max_size=8), st.floats(40, 300))
def test_breaking_a_text_loses_no_word_and_keeps_their_order(words, width):
    assert " ".join(broken(" ".join(words), width, 14)).split() == words
