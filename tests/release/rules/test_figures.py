"""How coarse a figure is (reliability document 4.2, R4)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerlus.release.rules.figures import at_least_half, coarse, coarse_mean, step_for


@pytest.mark.parametrize(
    ("number", "step"), [(1, 10), (3, 10), (4, 10), (5, 10), (7, 10), (8, 5), (9, 5), (100, 5)]
)
def test_each_person_hides_in_forty_points(number, step):
    assert step_for(number) == step


@given(st.integers(5, 200))
def test_the_step_is_the_smallest_that_hides_a_person_in_forty_points(number):
    step = step_for(number)
    assert step in {5, 10}
    assert step * number >= 40
    assert step == 5 or 5 * number < 40


@pytest.mark.parametrize(
    ("mean", "number", "told"),
    [(52.4, 8, 50), (52.5, 8, 55), (57.4, 8, 55), (54.9, 7, 50), (55.0, 7, 60), (64.9, 5, 60)],
)
def test_a_mean_is_rounded_and_halves_go_up(mean, number, told):
    assert coarse(mean, number) == told


@pytest.mark.parametrize(
    ("mean", "told"), [(0, 20), (17, 20), (22, 20), (23, 25), (77, 75), (78, 80), (100, 80)]
)
def test_the_ends_are_closed_so_that_nobody_reads_that_everybody_is_low(mean, told):
    assert coarse(mean, 9) == told


@given(st.lists(st.floats(0, 100), min_size=5, max_size=60))
def test_what_is_told_is_a_step_and_no_further_off_than_half_of_one(scores):
    told, step = coarse_mean(scores), step_for(len(scores))
    mean = sum(scores) / len(scores)
    assert told % step == 0
    assert 20 <= told <= 80
    if 20 < told < 80:
        assert abs(told - mean) <= step / 2 + 1e-9


@pytest.mark.parametrize(("yes", "told"), [(0, 0), (3, 0), (4, 1), (5, 1), (8, 1)])
def test_half_of_a_group_is_enough(yes, told):
    assert at_least_half([1.0] * yes + [0.0] * (8 - yes)) == told
