"""Verdicts about the rows of a file, column by column: a value for each row, or the first reason why there is none."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from leerlus.outcomes.rules.reasons import Reason, RefusedLine
from leerlus.outcomes.rules.tables import Table

MOST_LISTED: Final = 200
_REASONS: Final = tuple(Reason)
_NUMBER: Final = {reason: 1 + at for at, reason in enumerate(_REASONS)}
_NOT_REPEATED: Final = {Reason.REFERENCE_IS_BSN, Reason.REFERENCE_NOT_PSEUDONYM}


@dataclass(frozen=True, slots=True)
class Judged:
    """One column judged: the different verdicts, a value or a Reason, and which of them each row has."""

    values: list[Any]
    codes: NDArray[np.int32]

    def of(self, rows: NDArray[np.intp]) -> list[Any]:
        """The values of some rows."""
        values = self.values
        return [values[code] for code in self.codes[rows].tolist()]

    def faults(self) -> NDArray[np.int8]:
        """Per row the number of its reason; 0 when it is right."""
        if Reason not in set(map(type, self.values)):
            return np.zeros(self.codes.size, np.int8)
        numbers = [_NUMBER[one] if isinstance(one, Reason) else 0 for one in self.values]
        return np.asarray(numbers, np.int8)[self.codes]


def judge(
    table: Table,
    column: int | None,
    by: Callable[[str], Any],
    all_fine: Callable[[Sequence[str]], bool] | None = None,
) -> Judged:
    """Judge every different text of a column once; an absent column gives None on every row.

    `all_fine` may say of all texts together that `by` would give each back as it is.
    """
    if column is None:
        return Judged([None], np.zeros(len(table), np.int32))
    texts = table.columns[column].texts
    fine = all_fine is not None and all_fine(texts)
    return Judged(texts if fine else [by(text) for text in texts], table.columns[column].codes)


def where(judged: Judged, holds: Callable[[object], bool]) -> NDArray[np.bool_]:
    """The rows whose verdict has a property."""
    return np.asarray([holds(value) for value in judged.values], bool)[judged.codes]


def days_of(judged: Judged, absent: date | None = None) -> NDArray[np.datetime64]:
    """Per row the day, or NaT where it was refused, or where there is none and `absent` does not stand for it."""
    days = [
        value if isinstance(value, date) else absent if value is None else None for value in judged.values
    ]
    return np.asarray(days, "datetime64[D]")[judged.codes]


def repeated(key: Sequence[Judged], *, among: NDArray[np.intp], of: int) -> NDArray[np.bool_]:
    """Rows whose values in the columns of a key are all those of an earlier one, among the rows that are right."""
    again = np.zeros(of, bool)
    if len(set(key[0].values)) == of:
        return again
    keys = np.zeros(of, np.int64)
    for judged in key:
        numbers = {value: number for number, value in enumerate(dict.fromkeys(judged.values))}
        number = np.asarray([numbers[value] for value in judged.values], np.int64)
        keys = keys * len(numbers) + number[judged.codes]
    keys = keys[among]
    order = np.argsort(keys, kind="stable")
    again[among[order[1:][keys[order][1:] == keys[order][:-1]]]] = True
    return again


class Faults:
    """The first fault of every row, from columns that are judged one after the other."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._first = np.zeros(len(table), np.int8)
        self._columns = np.full(len(table), -1, np.int16)

    def add(self, column: int | None, faults: NDArray[np.int8]) -> None:
        """Note the faults of a column where a row has none yet."""
        new = (self._first == 0) & (faults != 0)
        if new.any():
            self._first[new] = faults[new]
            self._columns[new] = -1 if column is None else column

    def add_reason(self, column: int | None, reason: Reason, where: NDArray[np.bool_]) -> None:
        """Note one reason for the rows where it holds."""
        self.add(column, np.where(where, np.int8(_NUMBER[reason]), np.int8(0)))

    def right(self) -> NDArray[np.intp]:
        """The numbers of the rows without a fault."""
        return np.flatnonzero(self._first == 0)

    def by_reason(self) -> dict[Reason, int]:
        """How many rows are refused for which reason."""
        found = Counter(self._first[self._first != 0].tolist())
        return {_REASONS[number - 1]: count for number, count in found.items()}

    def listed(self) -> tuple[RefusedLine, ...]:
        """The first refused rows as lines of the file."""
        refused: Sequence[int] = np.flatnonzero(self._first)[:MOST_LISTED].tolist()
        return tuple(self._refused(row) for row in refused)

    def _refused(self, row: int) -> RefusedLine:
        reason, column = _REASONS[int(self._first[row]) - 1], int(self._columns[row])
        if column < 0:
            return RefusedLine(int(self._table.lines[row]), "", "", reason)
        # A number that may identify somebody is not repeated on a screen or in a log.
        value = "" if reason in _NOT_REPEATED else self._table.cell(row, column)[:40]
        return RefusedLine(int(self._table.lines[row]), self._table.header[column], value, reason)
