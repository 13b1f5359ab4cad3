"""Which determinant becomes the lever (domain specification 4.2), rule by rule."""

from datetime import date

import pytest

from leerlus.advice.pipeline import Situation
from tests.advice.pipeline.people import advice_for, somebody, techniques


def lever_of(att, sn, se, *, sn_weight=80, intention=60):
    return advice_for(somebody(att, sn, se, sn_weight, intention)).lever


def test_the_determinant_with_the_largest_need_is_the_lever():
    assert lever_of(70, 60, 55) == "se"
    assert lever_of(55, 60, 70) == "att"
    assert lever_of(70, 50, 60) == "sn"


@pytest.mark.parametrize(("att", "sn", "se"), [(60, 58, 62), (58, 60, 62), (60, 60, 60)])
def test_less_than_five_points_apart_is_a_tie_that_self_efficacy_wins(att, sn, se):
    assert lever_of(att, sn, se) == "se"


def test_in_a_tie_attitude_goes_before_the_norm():
    assert lever_of(62, 60, 80) == "att"


def test_five_points_apart_is_no_tie():
    assert lever_of(55, 80, 60) == "att"
    assert lever_of(55.1, 80, 60) == "se"


def test_low_self_efficacy_goes_first_when_attitude_is_at_least_middling():
    assert lever_of(50, 20, 49) == "se"


def test_when_both_are_low_attitude_goes_first_and_small_steps_second():
    advice = advice_for(somebody(49, 60, 10))
    assert advice.lever == "att"
    assert techniques(advice)[:2] == ["INOC_ATT", "SMALL_STEPS"]


@pytest.mark.parametrize("weight", [None, 0, 49.9])
def test_the_norm_is_no_lever_for_whom_it_weighs_little_or_is_unknown(weight):
    assert lever_of(80, 20, 80, sn_weight=weight) is None
    assert lever_of(70, 20, 80, sn_weight=weight) == "att"


def test_a_score_of_seventy_five_is_no_longer_a_lever():
    assert lever_of(74.9, 80, 80) == "att"
    assert lever_of(75, 80, 80) is None


@pytest.mark.parametrize(("intention", "lever"), [(49.9, "barrier"), (50, None), (74.9, None), (75, "share")])
def test_when_all_is_well_the_intention_decides_between_barriers_and_sharing(intention, lever):
    assert lever_of(75, 75, 75, intention=intention) == lever


def test_sharing_is_no_lever_as_long_as_one_determinant_is_unknown():
    assert lever_of(90, None, 90, intention=90) is None


@pytest.mark.parametrize(
    ("situation", "asked"),
    [
        (Situation(att=20, sn=20, se=20, stage="action"), ("int",)),
        (Situation(att=20, intention=60, stage="action"), ("sn", "se")),
        (Situation(), ("int", "att", "sn", "se", "stage")),
    ],
)
def test_too_few_answers_give_no_lever_and_say_what_to_answer(situation, asked):
    advice = advice_for(situation)
    assert advice.lever is None
    assert advice.open_questions == asked
    assert advice.steps


def test_two_known_determinants_are_enough():
    advice = advice_for(Situation(att=80, se=40, intention=60, stage="contemplation"))
    assert advice.lever == "se"
    assert advice.open_questions == ()


def test_a_lever_whose_steps_are_all_put_aside_gives_way_to_the_next_determinant():
    aside = dict.fromkeys(["INOC_ATT", "SUCCESS_STORY", "OWN_SUCCESS", "BALANCE"], date(2026, 5, 31))
    advice = advice_for(somebody(30, 60, 60, stage="precontemplation", put_aside=aside))
    assert advice.lever == "att"
    assert techniques(advice)[0] == "SMALL_STEPS"
