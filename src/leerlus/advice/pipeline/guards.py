"""Step 1: what is never advised, whatever else speaks for it (note 3.2.2, 3.2.4; appendix 1).

R-65 is a rule of context that blocks as well: a problem of the whole team is not one person's to plan away.
"""

from collections.abc import Callable
from typing import NamedTuple

from leerlus.advice.pipeline.conditions import Case, Condition, Conditions
from leerlus.advice.pipeline.team import TEAM_RULES
from leerlus.content.advice import Technique


class Guard(NamedTuple):
    """A condition with the techniques it blocks."""

    condition: Condition
    blocks: Callable[[Technique, Case], bool]


def _benefit_talk(technique: Technique, _: Case) -> bool:
    return technique.benefit_talk


GUARDS = {
    "R-01": Guard(
        Condition(
            ("att", "se"), lambda case: case.is_high(case.situation.att) and case.is_low(case.situation.se)
        ),
        _benefit_talk,
    ),
    "R-02": Guard(Condition(("att",), lambda case: case.is_high(case.situation.att)), _benefit_talk),
    "R-03": Guard(
        Condition(("stage",), lambda case: case.situation.stage in {"action", "maintenance"}),
        lambda technique, _: technique.persuasion,
    ),
    "R-04": Guard(
        Condition(("stage",), lambda case: case.situation.stage in {"precontemplation", "contemplation"}),
        lambda technique, case: technique.minutes > case.weights.long_training_minutes,
    ),
    "R-05": Guard(
        Condition(("se",), lambda case: case.is_low(case.situation.se)),
        lambda technique, _: technique.difficulty == "high",
    ),
    "R-65": Guard(
        Condition(("shared_barriers",), lambda case: TEAM_RULES["R-65"](case.situation.team)),
        lambda technique, _: technique.time_planning,
    ),
}

CONDITIONS: Conditions = {
    **{rule: guard.condition for rule, guard in GUARDS.items()},
    # Always in force: no advice is compulsory and none is visible to a manager; the door sees to that.
    "R-06": Condition((), lambda _: True),
}


def blocked(techniques: tuple[Technique, ...], case: Case) -> dict[str, str]:
    """Technique id -> the first rule that blocks it."""
    in_force = [(rule, guard) for rule, guard in GUARDS.items() if guard.condition.holds(case)]
    found: dict[str, str] = {}
    for technique in techniques:
        for rule, guard in in_force:
            if guard.blocks(technique, case):
                found[technique.id] = rule
                break
    return found
