"""Advice in the language of the screen, ready for a template."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from leerlus.advice.giving import given
from leerlus.advice.input_words import answer_in_words, inputs_in_words, name_of_input
from leerlus.advice.models import Advice as StoredAdvice
from leerlus.advice.pipeline import Advice, Later, Step
from leerlus.content.advice import AdviceContent, load_advice_content
from leerlus.framework.sections import cited

MOST_OTHERS: Final = 4


@dataclass(frozen=True, slots=True)
class Reason:
    """One line under “Waarom zie ik dit?”."""

    term: str
    text: str


@dataclass(frozen=True, slots=True)
class StepInWords:
    """One step of an advice as a card."""

    technique: str
    kicker: str
    title: str
    text: str
    script: str
    facts: tuple[str, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class NotNow:
    """Something that was not advised, or comes later, with the reason."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class AdviceInWords:
    """One advice as the page shows it."""

    steps: tuple[StepInWords, ...]
    messages: tuple[str, ...]
    not_advised: tuple[NotNow, ...]
    later: tuple[NotNow, ...]
    open_questions: tuple[str, ...]
    signal_draft: str
    trace: tuple[tuple[str, str, str], ...]
    weights: str


def advice_in_words(advice: Advice) -> AdviceInWords:
    """The steps with their reasons, what was not advised and why, and the whole trace."""
    content = load_advice_content(advice.version)
    language = get_language() or "nl"
    return AdviceInWords(
        steps=tuple(_step(step, content, language) for step in advice.steps),
        messages=tuple(_explanation(content, rule, language) for rule in advice.messages),
        not_advised=tuple(
            NotNow(
                ", ".join(_name(content, technique, language) for technique in blocked.techniques),
                f"{_explanation(content, blocked.rule, language)} ({_source(content, [blocked.rule], language)})",
            )
            for blocked in advice.not_advised
        ),
        later=tuple(
            NotNow(_need_name(later.need, language), _why_later(content, later, language))
            for later in advice.later
        ),
        open_questions=tuple(name_of_input(scale, language) for scale in advice.open_questions),
        signal_draft=advice.signal_draft.in_language(language) if advice.signal_draft else "",
        trace=tuple(
            (entry.rule, _outcome(entry.outcome), inputs_in_words(entry.inputs, language))
            for entry in advice.trace
        ),
        weights=content.weights.basis.in_language(language),
    )


def other_steps(advice: StoredAdvice) -> list[tuple[str, str]]:
    """A few other steps that would fit too: technique and title, best first."""
    content = load_advice_content(advice.content_version)
    language = get_language() or "nl"
    return [
        (technique, content.technique[technique].name.in_language(language))
        for technique in given(advice).alternatives[:MOST_OTHERS]
    ]


def _step(step: Step, content: AdviceContent, language: str) -> StepInWords:
    technique = content.technique[step.technique]
    variant = technique.tiny if step.tiny and technique.tiny else technique
    emphasis = technique.emphasis.get(step.emphasis or "")
    facts = [
        _("%(minutes)d minutes") % {"minutes": step.minutes},
        _("together with a colleague") if technique.together else _("on your own"),
    ]
    if step.role == "this_week":
        facts.append(_("this week"))
    said = [content.rule[rule].said(about_a_drive=step.emphasis is not None) for rule in step.rules]
    certainty = content.certainties[technique.certainty].in_language(language)
    return StepInWords(
        technique=technique.id,
        kicker=_ROLES[step.role](),
        title=variant.name.in_language(language),
        text=" ".join(text.in_language(language) for text in (variant.description, emphasis) if text),
        script=variant.script.in_language(language),
        facts=tuple(facts),
        reasons=(
            Reason(_("Your answer"), inputs_in_words(step.inputs, language)),
            Reason(_("Reasoning"), " ".join(text.in_language(language) for text in said if text)),
            Reason(_("Source"), _source(content, step.rules, language)),
            Reason(_("Certainty"), f"{certainty}. {technique.evidence.in_language(language)}"),
            Reason(_("Rules"), ", ".join(step.rules)),
        ),
    )


_ROLES = {
    "main": lambda: _("Your step"),
    "this_week": lambda: _("A small step for this week"),
    "together": lambda: _("Something to do together"),
}


def _explanation(content: AdviceContent, rule: str, language: str) -> str:
    explanation = content.rule[rule].explanation
    return explanation.in_language(language) if explanation else ""


def _why_later(content: AdviceContent, later: Later, language: str) -> str:
    """That it was somebody's own choice and is kept; with what the guard says when a guard blocks it."""
    texts = [content.later_because_of_stage.in_language(language)]
    if content.rule[later.rule].kind == "guard":
        texts.append(_explanation(content, later.rule, language))
    return " ".join(texts)


def _source(content: AdviceContent, rules: Iterable[str], language: str) -> str:
    return cited(
        list(dict.fromkeys(section for rule in rules for section in content.rule[rule].seed)), language
    )


def _name(content: AdviceContent, technique: str, language: str) -> str:
    return content.technique[technique].name.in_language(language)


def _need_name(need: str, language: str) -> str:
    return answer_in_words("needs", need, language)


def _outcome(outcome: str) -> str:
    return {"fired": _("applied"), "silent": _("did not apply"), "blocked": _("was blocked")}[outcome]
