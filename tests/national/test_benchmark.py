"""The benchmark of a national host: what may be sent, what is made of it, and what is refused."""

import csv

import pytest
from django.db import connection

from leerlus.command.national.benchmark import benchmark
from leerlus.command.national.cli import main
from leerlus.command.national.exports import COLUMNS, Refused, check
from tests.national.exports import by_hand, exports, hold, row, written

TABLE = "exports"


@pytest.fixture
def sent(application):
    """The database of the application with these rows as what was sent."""

    def holding(rows, columns=COLUMNS):
        with connection.cursor() as cursor:
            hold(cursor, TABLE, columns, [tuple(one[name] for name in columns) for one in rows], "%s")
        return application

    return holding


def test_the_share_is_that_of_a_count_by_hand(sent):
    rows = exports()
    made = benchmark(sent(rows), TABLE, 12)
    assert [one.name for one in made.lines] == ["0000", "0001", "0002", "0003"]
    assert [one.share for one in made.lines] == pytest.approx(
        [by_hand(rows, one.name, 2) for one in made.lines]
    )
    assert made.together.clients == sum(one["clients"] for one in rows)


def test_together_municipalities_are_expected_to_do_what_they_did(sent):
    made = benchmark(sent(exports(5)), TABLE, 12)
    went = [one.to_work for one in made.beside]
    assert sum(one.expected for one in made.beside) == pytest.approx(sum(went))
    own = [one for one in exports(5) if one["municipality"] == "0002"]
    assert went[2] == sum(one["clients"] for one in own if one["way_out"] == 1 and one["period"] <= 2)
    assert all(one.wide[0] <= one.narrow[0] < 1 < one.narrow[1] <= one.wide[1] for one in made.beside)


def test_who_was_followed_for_longer_stands_beside_who_was_not(sent):
    rows = [*exports(3, 2), *(one for one in exports(4, 6) if one["municipality"] == "0003")]
    made = benchmark(sent(rows), TABLE, 12)
    assert made.lines[3].share == pytest.approx(by_hand(rows, "0003", 2))


@pytest.mark.parametrize(
    "wrong",
    [
        {"clients": 5},
        {"clients": 12},
        {"caseworkers": 2},
        {"largest": 55},
        {"two_largest": 90},
        {"two_largest": 25},
        {"way_out": 3},
        {"period": 0},
        {"months": 0},
        {"clients": None},
        {"largest": None},
    ],
)
def test_one_row_that_does_not_pass_the_release_rule_refuses_all(wrong, sent):
    rows = exports()
    rows[3] |= wrong
    with pytest.raises(Refused, match=r"release rule: 0000$"):
        check(sent(rows), TABLE)


def test_a_row_without_municipality_is_refused(sent):
    rows = exports()
    rows[3]["municipality"] = None
    with pytest.raises(Refused, match=r"release rule: \?$"):
        check(sent(rows), TABLE)


def test_a_column_more_refuses_all(sent):
    rows = [one | {"person": 7} for one in exports()]
    with pytest.raises(Refused, match="exactly these columns"):
        check(sent(rows, (*COLUMNS, "person")), TABLE)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda rows: rows[1:], "left out or double: 0000"),
        (lambda rows: [*rows, rows[0]], "left out or double: 0000"),
        (lambda rows: [rows[0] | {"months": 3}, *rows[1:]], "same length"),
        (lambda rows: [], "same length"),
    ],
)
def test_a_curve_with_a_gap_a_double_or_other_periods_is_refused(change, why, sent):
    with pytest.raises(Refused, match=why):
        check(sent(change(exports())), TABLE)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (exports(2), "at least 3 municipalities"),
        ([one | {"caseworkers": 3} for one in exports(3)], "10 caseworkers"),
        ([*exports(3), *(row("9999", p, w, 400) for p in (1, 2, 3, 4) for w in (0, 1, 2))], "more than half"),
    ],
)
def test_together_is_not_told_about_few_or_when_one_dominates(rows, why, sent):
    with pytest.raises(Refused, match=why):
        benchmark(sent(rows), TABLE, 12)


@pytest.mark.parametrize(
    ("within", "why"), [(9, "multiple"), (0, "0000: not followed"), (30, "0000: not followed")]
)
def test_a_time_that_was_not_followed_is_refused(within, why, sent):
    with pytest.raises(Refused, match=why):
        benchmark(sent(exports()), TABLE, within)


def test_the_command_writes_a_table_in_order_of_name(duckdb, tmp_path, capsys):
    assert main([str(written(exports(), tmp_path / "one.csv")), "--within", "12"]) == 0
    header, *lines = list(csv.reader(capsys.readouterr().out.splitlines()))
    assert [line[0] for line in lines] == ["0000", "0001", "0002", "0003", "all together"]
    assert header[2] == "to work within 12 months"
    assert all(len(line) == len(header) for line in lines)
