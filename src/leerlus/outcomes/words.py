"""The sentences behind the keys of the rules: the same on a page and on the command line."""

from collections.abc import Sequence
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from leerlus.organisations.roles import Role
from leerlus.outcomes.rules.completeness import Gap
from leerlus.outcomes.rules.event_columns import EventGap
from leerlus.outcomes.rules.reasons import FileReason, Reason, RefusedLine

FILE_REASONS: Final[dict[FileReason, str | Promise]] = {
    FileReason.EMPTY: gettext_lazy("This file is empty. Choose a file with a header and at least one line."),
    FileReason.ONLY_HEADER: gettext_lazy(
        "This file has a header but no lines below it. Choose a file with at least one line."
    ),
    FileReason.EXCEL: gettext_lazy(
        "This is an Excel file. Save it as CSV (separated by semicolons) and choose it again."
    ),
    FileReason.ZIP: gettext_lazy("This is a compressed file. Unpack it and choose the CSV file inside."),
    FileReason.WORKBOOK: gettext_lazy(
        "This Excel file cannot be read. Save it again as .xlsx, or as CSV, and choose it again."
    ),
    FileReason.MACROS: gettext_lazy(
        "Macros, embedded files and links to other files are not possible. Save it as a plain .xlsx."
    ),
    FileReason.BINARY: gettext_lazy("This is not a text file. Save the table as CSV and choose it again."),
    FileReason.ENCODING: gettext_lazy(
        "The letters in this file cannot be read. Save it as “CSV UTF-8” and choose it again."
    ),
    FileReason.QUOTES: gettext_lazy(
        "A quotation mark in this file is opened and not closed. Save the table as CSV again and choose that file."
    ),
    FileReason.TOO_MANY_COLUMNS: gettext_lazy(
        "This file has more than 200 columns. Keep the columns that are needed and choose it again."
    ),
}

REASONS: Final[dict[Reason, str | Promise]] = {
    Reason.FEWER_COLUMNS: gettext_lazy("This line has fewer columns than the header."),
    Reason.DURATION_MISSING: gettext_lazy("The duration is missing."),
    Reason.DURATION_NOT_WHOLE: gettext_lazy("The duration is not a whole number."),
    Reason.DURATION_BELOW_ONE: gettext_lazy(
        "The duration is below 1. Whoever left in the first period has duration 1."
    ),
    Reason.DURATION_TOO_LONG: gettext_lazy("The duration is more than sixty years."),
    Reason.START_MISSING: gettext_lazy("The start date is missing."),
    Reason.DATE_UNKNOWN: gettext_lazy("This is not a date like 31-12-2025 or 2025-12-31."),
    Reason.START_IN_FUTURE: gettext_lazy("The start lies after the day the file was made."),
    Reason.END_IN_FUTURE: gettext_lazy("The end lies after the day the file was made."),
    Reason.END_BEFORE_START: gettext_lazy("The end lies before the start."),
    Reason.EXIT_WITHOUT_END: gettext_lazy("It says how this ended, but the end date is missing."),
    Reason.EXIT_UNKNOWN: gettext_lazy("It is not known what this word means."),
    Reason.FLAG_UNKNOWN: gettext_lazy("A column with yes or no holds something else here."),
    Reason.TWO_EXITS: gettext_lazy("Two ways of leaving are marked in one line."),
    Reason.REFERENCE_MISSING: gettext_lazy("The client number is missing."),
    Reason.REFERENCE_IS_BSN: gettext_lazy(
        "This looks like a citizen service number (BSN). Use a number of your own; Leerlus does not keep a BSN."
    ),
    Reason.REFERENCE_NOT_PSEUDONYM: gettext_lazy(
        "This is not a client number: at most 64 letters, digits and - _ . / without spaces. Do not use names."
    ),
    Reason.TWICE: gettext_lazy(
        "An earlier line has the same client number and the same start. Keep one of both lines."
    ),
    Reason.NO_SPELL: gettext_lazy(
        "This set has no benefit of this client that began before this day. Read in the benefits first."
    ),
    Reason.CLIENT_UNKNOWN: gettext_lazy(
        "This set does not know this client number. Read in the benefit of this client first."
    ),
    Reason.KIND_UNKNOWN: gettext_lazy("It is not known what this word means."),
    Reason.TOLD_BY_UNKNOWN: gettext_lazy("Write here: registratie, klantmanager or cliënt."),
    Reason.CASEWORKER_UNKNOWN: gettext_lazy("No caseworker in your municipality has this e-mail address."),
}

GAPS: Final[dict[Gap, str | Promise]] = {
    Gap.UNIT: gettext_lazy("Choose how long one period is."),
    Gap.DURATION: gettext_lazy(
        "Choose the column with the duration, or the columns with start and end date."
    ),
    Gap.MEASURED_ON: gettext_lazy("Fill in the day on which this file was made."),
    Gap.EXIT: gettext_lazy("Choose where it says how it ended: one column, or columns with yes or no."),
    Gap.EXIT_TWICE: gettext_lazy("Choose one of both: a column with words, or columns with yes or no."),
    Gap.TOO_MANY_WORDS: gettext_lazy(
        "This column has more than 60 different words. Is it really the column that says how it ended?"
    ),
    Gap.WORDS: gettext_lazy("Choose what each word means."),
    Gap.CASEWORKER: gettext_lazy("Choose the column with the e-mail address of the caseworker."),
    Gap.KEY: gettext_lazy("Choose the client number and the start date: by these Leerlus finds what it has."),
    Gap.ENDED_ON: gettext_lazy("Choose the column with the end date."),
    Gap.REFERENCE: gettext_lazy("Choose the column with the client number."),
    Gap.SAME_COLUMN: gettext_lazy("You chose one column twice. Each column can be used once."),
}

EVENT_GAPS: Final[dict[EventGap, str | Promise]] = {
    EventGap.REFERENCE: GAPS[Gap.REFERENCE],
    EventGap.STARTED_ON: gettext_lazy("Choose the column with the start date."),
    EventGap.MEASURED_ON: GAPS[Gap.MEASURED_ON],
    EventGap.KIND: gettext_lazy("Choose the column that says what it is, or one meaning for all lines."),
    EventGap.KIND_TWICE: gettext_lazy("Choose one of both: a column, or one meaning for all lines."),
    EventGap.TOO_MANY_WORDS: gettext_lazy(
        "This column has more than 60 different words. Is it really the column that says what it is?"
    ),
    EventGap.WORDS: GAPS[Gap.WORDS],
    EventGap.SAME_COLUMN: GAPS[Gap.SAME_COLUMN],
}


def too_large(size: int, largest: int) -> str:
    """That a file is too large, in megabytes."""
    return _(
        "This file is %(size)d MB. At most %(largest)d MB fits; split it and read the parts in one by one."
    ) % {
        "size": -(-size // 1024**2),
        "largest": largest // 1024**2,
    }


def sentence_about(refused: RefusedLine) -> str:
    """What is wrong with a line, with what stood there."""
    reason = str(REASONS[refused.reason])
    if not refused.column:
        return reason
    if not refused.value:
        return f"{refused.column}: {reason}"
    return f"{refused.column} “{refused.value}”: {reason}"


def refused_line(refused: RefusedLine) -> str:
    """A refused line as one line of text."""
    line = _("Line %(line)s") % {"line": refused.line}
    return f"{line}: {sentence_about(refused)}"


def only_the_first(shown: int, total: int) -> str:
    """That not every refused line is listed."""
    return _("These are the first %(shown)s of %(total)s.") % {"shown": shown, "total": total}


def nothing_read_in() -> str:
    """That an import from the command line was refused."""
    return _("Nothing was read in. Mend these lines, or add --skip-refused to leave them out.")


def nobody_with(role: Role, email: str) -> str:
    """That nobody holds a role under an e-mail address."""
    return _("There is no %(role)s with e-mail address %(email)s.") % {"role": role.label, "email": email}


def no_set_named(name: str, there_are: Sequence[str]) -> str:
    """That somebody has no set of this name to add to, with those that there are."""
    known = ", ".join(f"“{one}”" for one in there_are) or "-"
    return _("There is no set “%(name)s” to add to. There is: %(known)s.") % {"name": name, "known": known}


def read_before(name: str) -> str:
    """That the very same file is a set already."""
    return _("You read in this file before, as “%(name)s”.") % {"name": name}


def columns_do_not_tell(header: Sequence[str], missing: Sequence[object]) -> str:
    """What a file lacks, in sentences, with the columns it has."""
    return _("The columns %(columns)s do not tell enough. %(sentences)s") % {
        "columns": ", ".join(header),
        "sentences": " ".join(map(str, missing)),
    }


def outcome(read: int, refused: int) -> str:
    """How many lines were read in and left out."""
    lines = ngettext("%(number)d line read in", "%(number)d lines read in", read) % {"number": read}
    left_out = _("%(number)d left out") % {"number": refused}
    return f"{lines}, {left_out}."
