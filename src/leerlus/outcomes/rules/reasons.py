"""Why a file or a line is refused, as keys; the screen and the command line turn them into sentences."""

from dataclasses import dataclass
from enum import StrEnum


class FileReason(StrEnum):
    """Why a whole file cannot be read."""

    EMPTY = "empty"
    ONLY_HEADER = "only_header"
    EXCEL = "excel"
    ZIP = "zip"
    WORKBOOK = "workbook"
    MACROS = "macros"
    BINARY = "binary"
    ENCODING = "encoding"
    QUOTES = "quotes"
    TOO_MANY_COLUMNS = "too_many_columns"


class Reason(StrEnum):
    """Why one line is refused."""

    FEWER_COLUMNS = "fewer_columns"
    DURATION_MISSING = "duration_missing"
    DURATION_NOT_WHOLE = "duration_not_whole"
    DURATION_BELOW_ONE = "duration_below_one"
    DURATION_TOO_LONG = "duration_too_long"
    START_MISSING = "start_missing"
    DATE_UNKNOWN = "date_unknown"
    START_IN_FUTURE = "start_in_future"
    END_IN_FUTURE = "end_in_future"
    END_BEFORE_START = "end_before_start"
    EXIT_WITHOUT_END = "exit_without_end"
    EXIT_UNKNOWN = "exit_unknown"
    FLAG_UNKNOWN = "flag_unknown"
    TWO_EXITS = "two_exits"
    REFERENCE_MISSING = "reference_missing"
    REFERENCE_IS_BSN = "reference_is_bsn"
    REFERENCE_NOT_PSEUDONYM = "reference_not_pseudonym"
    CASEWORKER_UNKNOWN = "caseworker_unknown"
    TWICE = "twice"
    NO_SPELL = "no_spell"
    CLIENT_UNKNOWN = "client_unknown"
    KIND_UNKNOWN = "kind_unknown"
    TOLD_BY_UNKNOWN = "told_by_unknown"


class UnreadableFile(Exception):
    """A file that cannot be read as a table; `reason` says why."""

    def __init__(self, reason: FileReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """One line that is not read: its number in the file, the column, what stood there, and why."""

    line: int
    column: str
    value: str
    reason: Reason
