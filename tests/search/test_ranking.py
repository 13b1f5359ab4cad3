import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from leerlus.search.ranking import POSTING, Postings, has, rank, rarity, scores_of, weight
from leerlus.search.text.terms import Ask

EVERYONE = np.ones(5, bool)


def postings(**weights: float) -> Postings:
    return np.array([(int(name.removeprefix("d")), value) for name, value in weights.items()], POSTING)


def test_more_often_weighs_more_but_less_and_less_so() -> None:
    once, twice, thrice = (weight(times, 100) for times in (1, 2, 3))

    assert once < twice < thrice
    assert thrice - twice < twice - once


def test_a_word_weighs_less_in_a_longer_text() -> None:
    assert weight(1, 1000) < weight(1, 100)


@given(st.integers(0, 1000), st.integers(1, 1000))
def test_a_rarer_term_tells_more_apart_and_none_counts_against(some: int, more: int) -> None:
    documents = 2000

    assert rarity(some, documents) > rarity(some + more, documents) > 0


def test_the_score_is_the_sum_over_words_of_the_best_term_of_each() -> None:
    of_term = {"nl:werk": postings(d1=2.0), "~work": postings(d1=1.0, d2=1.0), "nl:nu": postings(d2=1.0)}
    asks = [Ask("werk", {"nl:werk": 1.0, "~work": 0.8}), Ask("nu", {"nl:nu": 1.0})]

    score, covered = scores_of(asks, of_term, documents=10, size=3)

    rare = rarity(1, 10)
    np.testing.assert_allclose(score, [0, 2 * rare, 0.8 * rarity(2, 10) + rare])
    np.testing.assert_allclose(covered, [0, 0.5, 1])


def test_a_document_that_answers_the_whole_question_goes_before_one_that_repeats_a_word() -> None:
    ranked = rank(np.array([3.0, 2.9]), np.array([0.5, 1.0]), EVERYONE[:2], {}, {}, slice(10))

    assert ranked.documents.tolist() == [1, 0]


def test_what_somebody_may_not_see_is_not_found_and_not_counted() -> None:
    may_see = np.array([True, False, True])
    kinds = {"kind": {"method": postings(d0=1, d1=1), "finding": postings(d2=1)}}

    ranked = rank(np.ones(3), np.ones(3), may_see, {}, kinds, slice(10))

    assert ranked.documents.tolist() == [0, 2]
    assert ranked.total == 2
    assert ranked.counts == {"kind": {"method": 1, "finding": 1}}


def test_counts_of_a_group_say_what_choosing_would_give() -> None:
    method, finding, strong = postings(d0=1, d1=1), postings(d2=1, d3=1), postings(d0=1, d2=1)
    values = {"kind": {"method": method, "finding": finding}, "evidence": {"A": strong}}

    ranked = rank(np.ones(4), np.ones(4), EVERYONE[:4], {"kind": has(4, method)}, values, slice(10))

    assert ranked.documents.tolist() == [0, 1]
    assert ranked.counts == {"kind": {"method": 2, "finding": 2}, "evidence": {"A": 1}}


def test_equal_answers_keep_their_order_over_pages() -> None:
    pages = [
        rank(np.ones(5), np.ones(5), EVERYONE, {}, {}, slice(start, start + 2)).documents.tolist()
        for start in (0, 2, 4)
    ]

    assert pages == [[0, 1], [2, 3], [4]]
