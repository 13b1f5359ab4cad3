"""The pipeline: guards, lever, stage, content, form, context, rank (domain specification 4.1)."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from leerlus.advice.pipeline import context, guards, lever, stage
from leerlus.advice.pipeline.advice import Advice, Later, NotAdvised, Role, Step
from leerlus.advice.pipeline.candidates import Choice, further, steps
from leerlus.advice.pipeline.conditions import Case, Conditions
from leerlus.advice.pipeline.ranking import Option, option, serves
from leerlus.advice.pipeline.situation import Situation
from leerlus.advice.pipeline.trace import Outcome, TraceEntry, inputs_of, readable
from leerlus.content.advice import AdviceContent, Permission

CONDITIONS: Conditions = MappingProxyType(
    {**guards.CONDITIONS, **lever.CONDITIONS, **stage.CONDITIONS, **context.CONDITIONS}
)
"""Every rule about a person has its one condition here; those about a team are in `team`."""


def advise(situation: Situation, content: AdviceContent, *, seed: int, today: date) -> Advice:
    """At most three steps for one person, the same for the same situation, content, seed and day.

    A technique put aside stays away until its date. Without enough answers there is no lever, and
    `open_questions` names what to answer.
    """
    case = lever.choose(situation, content.weights)
    fired = frozenset(rule for rule, condition in CONDITIONS.items() if condition.holds(case))
    blocks = guards.blocked(content.for_persons, case)
    permissions = {technique.id: stage.permission(technique, case) for technique in content.for_persons}
    away = {name for name, until in situation.put_aside.items() if today < until}
    options = {
        technique.id: option(technique, permissions[technique.id], case, content)
        for technique in content.for_persons
        if technique.id not in blocks
        and technique.id not in away
        and permissions[technique.id] in {"yes", "tiny"}
    }
    choice = Choice(case, content, options, fired, seed)
    values = readable(situation)
    picked = steps(choice)
    return Advice(
        version=content.version,
        seed=seed,
        lever=case.lever,
        steps=_told(picked, choice, values),
        alternatives=tuple(candidate.technique.id for candidate in further(choice, picked)),
        not_advised=_not_advised(blocks),
        later=_later(case, content, permissions, blocks),
        messages=tuple(rule for rule in context.MESSAGES if rule in fired),
        open_questions=lever.open_scales(situation) + (("stage",) if situation.stage is None else ()),
        signal_draft=content.signal_draft if "R-65" in fired else None,
        trace=_trace(choice, values),
    )


def _told(picked: Sequence[Option], choice: Choice, values: Mapping[str, Any]) -> tuple[Step, ...]:
    """The steps with their role, and the rules and answers that led to each."""
    told = []
    for candidate, role in zip(picked, _roles(picked), strict=True):
        technique = candidate.technique
        small_enough = technique.minutes <= choice.content.weights.small_step_minutes
        tiny = candidate.tiny or (role == "this_week" and not small_enough)
        rules = _rules_behind(candidate, choice)
        reads = dict.fromkeys(name for rule in rules for name in CONDITIONS[rule].reads)
        told.append(
            Step(
                role=role,
                technique=technique.id,
                tiny=tiny,
                minutes=technique.tiny.minutes if tiny and technique.tiny else technique.minutes,
                rules=rules,
                score=sum(candidate.parts),
                parts=candidate.parts,
                inputs=inputs_of(values, reads),
                emphasis=_strongest_drive(choice.case) if technique.emphasis else None,
            )
        )
    return tuple(told)


def _roles(picked: Sequence[Option]) -> list[Role]:
    """The first is the main step; of the others one is done together and one is small, for this week."""
    beside_main = list(picked[1:])
    roles: list[Role] = ["main"] if picked else []
    if len(beside_main) == 2 and all(one.technique.together for one in beside_main):
        first_is_shorter = beside_main[0].technique.minutes <= beside_main[1].technique.minutes
        both: list[Role] = ["this_week", "together"]
        return roles + (both if first_is_shorter else both[::-1])
    return roles + ["together" if one.technique.together else "this_week" for one in beside_main]


def _rules_behind(candidate: Option, choice: Choice) -> tuple[str, ...]:
    """Rules that fired and lead to this technique, in the order of the content; never none."""
    technique, fired = candidate.technique, choice.fired
    about_self_efficacy = technique.determinant == "se" and "se" in choice.case.determinants
    behind = fired.intersection(choice.content.rules_to[technique.id])
    if about_self_efficacy:
        behind |= {"R-20", *fired.intersection({"R-01"})}
    if serves(technique, choice.case.needs):
        behind |= {"R-40"}
    if candidate.parts.form:
        behind |= {"R-50"}
    return tuple(rule for rule in CONDITIONS if rule in behind) or ("R-06",)


def _strongest_drive(case: Case) -> str | None:
    """The drive that counts most, the first in a tie; None when none is known to count."""
    known = [(name, getattr(case.situation, name)) for name in ("prd1", "prd2", "prd3")]
    counting = [
        (name, value) for name, value in known if value is not None and value >= case.weights.low_below
    ]
    return max(counting, key=lambda drive: drive[1])[0] if counting else None


def _not_advised(blocks: Mapping[str, str]) -> tuple[NotAdvised, ...]:
    by_rule: dict[str, list[str]] = {}
    for technique, rule in blocks.items():
        by_rule.setdefault(rule, []).append(technique)
    return tuple(NotAdvised(rule, tuple(by_rule[rule])) for rule in sorted(by_rule))


def _later(
    case: Case, content: AdviceContent, permissions: Mapping[str, Permission], blocks: Mapping[str, str]
) -> tuple[Later, ...]:
    """Chosen needs for which every technique has to wait, each with the rule that says why."""
    waiting = []
    for chosen in case.needs:
        serving = [one.id for one in content.for_persons if serves(one, (chosen,))]
        open_now = [one for one in serving if one not in blocks and permissions[one] in {"yes", "tiny"}]
        if serving and not open_now:
            rule = blocks.get(serving[0], stage.RULE_OF[case.stage_name])
            waiting.append(Later(chosen, serving[0], rule))
    return tuple(waiting)


def _trace(choice: Choice, values: Mapping[str, Any]) -> tuple[TraceEntry, ...]:
    version = choice.content.version
    return tuple(
        TraceEntry(rule, version, inputs_of(values, condition.reads), _outcome(rule, choice))
        for rule, condition in CONDITIONS.items()
    )


def _outcome(rule: str, choice: Choice) -> Outcome:
    if rule not in choice.fired:
        return "silent"
    techniques = choice.content.rule[rule].techniques
    if techniques and not any(technique in choice.options for technique in techniques):
        return "blocked"
    return "fired"
