"""The rule table (domain specification 4.3), written once more and apart: each rule holds exactly when it says.

The table speaks of scores and answers only. Where it says “lever”, the fallback of 4.6 makes that “something to gain in
this determinant, and enough is known”.
"""

from dataclasses import replace

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

from leerlus.advice.pipeline import Situation, TeamContext, team_rules
from leerlus.advice.pipeline.advise import CONDITIONS
from leerlus.advice.pipeline.intervention import INTERVENTION_RULES
from leerlus.advice.pipeline.team import TEAM_RULES, team_trace
from tests.advice.pipeline.people import CONTENT, STAGES, advice_for, situations, teams

PRIORITY = {
    100: "R-01 R-02 R-03 R-04 R-05 R-06",
    80: "R-10 R-11 R-12 R-13 R-20 R-21 R-22 R-23 R-24 R-26",
    70: "R-30 R-31 R-32 R-33 R-34 R-35 R-36",
    60: "R-14 R-25 R-40 R-41 R-42 R-43 R-44 R-45 R-46",
    40: "R-50 R-51 R-52 R-53",
    30: "R-60 R-61 R-62 R-63 R-64 R-65 R-66 R-67",
}


def low(value: float | None) -> bool:
    return value is not None and value < 50


def high(value: float | None) -> bool:
    return value is not None and value >= 75


def below_high(value: float | None) -> bool:
    return value is not None and value < 75


def enough(s: Situation) -> bool:
    """L0: the intention and two of the three are known."""
    return s.intention is not None and sum(value is not None for value in (s.att, s.sn, s.se)) >= 2


def all_high(s: Situation) -> bool:
    return high(s.att) and high(s.sn) and high(s.se)


def staged(s: Situation, stage: str) -> bool:
    """In a stage, or slipped back to it, while it is known what somebody intends."""
    return s.intention is not None and (
        s.stage == stage or (s.stage == "relapse" and s.underlying_stage == stage)
    )


def named(s: Situation) -> set[str]:
    return set(s.barriers) - {"nothing"}


def need_codes(s: Situation) -> set[str]:
    return set(s.needs) - {"other"}


HOLDS = {
    "R-01": lambda s: high(s.att) and low(s.se),
    "R-02": lambda s: high(s.att),
    "R-03": lambda s: s.stage in ("action", "maintenance"),
    "R-04": lambda s: s.stage in ("precontemplation", "contemplation"),
    "R-05": lambda s: low(s.se),
    "R-06": lambda s: True,
    "R-10": lambda s: enough(s) and low(s.att),
    "R-11": lambda s: enough(s) and below_high(s.att),
    "R-12": lambda s: enough(s) and below_high(s.sn) and s.sn_weight is not None and s.sn_weight >= 50,
    "R-20": lambda s: enough(s) and below_high(s.se),
    "R-21": lambda s: low(s.se) and ("watch" in s.preferences or "discuss" in s.preferences),
    "R-22": lambda s: below_high(s.se),
    "R-23": lambda s: (
        low(s.se) and low(s.sdl2) and s.stage in ("preparation", "action", "maintenance", "relapse")
    ),
    "R-24": lambda s: (s.se_setback is not None and s.se_setback <= 4) or s.stage in ("action", "relapse"),
    "R-26": lambda s: (
        bool(named(s) - s.team.shared_barriers) or (not named(s) and all_high(s) and low(s.intention))
    ),
    "R-30": lambda s: staged(s, "precontemplation"),
    "R-31": lambda s: staged(s, "contemplation"),
    "R-32": lambda s: s.stage is None or s.intention is None,
    "R-33": lambda s: s.stage == "preparation" or staged(s, "preparation"),
    "R-34": lambda s: staged(s, "action"),
    "R-35": lambda s: staged(s, "maintenance") or (all_high(s) and high(s.intention)),
    "R-36": lambda s: s.stage == "relapse",
    "R-40": lambda s: bool(need_codes(s)),
    "R-41": lambda s: low(s.sdl1),
    "R-42": lambda s: low(s.sdl2),
    "R-43": lambda s: low(s.sdl3),
    "R-44": lambda s: low(s.sdl4),
    "R-45": lambda s: low(s.skl) and s.stage in ("action", "maintenance"),
    "R-46": lambda s: high(s.sdl4),
    "R-50": lambda s: bool(s.preferences),
    "R-51": lambda s: s.experience == "10_or_more" or s.education == "wo",
    "R-52": lambda s: s.experience == "under_1",
    "R-53": lambda s: need_codes(s) == {"CB11"},
    "R-60": lambda s: "OR.REF" in s.team.low_preconditions,
    "R-61": lambda s: "OR.DIS" in s.team.low_preconditions or "OR.BOT" in s.team.low_preconditions,
    "R-64": lambda s: "OR.PIV" in s.team.low_preconditions,
    "R-65": lambda s: "time" in s.team.shared_barriers,
}
OF_TEAM = {
    "R-13": lambda t: t.team_norm_low,
    "R-14": lambda t: t.team_norm_low and t.quality_known,
    "R-25": lambda t: True,
    "R-60": lambda t: "OR.REF" in t.low_preconditions,
    "R-61": lambda t: bool({"OR.DIS", "OR.BOT"} & t.low_preconditions),
    "R-62": lambda t: "OR.MGT" in t.low_preconditions,
    "R-63": lambda t: "OR.VIS" in t.low_preconditions,
    "R-64": lambda t: "OR.PIV" in t.low_preconditions,
    "R-65": lambda t: "time" in t.shared_barriers,
}
EDGES = st.sampled_from([None, 0, 49, 49.9, 50, 74.9, 75, 100])


def held(situation: Situation) -> set[str]:
    return {entry.rule for entry in advice_for(situation).trace if entry.outcome != "silent"}


def expected(situation: Situation) -> set[str]:
    return {rule for rule, holds in HOLDS.items() if holds(situation)}


def test_all_forty_four_rules_are_there_with_the_priority_of_the_table():
    table = {rule: priority for priority, rules in PRIORITY.items() for rule in rules.split()}
    assert len(table) == 44
    assert {rule.id: rule.priority for rule in CONTENT.rules} == table
    assert set(HOLDS) == set(CONDITIONS)
    assert set(OF_TEAM) == set(TEAM_RULES)
    assert {*HOLDS, *OF_TEAM, *INTERVENTION_RULES} == set(table)


@given(situations())
@settings(max_examples=300, deadline=None)
def test_every_rule_holds_exactly_when_the_table_says(situation):
    assert held(situation) == expected(situation)


@given(
    st.builds(
        Situation,
        **dict.fromkeys(
            ("att", "sn", "se", "intention", "sn_weight", "sdl1", "sdl2", "sdl3", "sdl4", "skl"), EDGES
        ),
        se_setback=st.sampled_from([None, 0, 4, 5, 10]),
        stage=st.sampled_from(STAGES),
        underlying_stage=st.sampled_from([None, "precontemplation", "contemplation", "preparation"]),
    )
)
@settings(max_examples=300, deadline=None)
def test_every_rule_holds_exactly_when_the_table_says_also_on_the_edges(situation):
    assert held(situation) == expected(situation)


@given(teams)
@settings(deadline=None)
def test_every_rule_about_a_team_holds_exactly_when_the_table_says(team):
    found = {rule for rule, holds in OF_TEAM.items() if holds(team)}
    assert set(team_rules(team)) == found
    assert {entry.rule for entry in team_trace(team, 1) if entry.outcome == "fired"} == found


@given(situations(), teams)
@settings(max_examples=100, deadline=None)
def test_facts_of_the_team_change_no_lever_and_take_away_only_a_plan_of_ones_own(situation, team):
    alone = advice_for(replace(situation, team=TeamContext()))
    within = advice_for(replace(situation, team=team))
    assert within.lever == alone.lever
    offered = [
        {*(step.technique for step in advice.steps), *advice.alternatives} for advice in (alone, within)
    ]
    lost = offered[0] - offered[1]
    blocked = {one.id for one in CONTENT.techniques if one.time_planning} | {"BARRIER_SOLVE"}
    assert lost <= (blocked if team.shared_barriers else set())


@pytest.mark.parametrize("rule", ["R-03", "R-20", "R-36", "R-41", "R-53", "R-60", "R-65"])
def test_the_reference_would_notice_a_rule_that_never_holds(rule):
    """The tables above are no use if no situation in reach makes a rule hold."""
    assert find(situations(), lambda situation: HOLDS[rule](situation))
