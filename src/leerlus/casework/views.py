"""One's own files: the list, opening one, and the file itself."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from leerlus.access.forms import OnceForm
from leerlus.access.forms_once import earlier_result, store_once
from leerlus.access.pages import PersonRequest, role_required
from leerlus.casework.files import open_file, own_files
from leerlus.casework.forms import OpenFileForm
from leerlus.casework.inspecting import inspections_of
from leerlus.casework.models import CaseFile, PlanVersion
from leerlus.casework.openings import in_words, opened_file, openings_of
from leerlus.casework.plan_words import plan_in_words, plan_on_paper
from leerlus.casework.reading import facts_of, timeline_of
from leerlus.casework.rules.completeness import is_complete
from leerlus.casework.step_words import line_of
from leerlus.documents.pdf import render_pdf
from leerlus.organisations.roles import Role

FILES_PER_PAGE = 20
LONGEST_SEARCH = 40
NEWEST_OPENINGS = 5
OPENINGS_PER_PAGE = 30


@require_safe
@role_required(Role.CASEWORKER)
def case_files(request: PersonRequest) -> HttpResponse:
    """One's own files, newest first, found by their reference; those that were closed apart."""
    closed = request.GET.get("status") == "gesloten"
    search = request.GET.get("zoek", "")[:LONGEST_SEARCH]
    page = Paginator(own_files(request.actor, closed=closed, search=search), FILES_PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {"page": page, "closed": closed, "search": search}
    return render(request, "casework/case_files.html", context)


@role_required(Role.CASEWORKER)
def open_case_file(request: PersonRequest) -> HttpResponse:
    """Open a file for a client; it gets a reference, and asks for nothing that says who it is."""
    form = OpenFileForm(request.actor, request.POST or None)
    if form.is_valid():
        earlier = earlier_result(request.actor.person_id, form.cleaned_data["form_token"])
        return redirect(earlier or _opened(request, form))
    context = {"form": form}
    return render(request, "casework/open_case_file.html", context, status=422 if form.errors else 200)


def _opened(request: PersonRequest, form: OpenFileForm) -> str:
    """Open it, and give its address."""
    with transaction.atomic():
        made = open_file(request.actor, form.cleaned_data["team"])
        address = reverse("case_file", args=[made.pk])
        if not store_once(request.actor.person_id, form.cleaned_data["form_token"], address):
            transaction.set_rollback(True)
    messages.success(request, _("The file is open. Write its reference down with the client's own file."))
    return address


@require_safe
@role_required(Role.CASEWORKER)
def case_file(request: PersonRequest, pk: UUID) -> HttpResponse:
    """One file: what happened so far, and what comes next."""
    found = opened_file(request.actor, pk)
    facts = facts_of(found)
    context = {
        "file": found,
        "line": line_of(facts),
        "timeline": timeline_of(found),
        "inspections": inspections_of(found),
        "openings": in_words(request.actor, found, list(openings_of(found)[:NEWEST_OPENINGS])),
        "is_complete": is_complete(facts, closed=not found.is_open),
        "once": OnceForm(request.actor.person_id),
    }
    return render(request, "casework/case_file.html", context)


@require_safe
@role_required(Role.CASEWORKER)
def case_openings(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Who opened a file, when, and in what capacity."""
    found = opened_file(request.actor, pk)
    page = Paginator(openings_of(found), OPENINGS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"file": found, "page": page, "openings": in_words(request.actor, found, list(page))}
    return render(request, "casework/openings.html", context)


@require_safe
@role_required(Role.CASEWORKER)
def plan_version(request: PersonRequest, pk: UUID, number: int) -> HttpResponse:
    """One version of the plan as it was settled; older ones stay readable (acceptance check 33)."""
    found = opened_file(request.actor, pk)
    version = version_of(found, number)
    context = {
        "file": found,
        "version": version,
        "lines": plan_in_words(version.content),
        "versions": found.plan_versions.all(),
    }
    return render(request, "casework/plan_version.html", context)


@require_safe
@role_required(Role.CASEWORKER)
def print_plan(request: PersonRequest, pk: UUID, number: int) -> HttpResponse:
    """The plan for the client, on paper: a tagged PDF in plain words."""
    found = opened_file(request.actor, pk)
    version = version_of(found, number)
    paper = plan_on_paper(found, version, request.LANGUAGE_CODE, request.user.name)
    name = f"plan-{found.shown_reference}-{version.number}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(render_pdf(paper), content_type="application/pdf", headers=headers)


def version_of(file: CaseFile, number: int) -> PlanVersion:
    """A version of the plan of a file one may see. Raises Http404 when there is none of that number."""
    found = file.plan_versions.filter(number=number).first()
    if found is None:
        raise Http404
    return found
