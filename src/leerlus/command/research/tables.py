"""A file as columns: CSV in any common flavour, or Parquet; messages say what is wrong and what was expected."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

GAPS: Final = frozenset({"", "na", "nan", "null", "none", "."})
_NO: Final = frozenset({"0", "no", "nee", "false", "f", "n"})
_YES: Final = frozenset({"1", "yes", "ja", "true", "t", "y", "j"})


class InputProblem(Exception):
    """The file or an option cannot be used as asked; the text says which and what was expected."""


@dataclass(frozen=True, slots=True)
class Table:
    """Columns of text by name, all of one length."""

    source: str
    columns: dict[str, list[str]]

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), []))

    def texts(self, name: str) -> list[str]:
        """A column as it is. Raises InputProblem when there is no such column."""
        if name not in self.columns:
            known = ", ".join(self.columns) or "none"
            raise InputProblem(f"{self.source} has no column '{name}'. Its columns are: {known}.")
        return self.columns[name]

    def numbers(self, name: str) -> Numbers:
        """A column as numbers, nan for gaps. A comma may be the decimal sign."""
        return np.array([self._number(name, line, text) for line, text in enumerate(self.texts(name), 2)])

    def whole_numbers(self, name: str, *, least: int = 0) -> NDArray[np.int64]:
        """A column of whole numbers without gaps, none below `least`."""
        values = self.numbers(name)
        for line, value in enumerate(values, 2):
            if np.isnan(value) or value != round(value) or value < least:
                raise InputProblem(
                    f"Column '{name}', line {line}: expected a whole number of at least {least}, "
                    f"found '{self.columns[name][line - 2]}'."
                )
        return values.astype(np.int64)

    def yes_or_no(self, name: str) -> NDArray[np.int64]:
        """A column of 1 and 0, yes and no, ja and nee, or true and false."""
        found = []
        for line, text in enumerate(self.texts(name), 2):
            word = text.strip().lower()
            if word not in _YES | _NO:
                raise InputProblem(
                    f"Column '{name}', line {line}: expected 1 or 0 (or yes/no, ja/nee), found '{text}'."
                )
            found.append(int(word in _YES))
        return np.array(found, dtype=np.int64)

    def complete(self, names: Sequence[str]) -> "Table":
        """Only the rows without a gap in these columns. Raises InputProblem when none is left."""
        chosen = [self.texts(name) for name in names]
        kept = [place for place, row in enumerate(zip(*chosen, strict=True)) if not any(map(_is_gap, row))]
        if not kept:
            raise InputProblem(f"No row of {self.source} is complete in: {', '.join(names)}.")
        return Table(
            self.source, {name: [column[row] for row in kept] for name, column in self.columns.items()}
        )

    def where(self, name: str, label: str) -> "Table":
        """Only the rows with this label in a column."""
        kept = [place for place, text in enumerate(self.texts(name)) if text == label]
        return Table(
            self.source, {key: [column[row] for row in kept] for key, column in self.columns.items()}
        )

    def labels(self, name: str) -> list[str]:
        """The different labels of a column: numbers by size, else by alphabet. Raises InputProblem for a gap."""
        texts = self.texts(name)
        for line, text in enumerate(texts, 2):
            if _is_gap(text):
                raise InputProblem(
                    f"Column '{name}', line {line}: this row belongs to no group; expected a label."
                )
        found = set(texts)
        try:
            return sorted(found, key=float)
        except ValueError:
            return sorted(found)

    def _number(self, name: str, line: int, text: str) -> float:
        if _is_gap(text):
            return float("nan")
        try:
            return float(text.replace(",", ".") if text.count(",") == 1 and "." not in text else text)
        except ValueError:
            raise InputProblem(f"Column '{name}', line {line}: expected a number, found '{text}'.") from None


def read_table(path: Path) -> Table:
    """Read a .csv or .parquet file. Raises InputProblem when it is not there, is empty, or has uneven lines."""
    if not path.is_file():
        raise InputProblem(f"There is no file {path}.")
    if path.suffix == ".parquet":
        return _read_parquet(path)
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    lines = [line for line in csv.reader(text.splitlines(), delimiter=separator) if line]
    if len(lines) < 2:
        raise InputProblem(f"{path} holds no rows: expected a line with names, then a line for each row.")
    names = [name.strip() for name in lines[0]]
    _check_names(path, names)
    for number, line in enumerate(lines[1:], 2):
        if len(line) != len(names):
            raise InputProblem(
                f"{path}, line {number}: expected {len(names)} values as in the first line, found {len(line)}."
            )
    return Table(
        path.name, {name: [line[place].strip() for line in lines[1:]] for place, name in enumerate(names)}
    )


def _check_names(path: Path, names: list[str]) -> None:
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise InputProblem(f"{path}: the column name '{sorted(twice)[0]}' occurs more than once.")


def _read_parquet(path: Path) -> Table:
    try:
        from pyarrow import ArrowInvalid, parquet
    except ImportError:
        raise InputProblem(
            "Reading Parquet needs an extra package: pip install 'leerlus[parquet]'. Or save the file as CSV."
        ) from None
    try:
        read = parquet.read_table(path)
    except ArrowInvalid:
        raise InputProblem(f"{path} is not a Parquet file.") from None
    if not read.num_rows:
        raise InputProblem(f"{path} holds no rows.")
    return Table(
        path.name, {name: [_as_text(value) for value in read[name].to_pylist()] for name in read.column_names}
    )


def _as_text(value: object) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, bool) else str(value)


def _is_gap(text: str) -> bool:
    return text.strip().lower() in GAPS
