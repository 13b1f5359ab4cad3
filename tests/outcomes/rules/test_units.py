"""Counts of units side by side, and what was to be expected of each."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerlus.outcomes.rules.outflow import Outflow
from leerlus.outcomes.rules.units import (
    BACK,
    LAST_SEEN,
    MOST_MONTHS,
    OTHERWISE,
    STILL_AWAY,
    TO_WORK,
    observed_and_expected,
    unit_tables,
)


def row(owner="a", began=8096, months=3, outflow=Outflow.WORK, away=None, returned=False, new=True, number=1):
    return (owner, began, months, outflow.value, away, returned, new, number)


def tables(*rows, **unit_of):
    return unit_tables(rows, unit_of, tuple(dict.fromkeys(unit_of.values())))


@pytest.mark.parametrize(
    ("outflow", "place"),
    [
        (Outflow.WORK, TO_WORK),
        (Outflow.OTHER, OTHERWISE),
        (Outflow.UNKNOWN, OTHERWISE),
        (Outflow.TOO_EARLY, LAST_SEEN),
        (Outflow.BACK_AT_ONCE, LAST_SEEN),
        (Outflow.STILL_IN_BENEFIT, LAST_SEEN),
    ],
)
def test_only_work_that_stands_counts_as_work(outflow, place):
    found = tables(row(outflow=outflow, number=4), a="Noord")
    assert found.spells[0, 0, place, 2] == found.spells.sum() == 4
    assert dict(zip(Outflow, found.outflows[0].tolist(), strict=True))[outflow] == 4


def test_who_left_after_ten_years_was_last_seen_then():
    found = tables(row(months=MOST_MONTHS + 1), row(months=MOST_MONTHS), a="Noord")
    assert found.spells[0, 0, :, -1].tolist() == [1, 1, 0]


def test_who_went_to_work_is_followed_until_back_or_last_seen():
    found = tables(
        row(away=2, returned=True),
        row(away=5, number=3),
        row(away=0),
        row(outflow=Outflow.OTHER, away=7),
        row(away=MOST_MONTHS + 1, returned=True),
        a="Noord",
    )
    assert found.away[0, BACK].nonzero()[0].tolist() == [1]
    assert found.away[0, STILL_AWAY, [4, -1]].tolist() == [3, 1]
    assert found.away.sum() == 5


def test_quarters_stand_in_order_and_unknown_comes_last():
    assert tables(row(began=8097), row(began=None), row(began=8090), a="Noord").quarters == (8090, 8097, None)


def test_sizes_are_of_clients_and_not_of_spells():
    found = tables(
        row("a", number=6),
        row("a", new=False, number=9),
        row("b", number=3),
        row("c", number=1),
        a=1,
        b=1,
        c=1,
    )
    assert (found.clients.tolist(), found.caseworkers.tolist()) == ([10], [3])
    assert found.largest[0] == pytest.approx(0.6)
    assert found.two_largest[0] == pytest.approx(0.9)


def test_a_unit_without_anybody_is_there_with_nothing():
    found = unit_tables([row("a")], {"a": "Noord"}, ("Zuid", "Noord"))
    assert found.clients.tolist() == [0, 1]
    assert found.largest.tolist() == [0.0, 1.0]
    assert unit_tables([], {}, ("Zuid",)).spells.sum() == 0


def test_what_was_expected_of_a_unit_is_worked_out_by_hand():
    found = tables(
        # In month 1: 3 of 10 to work. In month 2 there are 4 left, and 2 of them go to work.
        row("a", months=1, number=2),
        row("a", months=2, number=2),
        row("a", months=2, outflow=Outflow.OTHER, number=1),
        row("b", months=1, number=1),
        row("b", months=1, outflow=Outflow.OTHER, number=3),
        row("b", months=2, outflow=Outflow.STILL_IN_BENEFIT, number=1),
        a="Noord",
        b="Zuid",
    )
    counts = observed_and_expected(found)
    assert counts.people.tolist() == [5, 5]
    assert counts.observed.tolist() == [4, 1]
    assert counts.expected == pytest.approx([5 * 0.3 + 3 * 0.5, 5 * 0.3 + 1 * 0.5])


def test_a_bad_year_is_not_held_against_who_began_in_it():
    found = tables(
        row("a", began=8096, months=1, number=8),
        row("a", began=8096, months=1, outflow=Outflow.STILL_IN_BENEFIT, number=2),
        row("b", began=8097, months=1, number=1),
        row("b", began=8097, months=1, outflow=Outflow.STILL_IN_BENEFIT, number=9),
        a="Noord",
        b="Zuid",
    )
    assert observed_and_expected(found).expected == pytest.approx([8, 1])


@pytest.mark.parametrize("within", [0, MOST_MONTHS + 1])
def test_only_months_that_are_followed_can_be_asked(within):
    with pytest.raises(ValueError, match="from 1 to"):
        observed_and_expected(tables(row(), a="Noord"), within)


rows = st.lists(
    st.builds(
        row,
        owner=st.sampled_from("abc"),
        began=st.sampled_from([8096, 8099, None]),
        months=st.integers(1, 130),
        outflow=st.sampled_from(Outflow),
        number=st.integers(1, 9),
        new=st.booleans(),
    ),
    max_size=20,
)


@given(rows, st.integers(1, MOST_MONTHS))
def test_together_units_are_expected_to_see_what_was_observed_and_nobody_is_lost(given_rows, within):
    found = unit_tables(given_rows, {"a": "Noord", "b": "Zuid", "c": "Zuid"}, ("Noord", "Zuid"))
    counts = observed_and_expected(found, within)
    assert counts.expected.sum() == pytest.approx(counts.observed.sum())
    assert found.spells.sum() == found.outflows.sum() == sum(one[-1] for one in given_rows)
    together = unit_tables(given_rows, dict.fromkeys("abc", "all"), ("all",))
    assert np.array_equal(found.spells.sum(axis=0), together.spells[0])
    assert found.clients.sum() == together.clients[0]
