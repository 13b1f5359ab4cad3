"""The board of questions: ask, have the same question, answer."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from leerlus.access.door import get_visible, sees_all
from leerlus.access.forms_once import earlier_result, store_once
from leerlus.access.matrix import Record
from leerlus.access.pages import PersonRequest, full_reach_required
from leerlus.content.knowledge.questions import load_knowledge_questions
from leerlus.knowledge import asking
from leerlus.knowledge.finding import offered
from leerlus.knowledge.forms import AnswerForm, QuestionForm
from leerlus.knowledge.models import KnowledgeItem, LocalQuestion

PER_PAGE: Final = 20
MOST_ITEMS: Final = 500


@require_safe
@full_reach_required(Record.SIGNED_POST)
def question_board(request: PersonRequest) -> HttpResponse:
    """Questions without an answer first, those of most people on top; then the answered ones."""
    waiting = asking.open_questions(request.actor)
    answered = asking.board(request.actor).exclude(answered_at=None).order_by("-answered_at")
    context = {
        "waiting": Paginator(waiting, PER_PAGE).get_page(request.GET.get("page")),
        "answered": Paginator(answered, PER_PAGE).get_page(request.GET.get("beantwoord")),
    }
    return render(request, "knowledge/board.html", context)


@full_reach_required(Record.SIGNED_POST)
def ask_question(request: PersonRequest) -> HttpResponse:
    """Put a question on the board."""
    found = {"text": request.GET.get("vraag", "")}  # what somebody searched for in vain
    form = QuestionForm(
        _big_questions(request.LANGUAGE_CODE),
        request.actor.person_id,
        request.POST or None,
        initial=found,
    )
    if form.is_valid():
        return _asked(request, form)
    return render(request, "knowledge/ask.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@full_reach_required(Record.SIGNED_POST)
def board_question(request: PersonRequest, pk: UUID) -> HttpResponse:
    """One question, with what is known about it."""
    found = _question(request, pk)
    may_answer = sees_all(request.actor, Record.KNOWLEDGE_EDITING) and found.answered_at is None
    context = {
        "question": found,
        "is_mine": found.asked_by_id == request.actor.person_id,
        "form": _answer_form(request) if may_answer else None,
        "item_title": found.answer_item.title(request.LANGUAGE_CODE) if found.answer_item else "",
    }
    return render(request, "knowledge/question.html", context)


@require_POST
@full_reach_required(Record.SIGNED_POST)
def join_question(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Have the same question, or have it no longer."""
    found = _question(request, pk)
    if request.POST.get("mine") == "no":
        asking.leave(request.actor, found)
    else:
        asking.join(request.actor, found)
        messages.success(request, _("It is your question too. Others see how many people have it, not who."))
    return redirect("board_question", pk)


@require_POST
@full_reach_required(Record.SIGNED_POST)
def withdraw_question(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Take one's own question off the board."""
    if not asking.withdraw(request.actor, _question(request, pk).pk):
        raise Http404
    messages.success(request, _("Your question is off the board."))
    return redirect("question_board")


@require_POST
@full_reach_required(Record.KNOWLEDGE_EDITING)
def answer_question(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Answer a question for everybody."""
    found = _question(request, pk)
    form = _answer_form(request)
    if not form.is_valid():
        context = {"question": found, "is_mine": False, "form": form, "item_title": ""}
        return render(request, "knowledge/question.html", context, status=422)
    chosen = form.cleaned_data["item"]
    item = get_visible(request.actor, KnowledgeItem, UUID(chosen)) if chosen else None
    try:
        asking.answer(request.actor, found, form.cleaned_data["text"], item)
        messages.success(request, _("Everybody can read your answer."))
    except asking.AnsweredElsewhere:
        messages.info(request, _("This question was answered meanwhile."))
    return redirect("board_question", pk)


def _big_questions(language: str) -> list[tuple[str, str]]:
    return [
        (one.id, f"{one.id} {one.question.in_language(language)}")
        for one in load_knowledge_questions().questions
    ]


def _question(request: PersonRequest, pk: UUID) -> LocalQuestion:
    found = asking.board(request.actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _answer_form(request: PersonRequest) -> AnswerForm:
    items = offered(request.actor).order_by("municipality", "title_nl")[:MOST_ITEMS]
    choices = [(str(item.pk), item.title(request.LANGUAGE_CODE)) for item in items]
    return AnswerForm(choices, request.actor.person_id, request.POST or None)


def _asked(request: PersonRequest, form: QuestionForm) -> HttpResponse:
    given, person_id = form.cleaned_data, request.actor.person_id
    if earlier := earlier_result(person_id, given["form_token"]):
        return redirect(earlier)
    with transaction.atomic():
        asked = asking.Asked(given["text"], given["shows_name"], given["about"])
        found = asking.ask(request.actor, asked)
        url = reverse("board_question", args=[found.pk])
        if not store_once(person_id, given["form_token"], url):
            transaction.set_rollback(True)
            return redirect("question_board")
    messages.success(request, _("Your question is on the board."))
    return redirect(url)
