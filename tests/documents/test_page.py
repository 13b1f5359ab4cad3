"""The paper as HTML: every word escaped, headings in order, nothing asked from outside."""

import re
from html import unescape

import pytest

from leerlus.documents.blocks import Heading, Paragraph, Table
from leerlus.documents.page import render_blocks, render_page
from tests.documents.papers import WORDS, paper

NASTY = "<script>alert('x')</script> & \"q\""


def test_every_word_is_there_in_the_order_of_reading():
    text = unescape(
        re.sub(r"<(style|title|desc).*?</\1>|<[^>]+>", " ", render_page(paper()), flags=re.DOTALL)
    )
    places = [text.find(word) for word in WORDS]
    assert -1 not in places
    assert places == sorted(places)


def test_a_page_asks_for_nothing_from_outside_and_says_its_language():
    page = render_page(paper())
    assert '<html lang="nl">' in page
    assert not re.search(r"https?:|//|<link|<script|src=|url\(", page)
    assert "@page { size: A4" in page


def test_headings_go_down_by_one():
    page = render_page(paper(Heading("Dieper", 3)))
    assert re.findall(r"<h(\d)>", page) == ["1", "2", "3"]


def test_the_part_for_a_page_of_leerlus_has_no_heading_of_the_first_level():
    assert "<h1" not in render_blocks(paper())


def test_a_drawing_is_read_aloud_as_its_alternative():
    page = render_page(paper())
    assert 'role="img" aria-label="Een spiraal met een stip bij doen"' in page
    assert "aria-labelledby" not in page


@pytest.mark.parametrize(
    "block",
    [
        Paragraph(NASTY),
        Paragraph(NASTY, boxed=True),
        Heading(NASTY),
        Table(NASTY, (NASTY, NASTY), ((NASTY, NASTY),)),
    ],
    ids=lambda block: type(block).__name__,
)
def test_what_somebody_typed_is_text(block):
    page = render_page(paper(block, title=NASTY))
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert unescape(page).count(NASTY) >= 2


def test_a_template_shows_the_part_as_it_is():
    part = render_blocks(paper())
    assert part.__html__() == part
