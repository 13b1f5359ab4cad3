"""Taking an instrument: a few questions at a time, every answer kept, always back and stop."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from leerlus.access.door import get_own
from leerlus.access.pages import PersonRequest, role_required
from leerlus.content.instrument import Instrument
from leerlus.organisations.roles import Role
from leerlus.scans.follow_ups import subject_of
from leerlus.scans.measuring import how_reliable
from leerlus.scans.models import Sitting
from leerlus.scans.offered import instrument_at
from leerlus.scans.question_pages import question_page, question_page_with_errors
from leerlus.scans.result_pages import result_url
from leerlus.scans.sittings import (
    finish_sitting,
    finished_sittings,
    instrument_of,
    left_as_it_was_shown,
    open_sitting,
    page_to_go_on,
    pages_asked,
    questions_asked,
    read_answers,
    start_sitting,
)

SITTINGS_PER_PAGE = 20


@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
def instrument(request: PersonRequest, address: str) -> HttpResponse:
    """What an instrument is and whose it is; starts it, or goes on where somebody left off."""
    found = instrument_at(request.actor, address)
    if found is None:
        raise Http404
    if request.method == "POST":
        return go_on(start_sitting(request.actor, found.code))
    language = request.LANGUAGE_CODE
    page = Paginator(finished_sittings(request.actor, found.code), SITTINGS_PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "name": found.name.in_language(language),
        "introduction": found.introduction.in_language(language),
        "afterwards": found.afterwards.in_language(language),
        "questions": len(found.items),
        "minutes": found.minutes,
        "is_open": open_sitting(request.actor, found.code) is not None,
        "earlier": [
            {"on": sitting.finished_at, "subject": subject_of(sitting), "url": result_url(sitting)}
            for sitting in page
        ],
        "page": page,
        "address": address,
        "has_trends": page.paginator.count > 1 and not found.moments,
        "how_reliable": how_reliable(found, language),
    }
    return render(request, "scans/instrument.html", context)


@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
def questions(request: PersonRequest, pk: UUID, number: int) -> HttpResponse:
    """A page of questions. Sending it keeps what was answered, wherever the person goes next."""
    sitting = get_own(request.actor, Sitting, pk)
    if sitting.finished_at is not None:
        return redirect(result_url(sitting))
    asks = instrument_of(sitting)
    answers = sitting.answers
    if not 1 <= number <= len(asks.pages) or not questions_asked(asks, number, answers):
        return redirect("questions", pk, _next_page(asks, answers, number) or 1)
    if request.method == "POST":
        return _sent(request, sitting, number, answers)
    return HttpResponse(question_page(request, sitting, number, answers))


@require_POST
@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
def save_answer(request: PersonRequest, pk: UUID, number: int) -> HttpResponse:
    """One answer, as soon as it is given: 204 when it is kept, 422 when it is not an answer."""
    sitting = get_own(request.actor, Sitting, pk)
    asks = instrument_of(sitting)
    item = request.POST.get("autosave", "")
    if not 1 <= number <= len(asks.pages) or item not in asks.pages[number - 1].items:
        return HttpResponse(status=422)
    answers, refused = read_answers(asks, [item], dict(request.POST.lists()))
    if refused or not answers or sitting.store_answers(answers) is None:
        return HttpResponse(status=422)
    return HttpResponse(status=204)


@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
def finish(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The last look: what was skipped, and then the result."""
    sitting = get_own(request.actor, Sitting, pk)
    if sitting.finished_at is not None:
        return redirect(result_url(sitting))
    if request.method == "POST":
        finish_sitting(request.actor, sitting)
        return redirect(result_url(sitting))
    asks = instrument_of(sitting)
    answers = sitting.answers
    open_items = [item for item in asks.asked(answers) if answers.get(item) is None]
    context = {
        "sitting": sitting,
        "name": asks.name.in_language(request.LANGUAGE_CODE),
        "leads_to_profile": "profile" in asks.result,
        "answered": len(asks.asked(answers)) - len(open_items),
        "open_pages": [
            {"number": number, "title": asks.pages[number - 1].title.in_language(request.LANGUAGE_CODE)}
            for number in pages_asked(asks, answers)
            if set(asks.pages[number - 1].items) & set(open_items)
        ],
        "last_page": pages_asked(asks, answers)[-1],
    }
    return render(request, "scans/finish.html", context)


def go_on(sitting: Sitting) -> HttpResponse:
    """To the first question that was not reached yet."""
    return redirect("questions", sitting.pk, page_to_go_on(instrument_of(sitting), sitting.answers))


def _sent(request: PersonRequest, sitting: Sitting, number: int, known: Mapping[str, Any]) -> HttpResponse:
    asks = instrument_of(sitting)
    asked = questions_asked(asks, number, known)
    posted = dict(request.POST.lists())
    touched = [item for item in asked if item not in known or not left_as_it_was_shown(item, posted)]
    given, refused = read_answers(asks, touched, posted)
    skipped = {item: None for item in asked if not (item in known or item in given or item in refused)}
    answers = sitting.store_answers(skipped | given)
    if answers is None:
        return redirect(result_url(sitting))
    if refused:
        typed = {
            item: request.POST.getlist(item) if asks.by_id[item].kind == "multiple" else request.POST[item]
            for item in refused
        }
        page = question_page_with_errors(request, sitting, number, answers, refused, typed)
        return HttpResponse(page, status=422)
    return _go(request.POST.get("go", "next"), sitting, asks, number, answers)


def _go(
    direction: str, sitting: Sitting, asks: Instrument, number: int, answers: Mapping[str, Any]
) -> HttpResponse:
    if direction == "stop":
        return redirect("today")
    if direction == "back":
        earlier = [page for page in pages_asked(asks, answers) if page < number]
        return redirect("questions", sitting.pk, earlier[-1] if earlier else number)
    following = _next_page(asks, answers, number)
    return redirect("questions", sitting.pk, following) if following else redirect("finish_scan", sitting.pk)


def _next_page(asks: Instrument, answers: Mapping[str, Any], number: int) -> int | None:
    later = range(max(number, 0) + 1, len(asks.pages) + 1)
    return next((page for page in later if questions_asked(asks, page, answers)), None)
