"""Levels of evidence, SMART goals, what only passes on knowledge, and where assessors differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from leerlus.content.catalogue import load_catalogue
from leerlus.knowledge.rules.appraising import (
    FEWEST_PAIRS,
    LEVELS,
    Goal,
    GoalState,
    agreement,
    differences,
    highest_allowed,
    only_passes_on,
)

WHOLE = Goal("wat", "waaraan", "haalbaar", "waarom", "wanneer")
PARTS = ("specific", "measurable", "achievable", "relevant", "timed")


@given(some.sampled_from(LEVELS))
def test_check_27_what_worked_here_is_never_above_level_d(level):
    assert highest_allowed(level, only_worked_here=True) in {"D", "E"}
    assert highest_allowed(level, only_worked_here=False) == level


@pytest.mark.parametrize("level", ["", "F", "AB"])
def test_a_letter_that_is_no_level_is_refused(level):
    with pytest.raises(ValueError, match="no level"):
        highest_allowed(level, only_worked_here=False)


def test_a_goal_with_all_parts_is_smart():
    assert WHOLE.state() is GoalState.SMART
    assert WHOLE.missing == ()


@pytest.mark.parametrize("part", PARTS[1:])
def test_a_goal_that_lacks_a_part_is_smart_in_part_and_says_which(part):
    goal = Goal(**{name: "iets" for name in PARTS if name != part})
    assert goal.state() is GoalState.PARTLY
    assert goal.missing == (part,)


def test_without_what_exactly_a_goal_is_not_smart():
    assert Goal(timed="volgend jaar").state() is GoalState.NOT_SMART


def test_nothing_written_is_unknown_and_saying_there_is_none_is_not_smart():
    assert Goal(specific="  ").state() is GoalState.UNKNOWN
    assert Goal().state(says_there_is_none=True) is GoalState.NOT_SMART


def test_only_certain_lack_of_doing_and_reflection_makes_something_knowledge_only():
    assert only_passes_on({"active_learning": "no", "reflection": "no"})
    assert not only_passes_on({"active_learning": "no", "reflection": "unknown"})
    assert not only_passes_on({"active_learning": "partly", "reflection": "no"})


def test_not_knowing_differs_from_no():
    assert differences({"a": "no", "b": "yes"}, {"a": "unknown", "b": "yes"}) == ("a",)
    assert differences({"a": "no"}, {}) == ("a",)


def test_agreement_is_told_from_enough_pairs_that_are_not_all_one_value():
    pairs = [("yes", "yes")] * 15 + [("no", "no")] * 10 + [("yes", "no")] * 5
    found = agreement(pairs)
    assert found is not None
    assert found.observed == pytest.approx(25 / 30)
    assert found.low < found.kappa < found.high
    assert agreement(pairs[: FEWEST_PAIRS - 1]) is None
    assert agreement([("yes", "yes")] * 40) is None


def test_the_checklist_has_the_characteristics_that_the_rules_speak_of():
    assert {"smart_goal", "active_learning", "reflection"} <= set(load_catalogue().characteristics)
