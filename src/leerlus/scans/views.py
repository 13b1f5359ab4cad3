"""Taking the quickscan: a few questions at a time, every answer kept, always back and stop."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from leerlus.access.door import get_own
from leerlus.access.pages import PersonRequest, role_required
from leerlus.content.instrument import Instrument, current_instrument
from leerlus.organisations.roles import Role
from leerlus.scans.models import Sitting
from leerlus.scans.question_pages import question_page, question_page_with_errors
from leerlus.scans.sittings import (
    QUICKSCAN,
    finish_sitting,
    instrument_of,
    open_sitting,
    page_to_go_on,
    pages_asked,
    questions_asked,
    read_answers,
    start_sitting,
)


@role_required(Role.CASEWORKER)
def quickscan(request: PersonRequest) -> HttpResponse:
    """What the scan is and whose it is; starts it, or goes on where somebody left off."""
    if request.method == "POST":
        sitting = start_sitting(request.actor)
        return redirect("quickscan_page", sitting.pk, page_to_go_on(instrument_of(sitting), sitting.answers))
    instrument = current_instrument(QUICKSCAN)
    context = {
        "introduction": instrument.introduction.in_language(request.LANGUAGE_CODE),
        "questions": len(instrument.items),
        "is_open": open_sitting(request.actor) is not None,
    }
    return render(request, "scans/quickscan.html", context)


@role_required(Role.CASEWORKER)
def quickscan_page(request: PersonRequest, pk: UUID, number: int) -> HttpResponse:
    """A page of questions. Sending it keeps what was answered, wherever the person goes next."""
    sitting = get_own(request.actor, Sitting, pk)
    if sitting.finished_at is not None:
        return redirect("profile", sitting.pk)
    instrument = instrument_of(sitting)
    answers = sitting.answers
    if not 1 <= number <= len(instrument.pages) or not questions_asked(instrument, number, answers):
        return redirect("quickscan_page", pk, _next_page(instrument, answers, number) or 1)
    if request.method == "POST":
        return _sent(request, sitting, number, answers)
    return HttpResponse(question_page(request, sitting, number, answers))


@require_POST
@role_required(Role.CASEWORKER)
def save_answer(request: PersonRequest, pk: UUID, number: int) -> HttpResponse:
    """One answer, as soon as it is given: 204 when it is kept, 422 when it is not an answer."""
    sitting = get_own(request.actor, Sitting, pk)
    instrument = instrument_of(sitting)
    item = request.POST.get("autosave", "")
    if not 1 <= number <= len(instrument.pages) or item not in instrument.pages[number - 1].items:
        return HttpResponse(status=422)
    answers, refused = read_answers(instrument, [item], dict(request.POST.lists()))
    if refused or not answers or sitting.store_answers(answers) is None:
        return HttpResponse(status=422)
    return HttpResponse(status=204)


@role_required(Role.CASEWORKER)
def finish_quickscan(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The last look: what was skipped, and then the profile."""
    sitting = get_own(request.actor, Sitting, pk)
    if sitting.finished_at is not None:
        return redirect("profile", pk)
    if request.method == "POST":
        finish_sitting(request.actor, sitting)
        return redirect("profile", pk)
    instrument = instrument_of(sitting)
    answers = sitting.answers
    open_items = [item for item in instrument.asked(answers) if answers.get(item) is None]
    context = {
        "sitting": sitting,
        "answered": len(instrument.asked(answers)) - len(open_items),
        "open_pages": [
            {"number": number, "title": instrument.pages[number - 1].title.in_language(request.LANGUAGE_CODE)}
            for number in pages_asked(instrument, answers)
            if set(instrument.pages[number - 1].items) & set(open_items)
        ],
        "last_page": pages_asked(instrument, answers)[-1],
    }
    return render(request, "scans/finish.html", context)


def _sent(request: PersonRequest, sitting: Sitting, number: int, known: Mapping[str, Any]) -> HttpResponse:
    instrument = instrument_of(sitting)
    asked = questions_asked(instrument, number, known)
    posted = dict(request.POST.lists())
    touched = [item for item in asked if item not in known or not _as_it_was_shown(item, posted)]
    given, refused = read_answers(instrument, touched, posted)
    skipped = {item: None for item in asked if not (item in known or item in given or item in refused)}
    answers = sitting.store_answers(skipped | given)
    if answers is None:
        return redirect("profile", sitting.pk)
    if refused:
        typed = {
            item: request.POST.getlist(item)
            if instrument.by_id[item].kind == "multiple"
            else request.POST[item]
            for item in refused
        }
        page = question_page_with_errors(request, sitting, number, answers, refused, typed)
        return HttpResponse(page, status=422)
    return _go(request.POST.get("go", "next"), sitting, instrument, number, answers)


def _as_it_was_shown(item: str, posted: Mapping[str, Sequence[str]]) -> bool:
    """Whether somebody left an answer as their page showed it. Then it may have been changed elsewhere since."""
    return [" ".join(posted.get(item, ()))] == posted.get(f"shown-{item}")


def _go(
    direction: str, sitting: Sitting, instrument: Instrument, number: int, answers: Mapping[str, Any]
) -> HttpResponse:
    if direction == "stop":
        return redirect("today")
    if direction == "back":
        earlier = [page for page in pages_asked(instrument, answers) if page < number]
        return redirect("quickscan_page", sitting.pk, earlier[-1] if earlier else number)
    following = _next_page(instrument, answers, number)
    return (
        redirect("quickscan_page", sitting.pk, following)
        if following
        else redirect("finish_quickscan", sitting.pk)
    )


def _next_page(instrument: Instrument, answers: Mapping[str, Any], number: int) -> int | None:
    later = range(max(number, 0) + 1, len(instrument.pages) + 1)
    return next((page for page in later if questions_asked(instrument, page, answers)), None)
