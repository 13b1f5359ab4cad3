"""Groups that leave at another pace: by hand, in any order, within strata, and with other ways out."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leerlus.statistics.count_tables import CountTable, count_table, from_counts
from leerlus.statistics.gray import gray
from leerlus.statistics.logrank import log_rank, stratified_log_rank

ROW = st.tuples(st.integers(1, 8), st.integers(0, 2))
GROUP = st.lists(ROW, min_size=4, max_size=25)


def table(rows, ways: int = 2) -> CountTable:
    duration, way_out = zip(*rows, strict=True)
    return count_table(list(duration), list(way_out), ways)


def some_leave(groups) -> bool:
    return all(any(way == 1 for _, way in rows) for rows in groups) and all(
        max(length for length, _ in rows) > 2 for rows in groups
    )


GROUPS = st.lists(GROUP, min_size=2, max_size=4).filter(some_leave)


def by_hand(groups):
    """Two groups: (observed - expected)² / hypergeometric variance, summed period by period."""
    difference = variance = 0.0
    for period in range(1, 9):
        at_risk = [sum(length >= period for length, _ in rows) for rows in groups]
        leaving = [sum(row == (period, 1) for row in rows) for rows in groups]
        n, d = sum(at_risk), sum(leaving)
        if n:
            difference += leaving[0] - d * at_risk[0] / n
        if n > 1:
            variance += d * (n - d) / (n - 1) * at_risk[0] * at_risk[1] / n**2
    return difference**2 / variance if variance else None


@settings(max_examples=80, deadline=None)
@given(st.tuples(GROUP, GROUP).filter(some_leave))
def test_two_groups_are_compared_as_by_hand(groups):
    wanted = by_hand(groups)
    if wanted is None:
        with pytest.raises(ValueError, match="nothing can be compared"):
            log_rank([table(rows) for rows in groups])
    else:
        assert log_rank([table(rows) for rows in groups]).statistic == pytest.approx(wanted)


@settings(max_examples=60, deadline=None)
@given(GROUPS, st.randoms())
@pytest.mark.parametrize("test", [log_rank, gray])
def test_the_order_of_groups_does_not_matter_and_expected_adds_up_to_observed(test, groups, shuffled):
    tables = [table(rows) for rows in groups]
    try:
        found = test(tables)
    except ValueError:
        return
    order = list(range(len(tables)))
    shuffled.shuffle(order)
    other = test([tables[place] for place in order])
    assert other.statistic == pytest.approx(found.statistic, abs=1e-6)
    assert other.observed == pytest.approx(found.observed[order])
    assert found.expected.sum() == pytest.approx(found.observed.sum())
    assert 0 <= found.p <= 1


@settings(max_examples=60, deadline=None)
@given(GROUPS)
def test_grays_test_is_the_log_rank_test_when_there_is_no_other_way_out(groups):
    tables = [table([(length, min(way, 1)) for length, way in rows], ways=1) for rows in groups]
    try:
        wanted = log_rank(tables)
    except ValueError:
        return
    assert gray(tables).statistic == pytest.approx(wanted.statistic, rel=1e-6, abs=1e-9)


def test_grays_test_tells_chances_apart_from_pace():
    """Both groups leave by way 1 at the same pace among who is left, but one loses many to way 2 first."""
    chance = np.random.default_rng(1)
    tables = []
    for other_pace in (0.01, 0.2):
        first, second = chance.exponential(400, 2000), chance.exponential(20 / other_pace, 2000)
        length = np.clip(np.ceil(np.minimum(np.minimum(first, second), 1200)), 1, 1200).astype(int)
        way = np.where(np.minimum(first, second) > 1200, 0, np.where(first < second, 1, 2))
        tables.append(count_table(length, way, 2))
    assert log_rank(tables).p > 0.05
    assert gray(tables).p < 1e-10


def test_strata_that_are_one_stratum_change_nothing_and_copies_add_up():
    tables = [table([(2, 1), (3, 1), (5, 0), (6, 1)]), table([(1, 1), (2, 1), (2, 1), (4, 0)])]
    once = log_rank(tables)
    twice = stratified_log_rank([tables, tables])
    assert stratified_log_rank([tables]).statistic == once.statistic
    assert twice.statistic == pytest.approx(2 * once.statistic)
    assert twice.observed == pytest.approx(2 * once.observed)


def test_a_difference_between_strata_is_no_difference_between_groups():
    slow, fast = [(length, 1) for length in range(20, 40)], [(length, 1) for length in range(1, 5)] * 3
    mixed = log_rank([table(slow + fast[:2]), table(slow[:2] + fast)])
    within = stratified_log_rank([[table(slow), table(slow[:2])], [table(fast[:2]), table(fast)]])
    assert mixed.p < 0.01 < within.p


def test_early_differences_count_more_by_the_share_still_there():
    early = [table([(1, 1)] * 10 + [(20, 1)] * 10), table([(15, 1)] * 10 + [(20, 1)] * 10)]
    assert log_rank(early, weight="survival").p < log_rank(early).p


def test_late_entry_counts_only_from_when_somebody_is_in_view():
    whole = [count_table([4, 6, 7], [1, 1, 0], 1), count_table([3, 5, 7], [1, 1, 1], 1)]
    late = [count_table([4, 6, 7], [1, 1, 0], 1, [3, 0, 5]), whole[1]]
    assert log_rank(late).expected[0] < log_rank(whole).expected[0]


@pytest.mark.parametrize("test", [log_rank, gray])
def test_what_cannot_be_compared_says_why(test):
    one = table([(2, 1), (3, 0)])
    with pytest.raises(ValueError, match="at least two groups"):
        test([one])
    with pytest.raises(ValueError, match="not among the ways out"):
        test([one, one], 3)
    with pytest.raises(ValueError, match="nothing can be compared"):
        test([from_counts(np.zeros((2, 3), dtype=int)), from_counts(np.zeros((2, 3), dtype=int))])
    with pytest.raises(ValueError, match="every stratum"):
        stratified_log_rank([[one, one], [one]])
