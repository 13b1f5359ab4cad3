"""Single rules of the rule table (domain specification 4.3): when they fire and what they lead to."""

from datetime import date

import pytest

from leerlus.advice.pipeline import TeamContext, guards, team_rules
from leerlus.advice.pipeline.lever import choose
from leerlus.advice.pipeline.stage import rules_in_order
from tests.advice.pipeline.people import CONTENT, advice_for, somebody, techniques


def outcome(advice, rule):
    return {entry.rule: entry.outcome for entry in advice.trace}[rule]


def names(advice):
    return {*techniques(advice), *advice.alternatives}


def test_r10_only_who_sees_hardly_any_benefit_is_asked_to_choose_one():
    assert techniques(advice_for(somebody(49, 60, 80)))[0] == "INOC_ATT"
    assert techniques(advice_for(somebody(50, 70, 80)))[0] == "SUCCESS_STORY"


@pytest.mark.parametrize(
    ("drives", "strongest"),
    [
        ({"prd1": 80, "prd2": 60, "prd3": 70}, "prd1"),
        ({"prd1": 60, "prd2": 60, "prd3": 61}, "prd3"),
        ({"prd1": None, "prd2": 50, "prd3": 20}, "prd2"),
        ({"prd1": 49, "prd2": 0, "prd3": None}, None),
        ({}, None),
    ],
)
def test_r11_the_story_speaks_to_the_strongest_drive_and_to_none_that_does_not_count(drives, strongest):
    step = advice_for(somebody(60, 80, 80, **drives)).steps[0]
    assert (step.technique, step.emphasis) == ("SUCCESS_STORY", strongest)


def test_r11_pride_is_claimed_only_of_who_named_it():
    rule = CONTENT.rule["R-11"]
    assert rule.said(about_a_drive=True) == rule.explanation
    assert "trots" not in rule.said(about_a_drive=False).nl.lower()


def test_r20_is_named_behind_a_step_for_self_efficacy_and_behind_no_other():
    for_attitude, for_confidence = advice_for(somebody(49, 60, 10)).steps[:2]
    assert "R-20" in for_confidence.rules
    assert "R-20" not in for_attitude.rules


def test_r20_is_not_named_behind_a_plan_for_setbacks_of_who_does_not_doubt():
    steps = advice_for(somebody(90, 90, 90, 90, 60, "action", se_setback=4)).steps
    (plan,) = (step for step in steps if step.technique == "INOC_SETBACK")
    assert "R-20" not in plan.rules


def test_r21_watching_a_colleague_is_for_whom_doubts_and_likes_to_watch_or_discuss():
    assert outcome(advice_for(somebody(se=30, preferences=("watch",))), "R-21") == "fired"
    assert outcome(advice_for(somebody(se=30, preferences=("read",))), "R-21") == "silent"
    assert outcome(advice_for(somebody(se=60, preferences=("watch",))), "R-21") == "silent"


@pytest.mark.parametrize(
    ("se", "expected"), [(30, "fired"), (74.9, "fired"), (75, "silent"), (None, "silent")]
)
def test_r22_feedback_on_what_went_well_is_for_whom_is_not_sure_yet(se, expected):
    assert outcome(advice_for(somebody(se=se)), "R-22") == expected


@pytest.mark.parametrize(("stage", "expected"), [("contemplation", "silent"), ("preparation", "fired")])
def test_r23_a_plan_of_ones_own_comes_from_preparation_onward(stage, expected):
    assert outcome(advice_for(somebody(se=30, sdl2=30, stage=stage)), "R-23") == expected


def test_r21_and_r22_hold_also_while_too_little_is_known_for_a_lever():
    advice = advice_for(somebody(None, None, 30, preferences=("watch",)))
    assert advice.lever is None
    assert (outcome(advice, "R-21"), outcome(advice, "R-22"), outcome(advice, "R-20")) == (
        "fired",
        "fired",
        "silent",
    )


@pytest.mark.parametrize(
    ("stage", "expected"),
    [("action", "fired"), ("relapse", "fired"), ("maintenance", "silent"), ("preparation", "silent")],
)
def test_r24_while_acting_or_after_slipping_back_a_plan_for_setbacks_fits_whoever(stage, expected):
    assert outcome(advice_for(somebody(90, 90, 90, 90, 90, stage)), "R-24") == expected


def test_r24_gives_a_step_only_to_who_doubts_or_fears_a_setback():
    assert "INOC_SETBACK" not in techniques(advice_for(somebody(90, 90, 90, 90, 60, "action")))
    assert "INOC_SETBACK" in techniques(advice_for(somebody(90, 90, 90, 90, 60, "action", se_setback=4)))


@pytest.mark.parametrize(("certainty", "expected"), [(4, "fired"), (5, "silent"), (None, "silent")])
def test_r24_who_fears_a_setback_prepares_for_it(certainty, expected):
    advice = advice_for(somebody(se=80, se_setback=certainty, stage="preparation"))
    assert outcome(advice, "R-24") == expected


def test_r26_a_barrier_of_ones_own_is_cut_up_and_nothing_is_no_barrier():
    assert "BARRIER_SOLVE" in techniques(advice_for(somebody(att=80, sn=80, barriers=("rules",))))
    assert outcome(advice_for(somebody(barriers=("nothing",))), "R-26") == "silent"


def test_r31_who_is_not_convinced_gets_pros_and_cons_when_no_other_benefit_step_was_picked():
    advice = advice_for(somebody(74, 80, 80, put_aside=_aside("INOC_ATT", "SUCCESS_STORY", "OWN_SUCCESS")))
    assert "BALANCE" in techniques(advice)


def test_r32_an_unknown_stage_gives_a_question_and_no_plan():
    advice = advice_for(somebody(stage=None))
    assert outcome(advice, "R-32") == "fired"
    assert "ASK" in techniques(advice)
    assert "COMMIT" not in names(advice)


def test_r33_who_is_about_to_begin_reads_why_an_agreement_helps_also_with_an_unknown_intention():
    steps = advice_for(somebody(intention=None, stage="preparation")).steps
    (commitment,) = (step for step in steps if step.technique == "COMMIT")
    assert "R-33" in commitment.rules


def test_r35_who_keeps_it_up_is_asked_to_pass_it_on():
    assert techniques(advice_for(somebody(90, 90, 90, 90, 60, "maintenance")))[0] == "MENTOR"


def test_r35_passing_on_goes_before_training_when_all_is_well_and_only_then():
    assert techniques(advice_for(somebody(90, 90, 90, 90, 90, "action")))[0] == "MENTOR"
    assert techniques(advice_for(somebody(90, 90, 90, 90, 60, "action")))[0] == "TRAIN"


@pytest.mark.parametrize(("underlying", "rule"), [("precontemplation", "R-30"), ("contemplation", "R-31")])
def test_r36_after_slipping_back_the_rules_of_the_underlying_stage_follow(underlying, rule):
    relapsed = somebody(stage="relapse", underlying_stage=underlying)
    assert rules_in_order(choose(relapsed, CONTENT.weights)) == ("R-36", rule)
    assert outcome(advice_for(relapsed), rule) == "fired"
    assert "R-36" in advice_for(relapsed).messages


def test_r45_skills_are_practised_by_who_is_already_doing_it():
    assert outcome(advice_for(somebody(skl=30, stage="action")), "R-45") == "fired"
    assert outcome(advice_for(somebody(skl=30, stage="preparation")), "R-45") == "silent"


def test_r40_a_need_of_ones_own_choice_comes_right_after_the_lever():
    advice = advice_for(somebody(att=80, sn=30, se=40, needs=("CB8",), stage="action"))
    assert advice.steps[0].technique == "SMALL_STEPS"
    assert "R-40" in advice.steps[1].rules


def test_a_need_that_waits_for_an_unknown_stage_names_the_rule_that_asks_for_it():
    (later,) = advice_for(somebody(stage=None, needs=("CB8",), sn_weight=None)).later
    assert later.rule == "R-32"


@pytest.mark.parametrize(
    ("gap", "rule", "technique"),
    [
        ({"sdl1": 10}, "R-41", "ASK"),
        ({"sdl2": 10}, "R-42", "GOAL_PLAN"),
        ({"sdl3": 10, "sdl4": 40}, "R-43", "SOCIAL_SUPPORT"),
        ({"sdl3": 40, "sdl4": 10}, "R-44", "ACTIVE"),
        ({"sdl4": 90}, "R-46", "FM"),
    ],
)
def test_the_largest_gap_in_a_learning_competence_gets_a_step(gap, rule, technique):
    advice = advice_for(somebody(90, 90, 90, 90, 60, "action", **gap))
    (step,) = (step for step in advice.steps if rule in step.rules)
    assert step.technique == technique


def test_a_step_of_exactly_half_an_hour_is_small_enough_for_this_week_as_it_is():
    advice = advice_for(somebody(90, 90, 90, 90, 60, "action", sdl4=10))
    (step,) = (step for step in advice.steps if step.technique == "ACTIVE")
    assert (step.role, step.minutes, step.tiny) == ("this_week", 30, False)


def test_r01_who_is_convinced_and_doubts_reads_that_benefits_are_skipped():
    assert "R-01" in advice_for(somebody(att=85, se=30)).steps[0].rules
    assert "R-01" not in advice_for(somebody(att=60, se=30)).steps[0].rules


@pytest.mark.parametrize(
    ("background", "rule", "technique"),
    [
        ({"experience": "10_or_more"}, "R-51", "MENTOR"),
        ({"education": "wo"}, "R-51", "MENTOR"),
        ({"experience": "under_1"}, "R-52", "MODELLING"),
    ],
)
def test_r51_r52_experience_adds_a_step_when_there_is_room_for_one(background, rule, technique):
    plain = advice_for(somebody(90, 90, 90, 90, 60, "preparation"))
    advice = advice_for(somebody(90, 90, 90, 90, 60, "preparation", **background))
    assert techniques(advice) == [*techniques(plain), technique]
    assert rule in advice.steps[-1].rules


def test_an_own_wording_of_a_need_has_no_technique_and_changes_nothing():
    assert techniques(advice_for(somebody(needs=("other",)))) == techniques(advice_for(somebody()))


def test_r04_a_training_of_exactly_two_hours_is_not_yet_long():
    undecided = choose(somebody(stage="contemplation"), CONTENT.weights)
    training = CONTENT.technique["TRAIN"]
    two_hours, longer = (training.model_copy(update={"minutes": minutes}) for minutes in (120, 121))
    assert guards.blocked((two_hours,), undecided) == {}
    assert guards.blocked((longer,), undecided) == {"TRAIN": "R-04"}


@pytest.mark.parametrize(
    ("facet", "rule"), [("OR.REF", "R-60"), ("OR.DIS", "R-61"), ("OR.BOT", "R-61"), ("OR.PIV", "R-64")]
)
def test_a_precondition_the_team_lacks_is_a_message_and_changes_no_lever(facet, rule):
    plain = advice_for(somebody())
    advice = advice_for(somebody(team=TeamContext(low_preconditions=frozenset({facet}))))
    assert rule in advice.messages
    assert advice.lever == plain.lever


def test_a_step_the_team_has_no_room_for_gives_way_but_can_still_be_chosen():
    without_time = TeamContext(low_preconditions=frozenset({"OR.REF"}))
    known = {"att": 40, "sn": None, "se": None, "stage": "action"}
    assert techniques(advice_for(somebody(**known))) == ["TRAIN", "SUPPORT"]
    advice = advice_for(somebody(**known, team=without_time))
    assert "TRAIN" not in techniques(advice)
    assert "TRAIN" in advice.alternatives


@pytest.mark.parametrize(
    ("team", "rules"),
    [
        (TeamContext(), {"R-25"}),
        (TeamContext(team_norm_low=True), {"R-13", "R-25"}),
        (TeamContext(team_norm_low=True, quality_known=True), {"R-13", "R-14", "R-25"}),
        (TeamContext(quality_known=True), {"R-25"}),
        (TeamContext(low_preconditions=frozenset({"OR.MGT", "OR.VIS"})), {"R-25", "R-62", "R-63"}),
        (TeamContext(shared_barriers=frozenset({"time"})), {"R-25", "R-65"}),
        (TeamContext(shared_barriers=frozenset({"rules"})), {"R-25"}),
    ],
)
def test_what_is_put_before_a_team_follows_from_released_facts_only(team, rules):
    assert set(team_rules(team)) == rules


def test_what_is_put_before_a_manager_names_no_person_and_no_score():
    for rule in (*team_rules(_everything_low()), "R-25"):
        text = CONTENT.rule[rule].to_manager
        assert text is not None
        assert not any(character.isdigit() for character in text.nl + text.en)


def test_rules_for_a_team_never_lead_to_a_step_of_a_person():
    advice = advice_for(somebody(team=_everything_low()))
    shown = {rule for step in advice.steps for rule in step.rules} | set(advice.messages)
    assert not shown & {"R-13", "R-14", "R-25", "R-62", "R-63", "R-66", "R-67"}


def _everything_low():
    return TeamContext(
        low_preconditions=frozenset({"OR.REF", "OR.DIS", "OR.BOT", "OR.MGT", "OR.VIS", "OR.PIV"}),
        shared_barriers=frozenset({"time"}),
        team_norm_low=True,
        quality_known=True,
    )


def _aside(*techniques):
    return dict.fromkeys(techniques, date(2026, 5, 31))
