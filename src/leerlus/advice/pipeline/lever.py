"""Step 2: the one determinant to work on, and the rules that work on it (note 3.2.1, 3.2.2 and appendix 1)."""

from leerlus.advice.pipeline.conditions import Case, Condition, Conditions
from leerlus.advice.pipeline.situation import Situation
from leerlus.content.advice import Weights

BARRIER, SHARE = "barrier", "share"
_ORDER_IN_A_TIE = ("se", "att", "sn")
"""Perceived control and attitude usually predict better than the norm: a design choice, not a fact."""


def choose(situation: Situation, weights: Weights) -> Case:
    """The lever of a situation with the determinants to fall back on."""
    needs = tuple(chosen for chosen in situation.needs if chosen != "other")
    workable = {} if open_scales(situation) else _workable(situation, weights)
    determinants = _in_order(situation, workable, weights)
    lever = determinants[0] if determinants else _without_determinant(situation, weights)
    return Case(situation, weights, lever, determinants, needs)


def open_scales(situation: Situation) -> tuple[str, ...]:
    """Scales to answer before there can be a lever; empty when enough is known."""
    known = {"att": situation.att, "sn": situation.sn, "se": situation.se}
    enough = sum(value is not None for value in known.values()) >= 2
    if enough and situation.intention is not None:
        return ()
    missing = tuple(name for name, value in known.items() if value is None)
    return (("int",) if situation.intention is None else ()) + (() if enough else missing)


def _workable(situation: Situation, weights: Weights) -> dict[str, float]:
    """Determinants below the upper cut; the norm only for whom it matters what others think."""
    scores = {"att": situation.att, "se": situation.se}
    if situation.sn_weight is not None and situation.sn_weight >= weights.low_below:
        scores["sn"] = situation.sn
    return {name: value for name, value in scores.items() if value is not None and value < weights.high_from}


def _in_order(situation: Situation, scores: dict[str, float], weights: Weights) -> tuple[str, ...]:
    """Largest need first, scores that differ less than the tie counting as equal, after two rules.

    A low belief in one's own ability goes first when attitude is at least middling; when both are low, one
    advantage goes first and small steps second.
    """
    first: list[str] = []
    if scores.get("se", weights.low_below) < weights.low_below:
        attitude_low = scores.get("att", weights.low_below) < weights.low_below
        first = ["att", "se"] if attitude_low else ["se"] if situation.att is not None else []
    remaining = {name: value for name, value in scores.items() if name not in first}
    while remaining:
        lowest = min(remaining.values())
        equal = [name for name in remaining if remaining[name] - lowest < weights.tie_between_determinants]
        chosen = min(equal, key=_ORDER_IN_A_TIE.index)
        first.append(chosen)
        del remaining[chosen]
    return tuple(first)


def _without_determinant(situation: Situation, weights: Weights) -> str | None:
    """All is well: then what stands in the way, or passing it on; None in between or when not all is known."""
    scores = (situation.att, situation.sn, situation.se)
    if situation.intention is None or any(score is None or score < weights.high_from for score in scores):
        return None
    if situation.intention < weights.low_below:
        return BARRIER
    return SHARE if situation.intention >= weights.high_from else None


def _barriers_of_ones_own(case: Case) -> bool:
    """Whether something holds this person back that is not a shared problem of the team (R-65 wins)."""
    named = set(case.situation.barriers) - {"nothing"}
    return bool(named - case.situation.team.shared_barriers) or (case.lever == BARRIER and not named)


CONDITIONS: Conditions = {
    "R-10": Condition(("att",), lambda case: "att" in case.determinants and case.is_low(case.situation.att)),
    "R-11": Condition(("att", "prd1", "prd2", "prd3"), lambda case: "att" in case.determinants),
    "R-12": Condition(("sn", "sn_weight"), lambda case: "sn" in case.determinants),
    "R-20": Condition(("se",), lambda case: "se" in case.determinants),
    "R-21": Condition(
        ("se", "preferences"),
        lambda case: (
            case.is_low(case.situation.se) and not {"watch", "discuss"}.isdisjoint(case.situation.preferences)
        ),
    ),
    "R-22": Condition(
        ("se",), lambda case: case.situation.se is not None and not case.is_high(case.situation.se)
    ),
    "R-23": Condition(
        ("se", "sdl2", "stage"),
        lambda case: (
            case.is_low(case.situation.se)
            and case.is_low(case.situation.sdl2)
            and case.situation.stage in {"preparation", "action", "maintenance", "relapse"}
        ),
    ),
    "R-24": Condition(
        ("se_setback", "stage"),
        lambda case: fears_setback(case) or case.situation.stage in {"action", "relapse"},
    ),
    "R-26": Condition(("barriers", "shared_barriers"), _barriers_of_ones_own),
}

RULES_OF = {"att": ("R-10", "R-11"), "sn": ("R-12",), "se": ("R-20", "R-21", "R-22", "R-23", "R-24")}


def fears_setback(case: Case) -> bool:
    """Whether somebody is unsure of going on after a first try that failed."""
    certainty = case.situation.se_setback
    return certainty is not None and certainty <= case.weights.setback_up_to
