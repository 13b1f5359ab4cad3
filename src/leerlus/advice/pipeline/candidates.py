"""Which steps are picked, group of rules after group of rules (domain specification 4.2, 4.6 and 4.7).

The order of the groups is the fallback order: the lever, a goal of one's own choice, the next determinants,
barriers, the stage's first step, a plan for setbacks, gaps in learning competences, the stage's second step,
experience. Each group gives at most one step. Ranking all options on score alone would contradict the worked
examples of 4.7 (a training with a chosen goal outscores small steps), so rules order the groups and the score
orders within them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from leerlus.advice.pipeline import context, lever, stage
from leerlus.advice.pipeline.conditions import Case, need
from leerlus.advice.pipeline.ranking import Option, in_order, serves, tie_broken
from leerlus.content.advice import AdviceContent

MOST_STEPS = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """The options a case leaves open, by technique id, and the rules that fired."""

    case: Case
    content: AdviceContent
    options: Mapping[str, Option]
    fired: frozenset[str]
    seed: int

    def of_rules(self, rules: Iterable[str]) -> list[Option]:
        """Open options of the rules that fired, best first."""
        techniques = dict.fromkeys(
            technique
            for rule in rules
            if rule in self.fired
            for technique in self.content.rule[rule].techniques
        )
        listed = [self.options[technique] for technique in techniques if technique in self.options]
        return in_order(listed, self.content.weights.near_equal)


def steps(choice: Choice) -> list[Option]:
    """At most three options, the main one first; empty only when all that is left was put aside.

    A preferred form comes in last, as a swap within one group, so that it cannot shift any other step.
    """
    picked: list[Option] = []
    groups: dict[str, list[Option]] = {}
    for group in _groups(choice, picked):
        if len(picked) == MOST_STEPS:
            break
        found = next((candidate for candidate in group if _fits(candidate, picked)), None)
        if found:
            picked.append(found)
            groups[found.technique.id] = group
    _keep_commitment(choice, picked)
    if not picked:
        picked = further(choice, picked)[:1]
    return _with_preferred_forms(choice, picked, groups)


def further(choice: Choice, picked: Sequence[Option]) -> list[Option]:
    """What else somebody may choose instead, best first."""
    taken = {candidate.technique.id for candidate in picked}
    by_rule = {technique for rule in choice.fired for technique in choice.content.rule[rule].techniques}
    left = [
        candidate
        for name, candidate in choice.options.items()
        if name not in taken
        and (
            name in by_rule
            or candidate.technique.determinant not in {"att", "sn"}
            or serves(candidate.technique, choice.case.needs)
        )
    ]
    near_equal = choice.content.weights.near_equal
    return in_order(tie_broken(left, choice.seed), near_equal, preferred_first=True)


def _groups(choice: Choice, picked: Sequence[Option]) -> Iterable[list[Option]]:
    """The groups in fallback order, one by one: a goal that the steps picked so far serve needs no step more."""
    determinants = choice.case.determinants
    if determinants:
        yield _of_determinant(choice, determinants[0])
    elif choice.case.lever == lever.BARRIER:
        yield choice.of_rules(("R-26",))
    needs = choice.case.needs
    if not any(serves(one.technique, needs) for one in picked):
        yield _of_own_goal(choice)
    for determinant in determinants[1:]:
        yield _of_determinant(choice, determinant)
    yield choice.of_rules(("R-26",)) if choice.case.lever != lever.BARRIER else []
    of_stage = choice.of_rules(stage.rules_in_order(choice.case))
    yield of_stage
    if lever.fears_setback(choice.case) or "se" in determinants:
        yield choice.of_rules(("R-24",))
    for rule in _gaps_by_need(choice.case):
        yield choice.of_rules((rule,))
    yield of_stage
    yield choice.of_rules(("R-51", "R-52"))


def _of_determinant(choice: Choice, determinant: str) -> list[Option]:
    """Options of one determinant.

    Watching a colleague always competes for self-efficacy when that is low, also without a preference for it, so
    that a preference changes the order only and never what there is to choose.
    """
    rules = lever.RULES_OF[determinant]
    listed = choice.of_rules(rules)
    watching = choice.options.get("MODELLING")
    if determinant == "se" and watching and choice.case.is_low(choice.case.situation.se):
        others = [candidate for candidate in listed if candidate is not watching]
        return in_order([*others, watching], choice.content.weights.near_equal)
    return listed


def _of_own_goal(choice: Choice) -> list[Option]:
    """Options for the needs somebody chose, in the order chosen (R-40, and R-53 when reading alone would do)."""
    found = choice.of_rules(("R-53",))
    for chosen in choice.case.needs:
        serving = [one for one in choice.options.values() if serves(one.technique, (chosen,))]
        found += in_order(tie_broken(serving, choice.seed), choice.content.weights.near_equal)
    return list({candidate.technique.id: candidate for candidate in found}.values())


def _gaps_by_need(case: Case) -> list[str]:
    """Rules on learning competences, the largest gap first; the role for who reflects well comes last."""
    size = {rule: need(getattr(case.situation, score), case.weights) for rule, score in context.GAPS.items()}
    return [*sorted(size, key=lambda rule: -size[rule]), "R-46"]


def _fits(candidate: Option, picked: Sequence[Option]) -> bool:
    """Not twice, no second talk about benefits, and room for one thing alone beside one thing together."""
    if any(candidate.technique.id == one.technique.id for one in picked):
        return False
    if candidate.technique.benefit_talk and any(one.technique.benefit_talk for one in picked):
        return False
    beside_main = [*picked, candidate][1:]
    return sum(not one.technique.together for one in beside_main) <= 1


def _keep_commitment(choice: Choice, picked: list[Option]) -> None:
    """Who is about to begin always gets the agreement with a date (R-33)."""
    commitment = choice.options.get("COMMIT")
    preparing = choice.case.situation.stage == "preparation"
    if not preparing or commitment is None or commitment in picked:
        return
    picked[MOST_STEPS - 1 :] = [commitment]


def _with_preferred_forms(
    choice: Choice, picked: Sequence[Option], groups: Mapping[str, Sequence[Option]]
) -> list[Option]:
    """Swap a step for a nearly equal one of its group in a form somebody likes (R-50), never the commitment."""
    chosen = list(picked)
    for place, current in enumerate(picked):
        if current.parts.form or current.technique.id == "COMMIT":
            continue
        for candidate in groups.get(current.technique.id, ()):
            difference = abs(candidate.without_form - current.without_form)
            swapped = [*chosen[:place], candidate, *chosen[place + 1 :]]
            near = difference <= choice.content.weights.near_equal
            if near and candidate.parts.form and _all_fit(swapped):
                chosen = swapped
                break
    return chosen


def _all_fit(chosen: Sequence[Option]) -> bool:
    return all(_fits(candidate, chosen[:place]) for place, candidate in enumerate(chosen))
