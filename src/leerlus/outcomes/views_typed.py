"""Events typed by hand: in the file of a client, and what became of the clients of one's own files together."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from leerlus.access.door import get_own
from leerlus.access.forms_once import earlier_result, store_once
from leerlus.access.pages import PersonRequest, role_required
from leerlus.casework.models import CaseFile
from leerlus.casework.openings import opened_file
from leerlus.organisations.roles import Role
from leerlus.outcomes.forms_typed import EndForm, TypedEventForm
from leerlus.outcomes.models import TypedEvent
from leerlus.outcomes.rules.figures import figures_of
from leerlus.outcomes.shown_figures import figures_in_words
from leerlus.outcomes.typed_words import judgements_of, shown_of
from leerlus.outcomes.typing_events import (
    clients_of_own_files,
    confirm_event,
    end_event,
    of_files,
    type_event,
    undo_event,
)


@role_required(Role.CASEWORKER)
def typed_events(request: PersonRequest, pk: UUID) -> HttpResponse:
    """What happened to one client, typed and from the records, and the form to write one thing down."""
    file = opened_file(request.actor, pk)
    known, posted = of_files([file])[file.pk], request.POST if request.method == "POST" else None
    earlier = posted and earlier_result(request.actor.person_id, posted.get("form_token", ""))
    if earlier:
        return redirect(earlier)
    form = TypedEventForm(known.typed, request.actor.person_id, posted)
    if form.is_valid():
        return redirect(_typed(request, file, form))
    context = {"form": form, "file": file, "shown": shown_of(known), "judgements": judgements_of(known)}
    return render(request, "outcomes/typed_events.html", context, status=422 if form.errors else 200)


def _typed(request: PersonRequest, file: CaseFile, form: TypedEventForm) -> str:
    address = reverse("typed_events", args=[file.pk])
    with transaction.atomic():
        type_event(file, form.content)
        if not store_once(request.actor.person_id, form.cleaned_data["form_token"], address):
            transaction.set_rollback(True)
    messages.success(request, _("Written down. Below you can undo it."))
    return address


@require_POST
@role_required(Role.CASEWORKER)
def still_goes_on(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Something that was typed goes on still today."""
    found = get_own(request.actor, TypedEvent, pk)
    confirm_event(request.actor, found)
    messages.success(request, _("It is certain until today now."))
    return redirect("typed_events", found.case_file_id)


@role_required(Role.CASEWORKER)
def it_ended(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The day on which something that was typed ended."""
    found = get_own(request.actor, TypedEvent, pk)
    posted = request.POST if request.method == "POST" else None
    form = EndForm(found.content, request.actor.person_id, posted)
    if form.is_valid():
        end_event(request.actor, found, form.cleaned_data["last_day"])
        messages.success(request, _("Written down."))
        return redirect("typed_events", found.case_file_id)
    context = {"form": form, "file": found.case_file}
    return render(request, "outcomes/it_ended.html", context, status=422 if form.errors else 200)


@require_POST
@role_required(Role.CASEWORKER)
def undo_typed(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Take away what was typed."""
    found = get_own(request.actor, TypedEvent, pk)
    undo_event(request.actor, found)
    messages.success(request, _("Undone: it is no longer in the file."))
    return redirect("typed_events", found.case_file_id)


@require_safe
@role_required(Role.CASEWORKER)
def own_file_outcomes(request: PersonRequest) -> HttpResponse:
    """What became of the clients of one's own files: what was typed, with what the records say of them."""
    clients, today = clients_of_own_files(request.actor), timezone.localdate()
    figures = figures_of(
        clients,
        today,
        months_to_confirm=settings.LEERLUS_MONTHS_TO_CONFIRM,
        days_between=settings.LEERLUS_DAYS_BETWEEN_JOBS,
    )
    context = {"clients": len(clients), "known_until": today, **figures_in_words(figures, 0, of_files=True)}
    return render(request, "outcomes/own_file_outcomes.html", context)
