"""The paper as PDF is tagged, says what language it is in, and leaves nothing out (PDF/UA-1)."""

import io

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from leerlus.documents.blocks import Heading, Paragraph, Terms
from leerlus.documents.pdf import render_pdf
from tests.documents.papers import WORDS, paper


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in read(pdf).pages)


def tags_of(pdf: bytes) -> list[tuple[str, str]]:
    """Every tag of the structure with its alternative text, in the order of reading."""
    found = []

    def walk(node: object) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for one in node:
                walk(one)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append((str(node["/S"]), str(node.get("/Alt", ""))))
            if "/K" in node:
                walk(node["/K"])

    walk(read(pdf).trailer["/Root"]["/StructTreeRoot"]["/K"])
    return found


def test_it_is_tagged_and_says_its_title_its_language_and_that_it_is_accessible():
    found = read(render_pdf(paper()))
    root = found.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl"
    assert (found.metadata.title, found.metadata.author) == ("Dit neem je mee", "Fatima")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


def test_every_word_is_there_in_the_order_of_reading():
    text = text_of(render_pdf(paper()))
    places = [text.find(word) for word in WORDS]
    assert -1 not in places
    assert places == sorted(places)


def test_headings_lists_tables_and_drawings_are_what_they_are_called():
    tags = tags_of(render_pdf(paper(Heading("Dieper", 3))))
    names = [name for name, _ in tags]
    assert [name for name in names if name in ("/H1", "/H2", "/H3")] == ["/H1", "/H2", "/H3"]
    assert {"/L", "/LI", "/Table", "/TH", "/TD", "/Figure", "/Caption"} <= set(names)
    assert ("/Figure", "Een spiraal met een stip bij doen") in tags


def test_a_long_paper_runs_over_pages_with_the_footer_on_each():
    pages = read(render_pdf(paper(*[Paragraph("Nog een regel met woorden. " * 20)] * 20))).pages
    assert len(pages) > 2
    assert all("Onder elke bladzijde" in page.extract_text() for page in pages)


@pytest.mark.parametrize(
    "typed",
    ["#strong[x]", "*x* _y_ $a^2$", "@ref <label> \\", "= kop", '#image("/etc/passwd")', "// weg", "{{ x }}"],
)
def test_what_somebody_typed_is_never_read_as_markup(typed):
    assert typed in text_of(render_pdf(paper(Paragraph(typed))))


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("klaar 中文", "klaar □□"),
        ("stil\x00\x07\u200b\u202e", "stil"),
        ("half \ud800", "half"),
        ("Aylın Öztürk, Łódź", "Aylın Öztürk, Łódź"),
    ],
)
def test_letters_without_a_shape_become_squares_and_invisible_ones_disappear(typed, written):
    assert written in text_of(render_pdf(paper(Paragraph(typed))))


@given(st.text(max_size=60), st.text(max_size=30))
@settings(max_examples=60, deadline=None)
def test_whatever_was_typed_a_paper_comes_out(title, words):
    assert render_pdf(paper(Paragraph(words), title=f"Titel {title}")).startswith(b"%PDF-")


def test_a_paper_without_a_title_is_refused():
    with pytest.raises(typst.TypstError):
        render_pdf(paper(title=""))


def test_names_and_what_is_said_stay_together():
    words = Terms((("Norm van collega's", "midden"),))
    assert "Norm van collega's: midden" in text_of(render_pdf(paper(words)))
