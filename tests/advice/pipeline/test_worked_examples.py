"""The worked examples of the domain specification (4.7), row by row."""

import pytest

from tests.advice.pipeline.people import advice_for, somebody, techniques


@pytest.mark.parametrize(
    ("att", "sn", "se", "sn_weight", "intention", "stage", "lever", "steps"),
    [
        (85, 60, 30, 80, 60, "contemplation", "se", ["SMALL_STEPS", "PEER_TALK", "ASK"]),
        (30, 60, 80, 80, 60, "precontemplation", "att", ["INOC_ATT", "PEER_TALK", "INFO"]),
        (30, 50, 30, 80, 40, "contemplation", "att", ["INOC_ATT", "SMALL_STEPS", "PEER_TALK"]),
        (30, 60, 80, 80, 60, "action", "att", ["OWN_SUCCESS", "PEER_TALK", "TRAIN"]),
        (90, 90, 90, 90, 30, "contemplation", "barrier", ["BARRIER_SOLVE", "ASK"]),
        (90, 90, 90, 90, 90, "maintenance", "share", ["MENTOR", "FM"]),
        (85, 60, 30, 80, 60, "relapse", "se", ["SMALL_STEPS", "PEER_TALK", "WHAT_WORKED"]),
        (40, None, None, 80, 60, "action", None, ["TRAIN", "SUPPORT"]),
    ],
)
def test_the_worked_example_gives_this_lever_and_these_steps_in_this_order(
    att, sn, se, sn_weight, intention, stage, lever, steps
):
    advice = advice_for(somebody(att, sn, se, sn_weight, intention, stage))
    assert advice.lever == lever
    assert techniques(advice) == steps


def test_with_one_known_determinant_the_two_others_are_asked():
    assert advice_for(somebody(40, None, None, 80, 60, "action")).open_questions == ("sn", "se")


def test_the_setback_plan_does_not_push_out_what_worked_before():
    assert "INOC_SETBACK" in advice_for(somebody(stage="relapse")).alternatives
