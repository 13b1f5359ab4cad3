"""What the author of an intervention is told (domain specification 4.3 and 5): unknown is never no."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerlus.advice.pipeline.intervention import (
    Evidence,
    Intervention,
    Remark,
    intervention_rules,
    intervention_trace,
    remarks,
)

WHOLE = {"smart_goal": True, "follow_up": True, "management_informed": True, "linked_to_vision": True}


@pytest.mark.parametrize(
    ("informed", "linked", "rules"),
    [
        (False, True, ("R-66",)),
        (None, True, ()),
        (True, False, ("R-67",)),
        (True, None, ("R-67",)),
        (True, True, ()),
        (False, False, ("R-66", "R-67")),
    ],
)
def test_the_author_of_an_intervention_is_reminded_of_management_and_vision(informed, linked, rules):
    intervention = Intervention(management_informed=informed, linked_to_vision=linked)
    assert intervention_rules(intervention) == rules
    outcomes = {entry.rule: entry.outcome for entry in intervention_trace(intervention, 1)}
    assert outcomes == {rule: "fired" if rule in rules else "silent" for rule in ("R-66", "R-67")}


def test_the_trace_tells_what_each_reminder_looked_at():
    trace = intervention_trace(Intervention(management_informed=False, linked_to_vision=None), 3)
    assert [entry.inputs for entry in trace] == [
        (("management_informed", False),),
        (("linked_to_vision", None),),
    ]
    assert {entry.version for entry in trace} == {3}


@pytest.mark.parametrize(
    ("smart", "remark"),
    [(False, (Remark.GOAL_NOT_SMART,)), (None, (Remark.GOAL_UNKNOWN,)), (True, ())],
)
def test_check_26_a_goal_that_is_not_smart_is_said_and_an_unknown_one_stays_unknown(smart, remark):
    assert remarks(Intervention(**WHOLE | {"smart_goal": smart})) == remark


@given(st.sampled_from(Evidence))
def test_check_27_it_worked_with_us_is_practice_at_most(claimed):
    found = Intervention(claimed=claimed, worked_with_us=True)
    assert found.evidence >= Evidence.PRACTICE
    assert found.evidence >= claimed
    assert Intervention(claimed=claimed).evidence is claimed


@pytest.mark.parametrize(
    ("claimed", "level", "told"), [("A", "D", True), ("D", "D", False), ("E", "E", False)]
)
def test_check_27_the_author_is_told_only_when_the_claim_was_higher(claimed, level, told):
    found = Intervention(**WHOLE, claimed=Evidence(claimed), worked_with_us=True)
    assert found.evidence == level
    assert (Remark.AT_MOST_PRACTICE in remarks(found)) is told


def test_an_unknown_level_stays_unknown():
    assert Intervention(worked_with_us=True).evidence is None
    assert remarks(Intervention(**WHOLE, worked_with_us=True)) == ()


def test_check_29_without_a_date_for_a_follow_up_that_is_said():
    assert remarks(Intervention(**WHOLE | {"follow_up": False})) == (Remark.NO_FOLLOW_UP,)
