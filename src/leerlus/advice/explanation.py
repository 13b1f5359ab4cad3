"""“Hoe komt dit advies tot stand?”: every step of the pipeline in plain words, every rule, and what the weights are.

With the trace of an advice it also tells what each rule looked at and did; without one it is the general version.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from leerlus.advice.input_words import inputs_in_words
from leerlus.advice.pipeline import Step, TraceEntry
from leerlus.content.advice import CURRENT_VERSION, AdviceContent, Rule, load_advice_content
from leerlus.content.advice_in_words import load_advice_in_words
from leerlus.framework.sections import cited
from leerlus.organisations.language import language_of_screen


@dataclass(frozen=True, slots=True)
class StepOfPipeline:
    """One step of the pipeline with its rules as rows of a table; `applied` is how many of them held."""

    name: str
    text: str
    rows: tuple[tuple[str, ...], ...]
    applied: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """All of it, in the language of the screen."""

    intro: str
    order: str
    columns: tuple[str, ...]
    steps: tuple[StepOfPipeline, ...]
    weight_columns: tuple[str, str]
    weights: tuple[tuple[str, str], ...]
    basis: str
    version: int


def explanation(
    version: int = CURRENT_VERSION,
    trace: Sequence[TraceEntry] = (),
) -> Explanation:
    """How advice of a version of the rules comes about; with a trace also what each rule looked at and did."""
    content, words = load_advice_content(version), load_advice_in_words()
    language = language_of_screen()
    weighed = {entry.rule: entry for entry in trace}
    steps = []
    for step in words.steps:
        rules = [rule for rule in content.rules if rule.kind == step.kind]
        rows = [_general_row(rule, content, language) for rule in rules]
        if trace:
            rows = [
                (*_said(rule, language), *_weighed(rule, weighed.get(rule.id), language)) for rule in rules
            ]
        steps.append(
            StepOfPipeline(
                name=step.name.in_language(language),
                text=step.text.in_language(language),
                rows=tuple(rows),
                applied=sum(rule.id in weighed and weighed[rule.id].outcome != "silent" for rule in rules),
            )
        )
    about = (_("Looked at"), _("What it did")) if trace else (_("Leads to"), _("Meant for"), _("Source"))
    return Explanation(
        intro=words.intro.in_language(language),
        order=words.order_of_steps.in_language(language),
        columns=(_("Rule"), _("Holds when"), _("What it says"), *about),
        steps=tuple(steps),
        weight_columns=(_("What for"), _("Weight")),
        weights=tuple(
            (text.in_language(language), f"{getattr(content.weights, name):g}")
            for name, text in words.weights.items()
        ),
        basis=content.weights.basis.in_language(language),
        version=version,
    )


def _said(rule: Rule, language: str) -> tuple[str, str, str]:
    said = rule.explanation or rule.to_manager
    holds_when = load_advice_in_words().conditions[rule.id].in_language(language)
    return rule.id, holds_when, said.in_language(language) if said else ""


def _general_row(rule: Rule, content: AdviceContent, language: str) -> tuple[str, ...]:
    names = [content.technique[technique].name.in_language(language) for technique in rule.techniques]
    return (
        *_said(rule, language),
        "; ".join(names) or "–",
        _AUDIENCES[rule.audience](),
        cited(rule.seed, language),
    )


def _weighed(rule: Rule, entry: TraceEntry | None, language: str) -> tuple[str, str]:
    """What a rule looked at and did; a rule that is not about a person looked at nothing of theirs."""
    if entry is None:
        return "–", _("not about you, but about %(audience)s") % {"audience": _AUDIENCES[rule.audience]()}
    return inputs_in_words(entry.inputs, language), _OUTCOMES[entry.outcome]()


def points_of(steps: Sequence[Step], version: int = CURRENT_VERSION) -> list[list[str]]:
    """One row per step: what it is called, the points it got for what, and together."""
    content, language = load_advice_content(version), language_of_screen()
    return [
        [
            content.technique[step.technique].name.in_language(language),
            *(f"{part:.0f}" for part in step.parts),
            f"{step.score:.0f}",
        ]
        for step in steps
    ]


def columns_of_points() -> list[str]:
    """The columns of `points_of`."""
    return [
        _("Step"),
        _("Helps now"),
        _("Stage"),
        _("Own goal"),
        _("Quality"),
        _("Form"),
        _("Conditions"),
        _("Total"),
    ]


_OUTCOMES = {
    "fired": lambda: _("applied"),
    "silent": lambda: _("did not apply"),
    "blocked": lambda: _("was blocked"),
}
_AUDIENCES = {
    "person": lambda: _("the caseworker"),
    "team": lambda: _("the team"),
    "manager": lambda: _("the manager"),
    "author": lambda: _("who offers an intervention"),
}
