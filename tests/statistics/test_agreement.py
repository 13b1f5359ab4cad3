"""Agreement and change: complete, by chance, in other words, and at the edges."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from leerlus.statistics.agreement import (
    cohen_kappa,
    conger_kappa,
    fleiss_kappa,
    within_group_agreement,
    within_group_agreement_of_scale,
)
from leerlus.statistics.change import (
    OUTCOMES,
    Norms,
    cutoff_away_from,
    cutoff_between,
    cutoff_within,
    reliable_change,
    standard_error_of_measurement,
)
from leerlus.statistics.intraclass import group_correlation, rater_correlation

LABELS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=4, max_size=40)


@settings(max_examples=60, deadline=None)
@given(LABELS, st.sampled_from(["none", "linear", "quadratic"]))
def test_kappa_is_the_same_for_raters_turned_around_and_at_most_1(pairs, weights):
    one, other = zip(*pairs, strict=True)
    assume(len(set(one) | set(other)) > 1)
    there, back = cohen_kappa(one, other, weights), cohen_kappa(other, one, weights)
    assert there.kappa == pytest.approx(back.kappa)
    assert there.kappa <= 1 + 1e-12
    assert there.low <= there.kappa <= there.high + 1e-12


@settings(max_examples=60, deadline=None)
@given(LABELS)
def test_two_raters_of_conger_are_cohen(pairs):
    assume(len({label for pair in pairs for label in pair}) > 1)
    one, other = zip(*pairs, strict=True)
    assert conger_kappa(pairs) == pytest.approx(cohen_kappa(one, other).kappa)


def test_complete_agreement_is_1_and_opposites_are_below_0():
    assert cohen_kappa(list("aabbc"), list("aabbc")).kappa == pytest.approx(1)
    assert cohen_kappa(list("abab"), list("baba")).kappa == -1
    assert fleiss_kappa([["a"] * 3, ["b"] * 3, ["a"] * 3]).kappa == pytest.approx(1)


def test_weights_forgive_what_lies_near():
    one, other = [1, 2, 3, 4, 5] * 4, [2, 3, 4, 5, 4] * 4
    assert cohen_kappa(one, other).kappa < cohen_kappa(one, other, "linear").kappa
    assert cohen_kappa(one, other, "linear").kappa < cohen_kappa(one, other, "quadratic").kappa


def test_a_team_agrees_from_not_at_all_to_completely():
    assert within_group_agreement([4, 4, 4], 5) == 1
    assert within_group_agreement([1, 5, 1, 5], 5) == 0
    assert within_group_agreement([3, 4, 3, 4], 5) == pytest.approx(1 - (1 / 3) / 2)
    assert within_group_agreement_of_scale([[4, 3], [4, 3]], 5) == 1
    assert within_group_agreement_of_scale([[1, 1], [5, 5]], 5) == 0
    one = 1 - (1 / 3) / 2
    assert within_group_agreement_of_scale([[3, 3], [4, 4], [3, 3], [4, 4]], 5) == pytest.approx(
        2 * one / (2 * one + (1 - one))
    )


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 500), st.integers(2, 5), st.integers(3, 12))
def test_groups_of_one_size_have_the_correlation_of_raters_of_their_own(seed, people, groups):
    ratings = np.random.default_rng(seed).standard_normal((groups, people)) + np.arange(groups)[:, None] / 3
    found = group_correlation(ratings.ravel(), np.repeat(np.arange(groups), people))
    wanted = rater_correlation(ratings, "1")
    assert (found.value, found.low, found.high, found.p) == pytest.approx(
        (wanted.value, wanted.low, wanted.high, wanted.p)
    )


@pytest.mark.parametrize("form", ["1", "2", "3", "1k", "2k", "3k"])
def test_intraclass_correlations_do_not_depend_on_unit_or_order(form):
    ratings = np.random.default_rng(1).standard_normal((12, 4)) + np.arange(12)[:, None] / 2
    plain = rater_correlation(ratings, form)
    other = rater_correlation(ratings[::-1, ::-1] * 10 + 3, form)
    assert (other.value, other.low, other.high) == pytest.approx((plain.value, plain.low, plain.high))


SCORES = st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), min_size=1, max_size=30)


@settings(max_examples=60, deadline=None)
@given(SCORES, st.floats(1, 20), st.floats(0.1, 0.95), st.floats(0, 100))
def test_everybody_has_one_outcome_and_a_scale_turned_around_gives_the_same(scores, deviation, trust, cutoff):
    before, after = (np.array(column) for column in zip(*scores, strict=True))
    assume(not np.isclose(before, cutoff).any())
    assume(not np.isclose(after, cutoff).any())
    up = reliable_change(before, after, deviation=deviation, reliability=trust, cutoff=cutoff)
    down = reliable_change(
        100 - before,
        100 - after,
        deviation=deviation,
        reliability=trust,
        cutoff=100 - cutoff,
        higher_is_better=False,
    )
    assert sum(up.counts.values()) == len(scores)
    assert set(up.counts) == set(OUTCOMES)
    assert up.outcome.tolist() == down.outcome.tolist()


def test_recovered_takes_a_reliable_change_and_passing_the_cutoff():
    found = reliable_change([30, 30, 49, 60], [60, 45, 51, 30], deviation=7.5, reliability=0.8, cutoff=50)
    assert found.outcome.tolist() == ["recovered", "improved", "unchanged", "deteriorated"]
    without = reliable_change([30], [60], deviation=7.5, reliability=0.8)
    assert without.outcome.tolist() == ["improved"]
    assert without.smallest == pytest.approx(1.96 * 4.743416, abs=1e-3)


def test_cutoffs_turn_around_with_the_scale():
    worse, better = Norms(60, 8), Norms(40, 6)
    assert cutoff_away_from(worse, higher_is_better=False) == 44
    assert cutoff_within(better, higher_is_better=False) == 52
    assert 40 < cutoff_between(worse, better) < 60


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: cohen_kappa([1, 2], [1]), "same list"),
        (lambda: cohen_kappa([1, 1], [1, 1]), "one and the same category"),
        (lambda: cohen_kappa([1, 2], [1, 2], confidence=95), "confidence"),
        (lambda: fleiss_kappa([1, 2]), "at least two raters"),
        (lambda: fleiss_kappa([["a", "a"]]), "one and the same category"),
        (lambda: within_group_agreement([3], 5), "at least two ratings"),
        (lambda: within_group_agreement_of_scale([[3, 4]], 5), "at least two people"),
        (lambda: rater_correlation([[1, 2]], "1"), "at least two subjects"),
        (lambda: group_correlation([1, 2], ["a", "b"]), "at least two people"),
        (lambda: group_correlation([1, 1, 2, 2], ["a", "a", "b", "b"]), "nobody differs"),
        (lambda: group_correlation([1, 2], ["a"]), "one group per person"),
        (lambda: reliable_change([1], [1, 2], deviation=1, reliability=0.8), "same length"),
        (lambda: standard_error_of_measurement(1, 1), "reliability"),
    ],
)
def test_what_cannot_be_judged_says_why(ask, message):
    with pytest.raises(ValueError, match=message):
        ask()
