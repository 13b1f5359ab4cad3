"""What may be released: sizes, dominance, differences with everything before, and tables that cannot be worked out."""

from itertools import product

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from scipy import optimize

from leerlus.statistics.disclosure.decisions import Rule, decide, singled_out
from leerlus.statistics.disclosure.suppression import feasible, suppress
from leerlus.statistics.disclosure.tables import decide_table

TEAM = range(10)


def test_a_group_below_the_minimum_is_not_released_and_the_floor_is_hard():
    assert decide(range(7)).reason == "too few people"
    assert decide(range(8)).release
    assert decide(range(5), rule=Rule(least=5)).release
    with pytest.raises(ValueError, match="at least 5"):
        Rule(least=4)


@pytest.mark.parametrize(
    ("units", "reason"),
    [
        ({"a": 10, "b": 10}, "too few units"),
        ({"a": 21, "b": 10, "c": 10}, "one unit dominates"),
        ({"a": 18, "b": 18, "c": 4}, "two units dominate"),
        ({"a": 16, "b": 14, "c": 10}, "released"),
        ({"a": 16, "b": 14, "c": 10, "d": 0}, "released"),
    ],
)
def test_no_unit_may_dominate_a_figure(units, reason):
    decision = decide(range(sum(units.values())), units=units)
    assert decision.reason == reason
    assert decision.words.endswith(".")


@pytest.mark.parametrize(("joiners", "leavers"), list(product([0, 1, 2, 3, 4], repeat=2)))
def test_joiners_and_leavers_are_released_in_no_fewer_than_three(joiners, leavers):
    after = set(range(leavers, 12)) | set(range(100, 100 + joiners))
    decision = decide(after, [range(12)])
    assert decision.release == all(moved == 0 or moved >= 3 for moved in (joiners, leavers))


def test_the_same_group_again_and_a_group_apart_give_nothing_away():
    assert decide(TEAM, [TEAM]).release
    assert decide(range(20, 30), [TEAM]).release


def test_overlapping_groups_are_seen_through_also_in_three_steps():
    first, second, third = set(range(10)), set(range(5, 15)), set(range(10, 20))
    assert decide(second, [first]).release
    # first + third - second: two people more than what the three share out.
    everybody = first | third | {20, 21}
    assert decide(everybody, [first]).release
    assert decide(everybody, [first, third]).reason == "difference"
    assert "fewer than 3 people" in decide(everybody, [first, third]).words


def test_a_series_in_which_three_leave_and_three_return_gives_nothing_away():
    first, second = set(range(12)), set(range(3, 15))
    third = (second - {3, 4, 5}) | {0, 1, 2}
    assert decide(second, [first]).release
    assert decide(third, [first, second]).release


def test_one_who_comes_and_one_who_goes_would_tell_how_much_they_differ():
    assert singled_out([set(range(12)), set(range(1, 13))], 3)
    assert not singled_out([set(range(12)), set(range(3, 15))], 3)


GROUPS = st.lists(st.sets(st.integers(0, 11), min_size=5), min_size=1, max_size=4)


@settings(max_examples=80, deadline=None)
@given(GROUPS, st.randoms())
def test_what_is_released_step_by_step_never_tells_about_fewer_than_three_people(groups, chance):
    released = []
    for group in groups:
        if decide(group, released, rule=Rule(least=5)).release:
            released.append(group)
    scores = {person: chance.randint(0, 100) for person in range(12)}
    people = sorted(set().union(*released)) if released else []
    if not people:
        return
    sums = np.array([[float(person in group) for person in people] for group in released])
    totals = sums @ [scores[person] for person in people]
    for few in [*((one,) for one in people), *product(people, people)]:
        target = np.array([float(person in few) for person in people])
        ends = [
            optimize.linprog(
                sign * target, A_eq=sums, b_eq=totals, bounds=(None, None), method="highs"
            ).status
            for sign in (1, -1)
        ]
        assert ends != [0, 0], few


@settings(max_examples=50, deadline=None)
@given(GROUPS, st.randoms())
def test_the_order_of_earlier_figures_does_not_matter(groups, shuffled):
    *before, last = groups
    other = list(before)
    shuffled.shuffle(other)
    assert decide(last, before, rule=Rule(least=5)) == decide(last, other, rule=Rule(least=5))


TABLES = st.tuples(st.integers(2, 4), st.integers(2, 4)).flatmap(
    lambda shape: st.lists(
        st.lists(st.integers(0, 40), min_size=shape[1], max_size=shape[1]),
        min_size=shape[0],
        max_size=shape[0],
    )
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TABLES)
def test_a_hidden_small_count_cannot_be_worked_out_by_linear_programming(counts):
    table = np.array(counts)
    try:
        found = suppress(table)
    except ValueError:
        assume(False)
    hidden = np.isnan(found.shown)
    assert (found.small == ((table > 0) & (table < 8))).all()
    assert (hidden == (found.small | found.with_them)).all()
    assert found.shown[~hidden].tolist() == table[~hidden].tolist()
    size = table.size
    equations = [np.kron(np.eye(len(table))[row], np.ones(table.shape[1])) for row in range(len(table))]
    equations += [
        np.kron(np.ones(len(table)), np.eye(table.shape[1])[column]) for column in range(table.shape[1])
    ]
    totals = [*found.row_totals, *found.column_totals]
    for cell in np.flatnonzero(~hidden.ravel()):
        equations.append(np.eye(size)[cell])
        totals.append(table.ravel()[cell])
    for cell in np.flatnonzero(found.small.ravel()):
        low, high = (
            sign
            * optimize.linprog(
                sign * np.eye(size)[cell],
                A_eq=np.array(equations),
                b_eq=totals,
                bounds=(0, None),
                method="highs",
            ).fun
            for sign in (1, -1)
        )
        assert high - low >= 8 - 1e-6
        assert low - 1e-6 <= table.ravel()[cell] <= high + 1e-6


def test_a_table_without_small_counts_is_shown_whole():
    found = suppress([[20, 30], [0, 15]])
    assert found.shown.tolist() == [[20, 30], [0, 15]]
    assert not found.with_them.any()


def test_one_small_count_takes_three_others_with_it():
    found = suppress([[3, 40, 50], [30, 20, 60], [70, 35, 45]])
    assert found.small.sum() == 1
    assert found.with_them.sum() == 3
    assert found.low[0, 0] <= 3 <= found.high[0, 0]


def test_what_is_shown_is_known_exactly():
    table = np.array([[3, 40], [30, 20]])
    low, high = feasible(table, np.zeros((2, 2), dtype=bool))
    assert (low == table).all()
    assert (high == table).all()


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        ([1, 2], "table of counts"),
        ([[1.5, 2], [3, 4]], "table of counts"),
        ([[1, -2], [3, 4]], "table of counts"),
        ([[1, 0], [0, 1]], "release no totals"),
    ],
)
def test_what_cannot_be_hidden_says_why(counts, message):
    with pytest.raises(ValueError, match=message):
        suppress(counts)


def _people(*sizes_of_rows):
    """A table of people, numbered through."""
    numbers = iter(range(10_000))
    return [[{next(numbers) for _ in range(size)} for size in row] for row in sizes_of_rows]


def test_a_table_of_large_cells_is_told_whole_with_its_totals():
    found = decide_table(_people([20, 30], [40, 15]))
    assert found.totals
    assert found.shown.tolist() == [[20, 30], [40, 15]]
    assert len(found.groups) == 4 + 4


def test_a_small_cell_takes_others_with_it_and_every_cell_says_why():
    found = decide_table(_people([3, 40, 50], [30, 20, 60], [70, 35, 45]))
    assert found.totals
    assert found.reasons[0][0] == "too few people"
    assert sum(reason == "hides another" for row in found.reasons for reason in row) == 3


def test_a_cell_that_one_caseworker_dominates_is_hidden():
    cells = _people([20, 30], [40, 15])
    unit_of = {person: person % 4 for row in cells for cell in row for person in cell}
    unit_of |= dict.fromkeys(cells[0][0], 9)
    found = decide_table(cells, unit_of=unit_of)
    assert found.reasons[0][0] == "too few units"
    assert np.isnan(found.shown[0, 0])


def test_a_cell_that_one_person_joined_waits_and_the_rest_of_the_table_does_not_give_it_away():
    cells = _people([20, 30, 25], [40, 15, 22], [31, 28, 19])
    before = decide_table(cells)
    cells[0][0] = cells[0][0] | {9_999}
    after = decide_table(cells, before.groups)
    assert after.reasons[0][0] == "difference"
    assert not after.totals  # its row and its column grew by one as well
    assert not singled_out([*before.groups, *after.groups], 3)
    cells[0][0] = cells[0][0] | {9_997, 9_998}
    assert decide_table(cells, before.groups).totals


def test_nobody_can_be_in_two_cells():
    with pytest.raises(ValueError, match="two cells"):
        decide_table([[{1}, {1}], [{2}, {3}]])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(st.integers(0, 3), min_size=30, max_size=60), min_size=1, max_size=3))
def test_tables_over_time_never_single_out_fewer_than_three_people(rounds):
    """Each round says per person in which of four cells they are; who is beyond the list is not there."""
    released = []
    for places in rounds:
        cells = [
            [{person for person, place in enumerate(places) if place == cell} for cell in row]
            for row in ((0, 1), (2, 3))
        ]
        found = decide_table(cells, released)
        for row, column in product(range(2), range(2)):
            size = len(cells[row][column])
            assert np.isnan(found.shown[row, column]) or found.shown[row, column] == size
            assert np.isnan(found.shown[row, column]) or size == 0 or size >= 8
        released += found.groups
        assert not singled_out(released, 3)
