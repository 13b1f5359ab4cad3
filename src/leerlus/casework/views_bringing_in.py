"""Making a case for peer consultation of an evaluation."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from leerlus.access.forms_once import earlier_result, store_once
from leerlus.access.pages import PersonRequest, role_required
from leerlus.casework.bringing_in import BringInForm, case_of
from leerlus.casework.openings import opened_file
from leerlus.development.reflecting import keep_case
from leerlus.organisations.roles import Role


@role_required(Role.CASEWORKER)
def bring_in(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The case as it would be kept; sending keeps it with one's own ideas, without the file."""
    file = opened_file(request.actor, pk)
    posted = request.POST if request.method == "POST" else None
    form = BringInForm(request.actor, file, posted, initial=None if posted else case_of(request.actor, file))
    if form.is_valid():
        earlier = earlier_result(request.actor.person_id, form.cleaned_data["form_token"])
        return redirect(earlier or _kept(request, form))
    context = {"form": form, "file": file}
    return render(request, "casework/bring_in.html", context, status=422 if form.errors else 200)


def _kept(request: PersonRequest, form: BringInForm) -> str:
    given, address = form.cleaned_data, reverse("ideas")
    with transaction.atomic():
        keep_case(request.actor, given["title"], given["text"])
        if not store_once(request.actor.person_id, given["form_token"], address):
            transaction.set_rollback(True)
    messages.success(request, _("Kept with your ideas. Nobody sees it until you bring it up yourself."))
    return address
