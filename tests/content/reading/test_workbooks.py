"""Workbooks that would harm whoever opens them (reliability S13): none is read, and none costs time or memory."""

import io
import time
import tracemalloc
import zipfile

import openpyxl
import pytest

from leerlus.content.reading.instruments import read_instrument
from tests.instruments.files import SURVEY, workbook


def repacked(**changes: bytes | None) -> bytes:
    """A sound workbook in which parts were put or replaced; `None` leaves a part out. `__` stands for `/`."""
    wanted = {name.replace("__", "/"): content for name, content in changes.items()}
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook())) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            if part.filename not in wanted:
                new.writestr(part, old.read(part.filename))
        for name, content in wanted.items():
            if content is not None:
                new.writestr(name, content)
    return made.getvalue()


def with_part(name: str, content: bytes = b"x", attributes: int = 0) -> bytes:
    made = io.BytesIO(workbook())
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        part = zipfile.ZipInfo(name)
        part.external_attr = attributes
        part.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(part, content)
    return made.getvalue()


def many_parts() -> bytes:
    made = io.BytesIO(workbook())
    with zipfile.ZipFile(made, "a") as archive:
        for number in range(10_001):
            archive.writestr(f"p{number}", b"")
    return made.getvalue()


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><workbook>&c;</workbook>"""

HARMFUL = {
    "a zip that is no workbook": lambda: with_part("x")[:200],
    "half a workbook": lambda: workbook()[: len(workbook()) // 2],
    "no content types": lambda: repacked(**{"[Content_Types].xml": None}),
    "no workbook inside": lambda: repacked(xl__workbook_xml=b"", **{"xl/workbook.xml": None}),
    "a bomb": lambda: with_part("xl/media/a", b"\x00" * 40_000_000),
    "a part far smaller than it unpacks to": lambda: with_part("xl/a", b"\x00" * 8_000_000),
    "10,001 parts": many_parts,
    "a way out of the folder": lambda: with_part("../../etc/passwd"),
    "an absolute name": lambda: with_part("/etc/passwd"),
    "a symbolic link": lambda: with_part("xl/link", b"/etc/passwd", 0o120777 << 16),
    "a macro": lambda: with_part("xl/vbaProject.bin"),
    "a link to another file": lambda: with_part("xl/externalLinks/externalLink1.xml"),
    "an embedded file": lambda: with_part("xl/embeddings/a.docx"),
    "billion laughs": lambda: repacked(**{"xl/workbook.xml": LAUGHS}),
    "eleven megabytes": lambda: b"PK\x03\x04" + b"x" * 11 * 1024 * 1024,
    "a thousand rows too many": lambda: workbook(survey=(*SURVEY, *(("text", f"q{n}") for n in range(1000)))),
    "a magic of zip and nothing": lambda: b"PK\x03\x04",
}


@pytest.mark.parametrize("name", HARMFUL)
def test_a_harmful_workbook_is_refused_quickly_and_cheaply(name):
    content = HARMFUL[name]()
    tracemalloc.start()
    began = time.perf_counter()
    reading = read_instrument(content, lambda code: 1)
    seconds = time.perf_counter() - began
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert reading.instrument is None
    assert len(reading.problems) == 1
    assert seconds < 6  # 2 seconds by themselves; tracing memory and other work on the machine cost the rest
    assert most < 60 * 1024 * 1024


def test_xml_is_read_by_the_reader_that_refuses_entities():
    assert openpyxl.DEFUSEDXML is True


def test_a_sound_workbook_passes_the_same_doors():
    assert read_instrument(repacked(), lambda code: 1).instrument is not None


def test_a_number_is_read_as_somebody_sees_it():
    survey = (SURVEY[0], ("text", "T1", 3.0, "three"))
    assert read_instrument(workbook(survey=survey), lambda code: 1).instrument.by_id["T1"].text.nl == "3"
