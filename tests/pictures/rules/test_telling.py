"""Which counts of clients may be told: never few, never of few caseworkers, and never few by subtraction."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from leerlus.pictures.rules.telling import LEAST_APART, LEAST_CLIENTS, ToldTable, tell

ROWS, COLUMNS = ("short", "long"), ("work", "other", "still")


def table(*sizes: int, caseworkers: int = 5) -> ToldTable:
    """A table with so many clients in its cells, row by row, spread evenly over caseworkers."""
    cells, unit_of = {}, {}
    for place, size in enumerate(sizes):
        people = {f"{place}-{number}" for number in range(size)}
        cells[ROWS[place // 3], COLUMNS[place % 3]] = people
        unit_of |= {person: number % caseworkers for number, person in enumerate(sorted(people))}
    return tell(cells, unit_of, rows=ROWS, columns=COLUMNS)


def test_everything_is_rounded_to_five():
    told = table(23, 31, 47, 52, 38, 61)
    assert told.total == 250
    assert told.columns == {"work": 75, "other": 70, "still": 110}
    assert told.rows == {"short": 100, "long": 150}
    assert told.cells["short"] == {"work": 25, "other": 30, "still": 45}
    assert told.why == ""


def test_a_cell_of_few_is_kept_back_and_the_whole_is_told():
    told = table(6, 40, 40, 40, 40, 40)
    assert told.cells["short"]["work"] is None
    assert told.total == 205
    assert told.columns["work"] == 45


def test_what_would_tell_of_three_people_by_subtraction_is_kept_back():
    told = table(3, 40, 40, 40, 40, 40)
    assert told.cells["short"]["work"] is None
    named = (told.columns["work"], told.cells["long"]["work"])
    assert named.count(None) >= 1


def test_nobody_is_never_told_as_nought():
    told = table(0, 40, 40, 40, 40, 40)
    assert told.cells["short"]["work"] is None


def test_clients_of_two_caseworkers_are_kept_back_however_many_they_are():
    told = table(40, 40, 40, 40, 40, 40, caseworkers=2)
    assert told.total is None
    assert told.why == "too few units"
    assert set(told.columns.values()) == {None}


def test_clients_of_whom_one_caseworker_has_most_are_kept_back():
    people = {str(number) for number in range(60)}
    unit_of = {person: 0 if int(person) < 35 else int(person) for person in people}
    told = tell({("short", "work"): people}, unit_of, rows=ROWS, columns=COLUMNS)
    assert told.total is None
    assert told.why == "one unit dominates"


def test_what_is_stored_is_read_back_as_it_was():
    told = table(6, 40, 40, 40, 40, 40)
    assert ToldTable.from_stored(told.as_stored()) == told


@settings(deadline=None, max_examples=40)
@given(some.lists(some.integers(0, 30), min_size=6, max_size=6))
def test_no_two_figures_and_no_figure_alone_are_about_few(sizes):
    """The groups that are told, and each group less another within it, hold ten, or five people, or nobody."""
    told = table(*sizes)
    members = {
        ("total",): set(range(6)),
        **{("column", column): {at, at + 3} for at, column in enumerate(COLUMNS)},
        **{("row", row): {3 * at, 3 * at + 1, 3 * at + 2} for at, row in enumerate(ROWS)},
        **{
            ("cell", row, column): {3 * a + b}
            for a, row in enumerate(ROWS)
            for b, column in enumerate(COLUMNS)
        },
    }
    values = {
        ("total",): told.total,
        **{("column", column): value for column, value in told.columns.items()},
        **{("row", row): value for row, value in told.rows.items()},
        **{("cell", row, column): told.cells[row][column] for row in ROWS for column in COLUMNS},
    }
    known = {name: members[name] for name, value in values.items() if value is not None}
    for places in known.values():
        assert sum(sizes[place] for place in places) >= LEAST_CLIENTS
    for one, other in combinations(known.values(), 2):
        for difference in (one - other, other - one):
            few = sum(sizes[place] for place in difference)
            if one <= other or other <= one:
                assert few == 0 or few >= LEAST_APART


@pytest.mark.parametrize("size", [8, 12, 17, 22])
def test_a_count_is_told_to_the_nearest_five(size):
    told = table(size, 40, 40, 40, 40, 40)
    cell = told.cells["short"]["work"]
    assert cell is None if size < LEAST_CLIENTS else abs(cell - size) <= 2
