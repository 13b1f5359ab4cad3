"""Step 3: the kind of step a stage allows (note 3.2.4, box 3.2), and the rules of each stage.

Stage filters the kind of conversation; that this works better is an assumption of the note, not evidence.
"""

from leerlus.advice.pipeline.conditions import Case, Condition, Conditions
from leerlus.advice.pipeline.lever import SHARE
from leerlus.content.advice import Permission, Technique

RULE_OF = {
    "precontemplation": "R-30",
    "contemplation": "R-31",
    "preparation": "R-33",
    "action": "R-34",
    "maintenance": "R-35",
    "relapse": "R-36",
    "unknown": "R-32",
}


def permission(technique: Technique, case: Case) -> Permission:
    """Whether a technique fits the stage: yes, tiny, later or no.

    A norm technique is only for whom it matters what others think: an unknown weight counts as small;
    and benefits are discussed only with whom is known not to see them already.
    """
    if technique.determinant == "sn" and (case.situation.sn_weight or 0) < case.weights.low_below:
        return "no"
    if technique.benefit_talk and case.situation.att is None:
        return "no"
    allowed = technique.permission[case.stage_name]  # type: ignore[index]  # a stage is one of the seven names
    if allowed == "lever":
        return "yes" if case.lever == technique.determinant else "no"
    return allowed


def _in_stage(case: Case, name: str) -> bool:
    """In this stage, or slipped back to it; silent while the intention is unknown (R-32 then asks first)."""
    situation = case.situation
    if situation.intention is None:
        return False
    return situation.stage == name or (situation.stage == "relapse" and situation.underlying_stage == name)


CONDITIONS: Conditions = {
    "R-30": Condition(
        ("stage", "underlying_stage", "intention"), lambda case: _in_stage(case, "precontemplation")
    ),
    "R-31": Condition(
        ("stage", "underlying_stage", "intention", "att"), lambda case: _in_stage(case, "contemplation")
    ),
    "R-32": Condition(
        ("stage", "intention"),
        lambda case: case.situation.stage is None or case.situation.intention is None,
    ),
    "R-33": Condition(
        ("stage", "underlying_stage"),
        lambda case: case.situation.stage == "preparation" or _in_stage(case, "preparation"),
    ),
    "R-34": Condition(("stage", "intention"), lambda case: _in_stage(case, "action")),
    "R-35": Condition(
        ("stage", "intention"), lambda case: case.lever == SHARE or _in_stage(case, "maintenance")
    ),
    "R-36": Condition(("stage",), lambda case: case.situation.stage == "relapse"),
}


def rules_in_order(case: Case) -> tuple[str, ...]:
    """The rules that may give the stage's own steps, the first one first.

    Passing on goes first when it is the lever; after a relapse what worked before goes first, and then the
    rules of the stage somebody slipped back to.
    """
    if case.situation.intention is None or case.situation.stage is None:
        return ("R-35", "R-32") if case.lever == SHARE else ("R-32",)
    own = [RULE_OF[case.situation.stage]]
    if case.situation.stage == "relapse" and case.situation.underlying_stage:
        own.append(RULE_OF[case.situation.underlying_stage])
    return tuple(dict.fromkeys(["R-35", *own] if case.lever == SHARE else own))
