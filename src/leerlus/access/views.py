"""What somebody can see and do about their own data: who saw it, take it along, erase it.

These pages are about oneself, so they need no role: somebody whose last role ended keeps these rights.
"""

import json

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from leerlus.access.forms import EraseForm, OnceForm
from leerlus.access.forms_once import earlier_result, store_once
from leerlus.access.looks import lines_about, lines_of
from leerlus.access.own_document import own_document
from leerlus.access.pages import PersonRequest
from leerlus.access.personal_content import (
    choices,
    erase_personal_content,
    export_personal_content,
    kept_of,
)
from leerlus.documents.page import render_page
from leerlus.documents.pdf import render_pdf

EVENTS_PER_PAGE = 25


@require_safe
def who_saw_my_content(request: PersonRequest) -> HttpResponse:
    """Every line of the log about this person, newest first. Opening one's own files stands with each file."""
    page = Paginator(lines_about(request.actor), EVENTS_PER_PAGE).get_page(request.GET.get("page"))
    lines = lines_of(request.actor, list(page))
    return render(request, "access/who_saw_my_content.html", {"page": page, "lines": lines})


@require_safe
def my_content(request: PersonRequest) -> HttpResponse:
    """What Leerlus keeps of this person, with the buttons to take it along or erase it."""
    kept = kept_of(request.actor.person_id)
    context = {"kept": kept, "choices": choices(), "form": OnceForm(request.actor.person_id)}
    return render(request, "access/my_content.html", context)


@require_POST
def export_my_content(request: PersonRequest) -> HttpResponse:
    """Everything in one file: to read as PDF or as a page, or for programs as JSON."""
    form = OnceForm(request.actor.person_id, request.POST)
    if not form.is_valid():
        return redirect("my_content")
    today = timezone.localdate()
    kind = request.POST.get("kind", "json")
    if kind in ("pdf", "html"):
        exported = export_personal_content(request.actor)
        paper = own_document(exported, request.user.name, today)
        if kind == "pdf":
            return _file(render_pdf(paper), "application/pdf", f"leerlus-{today}.pdf")
        return _file(render_page(paper), "text/html; charset=utf-8", f"leerlus-{today}.html")
    content = {
        "explanation": _(
            "This is everything Leerlus keeps of you, in sections. Times are in UTC. Answers stand beside the number "
            "of the question; null means that you skipped it."
        ),
        "made_on": today.isoformat(),
        "content": export_personal_content(request.actor),
    }
    text = json.dumps(content, ensure_ascii=False, indent=2)
    return _file(text, "application/json; charset=utf-8", f"leerlus-{today}.json")


def _file(content: str | bytes, content_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)


def erase_my_content(request: PersonRequest) -> HttpResponse:
    """Say what goes and what stays, ask for the password, and erase."""
    person_id = request.actor.person_id
    if request.method == "POST" and earlier_result(person_id, request.POST.get("form_token", "")):
        return redirect("my_content")
    form = EraseForm(request, request.user, request.POST or None)
    if form.is_valid():
        with transaction.atomic():
            erase_personal_content(request.actor)
            store_once(person_id, form.cleaned_data["form_token"], request.path)
        messages.success(request, _("Your content is erased. Copies in backups can no longer be read."))
        return redirect("my_content")
    kept = kept_of(person_id)
    context = {
        "form": form,
        "goes": [one for one in kept if one.section.erase],
        "stays": [one for one in kept if not one.section.erase],
    }
    return render(request, "access/erase_my_content.html", context, status=422 if form.errors else 200)
