"""An advice in words: every answer, source and reason readable for the person it is about."""

from dataclasses import replace

import pytest
from django.utils.translation import override

from leerlus.advice.explanation import explanation
from leerlus.advice.pipeline import TeamContext
from leerlus.advice.words import advice_in_words
from tests.advice.pipeline.people import CONTENT, advice_for, somebody

SHORT_OF_TIME = TeamContext(
    low_preconditions=frozenset({"OR.REF"}), shared_barriers=frozenset({"time", "rules"})
)


def in_words(situation, language="en"):
    with override(language):
        return advice_in_words(advice_for(situation))


def looked_at(situation, rule):
    with override("en"):
        told = explanation(CONTENT.version, advice_for(situation).trace)
    return {row[0]: row[3] for step in told.steps for row in step.rows}[rule]


def test_a_step_has_words_to_say_of_the_variant_that_is_shown():
    (step, *_) = in_words(somebody(stage="contemplation")).steps
    assert step.technique == "SMALL_STEPS"
    assert step.script == CONTENT.technique["SMALL_STEPS"].tiny.script.en


@pytest.mark.parametrize(("language", "source"), [("nl", "notitie bijlage 1"), ("en", "note appendix 1")])
def test_the_source_of_a_step_is_a_section_in_the_language_of_the_screen(language, source):
    (step, *_) = in_words(somebody(30, 60, 80), language).steps
    assert source in [reason.text for reason in step.reasons]


@pytest.mark.parametrize("drive", ["prd1", "prd2", "prd3"])
def test_a_step_speaks_to_the_drive_that_counts_most_and_to_none_when_none_does(drive):
    plain = in_words(somebody(60, 80, 80)).steps[0]
    driven = in_words(somebody(60, 80, 80, **{drive: 90})).steps[0]
    assert plain.text == CONTENT.technique["SUCCESS_STORY"].description.en
    assert driven.text == f"{plain.text} {CONTENT.technique['SUCCESS_STORY'].emphasis[drive].en}"


def test_only_the_step_for_this_week_is_said_to_be_for_this_week():
    situation = somebody(90, 90, 90, 90, 60, "action", se_setback=4)
    roles = [step.role for step in advice_for(situation).steps]
    assert set(roles) > {"this_week"}
    assert ["this week" in step.facts for step in in_words(situation).steps] == [
        role == "this_week" for role in roles
    ]


def test_the_answer_on_setbacks_is_out_of_ten_and_a_score_out_of_a_hundred():
    somebody_afraid = somebody(att=80, se=30, se_setback=3)
    assert "3 out of 10;" in looked_at(somebody_afraid, "R-24")
    assert looked_at(somebody_afraid, "R-05").endswith("30 out of 100")


def test_facts_of_the_team_are_named_in_words():
    words = somebody(team=SHORT_OF_TIME)
    assert "Opportunity for self-reflection" in looked_at(words, "R-60")
    assert "OR.REF" not in looked_at(words, "R-60")
    assert "caseload" in looked_at(words, "R-65")


def test_nothing_known_of_the_team_reads_none():
    assert looked_at(somebody(), "R-60").endswith(": none")


def test_the_stage_before_is_shown_only_after_slipping_back():
    slipped = somebody(stage="relapse", underlying_stage="contemplation")
    thinking = replace(slipped, stage="contemplation")
    assert looked_at(slipped, "R-31").count("thinking about it") == 1
    assert "Where you were before" in looked_at(slipped, "R-31")
    assert "Where you were before" not in looked_at(thinking, "R-31")


def test_a_need_for_later_comes_with_what_the_guard_says():
    (later,) = in_words(somebody(stage="contemplation", needs=("CB4",))).later
    assert "keep it for later" in later.text
    assert CONTENT.rule["R-04"].explanation.en in later.text


def test_no_pride_is_claimed_of_who_did_not_name_it():
    silent, proud = (in_words(somebody(60, 80, 80, prd2=drive)).steps[0] for drive in (None, 90))
    assert "Pride" not in " ".join(reason.text for reason in silent.reasons)
    assert "Pride" in " ".join(reason.text for reason in proud.reasons)
