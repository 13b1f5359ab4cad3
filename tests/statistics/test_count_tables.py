"""Rows become counts once; everything else is computed from the counts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerlus.statistics.count_tables import CountTable, count_table, from_counts
from tests.statistics.spells import spells, table_of


def _same(first: CountTable, second: CountTable) -> bool:
    return all(
        np.array_equal(getattr(first, part), getattr(second, part))
        for part in ("time", "at_risk", "exits", "censored")
    )


@given(spells)
def test_everybody_is_counted_once(rows):
    table = table_of(rows)
    assert table.total == table.at_risk[0] == len(rows)


@given(spells)
def test_at_risk_are_those_whose_spell_lasted_at_least_that_long(rows):
    table = table_of(rows)
    assert table.at_risk.tolist() == [sum(length >= time for length, _ in rows) for time in table.time]


@given(spells, st.randoms())
def test_the_order_of_rows_does_not_matter(rows, chance):
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert _same(table_of(shuffled), table_of(rows))


@given(spells, spells)
def test_counts_of_two_groups_add_up_to_the_counts_of_all(first, second):
    together = table_of(first + second)
    parts = np.zeros((3, len(together.time)), dtype=int)
    for rows in (first, second):
        table = table_of(rows)
        parts[0, : len(table.time)] += table.censored
        parts[1:, : len(table.time)] += table.exits
    assert _same(from_counts(parts), together)


@given(spells)
def test_who_comes_into_view_at_the_start_is_no_late_entry(rows):
    lengths, outs = [length for length, _ in rows], [way for _, way in rows]
    assert _same(count_table(lengths, outs, 2, entry=[0] * len(rows)), table_of(rows))


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9), st.integers(0, 1)), min_size=1, max_size=40))
def test_who_comes_into_view_late_is_at_risk_only_from_then_on(rows):
    entries = [entry for entry, _, _ in rows]
    lengths = [entry + seen for entry, seen, _ in rows]
    table = count_table(lengths, [way for _, _, way in rows], ways=1, entry=entries)
    expected = [
        sum(entry < time <= length for entry, length in zip(entries, lengths, strict=True))
        for time in table.time
    ]
    assert table.at_risk.tolist() == expected
    assert table.total == len(rows)


def test_nobody_at_all_is_an_empty_table():
    table = count_table([], [], ways=2)
    assert (table.total, table.time.size, table.exits.shape) == (0, 0, (2, 0))


@pytest.mark.parametrize(
    ("durations", "ways_out", "reason"),
    [
        ([0], [1], "at least 1 period; the shortest here is 0"),
        ([1], [2], "from 0"),
        ([1], [-1], "from 0"),
        ([1, 2], [1], "same length"),
        ([2.5], [1], "duration must be whole numbers"),
        ([float("nan")], [1], "duration must be whole numbers"),
        (["4"], [1], "duration must be whole numbers"),
        ([1], [[1]], "way_out must have 1 dimension"),
    ],
)
def test_impossible_rows_are_refused(durations, ways_out, reason):
    with pytest.raises(ValueError, match=reason):
        count_table(durations, ways_out, ways=1)


@pytest.mark.parametrize(
    ("entry", "reason"), [([3], "before leaving"), ([-1], "0 or later"), ([0, 1], "same length")]
)
def test_impossible_entries_are_refused(entry, reason):
    with pytest.raises(ValueError, match=reason):
        count_table([3], [1], ways=1, entry=entry)


@pytest.mark.parametrize(
    ("counts", "reason"),
    [
        ([[1, -1]], "never below 0"),
        ([1, 2], "2 dimension"),
        (np.empty((0, 3)), "a row for who was last seen"),
    ],
)
def test_impossible_counts_are_refused(counts, reason):
    with pytest.raises(ValueError, match=reason):
        from_counts(counts)


def test_more_late_entries_than_people_are_refused():
    with pytest.raises(ValueError, match="than were in view"):
        from_counts([[0, 1], [1, 0]], late=[5, 0])
