"""From bytes to a table: encodings, delimiters, and files that are something else."""

import contextlib
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerlus.outcomes.rules.reading import read_table
from leerlus.outcomes.rules.reasons import UnreadableFile

TEXT = "Cliënt;Duur;Reden\r\nC-1;12;“verhuisd”\r\nC-2;3;€ 5\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_encodings_of_excel_give_the_same_table(encoding):
    table = read_table(TEXT.encode(encoding))
    assert table.header == ("Cliënt", "Duur", "Reden")
    assert table.column(2) == ["“verhuisd”", "€ 5"]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_delimiter_is_recognised(delimiter):
    table = read_table(TEXT.replace(";", delimiter).encode())
    assert (len(table.header), len(table)) == (3, 2)


def test_a_first_line_that_names_the_delimiter_is_not_a_header():
    table = read_table(("sep=;\r\n" + TEXT).encode())
    assert table.header[0] == "Cliënt"
    assert table.lines.tolist() == [3, 4]


def test_commas_inside_quotes_do_not_split():
    table = read_table(b'duur,reden\n12,"ziek, daarna werk"\n')
    assert table.column(1) == ["ziek, daarna werk"]


def test_lines_are_numbered_as_in_the_file_with_blank_lines_and_line_breaks_in_cells():
    table = read_table(b'duur;reden\n\n1;a\n2;"b\nb"\n3;c\n;\n4;d\n')
    assert list(zip(table.column(0), table.lines.tolist(), strict=True)) == [
        ("1", 3),
        ("2", 4),
        ("3", 6),
        ("4", 8),
    ]


@given(st.binary(max_size=300))
def test_any_bytes_give_a_table_or_a_reason(content):
    with contextlib.suppress(UnreadableFile):
        assert len(read_table(content)) > 0


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=8)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=2, max_size=6))
def test_a_table_that_is_written_is_read_back(rows):
    header = ["duur", "reden", "nummer"]
    written = io.StringIO()
    csv.writer(written, delimiter=";").writerows([header, *rows])
    table = read_table(written.getvalue().encode("utf-8-sig"))
    assert table.first(len(rows)) == rows


ROW = st.lists(st.text("ab; \t\u00a0", max_size=3), min_size=1, max_size=4)


@given(st.lists(ROW, max_size=12), st.sampled_from(["\n", "\r\n", "\r"]))
def test_a_file_without_quotation_marks_is_read_as_the_csv_module_reads_it(rows, line_end):
    lines = ["kop;nog een;en een", *(";".join(row) for row in rows), "slot;1;2"]
    plain = read_table(line_end.join(lines).encode())
    quoted = read_table(line_end.join(['kop;nog een;"en een"', *lines[1:]]).encode())
    assert plain.first(99) == quoted.first(99)
    assert plain.lines.tolist() == quoted.lines.tolist()
    assert plain.widths.tolist() == quoted.widths.tolist()
