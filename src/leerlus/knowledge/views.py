"""The way in to the knowledge base, the list of items, and one item."""

from typing import Any, Final
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from leerlus.access.door import get_visible, sees_all, visible
from leerlus.access.matrix import Record
from leerlus.access.pages import PersonRequest, full_reach_required
from leerlus.content.catalogue import load_catalogue
from leerlus.knowledge.asking import open_questions
from leerlus.knowledge.filters import FILTERS, Chosen, chosen_filters
from leerlus.knowledge.finding import content_of, offered
from leerlus.knowledge.forms import NoteForm
from leerlus.knowledge.item_page import (
    facts_of,
    finding_columns,
    finding_rows,
    linked,
    practice_of,
    references_of,
)
from leerlus.knowledge.models import Appraisal, KnowledgeItem
from leerlus.knowledge.saving import saved_row
from leerlus.knowledge.searching import Answer, find_items
from leerlus.knowledge.translating import in_force, under_way
from leerlus.search.counting import count_search

ITEMS_PER_PAGE: Final = 20
NEWEST: Final = 5
LONGEST_NUMBER: Final = 6
"""Digits of a page; a longer one is no page."""
LONGEST_QUESTION: Final = 300
"""Letters; what comes after them is not looked at."""


@require_safe
@full_reach_required(Record.KNOWLEDGE)
def knowledge(request: PersonRequest) -> HttpResponse:
    """What is here, with how much of each kind, and what is new."""
    items = offered(request.actor)
    counts = dict(items.order_by().values_list("kind").annotate(Count("pk")))
    context = {
        "kinds": [
            (kind.value, kind.label, counts[kind.value])
            for kind in KnowledgeItem.Kind
            if counts.get(kind.value)
        ],
        "number": sum(counts.values()),
        "newest": [
            (item, item.title(request.LANGUAGE_CODE))
            for item in items.order_by("-changed_at", "title_nl")[:NEWEST]
        ],
        "activities": len(load_catalogue().entries),
        "has_board": sees_all(request.actor, Record.SIGNED_POST),
        "may_edit": sees_all(request.actor, Record.KNOWLEDGE_EDITING),
        "waiting_texts": under_way(request.actor).count(),
        "questions": open_questions(request.actor)[:NEWEST],
    }
    return render(request, "knowledge/knowledge.html", context)


@require_safe
@full_reach_required(Record.KNOWLEDGE)
def knowledge_items(request: PersonRequest) -> HttpResponse:
    """All items, or those of the chosen kind, stage, life domain and so on; with a question the best answers first."""
    chosen = chosen_filters(request.GET)
    question = request.GET.get("zoek", "").strip()[:LONGEST_QUESTION]
    asked = request.GET.get("page", "")
    number = int(asked) if asked.isdecimal() and len(asked) <= LONGEST_NUMBER else 1
    answer = _answer(request, question, chosen, number)
    page = Paginator(range(answer.total), ITEMS_PER_PAGE).get_page(number)
    if page.number != number:
        answer = _answer(request, question, chosen, page.number)
    if question and page.number == 1:
        count_search(request.actor.municipality_id, found=bool(answer.total))
    context = {
        "page": page,
        "hits": answer.hits,
        "question": question,
        "meant": [(word, ", ".join(words)) for word, words in answer.meant.items()],
        "chosen": chosen,
        "filters": [one.shown(chosen, request.LANGUAGE_CODE, answer.counts[one.name]) for one in FILTERS],
        "is_filtered": bool(chosen),
        "has_board": sees_all(request.actor, Record.SIGNED_POST),
    }
    return render(request, "knowledge/items.html", context)


def _answer(request: PersonRequest, question: str, chosen: Chosen, number: int) -> Answer:
    first = max(number - 1, 0) * ITEMS_PER_PAGE
    page = slice(first, first + ITEMS_PER_PAGE)
    return find_items(request.actor, question, chosen, request.LANGUAGE_CODE, page)


@require_safe
@full_reach_required(Record.KNOWLEDGE)
def knowledge_item(request: PersonRequest, pk: UUID) -> HttpResponse:
    """One item: how to use it first, then how sure it is and what it does not show."""
    item = get_visible(request.actor, KnowledgeItem, pk)
    return render(request, "knowledge/item.html", item_context(request, item))


def item_context(request: PersonRequest, item: KnowledgeItem) -> dict[str, Any]:
    """Everything the page of an item says."""
    language, actor = request.LANGUAGE_CODE, request.actor
    content = content_of(item)
    saved = saved_row(actor, item)
    return {
        "item": item,
        "title": content.title.in_language(language),
        "question": content.question.in_language(language),
        "answer": content.answer.in_language(language),
        "practice": practice_of(content, in_force(actor, item), language),
        "ingredients": content.ingredients.in_language(language),
        "columns": finding_columns(),
        "rows": finding_rows(content, language),
        "does_not_show": content.does_not_show.in_language(language),
        "follow_up": content.follow_up.in_language(language),
        "facts": facts_of(content, language),
        "references": references_of(content, language),
        "eva": content.eva,
        "reviewed": content.reviewed,
        "related": [(one, one.title(language)) for one in linked(actor, item, content.related)],
        "contradicts": [(one, one.title(language)) for one in linked(actor, item, content.contradicts)],
        "saved": saved,
        "note_form": NoteForm(initial={"note": saved.content["note"]} if saved else None),
        "has_board": sees_all(actor, Record.SIGNED_POST),
        "appraisals": visible(actor, Appraisal).filter(subject=item.code).count(),
        "may_edit": sees_all(actor, Record.KNOWLEDGE_EDITING),
    }
