"""From bytes to a table: what kind of file it is, its encoding, its delimiter, its lines."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from leerlus.outcomes.rules.reasons import FileReason, UnreadableFile

DELIMITERS: Final = (";", ",", "\t")
MOST_COLUMNS: Final = 200
_MAGIC: Final = (
    (b"\xd0\xcf\x11\xe0", FileReason.EXCEL),
    (b"%PDF", FileReason.BINARY),
    (b"\x89PNG", FileReason.BINARY),
    (b"GIF8", FileReason.BINARY),
    (b"\xff\xd8\xff", FileReason.BINARY),
    (b"\x1f\x8b", FileReason.ZIP),
    (b"7z\xbc\xaf", FileReason.ZIP),
    (b"Rar!", FileReason.ZIP),
    (b"SQLite format 3", FileReason.BINARY),
    (b"<", FileReason.BINARY),
)
_NO_TEXT: Final = bytes(set(range(32)) - {9, 10, 11, 12, 13})


@dataclass(frozen=True, slots=True)
class Table:
    """A file as text: header, rows as wide as the header or shorter, and where each row starts in the file."""

    header: tuple[str, ...]
    rows: list[list[str]]
    lines: list[int]
    delimiter: str

    def column(self, index: int) -> list[str]:
        """All values of one column, without surrounding blanks; missing ones are empty."""
        return [row[index].strip() if index < len(row) else "" for row in self.rows]

    def first(self, count: int) -> list[list[str]]:
        """The first rows, each as wide as the header, for a look at the file."""
        width = len(self.header)
        return [(row + [""] * width)[:width] for row in self.rows[:count]]


def read_table(content: bytes, on_progress: Callable[[int], None] | None = None) -> Table:
    """Read a delimited file. Raises UnreadableFile for anything that is not a table of text with a header.

    `on_progress` is called now and then with the number of rows read so far.
    """
    text = decode(content)
    text, named = _named_delimiter(text)
    delimiter = named or _likely_delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    header: tuple[str, ...] = ()
    rows: list[list[str]] = []
    lines: list[int] = []
    offset = 2 if named else 1
    started = offset
    try:
        for row in reader:
            if "".join(row).strip():
                if not header:
                    header = tuple(cell.strip() for cell in row)
                else:
                    rows.append(row)
                    lines.append(started)
                    if on_progress and len(rows) % 50_000 == 0:
                        on_progress(len(rows))
            started = reader.line_num + offset
    except csv.Error:
        raise UnreadableFile(FileReason.QUOTES) from None
    if not header:
        raise UnreadableFile(FileReason.EMPTY)
    if len(header) > MOST_COLUMNS:
        raise UnreadableFile(FileReason.TOO_MANY_COLUMNS)
    if not rows:
        raise UnreadableFile(FileReason.ONLY_HEADER)
    return Table(header, rows, lines, delimiter)


def decode(content: bytes) -> str:
    """The text of a file: UTF-8 with or without mark, UTF-16 with mark (Excel's "Unicode"), else Windows-1252."""
    _refuse_other_kinds(content)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(content, "utf-16")
    if _has_control_bytes(content):
        raise UnreadableFile(FileReason.BINARY)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decoded(content, "cp1252")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableFile(FileReason.ENCODING) from None


def _refuse_other_kinds(content: bytes) -> None:
    """Known by their first bytes, never opened: a compressed file is not unpacked."""
    start = content[:4096].lstrip()
    if not start:
        raise UnreadableFile(FileReason.EMPTY)
    if start.startswith(b"PK\x03\x04"):
        office = b"[Content_Types].xml" in content or b"opendocument.spreadsheet" in start
        raise UnreadableFile(FileReason.EXCEL if office else FileReason.ZIP)
    for magic, reason in _MAGIC:
        if start.startswith(magic):
            raise UnreadableFile(reason)


def _has_control_bytes(content: bytes) -> bool:
    return len(content.translate(None, delete=_NO_TEXT)) < len(content)


def _named_delimiter(text: str) -> tuple[str, str]:
    """Excel may write `sep=;` as the first line; take the delimiter from it and leave the line out."""
    first, _, rest = text.partition("\n")
    line = first.strip()
    if line.lower().startswith("sep=") and len(line) == 5 and line[4] in DELIMITERS:
        return rest, line[4]
    return text, ""


def _likely_delimiter(text: str) -> str:
    """The delimiter that splits the header most, and the next lines as often; a semicolon when in doubt."""
    sample = [line for line in text[:20_000].splitlines() if line.strip()][:20]

    def fitness(delimiter: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(sample, delimiter=delimiter)]
        return (sum(width == widths[0] for width in widths) if widths[0] > 1 else 0, widths[0])

    return max(DELIMITERS, key=fitness) if sample else DELIMITERS[0]
