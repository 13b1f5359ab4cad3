"""What lasted of something learned: behaviour at half a year, whatever was thought of it (note 1.2, check 65)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerlus.content.instrument import current_instrument
from leerlus.scans.lasting import Lasted, lasted, side_by_side

EVALUATION = current_instrument("post_evaluation")
DELIGHTED = {f"PE{number}": 5 for number in range(1, 9)}


def test_check_65_however_content_somebody_was_it_has_not_lasted_before_half_a_year():
    assert lasted(EVALUATION, {"at_once": DELIGHTED}) is Lasted.UNKNOWN
    assert lasted(EVALUATION, {"at_once": DELIGHTED, "six_weeks": DELIGHTED}) is Lasted.UNKNOWN


@pytest.mark.parametrize(
    ("step", "word"),
    [
        (1, Lasted.NO),
        (2, Lasted.NO),
        (3, Lasted.PARTLY),
        (4, Lasted.YES),
        (5, Lasted.YES),
        (None, Lasted.UNKNOWN),
    ],
)
def test_check_65_at_half_a_year_only_the_step_that_was_taken_counts(step, word):
    displeased = {"PE5": 1, "PE6": 1, "PE7": 1, "PE4": step}
    assert lasted(EVALUATION, {"six_months": displeased}) is word


@given(
    st.dictionaries(st.sampled_from(["at_once", "six_weeks"]), st.just(DELIGHTED)),
    st.dictionaries(st.sampled_from(["PE5", "PE6", "PE7"]), st.integers(1, 5)),
)
def test_check_65_nothing_else_that_was_answered_makes_it_last(earlier, later):
    assert lasted(EVALUATION, earlier | {"six_months": later}) is Lasted.UNKNOWN


def test_an_instrument_that_is_not_asked_again_never_says_that_something_lasted():
    assert lasted(current_instrument("craftsmanship_self"), {"": {"CB1": 4}}) is Lasted.UNKNOWN


def test_the_last_moment_lies_at_least_half_a_year_on():
    assert [moment.days for moment in EVALUATION.moments] == [0, 42, 182]


def test_the_questions_that_come_back_stand_side_by_side_and_a_gap_is_a_gap():
    rows = side_by_side(EVALUATION, {"at_once": {"PE4": 5, "PE5": 2}, "six_months": {"PE4": 1}})
    assert [len(row.answers) for row in rows] == [3, 3, 3, 3]
    first = [words.nl if words else None for words in rows[0].answers]
    assert first == ["5 van 5", None, "1 van 5"]
    assert rows[0].question.nl.endswith("zetten. Later: Ik heb hiermee een stap gezet in mijn werk.")
    assert rows[1].question == EVALUATION.by_id["PE5"].text
