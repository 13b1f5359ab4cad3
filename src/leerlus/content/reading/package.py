"""The package that a workbook is: looked at before anything in it is unpacked (reliability document, S13)."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_MOST_RATIO: Final = 100
_SMALL: Final = 64 * 1024
"""A part this small may be as compressible as it likes."""
_START: Final = b"PK\x03\x04"
_DIRECTORY_END: Final = b"PK\x05\x06"
_DIRECTORY_END_SIZE: Final = 22


@dataclass(frozen=True, slots=True)
class Limits:
    """How much somebody may send: parts, and bytes once they are unpacked."""

    most_parts: int
    most_unpacked: int


class NoWorkbook(Exception):
    """The bytes are no workbook, or one that would harm whoever unpacks it."""


class ActiveWorkbook(Exception):
    """A workbook that holds macros, embedded files or links to other files."""


def look_inside(content: bytes, limits: Limits) -> None:
    """Refuse by what the directory of the file says. Raises NoWorkbook or ActiveWorkbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            whole = _is_nothing_else(content, parts) and _fits(parts, limits) and archive.testzip() is None
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, EOFError, OSError):
        raise NoWorkbook from None  # all that reading a damaged or locked package raises
    names = {part.filename for part in parts}
    if not whole or "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        raise NoWorkbook
    if any(name.endswith(".bin") or "externalLinks" in name or "embeddings" in name for name in names):
        raise ActiveWorkbook


def _is_nothing_else(content: bytes, parts: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether the package begins and ends the file: something before or behind it makes two files of one."""
    return (
        content.startswith(_START)
        and min((part.header_offset for part in parts), default=1) == 0
        and content.rfind(_DIRECTORY_END) == len(content) - _DIRECTORY_END_SIZE
    )


def _fits(parts: Sequence[zipfile.ZipInfo], limits: Limits) -> bool:
    """Whether it can be unpacked without harm: no bomb, no way out of its folder, no secrets."""
    return (
        len(parts) <= limits.most_parts
        and sum(part.file_size for part in parts) <= limits.most_unpacked
        and all(
            part.file_size <= max(_SMALL, _MOST_RATIO * part.compress_size)
            and not part.filename.startswith(("/", "\\"))
            and ".." not in part.filename.replace("\\", "/").split("/")
            and not part.flag_bits & 1
            and (part.external_attr >> 16) & 0o170000 != 0o120000
            for part in parts
        )
    )
