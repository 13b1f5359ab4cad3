"""Advice in the language of the screen, ready for a template."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext as _

from leerlus.advice.comparison import chooses_freely
from leerlus.advice.free_choice import in_random_order
from leerlus.advice.giving import given, tiny_by_technique
from leerlus.advice.input_words import answer_in_words, inputs_in_words, name_of_input
from leerlus.advice.models import Advice as StoredAdvice
from leerlus.advice.pipeline import Advice, Later, Step
from leerlus.content.advice import AdviceContent, Technique, TinyVariant, load_advice_content
from leerlus.framework.sections import cited
from leerlus.organisations.language import language_of_screen

MOST_OTHERS: Final = 4
OWN_QUESTION: Final = "R-41"


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
    own_question_first: str
    """Said before any step to who hardly sets a direction of their own (R-41); empty for everybody else."""
    recommends: bool = True
    """False for who chooses freely: then `steps` are all that are permitted, in random order."""


def advice_in_words(advice: Advice) -> AdviceInWords:
    """The steps with their reasons, what was not advised and why, and the whole trace."""
    content = load_advice_content(advice.version)
    language = language_of_screen()
    return AdviceInWords(
        steps=tuple(_step(step, content, language) for step in advice.steps),
        messages=tuple(
            _explanation(content, rule, language) for rule in advice.messages if rule != OWN_QUESTION
        ),
        own_question_first=(
            _explanation(content, OWN_QUESTION, language) if OWN_QUESTION in advice.messages else ""
        ),
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
    )


def told_to_its_owner(advice: StoredAdvice) -> AdviceInWords:
    """An advice as the person it is for reads it now: without a recommendation while they choose freely."""
    told = advice_in_words(given(advice))
    if not chooses_freely(advice.person_id):
        return told
    content = load_advice_content(advice.content_version)
    tiny = tiny_by_technique(advice)
    steps = [
        _free_step(content.technique[technique], content, tiny=tiny[technique])
        for technique in in_random_order(given(advice))
    ]
    return replace(told, steps=tuple(steps), recommends=False)


def other_steps(advice: StoredAdvice, technique: str) -> list[tuple[str, str]]:
    """A few other steps that would fit too, technique and title: best first, or at random for who chooses freely."""
    content = load_advice_content(advice.content_version)
    language = language_of_screen()
    told = given(advice)
    listed = in_random_order(told) if chooses_freely(advice.person_id) else told.alternatives
    others = [other for other in listed if other != technique][:MOST_OTHERS]
    return [(other, content.technique[other].name.in_language(language)) for other in others]


def _step(step: Step, content: AdviceContent, language: str) -> StepInWords:
    technique = content.technique[step.technique]
    emphasis = technique.emphasis.get(step.emphasis or "")
    this_week = (_("this week"),) if step.role == "this_week" else ()
    said = [content.rule[rule].said(about_a_drive=step.emphasis is not None) for rule in step.rules]
    variant = _variant(technique, tiny=step.tiny)
    return StepInWords(
        technique=technique.id,
        kicker=_ROLES[step.role](),
        title=variant.name.in_language(language),
        text=" ".join(text.in_language(language) for text in (variant.description, emphasis) if text),
        script=variant.script.in_language(language),
        facts=(*_facts(technique, step.minutes), *this_week),
        reasons=(
            Reason(_("Your answer"), inputs_in_words(step.inputs, language)),
            Reason(_("Reasoning"), " ".join(text.in_language(language) for text in said if text)),
            Reason(_("Source"), _source(content, step.rules, language)),
            Reason(_("Certainty"), _certainty(technique, content, language)),
            Reason(_("Rules"), ", ".join(step.rules)),
        ),
    )


def _free_step(technique: Technique, content: AdviceContent, *, tiny: bool) -> StepInWords:
    """A step among all that are permitted: what it is and what is known of it, and nothing that recommends it."""
    language = language_of_screen()
    variant = _variant(technique, tiny=tiny)
    return StepInWords(
        technique=technique.id,
        kicker="",
        title=variant.name.in_language(language),
        text=variant.description.in_language(language),
        script=variant.script.in_language(language),
        facts=_facts(technique, variant.minutes),
        reasons=(
            Reason(_("Source"), cited(technique.seed_ref, language)),
            Reason(_("Certainty"), _certainty(technique, content, language)),
        ),
    )


def _variant(technique: Technique, *, tiny: bool) -> Technique | TinyVariant:
    return technique.tiny if tiny and technique.tiny else technique


def _facts(technique: Technique, minutes: int) -> tuple[str, str]:
    return (
        _("%(minutes)d minutes") % {"minutes": minutes},
        _("together with a colleague") if technique.together else _("on your own"),
    )


def _certainty(technique: Technique, content: AdviceContent, language: str) -> str:
    certainty = content.certainties[technique.certainty].in_language(language)
    return f"{certainty}. {technique.evidence.in_language(language)}"


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
