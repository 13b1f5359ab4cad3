"""Which steps are picked and in which role, on the edges of the rules (domain specification 4.2 and 4.6)."""

from datetime import date

import pytest

from leerlus.advice.pipeline import Situation
from tests.advice.pipeline.people import CONTENT, advice_for, somebody, techniques


def minutes_by_role(situation: Situation) -> dict[str, int]:
    return {step.role: CONTENT.technique[step.technique].minutes for step in advice_for(situation).steps}


@pytest.mark.parametrize(
    ("situation", "picked"),
    [
        (somebody(80, 65, 62, 50, 60, "maintenance", experience="10_or_more"), ["PEER_TALK", "MENTOR"]),
        (somebody(40, 49, None, 74, 55, None), ["PEER_TALK", "ASK"]),
    ],
)
def test_of_two_steps_done_together_the_shorter_is_for_this_week_whichever_was_picked_first(
    situation, picked
):
    assert techniques(advice_for(situation))[1:] == picked
    assert all(CONTENT.technique[name].together for name in picked)
    minutes = minutes_by_role(situation)
    assert minutes["this_week"] < minutes["together"]


def test_the_norm_may_be_worked_on_by_whom_it_weighs_exactly_middling():
    assert techniques(advice_for(somebody(80, 20, 80, 50)))[0] == "PEER_TALK"
    assert "PEER_TALK" not in techniques(advice_for(somebody(80, 20, 80, 49.9)))


def test_when_no_rule_offers_a_step_that_is_left_one_other_is_offered():
    aside = {"ASK": date(2026, 5, 31)}
    advice = advice_for(somebody(80, 80, 80, 80, None, "precontemplation", put_aside=aside))
    assert techniques(advice) == ["INFO"]
    assert len(advice.alternatives) > 1


def test_a_preferred_form_comes_first_also_when_it_is_exactly_five_points_behind():
    known = {"att": 80, "sn": 40, "se": 80, "sn_weight": None, "stage": "action", "needs": ("CB3",)}
    assert techniques(advice_for(somebody(**known)))[0] == "EXPERIMENT"
    (main, *_) = advice_for(somebody(**known, preferences=("read",))).steps
    assert main.technique == "ACTIVE"
    assert main.parts.form == CONTENT.weights.near_equal


def test_the_agreement_with_a_date_is_not_swapped_for_a_preferred_form():
    begins = somebody(None, 75, 30, 80, 40, "preparation", needs=("CB1",), preferences=("coaching",))
    assert techniques(advice_for(begins)) == ["SMALL_STEPS", "MODELLING", "COMMIT"]
