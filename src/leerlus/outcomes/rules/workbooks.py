"""An Excel workbook (.xlsx) as a table: its first sheet, as somebody reads it. Nothing in it is computed.

What is inside is counted before it is unpacked; openpyxl reads row by row, through defusedxml, which refuses entities.
"""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from typing import Any, Final

import openpyxl

from leerlus.content.reading.package import ActiveWorkbook, Limits, NoWorkbook, look_inside
from leerlus.outcomes.rules.reasons import FileReason, UnreadableFile
from leerlus.outcomes.rules.tables import MOST_COLUMNS, Block, OnRows, Table, block_of, collect

_LIMITS: Final = Limits(most_parts=500, most_unpacked=200 * 1024 * 1024)
_MOST_EMPTY: Final = 100_000
"""So many empty rows one after the other are a row number that somebody made up."""
_MOST_ABOVE_HEADER: Final = 1_000
_ROWS_AT_ONCE: Final = 2_000


def is_package(content: bytes) -> bool:
    """Whether a file begins as a compressed package does, such as a workbook."""
    return content.startswith(b"PK\x03\x04")


def read_workbook(content: bytes, on_progress: OnRows | None = None) -> Table:
    """The first sheet of a workbook. Raises UnreadableFile for anything that is no sound workbook with a table."""
    try:
        look_inside(content, _LIMITS)
    except NoWorkbook:
        office = b"[Content_Types].xml" in content
        raise UnreadableFile(FileReason.WORKBOOK if office else FileReason.ZIP) from None
    except ActiveWorkbook:
        raise UnreadableFile(FileReason.MACROS) from None
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            return collect(_blocks(book.worksheets[0]), on_progress)
        finally:
            book.close()
    except UnreadableFile:
        raise
    except Exception as problem:
        # openpyxl raises whatever it stumbles over in a file that is not what it seems.
        raise UnreadableFile(FileReason.WORKBOOK) from problem


def as_delimited(table: Table) -> bytes:
    """A table as a delimited file whose lines have the numbers of its rows: the form in which it is kept."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\n")
    writer.writerow(_in_one_line(cell) for cell in table.header)
    line = 2
    columns = (table.column(at) for at in range(len(table.header)))
    for number, row in zip(table.lines.tolist(), zip(*columns, strict=True), strict=True):
        written.write("\n" * (number - line))
        writer.writerow(_in_one_line(cell) for cell in row)
        line = number + 1
    return written.getvalue().encode()


def _in_one_line(cell: str) -> str:
    return " ".join(cell.split()) if "\n" in cell or "\r" in cell else cell


def _blocks(sheet: Any) -> Iterator[Block]:
    """Rows from the header on. What a sheet says about its own size may be wrong and is not believed."""
    sheet.reset_dimensions()
    start, width = _place_of_header(sheet)
    rows = enumerate(sheet.iter_rows(min_row=start, max_col=width, values_only=True), start)
    last_filled = start
    while some := list(islice(rows, _ROWS_AT_ONCE)):
        block = block_of([[_text(cell) for cell in row] for _, row in some], [number for number, _ in some])
        last_filled = block.lines[-1] if block.lines else last_filled
        if some[-1][0] - last_filled > _MOST_EMPTY:
            raise UnreadableFile(FileReason.WORKBOOK)
        yield block


def _place_of_header(sheet: Any) -> tuple[int, int]:
    """The first row with something in it, and how many columns it has. Raises UnreadableFile."""
    rows = sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True)
    for number, row in enumerate(islice(rows, _MOST_ABOVE_HEADER), 1):
        filled = [at for at, cell in enumerate(row) if _text(cell)]
        if filled:
            return number, filled[-1] + 1
    raise UnreadableFile(FileReason.EMPTY)


def _text(cell: Any) -> str:
    """A cell as somebody reads it: 3.0 is 3, a day is a day without its midnight."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time.min else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip()
