"""Power: more people find more, and every function turns around."""

from math import exp, pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerlus.statistics.power import (
    design_effect,
    people_needed,
    power_of_cluster_means,
    power_of_correlation,
    power_of_events,
    power_of_means,
    power_of_shares,
    share_effect,
    smallest_difference,
    smallest_hazard_ratio,
    whole,
)

SIZES = st.floats(5, 500)
EFFECTS = st.floats(0.05, 1.5)
POWERS = [power_of_means, power_of_shares, lambda number, effect: power_of_events(number, exp(effect))]


@pytest.mark.parametrize("power", POWERS, ids=["means", "shares", "events"])
@given(SIZES, EFFECTS)
def test_more_people_and_a_larger_difference_are_found_more_often(power, number, effect):
    found = power(number, effect)
    assert found <= power(number * 1.5, effect) + 1e-12
    assert found <= power(number, effect * 1.5) + 1e-12
    assert found == pytest.approx(power(number, -effect))


@pytest.mark.parametrize("power", POWERS, ids=["means", "shares", "events"])
def test_no_difference_is_found_as_often_as_the_significance_says(power):
    assert power(50, 0) == pytest.approx(0.05)


@given(st.floats(0.2, 1.2), st.floats(0.5, 0.95))
def test_the_people_needed_have_just_that_power(effect, power):
    assert power_of_means(people_needed(lambda number: power_of_means(number, effect), power), effect) == (
        pytest.approx(power, abs=1e-6)
    )


@given(st.integers(10, 400))
def test_the_smallest_difference_is_found_with_just_that_power(people):
    smallest = smallest_difference(lambda effect: power_of_means(people, effect))
    assert power_of_means(people, smallest) == pytest.approx(0.8, abs=1e-6)


def test_a_hazard_ratio_and_its_inverse_are_found_alike():
    ratio = smallest_hazard_ratio(200)
    assert power_of_events(200, ratio) == pytest.approx(0.8)
    assert power_of_events(200, 1 / ratio) == pytest.approx(0.8)


def test_clusters_of_people_who_are_not_alike_lose_only_the_degrees_of_freedom():
    assert design_effect(20, 0) == 1
    assert power_of_cluster_means(200, 10, 0.1, 0) == pytest.approx(power_of_means(2000, 0.1), abs=0.005)


def test_people_in_a_cluster_who_are_all_the_same_count_as_one():
    assert design_effect(20, 1) == pytest.approx(20)
    assert power_of_cluster_means(30, 20, 0.5, 1) == pytest.approx(power_of_means(30, 0.5))


def test_clusters_of_uneven_size_find_less():
    even = power_of_cluster_means(10, 20, 0.4, 0.05)
    assert power_of_cluster_means(10, 20, 0.4, 0.05, spread_of_size=0.6) < even


def test_shares_differ_from_nothing_to_everything():
    assert share_effect(1, 0) == pytest.approx(pi)
    assert share_effect(0.4, 0.4) == 0


@pytest.mark.parametrize(("number", "up"), [(63.2, 64), (64.0, 64), (64.0000000001, 64)])
def test_people_are_rounded_up(number, up):
    assert whole(number) == up


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: power_of_means(1, 0.5), "at least 2"),
        (lambda: power_of_means(20, 0.5, 1.5), "significance"),
        (lambda: power_of_correlation(20, 1), "between -1 and 1"),
        (lambda: power_of_events(20, 0), "above 0"),
        (lambda: design_effect(0, 0.1), "at least 1 person"),
        (lambda: share_effect(1.2, 0), "between 0 and 1"),
        (lambda: people_needed(lambda number: power_of_means(number, 0)), "no number of people"),
        (lambda: people_needed(lambda number: 0.9, 1.2), "power lies"),
        (lambda: smallest_difference(lambda effect: 0.1), "too few people"),
    ],
)
def test_what_cannot_be_answered_says_why(ask, message):
    with pytest.raises(ValueError, match=message):
        ask()
