"""From answers to scores (domain specification 3.0 and 3.1, checks 7 to 12)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leerlus.content.instrument import current_instrument
from leerlus.scans.scoring import COMPETENCES, Band, Level, Scores, Stage, band, item_percent, score
from leerlus.statistics.scales import least_answered
from tests.scans.answers import CONVINCED_BUT_IN_DOUBT

QUICKSCAN = current_instrument("quickscan")
STAGE_ITEMS = ("STG1", "STG2")


@st.composite
def any_answers(draw: st.DrawFn) -> dict:
    """Answers as a sitting stores them: any question may be absent, skipped or answered."""
    answers = {}
    for item in QUICKSCAN.items:
        if item.kind == "rating":
            choices = QUICKSCAN.points(item)
        elif item.id in STAGE_ITEMS:
            choices = [option.value for option in item.options]
        else:
            continue
        given_answer = draw(st.sampled_from(["absent", None, *choices]))
        if given_answer != "absent":
            answers[item.id] = given_answer
    return answers


def test_check_07_who_did_so_before_and_slipped_is_in_relapse_with_the_stage_below_it_kept():
    scores = score(QUICKSCAN, {"STG1": "b", "STG2": "yes"})
    assert (scores.stage, scores.underlying_stage) == (Stage.RELAPSE, Stage.CONTEMPLATION)


@pytest.mark.parametrize("answer", ["d", "e"])
def test_check_08_who_works_on_their_craft_is_not_asked_whether_it_slipped_away(answer):
    assert "STG2" not in QUICKSCAN.asked({"STG1": answer})
    assert score(QUICKSCAN, {"STG1": answer, "STG2": "yes"}).stage is not Stage.RELAPSE


def test_check_09_two_of_four_attitude_answers_leave_attitude_unknown():
    scores = score(QUICKSCAN, {"ATT1": 7, "ATT2": 7})
    assert scores.scales["att"] is None
    assert scores.unanswered["att"] == ("ATT3", "ATT4")


def test_three_of_four_attitude_answers_give_a_score():
    assert score(QUICKSCAN, {"ATT1": 7, "ATT2": 7, "ATT4": 7}).scales["att"] == 100


def test_check_10_a_seven_on_a_reversed_question_counts_as_one():
    reversed_item = QUICKSCAN.by_id["ATT3"]
    assert (
        item_percent(QUICKSCAN, reversed_item, 7) == item_percent(QUICKSCAN, QUICKSCAN.by_id["ATT1"], 1) == 0
    )
    assert score(QUICKSCAN, {"ATT1": 1, "ATT2": 1, "ATT3": 7, "ATT4": 1}).scales["att"] == 0


def test_check_11_all_middle_answers_on_attitude_make_fifty():
    assert score(QUICKSCAN, dict.fromkeys(("ATT1", "ATT2", "ATT3", "ATT4"), 4)).scales["att"] == 50


@pytest.mark.parametrize(
    ("value", "level", "on_the_border"),
    [
        (0, Level.LOW, False),
        (40, Level.LOW, False),
        (40.5, Level.LOW, True),
        (50, Level.MIDDLE, True),
        (62.5, Level.MIDDLE, False),
        (65.5, Level.MIDDLE, True),
        (75, Level.HIGH, True),
        (85, Level.HIGH, False),
        (100, Level.HIGH, False),
    ],
)
def test_check_12_a_score_near_a_cut_is_on_the_border(value, level, on_the_border):
    assert band(value) == Band(level, on_the_border)


def test_answers_go_to_percent_of_maximum():
    scores = score(QUICKSCAN, CONVINCED_BUT_IN_DOUBT).scales
    assert scores["att"] == pytest.approx(95.83, abs=0.01)
    assert scores["se"] == 30
    assert scores["sn"] == pytest.approx(55.56, abs=0.01)
    assert scores["sn_weight"] == pytest.approx(83.33, abs=0.01)


def test_what_others_think_and_how_heavy_it_weighs_are_two_scores():
    scores = score(QUICKSCAN, {"SN1": 7, "SN2": 7, "SN3": 7}).scales
    assert (scores["sn"], scores["sn_weight"]) == (100, None)


@pytest.mark.parametrize(
    ("known", "whole"),
    [((), None), ((80.0, 60.0), None), ((80.0, 60.0, 40.0), 60.0), ((80.0, 60.0, 40.0, 0.0), 45.0)],
)
def test_self_directed_learning_as_a_whole_needs_three_of_its_four_competences(known, whole):
    competences = dict(zip(COMPETENCES, known, strict=False))
    scores = Scores(dict.fromkeys(QUICKSCAN.scales) | competences, {}, None, None)
    assert scores.self_directed == whole


def test_a_plan_without_action_and_action_without_a_plan_point_two_ways():
    working_without_intention = {"STG1": "d", "INT1": 1, "INT2": 1, "INT3": 1}
    intending_without_wanting = {"STG1": "a", "INT1": 7, "INT2": 7, "INT3": 7}
    assert score(QUICKSCAN, working_without_intention).points_two_ways
    assert score(QUICKSCAN, intending_without_wanting).points_two_ways
    assert not score(QUICKSCAN, CONVINCED_BUT_IN_DOUBT).points_two_ways


@settings(max_examples=80, deadline=None)
@given(any_answers())
def test_every_score_is_unknown_or_between_nought_and_a_hundred(answers):
    for value in score(QUICKSCAN, answers).scales.values():
        assert value is None or 0 <= value <= 100


@settings(max_examples=80, deadline=None)
@given(any_answers())
def test_a_scale_is_unknown_exactly_when_too_few_of_its_questions_are_answered(answers):
    scores = score(QUICKSCAN, answers)
    for name, scale in QUICKSCAN.scales.items():
        answered = sum(answers.get(item) is not None for item in scale.items)
        least = scale.minimum_answered or least_answered(len(scale.items))
        assert (scores.scales[name] is None) == (answered < least)
        assert len(scores.unanswered[name]) == len(scale.items) - answered


@settings(max_examples=60, deadline=None)
@given(any_answers(), st.randoms())
def test_the_order_in_which_questions_were_answered_does_not_matter(answers, random):
    shuffled = list(answers.items())
    random.shuffle(shuffled)
    assert score(QUICKSCAN, dict(shuffled)) == score(QUICKSCAN, answers)


@settings(max_examples=60, deadline=None)
@given(any_answers(), st.sampled_from([item for item in QUICKSCAN.items if item.kind == "rating"]))
def test_one_more_answer_never_makes_a_known_score_unknown(answers, item):
    more = {item.id: QUICKSCAN.points(item)[0]} | {
        key: value for key, value in answers.items() if value is not None
    }
    before, after = score(QUICKSCAN, answers).scales, score(QUICKSCAN, more).scales
    assert [name for name in before if before[name] is not None and after[name] is None] == []


@settings(max_examples=60, deadline=None)
@given(any_answers())
def test_scores_come_back_from_storage_as_they_went_in(answers):
    scores = score(QUICKSCAN, answers)
    assert Scores.from_stored(scores.as_stored()) == scores


@settings(max_examples=40, deadline=None)
@given(any_answers())
def test_a_higher_answer_never_lowers_a_score_and_on_a_reversed_question_never_raises_it(answers):
    for item in QUICKSCAN.items:
        if item.kind != "rating" or answers.get(item.id) in (None, QUICKSCAN.points(item)[-1]):
            continue
        before = score(QUICKSCAN, answers).scales
        after = score(QUICKSCAN, answers | {item.id: answers[item.id] + 1}).scales
        for name, scale in QUICKSCAN.scales.items():
            if item.id in scale.items and before[name] is not None:
                assert (after[name] < before[name]) if item.reverse else (after[name] > before[name])
