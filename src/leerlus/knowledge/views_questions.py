"""The knowledge questions of the note: where each stands, what in Leerlus may answer it, and what that cannot show."""

from datetime import timedelta
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from leerlus.access.matrix import Record
from leerlus.access.pages import PersonRequest, full_reach_required
from leerlus.content.instrument import CURRENT_VERSIONS, current_instrument
from leerlus.content.knowledge.questions import KnowledgeQuestion, load_knowledge_questions
from leerlus.framework.loading import load_framework
from leerlus.framework.sections import cited
from leerlus.knowledge.activities import activities
from leerlus.knowledge.asking import board, open_questions
from leerlus.knowledge.finding import offered
from leerlus.knowledge.map_page import craft_map
from leerlus.knowledge.models import KnowledgeItem
from leerlus.knowledge.translating import under_way
from leerlus.knowledge.words import AVAILABILITY, STATUS, UNITS
from leerlus.search.counting import searches

MOST_LINES: Final = 8
EXPIRES_WITHIN: Final = timedelta(days=90)


@require_safe
@full_reach_required(Record.KNOWLEDGE)
def knowledge_questions(request: PersonRequest) -> HttpResponse:
    """All of them, in the order of the note, with where each stands."""
    language = request.LANGUAGE_CODE
    rows = [
        (one.id, one.question.in_language(language), STATUS[one.status], AVAILABILITY[one.availability])
        for one in load_knowledge_questions().questions
    ]
    return render(request, "knowledge/knowledge_questions.html", {"rows": rows})


@require_safe
@full_reach_required(Record.KNOWLEDGE)
def knowledge_question(request: PersonRequest, code: str) -> HttpResponse:
    """One question, with the items that say something about it and what colleagues ask."""
    found = load_knowledge_questions().question.get(code)
    if found is None:
        raise Http404
    language = request.LANGUAGE_CODE
    items = offered(request.actor).filter(municipality=None, code__in=found.items)
    context = {
        "code": found.id,
        "question": found.question.in_language(language),
        "facts": _facts(found, language),
        "items": [(item, item.title(language)) for item in items],
        "factors": [(one, load_framework().name_of(one, language)) for one in found.factors],
        "asked": board(request.actor).filter(about=found.id)[:MOST_LINES],
    }
    return render(request, "knowledge/knowledge_question.html", context)


@require_safe
@full_reach_required(Record.KNOWLEDGE_EDITING)
def desk(request: PersonRequest) -> HttpResponse:
    """Where the knowledge manager begins: open questions, items near their date, gaps, contradictions."""
    actor, language = request.actor, request.LANGUAGE_CODE
    items = offered(actor)
    soon = items.filter(expires_on__lt=timezone.localdate() + EXPIRES_WITHIN).order_by("expires_on")
    contradictions = items.filter(kind=KnowledgeItem.Kind.CONTRADICTION)
    of_activities, of_items = craft_map(activities(actor, language), items, language)
    context = {
        "questions": open_questions(actor)[:MOST_LINES],
        "expiring": _named(soon[:MOST_LINES], language),
        "expiring_number": soon.count(),
        "contradictions": _named(contradictions[:MOST_LINES], language),
        "gaps": (len(of_activities.gaps), len(of_items.gaps)),
        "texts": _texts(request),
        "searches": searches(request.actor.home, weeks=12),
        "is_open": sum(one.status == "open" for one in load_knowledge_questions().questions),
    }
    return render(request, "knowledge/desk.html", context)


def _named(items: Any, language: str) -> list[tuple[KnowledgeItem, str]]:
    return [(item, item.title(language)) for item in items]


def _texts(request: PersonRequest) -> list[tuple[Any, str]]:
    return [(one, one.item.title(request.LANGUAGE_CODE)) for one in under_way(request.actor)[:MOST_LINES]]


def _facts(found: KnowledgeQuestion, language: str) -> list[tuple[str, str]]:
    """Status, why, the data, from how many, and the limits, in words."""
    framework = load_framework()
    where = [
        *(_instrument(one, language) for one in found.instruments),
        *(framework.areas[area].in_language(language) for area in found.areas),
    ]
    needed = [f"{minimum.number} {UNITS[minimum.unit]}" for minimum in found.minimums]
    return [
        (_("Where it stands"), f"{STATUS[found.status]}. {found.why.in_language(language)}"),
        (_("What answers it"), found.data.in_language(language)),
        (_("Measured now"), str(AVAILABILITY[found.availability])),
        (_("Where in Leerlus"), "; ".join(dict.fromkeys(where)) or _("nowhere yet")),
        (_("From how many"), ", ".join(needed) or _("this is not a question of numbers")),
        (_("What it cannot show"), found.limits.in_language(language)),
        (_("In the note"), cited([found.section], language)),
    ]


def _instrument(place: str, language: str) -> str:
    """An instrument by its name; with the question, where one is meant."""
    code, _slash, item = place.partition("/")
    if code not in CURRENT_VERSIONS:
        return place
    instrument = current_instrument(code)
    name = instrument.name.in_language(language)
    return f"{name}: “{instrument.by_id[item].text.in_language(language)}”" if item else name
