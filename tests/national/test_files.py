"""Files of exports in DuckDB and Spark, and what is said when one of them is not there."""

import sys

import pyarrow
import pytest
from pyarrow import parquet

from leerlus.command.national.benchmark import benchmark
from leerlus.command.national.cli import main
from leerlus.command.national.engines import EngineProblem, with_duckdb, with_spark
from leerlus.command.national.exports import Refused, check
from tests.national.exports import exports, written

TABLE = "exports"


def in_parquet(rows, file):
    parquet.write_table(pyarrow.Table.from_pylist(rows), file)
    return file


def test_files_of_several_municipalities_are_one_table_csv_or_parquet(duckdb, tmp_path):
    rows = exports()
    parts = [
        [one for one in rows if one["municipality"] == name] for name in ("0000", "0001", "0002", "0003")
    ]
    files = [written(part, tmp_path / f"{at}.csv") for at, part in enumerate(parts)]
    made = benchmark(with_duckdb(files, TABLE), TABLE, 12)
    assert made == benchmark(with_duckdb([in_parquet(rows, tmp_path / "all.parquet")], TABLE), TABLE, 12)


def test_a_column_more_in_one_of_the_files_refuses_all(duckdb, tmp_path):
    more = [one | {"caseworker": "Bram"} for one in exports()]
    files = [written(exports(), tmp_path / "one.csv"), written(more, tmp_path / "two.csv")]
    with pytest.raises(Refused, match="exactly these columns"):
        check(with_duckdb(files, TABLE), TABLE)


def test_a_file_that_is_no_table_is_said_without_what_is_in_it(duckdb, tmp_path, capsys):
    file = tmp_path / "one.csv"
    file.write_text("municipality;clients\nSecret;Bram\n")
    assert main([str(file)]) == 2
    told = capsys.readouterr().err
    assert "Bram" not in told
    assert "Secret" not in told


def test_spark_reads_the_same_from_parquet_and_sees_a_column_more(spark, duckdb, tmp_path):
    file = in_parquet(exports(), tmp_path / "one.parquet")
    on_spark = with_spark([str(file)], TABLE, spark.sparkContext.master)
    assert benchmark(on_spark, TABLE, 12) == benchmark(with_duckdb([file], TABLE), TABLE, 12)
    more = in_parquet([one | {"caseworker": "Bram"} for one in exports(5)], tmp_path / "two.parquet")
    with pytest.raises(Refused, match="exactly these columns"):
        check(with_spark([str(file), str(more)], TABLE, spark.sparkContext.master), TABLE)
    with pytest.raises(EngineProblem, match="no cluster, or no such files"):
        with_spark([str(tmp_path / "none.parquet")], TABLE, spark.sparkContext.master)


@pytest.mark.parametrize(
    ("module", "arguments"), [("duckdb", []), ("pyspark.sql", ["--spark", "spark://x:1"])]
)
def test_without_an_engine_the_command_says_how_to_install_it(
    module, arguments, monkeypatch, tmp_path, capsys
):
    monkeypatch.setitem(sys.modules, module, None)
    assert main([str(written(exports(), tmp_path / "one.csv")), *arguments]) == 2
    assert "requirements/national.txt" in capsys.readouterr().err


@pytest.mark.parametrize(("name", "why"), [("none.csv", "no file"), ("one.xlsx", "files of one kind")])
def test_a_file_that_cannot_be_read_is_said(name, why, tmp_path, capsys):
    written(exports(), tmp_path / "one.xlsx")
    assert main([str(tmp_path / name)]) == 2
    assert why in capsys.readouterr().err
