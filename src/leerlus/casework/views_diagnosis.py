"""Filling in the diagnostics together with a client, page by page, and reading it back."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from leerlus.access.door import get_own
from leerlus.access.pages import PersonRequest, role_required
from leerlus.casework.diagnosing import (
    begin_diagnosis,
    compared,
    finish_diagnosis,
    finished_diagnoses,
    instrument_of,
    open_diagnosis,
)
from leerlus.casework.models import CaseFile, Diagnosis
from leerlus.casework.openings import opened_file
from leerlus.casework.writing import Closed
from leerlus.content.instrument import Instrument
from leerlus.content.texts import Text
from leerlus.organisations.roles import Role
from leerlus.scans.question_pages import answer_as_text, question_in_words
from leerlus.scans.results import answer_lines, how_to_read_points
from leerlus.scans.sittings import left_as_it_was_shown, read_answers
from leerlus.scans.skeleton import as_shown


@require_POST
@role_required(Role.CASEWORKER)
def start(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Begin, or go on."""
    file = get_own(request.actor, CaseFile, pk)
    try:
        begin_diagnosis(request.actor, file)
    except Closed:
        return redirect("case_file", pk)
    return redirect("diagnosis", pk, 1)


@role_required(Role.CASEWORKER)
def questions(request: PersonRequest, pk: UUID, number: int) -> HttpResponse:
    """A page of questions, answered together."""
    file = opened_file(request.actor, pk)
    found = open_diagnosis(file)
    if found is None:
        return redirect("diagnosis_results", pk)
    asks = instrument_of(found)
    if not 1 <= number <= len(asks.pages):
        return redirect("diagnosis", pk, 1)
    if request.method != "POST":
        return _page(request, file, found, number, {}, {})
    known, posted, asked = found.answers, dict(request.POST.lists()), asks.pages[number - 1].items
    touched = [item for item in asked if item not in known or not left_as_it_was_shown(item, posted)]
    answers, refused = read_answers(asks, touched, posted)
    skipped = {item: None for item in asked if not (item in known or item in answers or item in refused)}
    found.store_answers(skipped | answers)
    if refused:
        typed = {item: request.POST.get(item, "") for item in refused}
        return _page(request, file, found, number, refused, typed)
    if request.POST.get("go") == "stop":
        return redirect("case_file", pk)
    following = number - 1 if request.POST.get("go") == "back" else number + 1
    return (
        redirect("diagnosis", pk, following)
        if following <= len(asks.pages)
        else redirect("finish_diagnosis", pk)
    )


@require_POST
@role_required(Role.CASEWORKER)
def save_answer(request: PersonRequest, pk: UUID, number: int) -> HttpResponse:
    """One answer, as soon as it is given: 204 when kept, 422 when it is no answer."""
    found = open_diagnosis(get_own(request.actor, CaseFile, pk))
    item = request.POST.get("autosave", "")
    if found is None or item not in instrument_of(found).by_id:
        return HttpResponse(status=422)
    answers, refused = read_answers(instrument_of(found), [item], dict(request.POST.lists()))
    if refused or not answers or not found.store_answers(answers):
        return HttpResponse(status=422)
    return HttpResponse(status=204)


@role_required(Role.CASEWORKER)
def finish(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The last look before it is laid down."""
    file = opened_file(request.actor, pk)
    found = open_diagnosis(file)
    if found is None:
        return redirect("diagnosis_results", pk)
    if request.method == "POST":
        try:
            finish_diagnosis(request.actor, file, found)
        except Closed:
            return redirect("case_file", pk)
        return redirect("diagnosis_results", pk)
    asks = instrument_of(found)
    answers = found.answers
    unanswered = sum(answers.get(item) is None for item in asks.asked(answers))
    return render(request, "casework/finish_diagnosis.html", {"file": file, "unanswered": unanswered})


@require_safe
@role_required(Role.CASEWORKER)
def results(request: PersonRequest, pk: UUID) -> HttpResponse:
    """What the client answered, per subject and in their words; times beside each other, nobody beside anybody."""
    file, language = opened_file(request.actor, pk), request.LANGUAGE_CODE
    finished = finished_diagnoses(file)
    days, subjects = compared(finished)
    newest = finished[-1] if finished else None
    context = {
        "file": file,
        "days": days,
        "subjects": [
            {"name": one.name.in_language(language), "words": [_said(words, language) for words in one.words]}
            for one in subjects
        ],
        "answers": _answers(newest, language) if newest else [],
        "points": [one.in_language(language) for one in how_to_read_points(instrument_of(newest))]
        if newest
        else [],
        "is_open": open_diagnosis(file) is not None,
    }
    return render(request, "casework/diagnosis_results.html", context)


def _answers(diagnosis: Diagnosis, language: str) -> list[dict[str, str]]:
    lines = answer_lines(instrument_of(diagnosis), diagnosis.answers)
    return [
        {"question": one.question.in_language(language), "words": _said(one.words, language)} for one in lines
    ]


def _said(words: Text | None, language: str) -> str:
    return words.in_language(language) if words else ""


def _page(
    request: PersonRequest,
    file: CaseFile,
    diagnosis: Diagnosis,
    number: int,
    refused: dict[str, Text],
    typed: dict[str, Any],
) -> HttpResponse:
    asks, language = instrument_of(diagnosis), request.LANGUAGE_CODE
    page = asks.pages[number - 1]
    context = {
        "file": file,
        "number": number,
        "parts": len(asks.pages),
        "is_first": number == 1,
        "is_last": number == len(asks.pages),
        "title": page.title.in_language(language),
        "stem": page.stem.in_language(language) if page.stem else "",
        "introduction": asks.introduction.in_language(language),
        "questions": _questions(asks, number, diagnosis.answers, typed, refused, language),
        "errors": [
            {"target": f"question-{item}", "text": reason.in_language(language)}
            for item, reason in refused.items()
        ],
    }
    return render(request, "casework/diagnosis.html", context, status=422 if refused else 200)


def _questions(
    asks: Instrument,
    number: int,
    stored: dict[str, Any],
    typed: dict[str, Any],
    refused: dict[str, Text],
    language: str,
) -> list[dict[str, Any]]:
    answers = {**stored, **typed}
    return [
        {
            "question": question_in_words(asks, asks.by_id[item], language),
            "answer": answer_as_text(answers[item]) if item in answers else None,
            "shown": as_shown(stored[item]) if item in stored else "",
            "error": refused[item].in_language(language) if item in refused else None,
        }
        for item in asks.pages[number - 1].items
    ]
