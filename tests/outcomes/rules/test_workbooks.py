"""Excel workbooks: read as somebody sees them; one that would harm is refused quickly (reliability S13)."""

import io
import time
import tracemalloc
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from leerlus.outcomes.rules.reading import read_file, read_table
from leerlus.outcomes.rules.reasons import FileReason, UnreadableFile
from leerlus.outcomes.rules.workbooks import as_delimited
from tests.outcomes.workbooks import with_part, without_and_with, workbook, written

HEADER = ("Cliëntnummer", "Startdatum", "Einddatum", "Reden uitstroom")
SOUND = workbook(
    [HEADER, ("C-1", date(2024, 3, 1), datetime(2024, 9, 1), "voltijd"), ("C-2", "1-4-2024", None, None)]
)
SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><worksheet><sheetData>&c;</sheetData></worksheet>"""
FAR_ROW = b"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><t>kop</t></is></c></row>
<row r="99999999999"><c r="A99999999999" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>"""


def test_days_numbers_and_empty_cells_are_read_as_somebody_sees_them():
    table = read_file(
        workbook([("a", "b", "c", "d"), (date(2024, 3, 1), 3.0, True, None), ("  x ", 2.5, 7, "y")])
    )
    assert table.first(2) == [["2024-03-01", "3", "1", ""], ["x", "2.5", "7", "y"]]


def test_rows_have_the_numbers_that_the_spreadsheet_shows():
    table = read_file(workbook([(), HEADER, (), ("C-1",), (), (), ("C-2",)]))
    assert table.header == HEADER
    assert table.lines.tolist() == [4, 7]


def test_a_workbook_and_the_form_in_which_it_is_kept_are_the_same_table():
    table = read_file(
        workbook([HEADER, ("C-1", 'zei "nee"', "twee\nregels", "a;b"), (), ("C-2", "", "", "é")])
    )
    kept = read_table(as_delimited(table))
    assert kept.header == table.header
    assert kept.lines.tolist() == table.lines.tolist() == [2, 4]
    assert kept.first(2) == [["C-1", 'zei "nee"', "twee regels", "a;b"], ["C-2", "", "", "é"]]


def test_only_the_first_sheet_is_read():
    book = openpyxl.Workbook()
    book.worksheets[0].append(["a"])
    book.worksheets[0].append(["1"])
    book.create_sheet("geheim").append(["b"])
    assert read_file(written(book)).header == ("a",)


HARMFUL = {
    "half a workbook": lambda: SOUND[: len(SOUND) // 2],
    "a bomb": lambda: with_part(SOUND, "xl/media/a", b"\x00" * 40_000_000),
    "more than may be unpacked": lambda: with_part(SOUND, "xl/a", bytes(range(256)) * 900_000),
    "10,001 parts": lambda: _many_parts(),
    "a way out of the folder": lambda: with_part(SOUND, "../../etc/passwd"),
    "a symbolic link": lambda: with_part(SOUND, "xl/link", b"/etc/passwd", 0o120777 << 16),
    "a macro": lambda: with_part(SOUND, "xl/vbaProject.bin"),
    "a link to another file": lambda: with_part(SOUND, "xl/externalLinks/externalLink1.xml"),
    "something behind it": lambda: SOUND + b"<script>alert(1)</script>",
    "something before it": lambda: b"PK\x03\x04%PDF-1.7\n" + SOUND,
    "another file in its comment": lambda: _with_comment(b"%PDF-1.7"),
    "billion laughs": lambda: without_and_with(SOUND, SHEET, LAUGHS),
    "a row number without end": lambda: without_and_with(SOUND, SHEET, FAR_ROW),
    "201 columns": lambda: workbook([[f"k{number}" for number in range(201)], ["1"]]),
    "no rows": lambda: workbook([HEADER]),
    "nothing at all": lambda: workbook([]),
}


def _many_parts() -> bytes:
    made = io.BytesIO(SOUND)
    with zipfile.ZipFile(made, "a") as archive:
        for number in range(10_001):
            archive.writestr(f"p{number}", b"")
    return made.getvalue()


def _with_comment(comment: bytes) -> bytes:
    made = io.BytesIO(SOUND)
    with zipfile.ZipFile(made, "a") as archive:
        archive.comment = comment
    return made.getvalue()


@pytest.mark.parametrize("name", HARMFUL)
def test_a_harmful_workbook_is_refused_quickly_and_cheaply(name):
    content = HARMFUL[name]()
    tracemalloc.start()
    began = time.perf_counter()
    with pytest.raises(UnreadableFile):
        read_file(content)
    seconds = time.perf_counter() - began
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert seconds < 12  # 2 seconds by themselves; tracing memory and other work on the machine cost the rest
    assert most < 200 * 1024 * 1024


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a macro", FileReason.MACROS),
        ("something behind it", FileReason.WORKBOOK),
        ("no rows", FileReason.ONLY_HEADER),
        ("nothing at all", FileReason.EMPTY),
        ("201 columns", FileReason.TOO_MANY_COLUMNS),
    ],
)
def test_the_reason_says_what_is_the_matter(name, reason):
    with pytest.raises(UnreadableFile) as refusal:
        read_file(HARMFUL[name]())
    assert refusal.value.reason is reason
