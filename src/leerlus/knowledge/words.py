"""Everything about knowledge in words: kinds, evidence, outcomes, and what something can be found by."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from leerlus.content.catalogue import load_catalogue
from leerlus.content.knowledge.item import KnowledgeItem as Content
from leerlus.content.knowledge.parts import Amount, Effect
from leerlus.framework.loading import load_framework
from leerlus.framework.model import BlockId

Words = str | Promise

EVIDENCE: Final[Mapping[str, Words]] = {
    "A": gettext_lazy("A: several good studies together"),
    "B": gettext_lazy("B: compared with a group without it"),
    "C": gettext_lazy("C: measured before and after"),
    "D": gettext_lazy("D: experience in practice"),
    "E": gettext_lazy("E: opinion of experts"),
}
LADDER: Final[Mapping[str, Words]] = {
    "none": gettext_lazy("not in a Dutch databank of interventions, as far as we know"),
    "well_described": gettext_lazy("well described"),
    "well_founded": gettext_lazy("well founded"),
    "effective": gettext_lazy("effective"),
}
CERTAINTY: Final[Mapping[str, Words]] = {
    "high": gettext_lazy("quite sure"),
    "moderate": gettext_lazy("fairly sure"),
    "low": gettext_lazy("not very sure"),
    "very_low": gettext_lazy("very unsure"),
    "unknown": gettext_lazy("unknown"),
}
OUTCOMES: Final[Mapping[str, Words]] = {
    "employment": gettext_lazy("work"),
    "lasting_employment": gettext_lazy("work that lasts"),
    "income": gettext_lazy("income"),
    "benefit": gettext_lazy("benefit"),
    "job_search": gettext_lazy("searching for work"),
    "confidence": gettext_lazy("confidence"),
    "wellbeing": gettext_lazy("wellbeing"),
    "health": gettext_lazy("health"),
    "participation": gettext_lazy("taking part"),
    "skills": gettext_lazy("skills"),
    "attendance": gettext_lazy("showing up"),
    "relation": gettext_lazy("the relation between caseworker and client"),
    "behaviour_change": gettext_lazy("what professionals do"),
    "casework_quality": gettext_lazy("quality of casework"),
}
TERMS: Final[Mapping[str, Words]] = {
    "short": gettext_lazy("within a year"),
    "medium": gettext_lazy("after one to two years"),
    "long": gettext_lazy("after more than two years"),
    "unknown": gettext_lazy("term unknown"),
}
DIRECTIONS: Final[Mapping[str, Words]] = {
    "favourable": gettext_lazy("favourable"),
    "mixed": gettext_lazy("sometimes one way, sometimes the other"),
    "none_found": gettext_lazy("no difference found"),
    "unfavourable": gettext_lazy("unfavourable"),
    "unknown": gettext_lazy("unknown"),
}
MEASURES: Final[Mapping[str, Words]] = {
    "odds_ratio": gettext_lazy("odds ratio"),
    "risk_ratio": gettext_lazy("risk ratio"),
    "hazard_ratio": gettext_lazy("hazard ratio"),
    "standardised_difference": gettext_lazy("standardised difference"),
    "correlation": gettext_lazy("correlation"),
    "percentage_points": gettext_lazy("percentage points"),
    "percent": gettext_lazy("percent"),
}
ACCESS: Final[Mapping[str, Words]] = {
    "free": gettext_lazy("free for everybody"),
    "paid": gettext_lazy("costs money"),
    "licence": gettext_lazy("with a licence"),
    "training": gettext_lazy("only with training"),
    "not_applicable": gettext_lazy("nothing needed"),
    "unknown": gettext_lazy("unknown"),
}
PER: Final[Mapping[str, Words]] = {
    "client": gettext_lazy("per client"),
    "caseworker": gettext_lazy("per caseworker"),
    "group": gettext_lazy("per group"),
    "conversation": gettext_lazy("per conversation"),
}
SEEN: Final[Mapping[str, Words]] = {
    "full": gettext_lazy("read in full"),
    "part": gettext_lazy("read in part"),
    "abstract": gettext_lazy("only the summary was read"),
    "cited": gettext_lazy("known from what others say about it"),
}
STATUS: Final[Mapping[str, Words]] = {
    "open": gettext_lazy("Open"),
    "indications": gettext_lazy("There are indications"),
    "answered_locally": gettext_lazy("Answered locally"),
}
AVAILABILITY: Final[Mapping[str, Words]] = {
    "measured": gettext_lazy("Leerlus measures this"),
    "measured_in_part": gettext_lazy("Leerlus measures this in part"),
    "planned": gettext_lazy("Leerlus does not measure this yet"),
}
UNITS: Final[Mapping[str, Words]] = {
    "caseworkers": gettext_lazy("caseworkers"),
    "managers": gettext_lazy("managers"),
    "teams": gettext_lazy("teams"),
    "municipalities": gettext_lazy("municipalities"),
    "clients": gettext_lazy("clients"),
    "conversations": gettext_lazy("conversations"),
    "answers": gettext_lazy("answers"),
    "experiments": gettext_lazy("experiments"),
}
STAGES: Final[Mapping[str, Words]] = {
    "precontemplation": gettext_lazy("not considering it"),
    "contemplation": gettext_lazy("considering it"),
    "preparation": gettext_lazy("about to decide"),
    "action": gettext_lazy("doing it"),
    "maintenance": gettext_lazy("keeping up"),
    "relapse": gettext_lazy("relapse"),
}
LIFE_DOMAINS: Final[Mapping[str, Words]] = {
    "health": gettext_lazy("Health"),
    "money": gettext_lazy("Money or debts"),
    "housing": gettext_lazy("Housing"),
    "care": gettext_lazy("Care for others or childcare"),
    "language": gettext_lazy("Language or digital skills"),
    "transport": gettext_lazy("Transport"),
    "network": gettext_lazy("People around the client"),
    "justice": gettext_lazy("Justice"),
}
STEPS: Final[Mapping[str, Words]] = {
    "information_gathering": gettext_lazy("Getting a picture"),
    "screening": gettext_lazy("Screening"),
    "assessment": gettext_lazy("Assessment"),
    "decision": gettext_lazy("Decision"),
    "guidance": gettext_lazy("Guidance"),
    "monitoring": gettext_lazy("Monitoring and adjusting"),
    "evaluation": gettext_lazy("Evaluation"),
}
GROUPS: Final[Mapping[str, Words]] = {
    "young": gettext_lazy("young people"),
    "older": gettext_lazy("older people"),
    "long_term": gettext_lazy("people on benefit for long"),
    "newcomers": gettext_lazy("newcomers"),
    "mental_health": gettext_lazy("people with psychological complaints"),
    "disability": gettext_lazy("people with a disability"),
    "parents": gettext_lazy("parents"),
    "low_literacy": gettext_lazy("people who find reading difficult"),
    "debts": gettext_lazy("people with debts"),
    "self_employed": gettext_lazy("self-employed people"),
}
SMART_HELP: Final[Mapping[str, tuple[Any, Any]]] = {
    "specific": (
        gettext_lazy("What exactly will people do differently?"),
        gettext_lazy(
            "Behaviour you could see. Not “being more professional”, but “every file has two options”."
        ),
    ),
    "measurable": (
        gettext_lazy("How do you notice that it worked?"),
        gettext_lazy("Something you can count or see, and where you look for it."),
    ),
    "achievable": (
        gettext_lazy("Why is it feasible?"),
        gettext_lazy(
            "Which time, room and help there is. If people doubt whether it will work, make it smaller."
        ),
    ),
    "relevant": (
        gettext_lazy("Why does it matter?"),
        gettext_lazy("For clients, for colleagues, and for the direction of the organisation."),
    ),
    "timed": (gettext_lazy("When should it be reached?"), gettext_lazy("A month and a year is enough.")),
}
STAGE_NUMBERS: Final = tuple(STAGES)
"""The catalogue numbers stages as the note does: 1 is the first."""


def stage_names(language: str) -> dict[str, str]:
    """The six stages in short."""
    return {name: str(words) for name, words in STAGES.items()}


def determinant_names(language: str) -> dict[str, str]:
    """The factors of the caseworker in the model: what an activity for caseworkers can work on."""
    factors = load_framework().factors_of(BlockId.CASEWORKER)
    return {factor.id: factor.name.in_language(language) for factor in factors}


def characteristics(language: str) -> dict[str, str]:
    """The characteristics of the checklist, in its order."""
    return {name: text.in_language(language) for name, text in load_catalogue().characteristics.items()}


def party_names(language: str) -> dict[str, str]:
    """The parties of table 4.1 of the note."""
    return {name: text.in_language(language) for name, text in load_catalogue().parties.items()}


def goal_names(language: str) -> dict[str, str]:
    """What activities are for."""
    return {name: text.in_language(language) for name, text in load_catalogue().goals.items()}


def value_names(language: str) -> dict[str, str]:
    """Yes, partly, no and unknown."""
    return {name: text.in_language(language) for name, text in load_catalogue().values.items()}


def reading_minutes(content: Content, language: str) -> int:
    """Minutes to read the front-line part, at 200 words a minute; at least one."""
    texts = content.front_line_texts(lambda text: text.in_language(language))
    words = sum(len(text.split()) for text in texts)
    return max(1, round(words / 200))


def reading_words(minutes: int) -> str:
    """How long reading takes, in words."""
    return ngettext("about %(number)d minute to read", "about %(number)d minutes to read", minutes) % {
        "number": minutes
    }


def effect_in_words(effect: Effect | None, language: str) -> str:
    """A figure with its interval, or that it is unknown; never a zero for what nobody saw."""
    if effect is None:
        return _("size unknown")
    figure = f"{MEASURES[effect.measure]} {_number(effect.value, language)}"
    if effect.low is None or effect.high is None:
        between = _("interval unknown")
    else:
        between = _("95% interval %(low)s to %(high)s") % {
            "low": _number(effect.low, language),
            "high": _number(effect.high, language),
        }
    return f"{figure} ({between}), {effect.compared_with.in_language(language)}"


def amount_in_words(amount: Amount | None, unit: str, language: str) -> str:
    """From and up to, with whether it is an estimate of ours."""
    if amount is None:
        return _("unknown")
    low, high = _number(amount.low, language), _number(amount.high, language)
    words = f"{low} {unit}" if amount.low == amount.high else f"{low}–{high} {unit}"
    return _("%(amount)s (our estimate)") % {"amount": words} if amount.is_estimate else words


def _number(value: float, language: str) -> str:
    text = f"{value:g}".replace("-", "−")
    return text if language.startswith("en") else text.replace(".", ",")
