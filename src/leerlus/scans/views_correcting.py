"""Correcting answers of a finished sitting, a page of questions at a time."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from leerlus.access.door import get_own
from leerlus.access.forms_once import store_once
from leerlus.access.pages import PersonRequest, role_required
from leerlus.content.answers import Answer
from leerlus.organisations.roles import Role
from leerlus.scans.correcting import correct_answers
from leerlus.scans.models import Sitting
from leerlus.scans.question_pages import answered_page_context
from leerlus.scans.result_pages import result_url
from leerlus.scans.sittings import (
    instrument_of,
    left_as_it_was_shown,
    pages_asked,
    questions_asked,
    read_answers,
)


@require_safe
@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
def correct_scan(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The pages of a finished sitting, to choose the one on which something is not right."""
    sitting = _finished(request, pk)
    asks, answers, language = instrument_of(sitting), sitting.answers, request.LANGUAGE_CODE
    context = {
        "sitting": sitting,
        "name": asks.name.in_language(language),
        "pages": [
            (number, asks.pages[number - 1].title.in_language(language))
            for number in pages_asked(asks, answers)
        ],
        "result_url": result_url(sitting),
    }
    return render(request, "scans/correct_scan.html", context)


@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
def correct_page(request: PersonRequest, pk: UUID, number: int) -> HttpResponse:
    """One page with its answers; sending it replaces the answers that were changed on it, and no other."""
    sitting = _finished(request, pk)
    asks, answers = instrument_of(sitting), sitting.answers
    if number not in pages_asked(asks, answers):
        raise Http404
    if request.method != "POST":
        context = answered_page_context(request, sitting, number, answers, {}, {})
        return render(request, "scans/correct_page.html", context)
    posted = dict(request.POST.lists())
    touched = [
        item for item in questions_asked(asks, number, answers) if not left_as_it_was_shown(item, posted)
    ]
    given, refused = read_answers(asks, touched, posted)
    if refused:
        typed = {
            item: request.POST.getlist(item) if asks.by_id[item].kind == "multiple" else request.POST[item]
            for item in posted
            if item in asks.by_id
        }
        context = answered_page_context(request, sitting, number, answers, refused, typed)
        return render(request, "scans/correct_page.html", context, status=422)
    return _corrected(request, sitting, given)


def _corrected(request: PersonRequest, sitting: Sitting, given: dict[str, Answer]) -> HttpResponse:
    """Store once: a double click corrects one time, and is told the same."""
    result = redirect("correct_scan", sitting.pk)
    with transaction.atomic():
        if store_once(request.actor.person_id, request.POST.get("form_token", ""), result.url):
            if correct_answers(request.actor, sitting, given):
                messages.success(request, _("Your answers are corrected. What rests on them is made anew."))
            else:
                messages.info(request, _("Nothing changed."))
    return result


def _finished(request: PersonRequest, pk: UUID) -> Sitting:
    sitting = get_own(request.actor, Sitting, pk)
    if sitting.finished_at is None:
        raise Http404
    return sitting
