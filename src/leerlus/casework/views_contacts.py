"""Contacts: who is planned, recording one in a minute, and correcting one."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from leerlus.access.door import get_own
from leerlus.access.pages import PersonRequest, role_required
from leerlus.casework.contacts import (
    WEEK,
    ChangedElsewhere,
    TakenEntry,
    change_contact,
    files_with_plans,
    planned_until,
    previous_agreement,
    record_contact,
    remove_contact,
    to_choose_from,
    without_a_date,
)
from leerlus.casework.forms_contacts import ContactForm, NewContactForm
from leerlus.casework.models import CaseFile, Contact
from leerlus.casework.openings import record_opening
from leerlus.casework.step_words import warnings_about
from leerlus.casework.threads import choice_on
from leerlus.organisations.roles import Role

PER_PAGE: Final = 20


@role_required(Role.CASEWORKER)
def contacts_today(request: PersonRequest) -> HttpResponse:
    """Who is planned today and this week, and the form to record one contact after another."""
    chosen = _chosen(request)
    form = NewContactForm(
        request.actor.person_id,
        to_choose_from(request.actor, chosen),
        request.POST if request.method == "POST" else None,
        initial={"file": str(chosen.pk)} if chosen else None,
    )
    if request.method == "POST" and form.is_valid():
        return _recorded(request, form)
    if form.errors and _by_script(request):
        return HttpResponse(status=422)
    if chosen:
        record_opening(request.actor, chosen)
    today = timezone.localdate()
    planned = planned_until(request.actor, today + WEEK)
    context = {
        "form": form,
        "person_id": request.actor.person_id,
        "chosen": chosen,
        "previous": previous_agreement(chosen) if chosen else "",
        "page": Paginator(planned, PER_PAGE).get_page(request.GET.get("page")),
        "without": list(without_a_date(request.actor)[:PER_PAGE]),
        "today": today,
    }
    return render(request, "casework/contacts_today.html", context, status=422 if form.errors else 200)


@role_required(Role.CASEWORKER)
def contact(request: PersonRequest, pk: UUID) -> HttpResponse:
    """One contact, to read or correct."""
    found = get_own(request.actor, Contact, pk)
    record_opening(request.actor, found.case_file)
    if request.method != "POST":
        return _contact_page(request, found, ContactForm.of(found, request.actor.person_id))
    form = ContactForm(request.actor.person_id, request.POST, held_on=found.held_on)
    if not form.is_valid():
        return _contact_page(request, found, form, status=422)
    given = form.cleaned_data
    try:
        change_contact(
            request.actor,
            found,
            held_on=given["held_on"],
            next_on=given["next_on"],
            content=form.content,
            revision=given["revision"] or 0,
        )
    except ChangedElsewhere:
        current = get_own(request.actor, Contact, pk)
        form.add_error(
            None, _("You changed this contact in another window. Below stands what you typed here.")
        )
        retyped = request.POST.copy()
        retyped["revision"] = str(current.revision)
        form.data = retyped
        return _contact_page(request, current, form, status=409)
    messages.success(request, _("Your change is saved."))
    for warning in _warnings(found):
        messages.warning(request, warning)
    return redirect("case_file", found.case_file_id)


@role_required(Role.CASEWORKER)
def delete_contact(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Ask once, then take away a contact that was recorded by mistake."""
    found = get_own(request.actor, Contact, pk)
    if request.method == "POST":
        remove_contact(request.actor, found)
        messages.success(request, _("The contact is deleted."))
        return redirect("case_file", found.case_file_id)
    return render(request, "casework/delete_contact.html", {"contact": found})


def _chosen(request: PersonRequest) -> CaseFile | None:
    """The client that the address asks for, when they are one's own and their file is open."""
    try:
        wanted = UUID(request.GET.get("client", ""))
    except ValueError:
        return None
    return files_with_plans(request.actor).filter(pk=wanted).first()


def _by_script(request: PersonRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


def _recorded(request: PersonRequest, form: NewContactForm) -> HttpResponse:
    given = form.cleaned_data
    try:
        stored, is_new = record_contact(
            request.actor,
            given["file"],
            given["entry"],
            held_on=given["held_on"],
            next_on=given["next_on"],
            content=form.content,
        )
    except TakenEntry:
        raise Http404 from None
    warnings = _warnings(stored)
    if _by_script(request):
        context = {"contact": stored, "file": given["file"], "warnings": warnings}
        return render(request, "casework/contact_stored.html", context, status=201 if is_new else 200)
    messages.success(
        request,
        _("Your contact with client %(reference)s is recorded.")
        % {"reference": given["file"].shown_reference},
    )
    for warning in warnings:
        messages.warning(request, warning)
    return redirect(reverse("contacts_today"))


def _warnings(contact: Contact) -> list[str]:
    """What in its texts may say who the client is; the contact is kept all the same."""
    content, today = contact.content, timezone.localdate()
    return [
        warning for name in ("agreement", "note") for warning in warnings_about(content.get(name, ""), today)
    ]


def _contact_page(
    request: PersonRequest, found: Contact, form: ContactForm, status: int = 200
) -> HttpResponse:
    file = found.case_file
    context = {"contact": found, "file": file, "form": form, "plan": choice_on(file, found.held_on)}
    return render(request, "casework/contact.html", context, status=status)
