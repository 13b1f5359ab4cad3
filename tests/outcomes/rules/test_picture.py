"""What counts say, against the numbers of R for the real file and against rules that always hold."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerlus.outcomes.rules.columns import suggest
from leerlus.outcomes.rules.picture import (
    Question,
    out_of_hundred,
    picture_of,
    questions,
    rows_to_show,
    share_at,
    still_there_at,
)
from leerlus.outcomes.rules.reading import read_table
from leerlus.outcomes.rules.spells import Exit, Unit
from leerlus.outcomes.rules.validating import check
from tests.outcomes.conftest import REAL_FILE

COUNTS = st.lists(
    st.tuples(st.integers(1, 60), st.sampled_from([int(exit_) for exit_ in Exit]), st.integers(1, 40)),
    min_size=1,
)


@pytest.fixture(scope="module")
def real_counts():
    table = read_table(REAL_FILE.read_bytes())
    spells = check(table, suggest(table)).spells
    counted = Counter(zip(spells.durations, spells.exits, strict=True))
    return [(duration, int(exit_), number) for (duration, exit_), number in sorted(counted.items())]


def test_the_curve_of_the_real_file_equals_that_of_r(real_counts):
    curve = picture_of(real_counts, Question.FULL_TIME, Unit.TWO_WEEKS).curve
    expected = [0.9121, 0.8541, 0.7376, 0.6298, 0.5680, 0.4158, 0.3651]
    assert curve.at([1, 2, 5, 10, 13, 20, 26]) == pytest.approx(expected, abs=5e-5)
    assert (curve.median.estimate, curve.median.low, curve.median.high) == (15, 15, 17)


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        (0, [0.087945, 0.141950, 0.238398, 0.315457, 0.354443, 0.438805, 0.461875]),
        (1, [0.029016, 0.046006, 0.078239, 0.102778, 0.113732, 0.131838, 0.144917]),
        (2, [0.032605, 0.068407, 0.131872, 0.176415, 0.194183, 0.228324, 0.242564]),
    ],
)
def test_the_shares_of_the_real_file_equal_those_of_r(real_counts, way, expected):
    picture = picture_of(real_counts, Question.FULL_TIME, Unit.TWO_WEEKS)
    shares = [share_at(picture, way, period).estimate for period in (1, 2, 5, 10, 13, 20, 26)]
    assert shares == pytest.approx(expected, abs=1e-5)


def test_the_chance_is_said_at_the_last_familiar_moment_that_ten_people_reached(real_counts):
    assert picture_of(real_counts, Question.FULL_TIME, Unit.TWO_WEEKS).horizon == 26


@given(COUNTS, st.sampled_from(Question), st.sampled_from(Unit))
def test_all_shares_together_are_always_everybody(counts, question, unit):
    picture = picture_of(counts, question, unit)
    for period in (*picture.moments, picture.horizon):
        left = sum(share_at(picture, way, period).estimate for way in range(len(picture.ways)))
        assert left + still_there_at(picture, period) == pytest.approx(1)
    assert rows_to_show(picture.curve)


@given(COUNTS, st.sampled_from(Unit))
def test_the_chance_is_never_larger_than_the_line_suggests(counts, unit):
    picture = picture_of(counts, Question.FULL_TIME, unit)
    for at, period in enumerate(picture.curve.time):
        assert share_at(picture, 0, int(period)).estimate <= 1 - picture.curve.survival[at] + 1e-9


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=6))
def test_parts_of_a_hundred_add_up_to_a_hundred(weights):
    parts = out_of_hundred([weight / sum(weights) for weight in weights])
    assert sum(parts) == 100
    assert all(
        abs(part - 100 * weight / sum(weights)) < 1 for part, weight in zip(parts, weights, strict=True)
    )


@pytest.mark.parametrize(
    ("exits", "possible"),
    [
        ([Exit.FULL_TIME_WORK, Exit.PART_TIME_WORK], (Question.FULL_TIME, Question.ANY_WORK)),
        ([Exit.FULL_TIME_WORK, Exit.OTHER], (Question.FULL_TIME,)),
        ([Exit.WORK_UNKNOWN_HOURS], (Question.ANY_WORK,)),
        ([Exit.STILL_IN_BENEFIT], (Question.ANY_WORK,)),
    ],
)
def test_only_questions_that_a_set_can_answer_are_asked(exits, possible):
    assert questions([(3, int(exit_), 5) for exit_ in exits]) == possible


def test_nothing_gives_no_picture():
    with pytest.raises(ValueError, match="at least one"):
        picture_of([], Question.ANY_WORK, Unit.WEEK)
