"""One's own account."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from leerlus.access.audit import record_event
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent
from leerlus.access.pages import PersonRequest
from leerlus.administration.forms import NameForm
from leerlus.organisations.models import Person


def account(request: PersonRequest) -> HttpResponse:
    """Name, roles, and the way to password, second step, own content and the log."""
    person = Person.objects.get(pk=request.actor.person_id)
    form = NameForm(request.POST or None, instance=person)
    if form.is_valid():
        with transaction.atomic():
            form.save()
            record_event(
                AccessEvent.Action.SETTINGS_CHANGED,
                actor=request.actor,
                subject_id=person.pk,
                record=Record.ACCOUNT,
            )
        messages.success(request, _("Your name is changed."))
        return redirect("account")
    context = {
        "form": form,
        "held": request.user.memberships.current().select_related("team"),
        "has_second_step": is_mfa_enabled(request.user, [Authenticator.Type.TOTP]),
    }
    return render(request, "administration/account.html", context, status=422 if form.errors else 200)
