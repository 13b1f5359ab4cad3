"""Expected events from counts per group, against the model that would give the same from rows."""

import numpy as np
import pytest

from leerlus.statistics.case_mix import adjusted_for_case_mix, by_group, shares_by_group
from leerlus.statistics.funnel import NARROW, WIDE, funnel, limits_at


def test_counts_per_group_expect_what_a_model_with_a_term_per_group_expects_from_rows():
    draw = np.random.default_rng(1)
    group, unit = draw.integers(0, 3, 4000), draw.integers(0, 5, 4000)
    outcome = draw.random(4000) < np.array([0.3, 0.2, 0.05])[group]
    design = np.stack([np.ones(4000), group == 1, group == 2], axis=1).astype(float)
    counts, _fit = adjusted_for_case_mix(outcome, design, unit, 5)
    people, events = np.zeros((5, 3)), np.zeros((5, 3))
    np.add.at(people, (unit, group), 1)
    np.add.at(events, (unit, group), outcome)
    found = by_group(people, events.sum(axis=1), shares_by_group(people, events))
    np.testing.assert_allclose(found.expected, counts.expected, rtol=1e-6)
    np.testing.assert_array_equal(found.people, counts.people)


def test_a_cell_that_is_not_known_counts_neither_as_people_nor_as_events():
    shares = shares_by_group([[100, np.nan], [100, 50]], [[10, 5], [20, np.nan]])
    assert shares[0] == pytest.approx(0.15)
    assert np.isnan(shares[1])


def test_a_group_of_unknown_share_makes_unknown_what_a_unit_expects_unless_it_has_nobody_there():
    found = by_group([[10, 0], [10, 5]], [1, 1], [0.1, np.nan])
    assert found.expected[0] == pytest.approx(1)
    assert np.isnan(found.expected[1])


@pytest.mark.parametrize("tables", [([[1, 2]], [1, 2], [0.1, 0.2]), ([1, 2], [1], [0.1, 0.2])])
def test_tables_that_do_not_fit_are_refused(tables):
    with pytest.raises(ValueError, match="per unit"):
        by_group(*tables)
    with pytest.raises(ValueError, match="one shape"):
        shares_by_group([[1, 2]], [[1, 2, 3]])


@pytest.mark.parametrize("observed", [[20, 31, 42, 9], [2, 90, 10, 60]])
def test_limits_between_units_go_through_those_of_the_units(observed):
    found = funnel(observed, [21.0, 30.0, 40.0, 10.0])
    for level, limits in ((NARROW, found.narrow), (WIDE, found.wide)):
        np.testing.assert_allclose(limits_at(found, found.expected, level), limits)
    assert np.isnan(limits_at(found, [4.0])).all()
