"""A workbook as plain cells, opened with care: what is inside is counted before it is unpacked; nothing is computed.

openpyxl reads XML through defusedxml, which refuses entities.
"""

import io
from dataclasses import dataclass
from typing import Any, Final

import openpyxl
from openpyxl.utils import get_column_letter

from leerlus.content.reading.package import ActiveWorkbook, Limits, NoWorkbook, look_inside
from leerlus.content.reading.problems import Place, Problem, UnreadableFile
from leerlus.content.texts import Text

MOST_BYTES: Final = 1024 * 1024
_LIMITS: Final = Limits(most_parts=500, most_unpacked=16 * 1024 * 1024)
_MOST_ROWS: Final = 1000
_MOST_COLUMNS: Final = 60


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row by the name of their column, without the empty ones, all as text."""

    sheet: str
    number: int
    cells: dict[str, str]

    def place(self, column: str = "") -> Place:
        return Place(self.sheet, self.number, column)


def open_workbook(content: bytes, wanted: tuple[str, ...]) -> tuple[dict[str, list[Row]], list[Problem]]:
    """The rows of the wanted sheets below their header, and the cells that cannot be read.

    Raises UnreadableFile when the file is not a workbook, or one that is too large, or one that wants to do something.
    """
    _look_inside(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        sheets = {name: list(_cells(book[name])) for name in wanted if name in book.sheetnames}
        book.close()
    except UnreadableFile:
        raise
    except (
        Exception
    ) as error:  # openpyxl raises whatever it stumbles over in a file that is not what it seems
        raise UnreadableFile(
            "Dit werkblad is niet te lezen. Bewaar het opnieuw als .xlsx.",
            "This workbook cannot be read. Save it again as .xlsx.",
        ) from error
    problems: list[Problem] = []
    return {name: _rows(name, cells, problems) for name, cells in sheets.items()}, problems


def _look_inside(content: bytes) -> None:
    """Refuse by what the directory of the file says, before anything is unpacked."""
    if len(content) > MOST_BYTES:
        raise UnreadableFile(
            "Het bestand is te groot. Een vragenlijst is hoogstens 1 MB.",
            "The file is too large. An instrument is at most 1 MB.",
        )
    try:
        look_inside(content, _LIMITS)
    except NoWorkbook:
        raise _no_workbook() from None
    except ActiveWorkbook:
        raise UnreadableFile(
            "Macro's, ingesloten bestanden en koppelingen kunnen niet. Bewaar het als gewone .xlsx.",
            "Macros, embedded files and links are not possible. Save it as a plain .xlsx.",
        ) from None


def _no_workbook() -> UnreadableFile:
    return UnreadableFile(
        "Dit is geen werkblad (.xlsx) dat we kunnen openen.", "This is no workbook (.xlsx) that we can open."
    )


def _cells(sheet: Any) -> list[tuple[Any, ...]]:
    rows = sheet.iter_rows(max_row=_MOST_ROWS + 1, max_col=_MOST_COLUMNS, values_only=True)
    found = [tuple(row) for row in rows]
    if len(found) > _MOST_ROWS:
        raise UnreadableFile(
            f"Een blad heeft hoogstens {_MOST_ROWS} rijen.",
            f"A sheet has at most {_MOST_ROWS} rows.",
            Place(sheet.title, _MOST_ROWS + 1),
        )
    return found


def _rows(sheet: str, cells: list[tuple[Any, ...]], problems: list[Problem]) -> list[Row]:
    if not cells:
        return []
    header = [_text(cell).strip() for cell in cells[0]]
    for number, name in enumerate(header):
        if name and name in header[:number]:
            message = Text(nl=f"De kolom {name} staat er twee keer.", en=f"The column {name} is there twice.")
            problems.append(Problem(Place(sheet, 1, get_column_letter(number + 1)), message))
    found = []
    for number, row in enumerate(cells[1:], start=2):
        filled: dict[str, str] = {}
        for column, cell in zip(header, row, strict=False):
            text = _text(cell).strip()
            if not column or not text:
                continue
            if text.startswith("="):
                message = Text(
                    nl="Hier staat een formule. Zet er de tekst zelf neer.",
                    en="Here is a formula. Put the text itself.",
                )
                problems.append(Problem(Place(sheet, number, column), message))
            else:
                filled[column] = text
        if filled:
            found.append(Row(sheet, number, filled))
    return found


def _text(cell: Any) -> str:
    """A cell as somebody reads it: 3.0 is 3."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
