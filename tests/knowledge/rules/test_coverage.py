"""The map: crossings, gaps and what is much alike."""

from hypothesis import given
from hypothesis import strategies as some

from leerlus.knowledge.rules.coverage import grid, much_alike

ROWS, COLUMNS = ("early", "late"), ("att", "se")
KNOWN = dict.fromkeys("abcdef", "yes")


def test_a_thing_lies_at_every_crossing_of_its_rows_and_columns():
    found = grid(ROWS, COLUMNS, [("C1", ["early", "late"], ["se"]), ("C2", ["late"], ["se", "att"])])
    assert found.at("late", "se") == ("C1", "C2")
    assert found.at("late", "att") == ("C2",)
    assert found.gaps == (("early", "att"),)


def test_what_lies_outside_the_map_is_left_out():
    found = grid(ROWS, COLUMNS, [("C1", ["never"], ["se"]), ("C2", ["early"], ["sn"])])
    assert len(found.gaps) == 4


@given(some.sets(some.sampled_from([(row, column) for row in ROWS for column in COLUMNS])))
def test_every_crossing_is_a_gap_or_has_something(placed):
    found = grid(ROWS, COLUMNS, [(row + column, [row], [column]) for row, column in placed])
    assert len(placed) + len(found.gaps) == len(ROWS) * len(COLUMNS)


def test_two_things_for_the_same_stage_that_are_judged_the_same_are_alike():
    (pair,) = much_alike({"C1": KNOWN, "C2": KNOWN}, {"C1": frozenset({"x"}), "C2": frozenset({"x"})})
    assert (pair.one, pair.other, pair.same, pair.known) == ("C1", "C2", 6, 6)


def test_things_for_other_stages_are_not_alike_however_they_are_judged():
    assert much_alike({"C1": KNOWN, "C2": KNOWN}, {"C1": frozenset({"x"}), "C2": frozenset({"y"})}) == ()


def test_not_knowing_makes_nothing_alike():
    unknown = dict.fromkeys(KNOWN, "unknown")
    together = {"C1": frozenset({"x"}), "C2": frozenset({"x"})}
    assert much_alike({"C1": unknown, "C2": unknown}, together) == ()
    assert much_alike({"C1": KNOWN | {"a": "unknown"}, "C2": KNOWN}, together) == ()
