"""Steps 4 to 6: development needs, competences of learning, form and context (note 3.3, 5.1 to 5.3, 6.2).

Context adds messages and never lowers anybody's profile: what the organisation lacks is not the person's fault.
"""

from leerlus.advice.pipeline.conditions import Case, Condition, Conditions
from leerlus.advice.pipeline.team import TEAM_RULES

KNOWLEDGE_NEEDS = frozenset({"CB11"})
"""Needs that reading alone would meet: then something to do goes with it (note 4.4)."""

GAPS = {"R-41": "sdl1", "R-42": "sdl2", "R-43": "sdl3", "R-44": "sdl4", "R-45": "skl"}
"""Rule -> the score whose gap it works on."""

MESSAGES = ("R-36", "R-41", "R-53", "R-60", "R-61", "R-64", "R-65")
"""Rules that say something beside the steps, in this order."""


def _only_knowledge(case: Case) -> bool:
    return bool(case.needs) and KNOWLEDGE_NEEDS.issuperset(case.needs)


def _of_team(rule: str) -> Condition:
    holds = TEAM_RULES[rule]
    return Condition(("low_preconditions",), lambda case: holds(case.situation.team))


CONDITIONS: Conditions = {
    "R-40": Condition(("needs",), lambda case: bool(case.needs)),
    "R-41": Condition(("sdl1",), lambda case: case.is_low(case.situation.sdl1)),
    "R-42": Condition(("sdl2",), lambda case: case.is_low(case.situation.sdl2)),
    "R-43": Condition(("sdl3",), lambda case: case.is_low(case.situation.sdl3)),
    "R-44": Condition(("sdl4",), lambda case: case.is_low(case.situation.sdl4)),
    "R-45": Condition(
        ("skl", "stage"),
        lambda case: case.is_low(case.situation.skl) and case.situation.stage in {"action", "maintenance"},
    ),
    "R-46": Condition(("sdl4",), lambda case: case.is_high(case.situation.sdl4)),
    "R-50": Condition(("preferences",), lambda case: bool(case.situation.preferences)),
    "R-51": Condition(
        ("experience", "education"),
        lambda case: case.situation.experience == "10_or_more" or case.situation.education == "wo",
    ),
    "R-52": Condition(("experience",), lambda case: case.situation.experience == "under_1"),
    "R-53": Condition(("needs",), _only_knowledge),
    "R-60": _of_team("R-60"),
    "R-61": _of_team("R-61"),
    "R-64": _of_team("R-64"),
}
