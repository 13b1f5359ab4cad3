"""Acceptance checks of the domain specification that concern the advice itself."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leerlus.advice.pipeline import Situation, TeamContext, team_rules
from tests.advice.pipeline.people import CONTENT, TODAY, advice_for, situations, somebody, techniques

BENEFIT_TALK = {technique.id for technique in CONTENT.techniques if technique.benefit_talk}
PERSUASION = {technique.id for technique in CONTENT.techniques if technique.persuasion}


def options(advice):
    return {*techniques(advice), *advice.alternatives}


def test_check_01_a_convinced_person_who_doubts_gets_a_self_efficacy_step_and_no_benefit_talk():
    advice = advice_for(somebody(att=85, se=30))
    main = advice.steps[0]
    assert not BENEFIT_TALK & options(advice)
    assert CONTENT.technique[main.technique].determinant == "se"
    assert any("3.2.2" in CONTENT.rule[rule].seed for rule in main.rules)


def test_check_02_the_talk_for_a_low_attitude_asks_for_the_strongest_advantage():
    advice = advice_for(somebody(att=30, se=80, stage="precontemplation"))
    assert advice.lever == "att"
    assert "strongest_advantage" in CONTENT.technique[advice.steps[0].technique].asks_for


def test_check_03_low_attitude_and_self_efficacy_give_one_benefit_step_and_a_step_of_low_difficulty():
    steps = [CONTENT.technique[name] for name in techniques(advice_for(somebody(att=30, se=30)))]
    assert [step.benefit_talk for step in steps].count(True) == 1
    assert any(step.determinant == "se" and step.difficulty == "low" for step in steps)


@pytest.mark.parametrize("stage", ["precontemplation", "contemplation"])
def test_check_04_before_deciding_no_long_training_is_the_main_step(stage):
    advice = advice_for(somebody(att=None, se=None, stage=stage, needs=("CB4",)))
    assert advice.steps[0].minutes <= 120
    assert "TRAIN" not in options(advice)


@given(situations())
@settings(max_examples=150, deadline=None)
def test_check_05_who_is_about_to_begin_is_offered_an_agreement_with_a_date(situation):
    advice = advice_for(replace(situation, stage="preparation", underlying_stage="preparation"))
    assert "COMMIT" in techniques(advice)
    assert {"date", "witness"} <= set(CONTENT.technique["COMMIT"].asks_for)


@pytest.mark.parametrize("stage", ["action", "maintenance"])
def test_check_06_who_is_already_doing_it_gets_no_persuasion_but_may_get_training_and_support(stage):
    advice = advice_for(somebody(att=30, se=60, stage=stage))
    assert not PERSUASION & options(advice)
    assert {"TRAIN", "POS_FEEDBACK", "SUPPORT"} <= options(advice)


def test_check_19_little_reflection_time_is_not_the_persons_fault_and_the_manager_hears_it_without_names():
    team = TeamContext(low_preconditions=frozenset({"OR.REF"}))
    advice = advice_for(somebody(team=team))
    assert "R-60" in advice.messages
    assert "Dat ligt niet aan jou" in CONTENT.rule["R-60"].explanation.nl
    assert "R-60" in team_rules(team)


def test_check_20_a_shared_lack_of_time_becomes_a_signal_and_no_plan_of_ones_own():
    team = TeamContext(shared_barriers=frozenset({"time"}))
    advice = advice_for(somebody(stage="preparation", sdl2=20, barriers=("time",), team=team))
    assert advice.signal_draft is not None
    assert "R-65" in advice.messages
    assert not {"GOAL_PLAN", "BARRIER_SOLVE"} & set(techniques(advice))
    assert "GOAL_PLAN" not in advice.alternatives


@given(situations(), st.sampled_from([{"experience": "10_or_more"}, {"education": "wo"}]))
@settings(max_examples=150, deadline=None)
def test_check_21_experience_never_gives_fewer_options(situation, background):
    plain = advice_for(replace(situation, experience="4_to_9", education="hbo"))
    seasoned = advice_for(replace(situation, **{"experience": "4_to_9", "education": "hbo", **background}))
    assert len(seasoned.steps) >= len(plain.steps)
    assert options(plain) <= options(seasoned)


@given(situations(), st.lists(st.sampled_from(["try", "watch", "discuss", "read", "training"]), max_size=2))
@settings(max_examples=150, deadline=None)
def test_check_22_a_preference_changes_the_order_of_nearly_equal_options_only(situation, preferences):
    one = advice_for(replace(situation, preferences=()))
    other = advice_for(replace(situation, preferences=tuple(preferences)))
    assert options(one) == options(other)
    assert one.lever == other.lever
    assert one.not_advised == other.not_advised
    for step, instead in zip(one.steps, other.steps, strict=True):
        assert abs(_without_form(step) - _without_form(instead)) <= CONTENT.weights.near_equal


def _without_form(step):
    return step.score - step.parts.form


@given(situations())
@settings(max_examples=100, deadline=None)
def test_check_23_every_step_shows_answer_rule_section_and_certainty(situation):
    for step in advice_for(situation).steps:
        assert step.rules
        for name in step.rules:
            rule = CONTENT.rule[name]
            assert rule.explanation
            assert rule.seed
            assert rule.certainty in CONTENT.certainties


def test_a_preferred_form_brings_a_nearly_equal_step_of_the_same_lever_forward():
    assert techniques(advice_for(somebody(preferences=("watch",))))[0] == "MODELLING"


def test_fear_of_a_setback_brings_a_plan_for_it():
    advice = advice_for(somebody(att=80, sn=80, se=80, stage="action", se_setback=3))
    assert "INOC_SETBACK" in techniques(advice)


def test_check_24_a_step_put_aside_stays_away_until_its_date_and_then_comes_back():
    until = TODAY + timedelta(days=90)
    situation = somebody(put_aside={"SMALL_STEPS": until})
    assert "SMALL_STEPS" not in options(advice_for(situation, today=until - timedelta(days=1)))
    assert techniques(advice_for(situation, today=until))[0] == "SMALL_STEPS"


def test_check_25_a_chosen_need_that_the_stage_blocks_is_shown_under_later_with_the_reason():
    (later,) = advice_for(somebody(stage="contemplation", needs=("CB4",))).later
    assert (later.need, later.technique, later.rule) == ("CB4", "TRAIN", "R-04")


def test_check_25_also_when_the_stage_itself_and_no_guard_blocks_it():
    (later,) = advice_for(somebody(stage="precontemplation", needs=("CB8",), sn_weight=20)).later
    assert later.rule == "R-30"


def test_check_28_a_need_that_reading_would_meet_gets_something_to_do_with_it():
    advice = advice_for(somebody(stage="preparation", needs=("CB11",)))
    assert "R-53" in advice.messages
    assert "ACTIVE" in techniques(advice)


@pytest.mark.parametrize("se", [30, 60, 90, None])
def test_check_69_no_balance_of_pros_and_cons_for_who_is_convinced(se):
    assert "BALANCE" not in options(advice_for(somebody(att=80, se=se, stage="contemplation")))


def test_check_70_an_attitude_to_work_on_while_acting_gives_ones_own_success_and_no_persuasion():
    advice = advice_for(somebody(att=30, se=80, stage="action"))
    assert advice.lever == "att"
    assert techniques(advice)[0] == "OWN_SUCCESS"
    assert not PERSUASION & options(advice)


@given(situations(), st.none() | st.floats(0, 49.9))
@settings(max_examples=150, deadline=None)
def test_check_71_no_norm_technique_for_whom_it_weighs_little_or_is_unknown(situation, weight):
    advice = advice_for(replace(situation, sn_weight=weight))
    assert advice.lever != "sn"
    assert not any(CONTENT.technique[name].determinant == "sn" for name in options(advice))


def test_a_situation_follows_from_a_scan():
    from leerlus.scans.scoring import Scores, Stage

    scores = Scores(
        scales={"att": 85.0, "int": 60.0, "se": 30.0},
        unanswered={},
        stage=Stage.RELAPSE,
        underlying_stage=Stage.CONTEMPLATION,
    )
    situation = Situation.from_scan(scores, {"SE3": 2, "NEED1": ["CB4"], "BG1": "under_1"})
    assert (situation.att, situation.intention, situation.sn) == (85.0, 60.0, None)
    assert (situation.stage, situation.underlying_stage) == ("relapse", "contemplation")
    assert (situation.se_setback, situation.needs, situation.barriers) == (2, ("CB4",), ())
