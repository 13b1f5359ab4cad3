"""What was to be expected of units side by side."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from leerlus.outcomes.rules.units import LAST_SEEN, OTHERWISE, TO_WORK, expected_of


def test_what_was_expected_of_a_unit_is_worked_out_by_hand():
    spells = np.zeros((2, 3, 2), np.int64)
    # In period 1: 3 of 10 to work. In period 2 there are 4 left, and 2 of them go to work.
    spells[0, TO_WORK] = 2, 2
    spells[0, OTHERWISE] = 0, 1
    spells[1, TO_WORK] = 1, 0
    spells[1, OTHERWISE] = 3, 0
    spells[1, LAST_SEEN] = 0, 1
    counts = expected_of(spells, 2)
    assert counts.people.tolist() == [5, 5]
    assert counts.observed.tolist() == [4, 1]
    assert counts.expected == pytest.approx([5 * 0.3 + 3 * 0.5, 5 * 0.3 + 1 * 0.5])
    assert expected_of(spells, 1).expected == pytest.approx([1.5, 1.5])


@given(arrays(np.int64, (3, 3, 6), elements=st.integers(0, 9)), st.integers(1, 6))
def test_together_units_are_expected_to_see_what_was_observed_and_nobody_is_lost(spells, within):
    counts = expected_of(spells, within)
    assert counts.expected.sum() == pytest.approx(counts.observed.sum())
    assert counts.people.sum() == spells.sum()
