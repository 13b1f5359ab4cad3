"""What somebody takes along as a paper to read: everything that is in the file for programs, tagged and in one file."""

import io
import json
import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse
from pypdf import PdfReader

from leerlus.access.forms_once import new_token
from leerlus.access.own_document import own_document
from leerlus.access.personal_content import export_personal_content
from leerlus.documents.blocks import Heading, Terms
from tests import objects


def canary(field: str) -> str:
    return f"CANARY{field.replace('_', '')}"


@pytest.fixture
def lived(fatima, bram):
    """Fatima has one of everything a caseworker can have."""
    for make in (objects.advice, objects.open_sitting, objects.dismissal, objects.goal, objects.own_set):
        make(fatima, canary)
    objects.goal(bram, lambda field: "OFBRAM")
    return fatima


def export(logged_in, person, kind, client=None):
    client = client or logged_in(person)
    return client.post(reverse("export_my_content"), {"form_token": new_token(person.pk), "kind": kind})


def values_in(content) -> set[str]:
    """Every text and number at the end of a path."""
    if isinstance(content, dict):
        return set().union(*(values_in(part) for part in content.values()))
    if isinstance(content, list):
        return set().union(*(values_in(part) for part in content))
    return set() if content is None or isinstance(content, bool) or content == "" else {str(content)}


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_check_18_the_page_holds_every_value_of_the_file_for_programs(logged_in, lived):
    client = logged_in(lived)
    exported = json.loads(export(logged_in, lived, "json", client).content)["content"]
    page = unescape(export(logged_in, lived, "html", client).content.decode())
    missing = {value for value in values_in(exported) if value not in page}
    assert missing == set()
    assert len(values_in(exported)) > 100
    assert "OFBRAM" not in page


def test_the_page_stands_alone_and_names_what_is_in_it(logged_in, lived):
    answer = export(logged_in, lived, "html")
    page = answer.content.decode()
    assert answer["Content-Disposition"].endswith('.html"')
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "<script" not in page
    assert '<html lang="nl">' in page
    assert "Wie zag" in page or "logboek" in page
    assert "NEED2: " in page
    assert "elke regel die is gewogen" in page


def test_the_pdf_is_tagged_and_holds_what_was_typed_and_the_log(logged_in, lived):
    answer = export(logged_in, lived, "pdf")
    assert answer["Content-Type"] == "application/pdf"
    reader = PdfReader(io.BytesIO(answer.content))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "nl"
    assert b"pdfuaid" in reader.trailer["/Root"]["/Metadata"].get_data()
    text = squeezed("".join(page.extract_text() for page in reader.pages))
    for field in ("answer", "reason", "title", "description", "witness", "name"):
        assert canary(field) in text
    assert "exported" in text
    assert "OFBRAM" not in text


def test_in_english_the_paper_is_english(logged_in, lived):
    lived.language = "en"
    lived.save()
    page = export(logged_in, lived, "html").content.decode()
    assert '<html lang="en">' in page
    assert "Everything Leerlus keeps of you" in page


def test_every_way_of_taking_along_is_logged_once(logged_in, lived, actor):
    for kind in ("pdf", "html", "json"):
        export(logged_in, lived, kind)
    content = export_personal_content(actor(lived))
    assert [line["action"] for line in content["log"]].count("exported") == 4


def test_somebody_without_content_reads_that_nothing_is_kept(actor, fatima):
    paper = own_document({}, "Fatima", date(2026, 3, 2))
    nothing = [block for block in paper.blocks if "niets bewaard" in getattr(block, "text", "")]
    assert len(nothing) > 3
    assert all(block.quiet for block in nothing)


def test_a_part_with_nothing_in_it_is_no_piece_of_the_paper():
    paper = own_document({"account": {"name": "", "team": None, "goals": []}}, "Fatima", date(2026, 3, 2))
    assert not any(isinstance(block, Terms) for block in paper.blocks)
    paper = own_document({"account": {"name": "Fatima", "goals": ["a"]}}, "Fatima", date(2026, 3, 2))
    assert [block.rows for block in paper.blocks if isinstance(block, Terms)] == [
        (("naam", "Fatima"),),
        (("waarde", "a"),),
    ]


def test_pieces_in_a_list_are_numbered_from_one_inside_and_out():
    paper = own_document(
        {"account": [{"steps": [{"title": "a"}, {"title": "b"}]}, "c"]}, "Fatima", date(2026, 3, 2)
    )
    assert [block.text for block in paper.blocks if isinstance(block, Heading) and block.level == 3] == [
        "1.",
        "2.",
    ]
    first = next(block.rows for block in paper.blocks if isinstance(block, Terms))
    assert first == (("stappen › 1 › titel", "a"), ("stappen › 2 › titel", "b"))


def test_what_was_left_empty_is_a_dash_and_yes_no_and_lists_are_words():
    content = {
        "notes": None,
        "mail": "",
        "steps": [],
        "trace": {},
        "what": True,
        "who": False,
        "sent": ["a", 1],
    }
    paper = own_document({"account": {"name": [content]}}, "Fatima", date(2026, 3, 2))
    [rows] = [block.rows for block in paper.blocks if isinstance(block, Terms)]
    assert [said for _, said in rows] == ["–", "–", "–", "–", "ja", "nee", "a, 1"]
