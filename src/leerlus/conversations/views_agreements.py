"""The agreement of two: propose, confirm, put on the plan, print, look back."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from leerlus.access.door import get_as_party, get_own, get_visible
from leerlus.access.forms import OnceForm
from leerlus.access.forms_once import earlier_result, store_once
from leerlus.access.pages import PersonRequest, role_required
from leerlus.conversations.agreements import Agreed, agreed, confirm, propose, say_looked_back
from leerlus.conversations.charter import charter_first
from leerlus.conversations.forms import AgreementForm
from leerlus.conversations.models import Agreement, Conversation
from leerlus.conversations.planning import NotNow, is_going_on
from leerlus.conversations.preparing import note_goal, own_preparation
from leerlus.conversations.views import over_for_good, posted_with
from leerlus.development.plan import AlreadyStored, ChangedElsewhere, put_on_plan
from leerlus.organisations.roles import Role


@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
@charter_first
def agreement(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Propose an agreement or a change of one; what both confirmed stands above it."""
    reading = request.method != "POST"
    # The page shows the step of the other, so reading it is a look that stands in the log.
    found = (get_visible if reading else get_as_party)(request.actor, Conversation, pk)
    if not reading and earlier_result(request.actor.person_id, request.POST.get("form_token", "")):
        return redirect("conversation", pk=pk)
    now = agreed(found)
    form = AgreementForm(
        request.actor.person_id,
        request.POST or None,
        initial=_initial(now),
        caseworker=found.caseworker.first_name,
        manager=found.manager.first_name if found.manager else "",
        mine=found.caseworker_id == request.actor.person_id,
    )
    status = 422 if form.errors else 200
    if form.is_valid():
        try:
            _proposed(request, found, form)
            return redirect("conversation", pk=pk)
        except NotNow:
            messages.error(request, over_for_good())
            return redirect("conversation", pk=pk)
        except ChangedElsewhere:
            form.add_error(None, _newer())
            now = agreed(found)
            form.data = posted_with(request, based_on=now.number)
            status = 409
    context = {
        "form": form,
        "conversation": found,
        "agreed": now,
        "going_on": is_going_on(request.actor, found),
    }
    return render(request, "conversations/agreement.html", context, status=status)


@require_POST
@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
@charter_first
def confirm_agreement(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Say yes to the version one saw."""
    found = get_as_party(request.actor, Conversation, pk)
    number = request.POST.get("number", "")
    try:
        confirm(request.actor, found, int(number) if number.isdecimal() else -1)
        messages.success(request, _("You said yes."))
    except ChangedElsewhere:
        messages.error(request, _newer())
    except NotNow:
        messages.error(request, over_for_good())
    return redirect("conversation", pk=pk)


@require_POST
@role_required(Role.CASEWORKER)
@charter_first
def agreement_to_plan(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Put the own step of what both confirmed on the own plan."""
    found = get_own(request.actor, Conversation, pk)
    confirmed, prepared = agreed(found).confirmed, own_preparation(request.actor, found)
    if confirmed is None or (prepared and prepared.goal_id):
        messages.info(request, _("This step was on your plan already, or there is no agreement yet."))
        return redirect("conversation", pk=pk)
    form = OnceForm(request.actor.person_id, request.POST)
    if form.is_valid():
        _put_on_plan(request, found, confirmed, form.cleaned_data["form_token"])
    return redirect("conversation", pk=pk)


@require_POST
@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
@charter_first
def looked_back(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Say that the two looked back on the agreement."""
    say_looked_back(request.actor, get_as_party(request.actor, Conversation, pk))
    messages.success(request, _("Noted: you looked back together."))
    return redirect("conversation", pk=pk)


@require_safe
@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
@charter_first
def print_agreement(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The agreement on one sheet, for the two to take along."""
    found = get_visible(request.actor, Conversation, pk)
    context = {"conversation": found, "confirmed": agreed(found).confirmed}
    return render(request, "conversations/print.html", context)


def _initial(now: Agreed) -> dict[str, object]:
    """What a new proposal starts from: the newest version."""
    newest = now.proposed or now.confirmed
    if newest is None:
        return {"based_on": now.number}
    return {
        "based_on": now.number,
        "caseworker_step": newest.caseworker_step,
        "manager_step": newest.manager_step,
        "return_on": newest.return_on,
    }


def _proposed(request: PersonRequest, found: Conversation, form: AgreementForm) -> None:
    cleaned = form.cleaned_data
    with transaction.atomic():
        if not store_once(request.actor.person_id, cleaned["form_token"], request.path):
            return
        propose(
            request.actor,
            found,
            caseworker_step=cleaned["caseworker_step"],
            manager_step=cleaned["manager_step"],
            return_on=cleaned["return_on"],
            based_on=cleaned["based_on"],
        )
    messages.success(request, _("Your proposal is there. It counts when the other says yes too."))


def _put_on_plan(request: PersonRequest, found: Conversation, confirmed: Agreement, token: str) -> None:
    step = confirmed.caseworker_step
    try:
        with transaction.atomic():
            goal = put_on_plan(
                request.actor,
                content={"title": step[:200], "description": step if len(step) > 200 else ""},
                due_on=max(confirmed.return_on, timezone.localdate()),
                token=token,
                result_url=reverse("plan"),
            )
            note_goal(request.actor, found, goal)
        messages.success(request, _("Your step is on your plan."))
    except AlreadyStored:
        messages.info(request, _("This step was on your plan already."))


def _newer() -> str:
    return _("There is a newer version of this agreement. Look at it first, and then decide.")
