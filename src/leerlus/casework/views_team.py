"""Who has which file, for who leads the team: assigning without reading, and two procedures for reading."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from leerlus.access.door import get_visible
from leerlus.access.forms_once import earlier_result, store_once
from leerlus.access.pages import PersonRequest, role_required
from leerlus.casework.assigning import Moved, assign, current_assignments
from leerlus.casework.file_words import contacts_in_words, file_in_words
from leerlus.casework.forms_team import AssignForm, FindingsForm, PurposeForm, ReasonForm
from leerlus.casework.inspecting import (
    NoPrivacyOfficer,
    draw_for_review,
    get_open_inspection,
    open_in_emergency,
    own_inspections,
    record_reading,
    write_findings,
)
from leerlus.casework.models import Assignment
from leerlus.casework.rules.sampling import TooFewFiles
from leerlus.organisations.roles import Role

ASSIGNMENTS_PER_PAGE = 30
MOST_CONTACTS = 60


@require_safe
@role_required(Role.TEAM_MANAGER)
def case_assignments(request: PersonRequest) -> HttpResponse:
    """The open files of one's teams, by reference, with who works with each. Nothing of what is in them."""
    page = Paginator(current_assignments(request.actor), ASSIGNMENTS_PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {"page": page, "inspections": own_inspections(request.actor)}
    return render(request, "casework/assignments.html", context)


@role_required(Role.TEAM_MANAGER)
def case_assignment(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Assign one file to somebody else."""
    found = get_visible(request.actor, Assignment, pk)
    form = AssignForm(request.actor, found, request.POST or None)
    if form.is_valid():
        try:
            assign(request.actor, found, form.cleaned_data["caseworker"])
            messages.success(request, _("The file is assigned. Who had it before no longer sees it."))
        except Moved:
            messages.error(request, _("This file was assigned to somebody else meanwhile. Look again."))
        return redirect("case_assignments")
    context = {"form": form, "assignment": found}
    return render(request, "casework/assignment.html", context, status=422 if form.errors else 200)


@role_required(Role.TEAM_MANAGER)
def emergency_access(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Open one file for 24 hours; its caseworker and the privacy officer get a mail."""
    found = get_visible(request.actor, Assignment, pk)
    form = ReasonForm(request.actor.person_id, request.POST or None)
    if form.is_valid():
        earlier = earlier_result(request.actor.person_id, form.cleaned_data["form_token"])
        try:
            return redirect(earlier or _opened(request, found, form))
        except NoPrivacyOfficer:
            form.add_error(
                None, _("Your administrator has to name a privacy officer first, who is told of this.")
            )
    context = {"form": form, "assignment": found}
    return render(request, "casework/emergency.html", context, status=422 if form.errors else 200)


def _opened(request: PersonRequest, assignment: Assignment, form: ReasonForm) -> str:
    with transaction.atomic():
        made = open_in_emergency(request.actor, assignment, form.cleaned_data["reason"])
        address = reverse("inspection", args=[made.pk])
        if not store_once(request.actor.person_id, form.cleaned_data["form_token"], address):
            transaction.set_rollback(True)
    return address


@role_required(Role.TEAM_MANAGER)
def draw_files(request: PersonRequest) -> HttpResponse:
    """Have files drawn by chance, for a purpose; who is drawn is not for anybody to choose."""
    form = PurposeForm(request.actor.person_id, request.POST or None)
    if form.is_valid():
        try:
            return redirect(_drawn(request, form))
        except TooFewFiles:
            form.add_error(
                None,
                _(
                    "There is nothing to draw: at most five percent of the open files in a quarter, and of at least"
                    " three caseworkers. Your teams have too few, or it was done already."
                ),
            )
    return render(request, "casework/draw_files.html", {"form": form}, status=422 if form.errors else 200)


def _drawn(request: PersonRequest, form: PurposeForm) -> str:
    """Draw, once for each form. Raises TooFewFiles."""
    address, token = reverse("case_assignments"), form.cleaned_data["form_token"]
    if earlier_result(request.actor.person_id, token) is None:
        with transaction.atomic():
            drawn = draw_for_review(request.actor, form.cleaned_data["purpose"])
            if not store_once(request.actor.person_id, token, address):
                transaction.set_rollback(True)
        words = _("%(number)d files were drawn. You can read them for 14 days.")
        messages.success(request, words % {"number": len(drawn)})
    return address


@role_required(Role.TEAM_MANAGER)
def inspection(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Read a file that was opened or drawn, as long as that lasts; every reading stands in the log."""
    found = get_open_inspection(request.actor, pk)
    form = FindingsForm(request.POST or None, initial={"findings": found.content.get("findings", "")})
    if form.is_valid() and found.kind == found.Kind.REVIEW:
        write_findings(found, form.cleaned_data["findings"])
        messages.success(request, _("What you found is kept. The caseworker can read it."))
        return redirect("inspection", pk)
    record_reading(request.actor, found)
    context = {
        "inspection": found,
        "file": found.case_file,
        "steps": file_in_words(found.case_file),
        "contacts": contacts_in_words(list(found.case_file.contacts.all()[:MOST_CONTACTS])),
        "form": form if found.kind == found.Kind.REVIEW else None,
    }
    return render(request, "casework/inspection.html", context, status=422 if form.errors else 200)
