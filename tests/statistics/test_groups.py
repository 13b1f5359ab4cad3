"""Thousands of curves at once are the curves one by one; merged tables are the table of all rows."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leerlus.statistics.count_tables import count_table
from leerlus.statistics.groups import kaplan_meier_by_group, merged, tables_by_group
from leerlus.statistics.survival import kaplan_meier

ROWS = st.lists(st.tuples(st.integers(1, 12), st.integers(0, 1), st.integers(0, 4)), min_size=1, max_size=80)


@settings(max_examples=100, deadline=None)
@given(ROWS)
def test_every_group_has_its_own_curve(rows):
    duration, left, group = (np.array(column) for column in zip(*rows, strict=True))
    found = kaplan_meier_by_group(duration, left, group, 5)
    for number in range(5):
        own = group == number
        mine = slice(found.starts[number], found.starts[number + 1])
        if not own.any():
            assert found.time[mine].size == 0
            continue
        curve = kaplan_meier(count_table(duration[own], left[own], 1))
        places = found.time[mine] - 1
        assert found.at_risk[mine].tolist() == curve.at_risk[places].tolist()
        assert found.events[mine].tolist() == curve.events[places].tolist()
        assert found.survival[mine] == pytest.approx(curve.survival[places])
        assert found.standard_error[mine] == pytest.approx(curve.standard_error[places], nan_ok=True)
        for period in (0, 3, 12):
            assert found.at(period)[number] == pytest.approx(curve.at([period])[0])


@settings(max_examples=50, deadline=None)
@given(ROWS, st.randoms())
def test_the_order_of_rows_does_not_matter(rows, shuffled):
    other = list(rows)
    shuffled.shuffle(other)
    one, two = (
        kaplan_meier_by_group(*(np.array(column) for column in zip(*these, strict=True)), 5)
        for these in (rows, other)
    )
    assert np.array_equal(one.survival, two.survival)


def test_nobody_at_all_gives_groups_without_rows():
    empty = np.zeros(0, dtype=int)
    found = kaplan_meier_by_group(empty, empty, empty, 3)
    assert found.starts.tolist() == [0, 0, 0, 0]
    assert found.at(5).tolist() == [1, 1, 1]


@pytest.mark.parametrize(
    ("duration", "group", "message"),
    [
        ([1, 2], [0], "same length"),
        ([0, 2], [0, 1], "at least 1"),
        ([1, 2], [0, 2], "0 to 1"),
        ([1.5, 2], [0, 1], "whole"),
    ],
)
def test_what_is_no_group_says_why(duration, group, message):
    with pytest.raises(ValueError, match=message):
        kaplan_meier_by_group(duration, [1] * len(duration), group, 2)


@settings(max_examples=50, deadline=None)
@given(ROWS)
def test_tables_of_a_few_groups_are_the_tables_one_by_one(rows):
    duration, left, group = (np.array(column) for column in zip(*rows, strict=True))
    found = tables_by_group(duration, left, 1, group, 5)
    for number, table in enumerate(found):
        own = count_table(duration[group == number], left[group == number], 1)
        size = own.time.size
        assert table.at_risk[:size].tolist() == own.at_risk.tolist()
        assert table.exits[:, :size].tolist() == own.exits.tolist()
        assert table.total == own.total


@pytest.mark.parametrize(
    ("duration", "way_out", "group", "message"),
    [
        ([1, 2], [0], [0, 0], "same length"),
        ([1.5], [0], [0], "whole numbers"),
        ([0], [0], [0], "at least 1"),
        ([1], [2], [0], "at most 1"),
        ([1], [0], [2], "at most 1"),
    ],
)
def test_rows_that_cannot_be_counted_by_group_say_why(duration, way_out, group, message):
    with pytest.raises(ValueError, match=message):
        tables_by_group(duration, way_out, 1, group, 2)


LATE_ROWS = st.lists(
    st.tuples(st.integers(1, 9), st.integers(0, 2), st.integers(0, 8)).map(
        lambda row: (row[0], row[1], min(row[2], row[0] - 1))
    ),
    min_size=1,
    max_size=30,
)


@settings(max_examples=100, deadline=None)
@given(st.lists(LATE_ROWS, min_size=1, max_size=4))
def test_merged_tables_are_the_table_of_all_rows(parts):
    def counted(rows):
        duration, way_out, entry = zip(*rows, strict=True)
        return count_table(list(duration), list(way_out), 2, list(entry))

    whole = counted([row for rows in parts for row in rows])
    found = merged(*(counted(rows) for rows in parts))
    for name in ("time", "at_risk", "exits", "censored"):
        assert np.array_equal(getattr(found, name), getattr(whole, name))


def test_tables_with_other_ways_out_do_not_merge():
    with pytest.raises(ValueError, match="same ways out"):
        merged(count_table([1], [1], 1), count_table([1], [1], 2))
    with pytest.raises(ValueError, match="at least one table"):
        merged()
