"""Scores of scales."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerlus.statistics.scales import least_answered, percent_of_maximum, reversed_value, scale_score

percents = st.one_of(st.none(), st.floats(0, 100))


@pytest.mark.parametrize(("items", "least"), [(1, 1), (2, 2), (3, 2), (4, 3), (5, 4), (6, 4)])
def test_two_thirds_of_the_items_must_be_answered(items, least):
    assert least_answered(items) == least


def test_the_middle_of_a_seven_point_scale_is_fifty():
    assert percent_of_maximum(4, 1, 7) == 50


@given(st.integers(1, 7))
def test_reversing_twice_gives_the_same_point(point):
    assert reversed_value(reversed_value(point, 1, 7), 1, 7) == point


@given(st.integers(1, 7))
def test_a_reversed_point_scores_the_complement(point):
    assert percent_of_maximum(reversed_value(point, 1, 7), 1, 7) == pytest.approx(
        100 - percent_of_maximum(point, 1, 7)
    )


def test_a_point_outside_the_scale_is_refused():
    with pytest.raises(ValueError, match="not on a scale"):
        percent_of_maximum(8, 1, 7)


@given(st.lists(percents, min_size=1, max_size=6))
def test_a_score_is_unknown_or_lies_between_its_lowest_and_highest_answer(values):
    score = scale_score(values)
    answered = [value for value in values if value is not None]
    assert (score is None) == (len(answered) < least_answered(len(values)))
    if score is not None:
        assert min(answered) - 1e-9 <= score <= max(answered) + 1e-9


@given(st.lists(percents, min_size=1, max_size=6), st.floats(0, 100))
def test_one_more_answer_never_makes_a_known_score_unknown(values, extra):
    known = scale_score(values) is not None
    filled = [extra if value is None else value for value in values]
    assert scale_score(filled) is not None or not known


@given(st.lists(percents, min_size=1, max_size=6), st.randoms())
def test_the_order_of_the_answers_does_not_matter(values, random):
    shuffled = values[:]
    random.shuffle(shuffled)
    assert scale_score(shuffled) == pytest.approx(scale_score(values))
