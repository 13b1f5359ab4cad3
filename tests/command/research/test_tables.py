"""A researcher's file becomes columns, or a message says what is wrong and what was expected."""

import numpy as np
import pytest

from leerlus.command.research.tables import InputProblem, Table, read_table


@pytest.fixture
def file(tmp_path):
    def write(content: str | bytes, name: str = "data.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.mark.parametrize(
    "content",
    [
        "weken,werk\n3,1\n5,0\n",
        "weken;werk\r\n3;1\r\n5;0\r\n",
        "weken\twerk\n3\t1\n5\t0\n\n",
        "\ufeffweken, werk\n3, 1\n5, 0\n",
        '"weken","werk"\n"3","1"\n"5","0"\n',
    ],
    ids=["commas", "semicolons", "tabs", "mark-at-the-start", "quotes"],
)
def test_every_common_flavour_of_csv_is_read(file, content):
    table = read_table(file(content))
    assert table.numbers("weken").tolist() == [3, 5]
    assert table.yes_or_no("werk").tolist() == [1, 0]
    assert len(table) == 2


def test_a_file_of_an_old_windows_program_keeps_its_letters(file):
    assert read_table(file("naam\nCoördinatie\n".encode("cp1252"))).texts("naam") == ["Coördinatie"]


def test_parquet_is_read_the_same_way(tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    import pyarrow

    path = tmp_path / "data.parquet"
    parquet.write_table(pyarrow.table({"weken": [3, None], "werk": [True, False]}), path)
    table = read_table(path)
    assert np.isnan(table.numbers("weken")).tolist() == [False, True]
    assert table.yes_or_no("werk").tolist() == [1, 0]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "holds no rows"),
        ("weken,werk\n", "holds no rows"),
        ("weken,weken\n1,2\n", "'weken' occurs more than once"),
        ("weken,werk\n1,2\n3\n", "line 3: expected 2 values"),
    ],
)
def test_a_file_that_is_no_table_says_why(file, content, message):
    with pytest.raises(InputProblem, match=message):
        read_table(file(content))


def test_a_file_that_is_not_there_or_is_no_parquet_says_so(file, tmp_path):
    with pytest.raises(InputProblem, match="There is no file"):
        read_table(tmp_path / "nowhere.csv")
    pytest.importorskip("pyarrow")
    with pytest.raises(InputProblem, match="not a Parquet file"):
        read_table(file("weken,werk\n", "data.parquet"))


def table(**columns: list[str]) -> Table:
    return Table("data.csv", columns)


def test_a_column_that_is_not_there_names_those_that_are():
    with pytest.raises(InputProblem, match=r"no column 'wekn'.*weken, werk"):
        table(weken=["1"], werk=["0"]).numbers("wekn")


@pytest.mark.parametrize(
    ("text", "value"), [("2.5", 2.5), ("2,5", 2.5), ("-1e3", -1000), ("NA", None), ("", None), ("nan", None)]
)
def test_numbers_may_have_a_comma_and_gaps(text, value):
    (found,) = table(score=[text]).numbers("score")
    assert np.isnan(found) if value is None else found == value


@pytest.mark.parametrize(
    ("read", "text", "message"),
    [
        (lambda one: one.numbers("x"), "veel", "line 3: expected a number, found 'veel'"),
        (lambda one: one.whole_numbers("x"), "2.5", "line 3: expected a whole number of at least 0"),
        (lambda one: one.whole_numbers("x", least=2), "1", "of at least 2, found '1'"),
        (lambda one: one.whole_numbers("x"), "", "line 3: expected a whole number"),
        (lambda one: one.yes_or_no("x"), "3", "expected 1 or 0"),
        (lambda one: one.labels("x"), "NA", "belongs to no group"),
    ],
)
def test_a_value_of_the_wrong_kind_is_named_with_its_line(read, text, message):
    good = "1"
    with pytest.raises(InputProblem, match=message):
        read(table(x=["5" if "least 2" in message or "of at least 2" in message else good, text]))


def test_rows_with_gaps_are_left_out_together():
    complete = table(a=["1", "", "3"], b=["x", "y", "NA"], c=["", "", ""]).complete(["a", "b"])
    assert (complete.texts("a"), complete.texts("b")) == (["1"], ["x"])
    with pytest.raises(InputProblem, match="complete in: a, c"):
        table(a=["1"], c=[""]).complete(["a", "c"])


def test_groups_are_ordered_as_numbers_or_as_words():
    assert table(team=["10", "9", "10"]).labels("team") == ["9", "10"]
    assert table(team=["Zuid", "Noord"]).labels("team") == ["Noord", "Zuid"]
    assert table(team=["a", "b", "a"], x=["1", "2", "3"]).where("team", "a").texts("x") == ["1", "3"]
