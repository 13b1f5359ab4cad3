"""Inviting one person, or a whole list."""

import csv
import io
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from leerlus.access.door import visible
from leerlus.access.forms import OnceForm
from leerlus.access.forms_once import earlier_result, store_once
from leerlus.access.pages import PersonRequest, role_required
from leerlus.administration.forms import InvitationForm, ListFileForm, ListForm
from leerlus.administration.invitation_list import Line, UnusableList, read_list
from leerlus.administration.invitations import Invitee, invite, open_invitations, send_mail, withdraw
from leerlus.administration.municipality import municipality_of
from leerlus.organisations.models import Team
from leerlus.organisations.roles import Role


@role_required(Role.TENANT_ADMINISTRATOR)
def invite_one(request: PersonRequest) -> HttpResponse:
    """Invite one person; the link is mailed, and shown once."""
    if _sent_before(request):
        return redirect("people")
    form = InvitationForm(request.actor, municipality_of(request.actor), request.POST or None)
    if form.is_valid():
        return _invited(request, form, [form.invitee])
    return render(request, "administration/invite.html", {"form": form}, status=422 if form.errors else 200)


@role_required(Role.TENANT_ADMINISTRATOR)
def invite_many(request: PersonRequest) -> HttpResponse:
    """Read a list, show what is wrong with which line, and invite all or nobody."""
    if _sent_before(request):
        return redirect("people")
    if "lines" in request.POST:
        return _invite_list(request)
    form = ListFileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            lines = _read(request, form.cleaned_data["file"])
        except UnusableList as unusable:
            form.add_error("file", str(unusable))
        else:
            return _check_page(request, lines)
    context = {"form": form, "teams": visible(request.actor, Team)}
    return render(request, "administration/invite_many.html", context, status=422 if form.errors else 200)


@require_POST
@role_required(Role.TENANT_ADMINISTRATOR)
def withdraw_invitation(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Let the link of an invitation stop working."""
    invitation = open_invitations(request.actor).filter(pk=pk).first()
    if invitation is None:
        raise Http404
    withdraw(request.actor, invitation)
    messages.success(request, _("The invitation for %(name)s no longer works.") % {"name": invitation.name})
    return redirect("people")


def _sent_before(request: PersonRequest) -> bool:
    token = request.POST.get("form_token", "")
    if token and earlier_result(request.actor.person_id, token):
        messages.info(request, _("These invitations were sent already."))
        return True
    return False


def _read(request: PersonRequest, content: bytes) -> list[Line]:
    return read_list(content, municipality_of(request.actor), list(visible(request.actor, Team)))


def _check_page(request: PersonRequest, lines: list[Line]) -> HttpResponse:
    wrong = [line for line in lines if line.reasons]
    form = ListForm(request.actor.person_id, initial={"lines": as_text(lines)})
    context = {"lines": lines, "wrong": wrong, "form": form}
    return render(request, "administration/invite_many_check.html", context, status=422 if wrong else 200)


def as_text(lines: list[Line]) -> str:
    """The lines as the same kind of file, to be read again when they are sent."""
    text = io.StringIO(newline="")
    rows = csv.writer(text, delimiter="\t", lineterminator="\n")
    rows.writerow(("name", "email", "role", "team"))
    rows.writerows((one.name, one.email, one.role, one.team) for one in lines)
    return text.getvalue()


def _invite_list(request: PersonRequest) -> HttpResponse:
    form = ListForm(request.actor.person_id, request.POST)
    if not form.is_valid():
        return redirect("invite_many")
    try:
        lines = _read(request, form.cleaned_data["lines"].encode())
    except UnusableList:
        return redirect("invite_many")
    invitees = [line.invitee for line in lines if line.invitee]
    if len(invitees) < len(lines):
        return _check_page(request, lines)
    return _invited(request, form, invitees)


def _invited(request: PersonRequest, form: OnceForm, invitees: list[Invitee]) -> HttpResponse:
    """Invite, mail, and show the links: the only moment at which they exist."""
    try:
        with transaction.atomic():
            if not store_once(request.actor.person_id, form.cleaned_data["form_token"], reverse("people")):
                return redirect("people")
            sent = invite(request.actor, invitees)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("people")
    context = {"sent": sent, "mailed": send_mail(sent)}
    return render(request, "administration/invited.html", context)
