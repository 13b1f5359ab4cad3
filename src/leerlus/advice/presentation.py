"""Profile and advice in the language of the screen, ready for a template."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from leerlus.advice.giving import given
from leerlus.advice.models import Advice as StoredAdvice
from leerlus.advice.pipeline import Advice, Later, Step
from leerlus.charts.stage_spiral import stage_spiral
from leerlus.charts.trend import TrendPoint, trend
from leerlus.content.advice import AdviceContent, load_advice_content
from leerlus.content.instrument import current_instrument
from leerlus.content.texts import Text
from leerlus.framework.loading import load_framework
from leerlus.framework.sections import cited
from leerlus.scans.profile import Profile, ScoreInWords
from leerlus.scans.scoring import MARGIN

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


def profile_in_words(profile: Profile) -> dict[str, Any]:
    """The profile as template context."""
    language = get_language() or "nl"

    def say(text: Text | None) -> str:
        return text.in_language(language) if text else ""

    def row(part: ScoreInWords) -> dict[str, Any]:
        return {
            "scale": part.scale,
            "label": say(part.name),
            "word": say(part.word),
            "value": part.value,
            "low": part.low,
            "high": part.high,
            "sentence": say(part.sentence),
            "unknown_sentence": say(part.open_question),
            "page": part.open_page,
        }

    return {
        "opening": " ".join(say(sentence) for sentence in profile.opening),
        "levers": [row(part) for part in profile.levers],
        "intention": row(profile.intention),
        "competences": [row(part) for part in profile.competences],
        "drives": say(profile.drives),
        "stage_title": say(profile.stage_title),
        "stage_text": say(profile.stage_text),
        "spiral_text": say(profile.spiral),
        "spiral": stage_spiral(
            profile.stage,
            identifier="spiral",
            title=say(profile.stage_title),
            description=say(profile.spiral),
            underlying=profile.underlying_stage,
        ),
        "contradiction": say(profile.contradiction),
        "open_questions": [row(part) for part in profile.open_questions],
        "not_validated": say(profile.not_validated),
        "margin": say(profile.margin),
        "table": {
            "columns": [_("Scale"), _("In words"), _("Score"), _("Margin")],
            "rows": [
                _table_row(row(part)) for part in (*profile.levers, profile.intention, *profile.competences)
            ],
        },
        "trends": _trends(profile, language),
        "trend_note": say(profile.trend_note),
    }


def _table_row(row: dict[str, Any]) -> list[str]:
    if row["value"] is None:
        return [row["label"], row["word"], "–", "–"]
    margin = _("%(low)d to %(high)d") % {"low": round(row["low"]), "high": round(row["high"])}
    return [row["label"], row["word"], str(round(row["value"])), margin]


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
        open_questions=tuple(_scale_name(scale, language) for scale in advice.open_questions),
        signal_draft=advice.signal_draft.in_language(language) if advice.signal_draft else "",
        trace=tuple(
            (entry.rule, _outcome(entry.outcome), _inputs(entry.inputs, language)) for entry in advice.trace
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
            Reason(_("Your answer"), _inputs(step.inputs, language)),
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


def _inputs(inputs: Iterable[tuple[str, Any]], language: str) -> str:
    """Answers and scores a rule looked at, in words: “Vertrouwen dat het lukt: 31 van 100”."""
    answers = dict(inputs)
    if answers.get("stage") != "relapse":
        answers.pop("underlying_stage", None)
    return "; ".join(_input(*answer, language) for answer in answers.items()) or _("not needed for this")


def _input(name: str, value: Any, language: str) -> str:
    label = _scale_name(name, language)
    if value is None:
        return _("%(name)s: unknown") % {"name": label}
    if name == "se_setback":
        return _("%(name)s: %(answer)d out of 10") % {"name": label, "answer": value}
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _("%(name)s: %(score)d out of 100") % {"name": label, "score": round(value)}
    values = value if isinstance(value, list | tuple) else [value]
    words = ", ".join(_answer_words(name, str(one), language) for one in values)
    return f"{label}: {words}" if words else _("%(name)s: none") % {"name": label}


_SCALES = {"intention": "int"}
_ITEMS = {
    "needs": "NEED1",
    "barriers": "BAR1",
    "shared_barriers": "BAR1",
    "preferences": "LP1",
    "experience": "BG1",
    "education": "BG2",
}


def _scale_name(name: str, language: str) -> str:
    instrument = current_instrument("quickscan")
    scale = instrument.scales.get(_SCALES.get(name, name))
    if scale:
        return scale.name.in_language(language)
    if name in _OTHER_INPUTS:
        return _OTHER_INPUTS[name]()
    item = instrument.by_id.get(_ITEMS.get(name, name))
    return item.text.in_language(language) if item else name


_OTHER_INPUTS = {
    "stage": lambda: _("Where you are now"),
    "underlying_stage": lambda: _("Where you were before"),
    "se_setback": lambda: _("Confidence when a first try fails"),
    "lever": lambda: _("What helps you most now"),
    "low_preconditions": lambda: _("What there is little of in your team"),
    "shared_barriers": lambda: _("What at least half of your team names"),
}


def _answer_words(name: str, value: str, language: str) -> str:
    if name == "low_preconditions":
        return load_framework().factor(value).name.in_language(language)
    instrument = current_instrument("quickscan")
    item = instrument.by_id.get(_ITEMS.get(name, name))
    options = {option.value: option.text for option in item.options} if item else {}
    if value in options:
        return options[value].in_language(language)
    return _STAGES[value]() if value in _STAGES else value


_STAGES = {
    "precontemplation": lambda: _("not working on it now"),
    "contemplation": lambda: _("thinking about it"),
    "preparation": lambda: _("about to start"),
    "action": lambda: _("working on it"),
    "maintenance": lambda: _("keeping it up"),
    "relapse": lambda: _("slipped back"),
}


def _need_name(need: str, language: str) -> str:
    return _answer_words("needs", need, language)


def _outcome(outcome: str) -> str:
    return {"fired": _("applied"), "silent": _("did not apply"), "blocked": _("was blocked")}[outcome]


def _trends(profile: Profile, language: str) -> list[dict[str, Any]]:
    drawn = []
    for part in profile.levers:
        points = profile.trend.get(part.scale, ())
        if len(points) < 2:
            continue
        name = part.name.in_language(language)
        dated = [TrendPoint(on, value, version, on.strftime("%d-%m-%Y")) for on, value, version in points]
        title = _("%(name)s over time") % {"name": name}
        sentence = _trend_in_words(dated)
        svg = trend(dated, margin=MARGIN, identifier=f"trend-{part.scale}", title=title, description=sentence)
        rows = [[point.label, round(point.value), point.version] for point in dated]
        drawn.append({"title": title, "sentence": sentence, "svg": svg, "rows": rows})
    return drawn


def _trend_in_words(points: Sequence[TrendPoint]) -> str:
    """What a trend says in one sentence; scores from other versions of the questions are not compared."""
    newest = points[-1]
    of_this_version = [point for point in points if point.version == newest.version]
    numbers = {"last": round(newest.value), "margin": round(MARGIN)}
    if len(of_this_version) < len(points):
        return (
            _(
                "Now %(last)d out of 100, with a margin of %(margin)d points on both sides. Left of the dotted line "
                "the questions were different, so we do not compare with it."
            )
            % numbers
        )
    return _("First %(first)d, now %(last)d out of 100; the margin is %(margin)d points on both sides.") % {
        "first": round(points[0].value),
        **numbers,
    }
