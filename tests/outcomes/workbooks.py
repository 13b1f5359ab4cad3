"""Workbooks as somebody's spreadsheet program writes them, and parts to put into them."""

import io
import zipfile
from collections.abc import Iterable
from typing import Any

import openpyxl


def workbook(rows: Iterable[Iterable[Any]]) -> bytes:
    """A workbook with these rows on its first sheet."""
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    return written(book)


def written(book: openpyxl.Workbook) -> bytes:
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def with_part(content: bytes, name: str, part: bytes = b"x", attributes: int = 0) -> bytes:
    """A workbook with one more part in its package."""
    made = io.BytesIO(content)
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        info = zipfile.ZipInfo(name)
        info.external_attr = attributes
        info.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(info, part)
    return made.getvalue()


def without_and_with(content: bytes, name: str, part: bytes) -> bytes:
    """A workbook in which one part is another."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, part if info.filename == name else old.read(info))
    return made.getvalue()
