"""Step 7: the score of one option, and the order of options that one rule group offers.

score = 40 lever x strength x need + 25 stage + 20 goal + 10 quality + 5 form - 15 per unmet precondition (at most
30), every factor 0 to 1. The weights are expert choice, without evidence, and versioned.

Which group of rules goes first is decided by the rules, not by the score (see `candidates`): the score orders
options within a group only. So somebody's own goal can change which self-efficacy step comes first, and never
makes a training the answer to a lack of confidence.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from zlib import crc32

from leerlus.advice.pipeline.conditions import Case, need
from leerlus.content.advice import AdviceContent, Permission, Technique


class Parts(NamedTuple):
    """The parts of a score, in points."""

    lever: float
    stage: float
    goal: float
    quality: float
    form: float
    preconditions: float


@dataclass(frozen=True, slots=True)
class Option:
    """A technique that may be offered to this person."""

    technique: Technique
    tiny: bool
    parts: Parts
    without_form: float
    """The score before preference counts."""


_STAGE_FIT: dict[Permission, float] = {"yes": 1.0, "tiny": 0.5}


def option(technique: Technique, allowed: Permission, case: Case, content: AdviceContent) -> Option:
    """Score one technique that guards and stage allow. Raises KeyError where the stage allows it later, or never."""
    weights, situation = content.weights, case.situation
    score_of = {"att": situation.att, "sn": situation.sn, "se": situation.se}
    works_on_lever = technique.determinant in case.determinants
    gain = need(score_of.get(technique.determinant), weights) if works_on_lever else 0.0
    serves_goal = bool(case.needs) and (technique.any_goal or serves(technique, case.needs))
    unmet = sum(facet in situation.team.low_preconditions for facet in technique.preconditions)
    parts = Parts(
        lever=weights.lever * technique.strength * gain,
        stage=weights.stage * _STAGE_FIT[allowed],
        goal=weights.goal * serves_goal,
        quality=weights.quality * content.quality[technique.id],
        form=weights.form * any(form in technique.forms for form in situation.preferences),
        preconditions=0.0 - min(weights.unmet_precondition * unmet, weights.most_for_preconditions),
    )
    return Option(technique, allowed == "tiny", parts, sum(parts) - parts.form)


def serves(technique: Technique, needs: Sequence[str]) -> bool:
    """Whether a technique is about one of these needs in particular."""
    return any(behaviour in needs for behaviour in technique.behaviours)


def in_order(options: Sequence[Option], near_equal: float, *, preferred_first: bool = False) -> list[Option]:
    """Best first, before preference counts; among options within `near_equal` points their own order stays.

    That order is the one of the rules. With `preferred_first` a preferred form goes before it, still only among
    options that are nearly equal.
    """
    remaining = sorted(options, key=lambda candidate: -candidate.without_form)
    given = {candidate.technique.id: place for place, candidate in enumerate(options)}
    ordered: list[Option] = []
    while remaining:
        floor = remaining[0].without_form - near_equal
        near = [candidate for candidate in remaining if candidate.without_form >= floor]
        remaining = remaining[len(near) :]
        near.sort(key=lambda candidate: given[candidate.technique.id])
        if preferred_first:
            near.sort(key=lambda candidate: -candidate.parts.form)
        ordered += near
    return ordered


def tie_broken(options: Sequence[Option], seed: int) -> list[Option]:
    """Options of equal rank: higher score, higher quality, shorter, and then chance with the stored seed."""
    return sorted(
        options,
        key=lambda candidate: (
            -candidate.without_form,
            -candidate.parts.quality,
            candidate.technique.minutes,
            crc32(f"{seed}:{candidate.technique.id}".encode()),
        ),
    )
