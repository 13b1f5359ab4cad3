"""A file as columns. Each column keeps every different text once and a number per row, so that hundreds of thousands
of rows take little memory and every text is judged once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

import numpy as np
from numpy.typing import NDArray

from leerlus.outcomes.rules.reasons import FileReason, UnreadableFile

MOST_COLUMNS: Final = 200
_MANY: Final = 20_000
"""After so many rows it shows whether a column repeats itself: days do, twenty years have 7,300 of them."""
OnRows = Callable[[int], None]
"""Is told now and then how many rows were read."""


@dataclass(frozen=True, slots=True)
class Block:
    """Some rows of a file as columns, with how wide each row was and the line on which it starts. No row is empty."""

    columns: Sequence[Sequence[str]]
    widths: Sequence[int]
    lines: Sequence[int]


@dataclass(frozen=True, slots=True)
class Column:
    """The texts of a column without surrounding blanks, and for each row which of them it has.

    Each different text is there once; in a column that hardly repeats itself, such as client numbers, a text may recur.
    """

    texts: list[str]
    codes: NDArray[np.int32]

    def counts(self) -> dict[str, int]:
        """How often each text occurs."""
        found: dict[str, int] = {}
        for text, number in zip(self.texts, np.bincount(self.codes, minlength=len(self.texts)), strict=True):
            found[text] = found.get(text, 0) + int(number)
        return found


@dataclass(frozen=True, slots=True)
class Table:
    """A file as text: header, columns as many as the header has, how wide each row was, and where it starts."""

    header: tuple[str, ...]
    columns: tuple[Column, ...]
    widths: NDArray[np.int32]
    lines: NDArray[np.int32]

    def __len__(self) -> int:
        return int(self.lines.size)

    def column(self, index: int) -> list[str]:
        """All values of one column, without surrounding blanks; missing ones are empty."""
        column = self.columns[index]
        return [column.texts[code] for code in column.codes.tolist()]

    def cell(self, row: int, index: int) -> str:
        """One value, without surrounding blanks."""
        column = self.columns[index]
        return column.texts[int(column.codes[row])]

    def first(self, count: int) -> list[list[str]]:
        """The first rows, each as wide as the header, for a look at the file."""
        return [
            [self.cell(row, index) for index in range(len(self.header))]
            for row in range(min(count, len(self)))
        ]


class _Numbers(dict[str, int]):
    """Gives each new text the next number."""

    def __missing__(self, text: str) -> int:
        number = self[text] = len(self)
        return number


class _Growing:
    """A column while it is read. One that hardly repeats itself, such as client numbers, is kept without looking."""

    def __init__(self) -> None:
        self._numbers: _Numbers | None = _Numbers()
        self._texts: list[str] = []
        self._parts: list[NDArray[np.int32]] = []
        self._read = 0

    def add(self, column: Sequence[str]) -> None:
        self._read += len(column)
        if self._numbers is None:
            start = len(self._texts)
            self._texts.extend(column)
            self._parts.append(np.arange(start, start + len(column), dtype=np.int32))
            return
        self._parts.append(np.fromiter(map(self._numbers.__getitem__, column), np.int32, len(column)))
        if 2 * len(self._numbers) > self._read > _MANY:
            self._texts, self._numbers = list(self._numbers), None

    def grown(self) -> Column:
        texts = self._texts if self._numbers is None else self._numbers
        return Column(list(map(str.strip, texts)), np.concatenate(self._parts))


def collect(blocks: Iterable[Block], on_progress: OnRows | None = None) -> Table:
    """Put blocks together; the first row is the header.

    Raises UnreadableFile when there is no header, no row below it, or more columns than anybody uses.
    """
    header: tuple[str, ...] = ()
    growing: list[_Growing] = []
    widths: list[NDArray[np.int32]] = []
    lines: list[NDArray[np.int32]] = []
    read = 0
    for block in blocks:
        if not header and block.lines:
            header = tuple(column[0].strip() for column in block.columns[: block.widths[0]])
            if len(header) > MOST_COLUMNS:
                raise UnreadableFile(FileReason.TOO_MANY_COLUMNS)
            growing = [_Growing() for _ in header]
            block = _without_first(block)
        size = len(block.lines)
        if not size:
            continue
        widths.append(np.asarray(block.widths, np.int32))
        lines.append(np.asarray(block.lines, np.int32))
        absent = [("",) * size] * (len(header) - len(block.columns))
        for grows, column in zip(growing, (*block.columns, *absent), strict=False):
            grows.add(column)
        read += size
        if on_progress:
            on_progress(read)
    if not header:
        raise UnreadableFile(FileReason.EMPTY)
    if not read:
        raise UnreadableFile(FileReason.ONLY_HEADER)
    columns = tuple(grows.grown() for grows in growing)
    return Table(header, columns, np.concatenate(widths), np.concatenate(lines))


def block_of(rows: Sequence[Sequence[str]], lines: Sequence[int]) -> Block:
    """Rows as a block, without those that are empty."""
    kept = [at for at, row in enumerate(rows) if any(row) and "".join(row).strip()]
    if len(kept) < len(rows):
        rows, lines = [rows[at] for at in kept], [lines[at] for at in kept]
    return Block(list(zip_longest(*rows, fillvalue="")), list(map(len, rows)), lines)


def _without_first(block: Block) -> Block:
    return Block([column[1:] for column in block.columns], block.widths[1:], block.lines[1:])
