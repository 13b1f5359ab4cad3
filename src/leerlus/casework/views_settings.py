"""What a municipality decides about files of clients: for the administrator, who sees no file."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from leerlus.access.audit import record_event
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent
from leerlus.access.pages import PersonRequest, role_required
from leerlus.casework.forms_team import CaseworkSettingsForm
from leerlus.casework.models import CaseworkSettings
from leerlus.organisations.roles import Role


@role_required(Role.TENANT_ADMINISTRATOR)
def casework_settings(request: PersonRequest) -> HttpResponse:
    """Whether justice is asked about, and who is told of files opened in an emergency."""
    municipality_id = request.actor.municipality_id
    if municipality_id is None:
        raise Http404
    row = CaseworkSettings.objects.filter(municipality=municipality_id).first()
    initial = (
        {"asks_about_justice": row.asks_about_justice, "privacy_officer": row.privacy_officer_id}
        if row
        else {}
    )
    form = CaseworkSettingsForm(request.actor, request.POST or None, initial=initial)
    if form.is_valid():
        with transaction.atomic():
            CaseworkSettings.objects.update_or_create(
                municipality_id=municipality_id, defaults=form.cleaned_data
            )
            record_event(AccessEvent.Action.SETTINGS_CHANGED, actor=request.actor, record=Record.OPERATIONS)
        messages.success(request, _("The settings are saved."))
        return redirect("casework_settings")
    context = {"form": form}
    return render(request, "casework/settings.html", context, status=422 if form.errors else 200)
