"""Tests that rest on the draw alone: every draw counted, none invented, and turned around into an interval."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leerlus.statistics import permutation, single_case
from leerlus.statistics.permutation import cluster_permutation_test
from leerlus.statistics.single_case import overlap, phase_randomisation_test

VALUES = st.lists(st.integers(-20, 20).map(float), min_size=8, max_size=14)


@settings(max_examples=40, deadline=None)
@given(VALUES, st.integers(2, 3), st.integers(1, 2), st.randoms())
def test_every_possible_start_is_looked_at_once(values, phases, least, chance):
    possible = [
        starts
        for starts in product(range(1, len(values)), repeat=phases - 1)
        if all(np.diff((0, *starts, len(values))) >= least)
    ]

    def difference(starts):
        parts = [np.mean(part) for part in np.split(np.array(values), starts)]
        return np.mean(parts[1::2]) - np.mean(parts[::2])

    real = chance.choice(possible)
    found = phase_randomisation_test(values, phases, real, least)
    as_large = sum(difference(starts) >= difference(real) - 1e-9 for starts in possible)
    assert found.assignments == len(possible)
    assert found.p == pytest.approx(as_large / len(possible))


def test_a_part_of_very_many_draws_gives_about_the_same(monkeypatch):
    values = np.random.default_rng(1).standard_normal(40)
    exact = phase_randomisation_test(values, 4, (10, 20, 30), 3)
    monkeypatch.setattr(single_case, "MOST_EXACT", 2000)
    some = phase_randomisation_test(values, 4, (10, 20, 30), 3, seed=1)
    assert some.used == 2000
    assert some.p == pytest.approx(exact.p, abs=0.04)


@given(VALUES, VALUES)
def test_overlap_turns_around_and_stays_between_nothing_and_all(before, after):
    there, back = overlap(before, after), overlap(after, before)
    assert there.raised == -back.raised
    assert there.non_overlap + back.non_overlap == pytest.approx(1)
    assert overlap([1, 2], [3, 4]).non_overlap == 1


CLUSTERS = st.lists(st.floats(-5, 5).map(lambda value: round(value, 2)), min_size=5, max_size=8)


@settings(max_examples=40, deadline=None)
@given(CLUSTERS, st.integers(0, 1000))
def test_clusters_are_permuted_as_by_hand(means, seed):
    group = np.random.default_rng(seed).permutation([1, 1, *[0] * (len(means) - 2)])
    values = np.array(means)

    def difference(chosen):
        rest = [place for place in range(len(means)) if place not in chosen]
        return values[list(chosen)].mean() - values[rest].mean()

    real = difference(np.flatnonzero(group))
    draws = [difference(chosen) for chosen in combinations(range(len(means)), 2)]
    found = cluster_permutation_test(values, group)
    assert found.p == pytest.approx(np.mean([abs(one) >= abs(real) - 1e-9 for one in draws]))
    assert found.exact
    assert found.low <= found.difference <= found.high


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 1000), st.integers(8, 10))
def test_the_interval_holds_just_the_effects_that_the_test_does_not_refuse(seed, clusters):
    chance = np.random.default_rng(seed)
    group = np.arange(clusters) % 2
    values = chance.standard_normal(clusters) + group
    found = cluster_permutation_test(values, group)
    width = found.high - found.low
    for effect, refused in (
        (found.low - width / 1000, True),
        (found.low + width / 1000, False),
        (found.high - width / 1000, False),
        (found.high + width / 1000, True),
    ):
        assert (cluster_permutation_test(values - effect * group, group).p <= 0.05) == refused


def test_too_few_clusters_can_refuse_nothing():
    found = cluster_permutation_test([1, 2, 8, 9], [0, 0, 1, 1])
    assert found.smallest_p == pytest.approx(1 / 3)
    assert (found.low, found.high) == (-np.inf, np.inf)


def test_a_part_of_very_many_draws_of_clusters_is_taken(monkeypatch):
    chance = np.random.default_rng(3)
    group = np.arange(16) % 2
    values = chance.standard_normal(16) + 0.5 * group
    exact = cluster_permutation_test(values, group)
    monkeypatch.setattr(permutation, "MOST_EXACT", 3000)
    some = cluster_permutation_test(values, group, seed=2)
    assert not some.exact
    assert some.p == pytest.approx(exact.p, abs=0.04)


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: phase_randomisation_test([1, 2, 3, 4], 2, (1,), 2), "cannot begin there"),
        (lambda: phase_randomisation_test([1, 2, np.nan, 4], 2, (2,), 2), "without gaps"),
        (lambda: overlap([], [1]), "at least one value"),
        (lambda: cluster_permutation_test([1, 2, 3], [0, 1, 1]), "two others"),
        (lambda: cluster_permutation_test([1, 2], [0]), "per cluster"),
        (lambda: cluster_permutation_test([1, 2, 3, 4], [0, 0, 1, 1], 95), "confidence"),
    ],
)
def test_what_was_not_drawn_says_why(ask, message):
    with pytest.raises(ValueError, match=message):
        ask()
