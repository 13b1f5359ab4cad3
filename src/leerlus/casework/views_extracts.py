"""A client wants to see what stands in their file: the request, the choice of what is left out, and the paper."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from leerlus.access.door import get_own
from leerlus.access.forms_once import earlier_result, store_once
from leerlus.access.pages import PersonRequest, role_required
from leerlus.casework.extracting import (
    REASONS,
    MadeAlready,
    extract_on_paper,
    make_extract,
    parts_of,
    proposed,
    record_printing,
    register_request,
)
from leerlus.casework.forms_extracts import ExtractForm, RequestForm
from leerlus.casework.models import CaseFile, Extract
from leerlus.casework.openings import opened_file, record_opening
from leerlus.casework.rules.extracts import LeftOut
from leerlus.documents.pdf import render_pdf
from leerlus.organisations.roles import Role


@role_required(Role.CASEWORKER)
def extracts(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The requests of a client, and the form to write one down."""
    file = opened_file(request.actor, pk)
    posted = request.POST if request.method == "POST" else None
    form = RequestForm(file.opened_on, request.actor.person_id, posted)
    if form.is_valid():
        earlier = earlier_result(request.actor.person_id, form.cleaned_data["form_token"])
        return redirect(earlier or _registered(request, file, form))
    context = {"form": form, "file": file, "extracts": file.extracts.all()}
    return render(request, "casework/extracts.html", context, status=422 if form.errors else 200)


def _registered(request: PersonRequest, file: CaseFile, form: RequestForm) -> str:
    with transaction.atomic():
        made = register_request(file, form.cleaned_data["asked_on"])
        address = reverse("extract", args=[made.pk])
        if not store_once(request.actor.person_id, form.cleaned_data["form_token"], address):
            transaction.set_rollback(True)
    return address


@role_required(Role.CASEWORKER)
def extract(request: PersonRequest, pk: UUID) -> HttpResponse:
    """What goes in and what is left out; once made, what was left out and the paper."""
    found = get_own(request.actor, Extract, pk)
    record_opening(request.actor, found.case_file)
    if found.made_at is not None:
        return _made(request, found)
    posted = request.POST if request.method == "POST" else None
    file = found.case_file
    form = ExtractForm(parts_of(file), proposed(file), request.actor.person_id, posted)
    if form.is_valid():
        try:
            make_extract(request.actor, found, form.left_out, request.user.name)
        except MadeAlready:
            messages.info(request, _("The extract was made already, in another window."))
        return redirect("extract", pk)
    context = {"form": form, "file": file, "extract": found}
    return render(request, "casework/extract_form.html", context, status=422 if form.errors else 200)


def _made(request: PersonRequest, found: Extract) -> HttpResponse:
    left_out = [(name, REASONS[LeftOut(reason)]) for name, reason in found.content["left_out"]]
    context = {"extract": found, "file": found.case_file, "left_out": left_out}
    return render(request, "casework/extract.html", context)


@require_safe
@role_required(Role.CASEWORKER)
def print_extract(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The extract on paper: a tagged PDF in plain words. Every time it is made leaves a line."""
    found = get_own(request.actor, Extract, pk)
    if found.made_at is None:
        raise Http404
    record_printing(request.actor, found)
    name = f"uittreksel-{found.case_file.shown_reference}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(render_pdf(extract_on_paper(found)), content_type="application/pdf", headers=headers)
