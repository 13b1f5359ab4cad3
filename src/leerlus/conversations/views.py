"""Conversations: the list, planning, moving and calling off, and the guide."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from leerlus.access.colleagues import teams_led_by
from leerlus.access.door import get_as_party
from leerlus.access.forms import OnceForm
from leerlus.access.forms_once import earlier_result, store_once
from leerlus.access.pages import PersonRequest, role_required
from leerlus.conversations.charter import charter_first
from leerlus.conversations.forms import MoveForm, PlanForm
from leerlus.conversations.guide import MOST_TO_READ, SUBJECTS, blocks_in_words, guide_in_words, tips_in_words
from leerlus.conversations.models import Conversation
from leerlus.conversations.planning import (
    NotNow,
    call_off,
    conversations_ahead,
    conversations_before,
    is_going_on,
    move_conversation,
    plan_conversation,
)
from leerlus.knowledge.fitting import fitting
from leerlus.organisations.roles import Role

CONVERSATIONS_PER_PAGE = 20


@require_safe
@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
@charter_first
def conversations(request: PersonRequest) -> HttpResponse:
    """What is planned, and what was, newest first."""
    page = Paginator(conversations_before(request.actor), CONVERSATIONS_PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "ahead": conversations_ahead(request.actor)[:CONVERSATIONS_PER_PAGE],
        "page": page,
        "me": request.actor.person_id,
    }
    return render(request, "conversations/conversations.html", context)


@require_safe
@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
@charter_first
def conversation_guide(request: PersonRequest) -> HttpResponse:
    """The guide as a whole: every question with where it comes from, and tips. There is no score in it."""
    language = request.LANGUAGE_CODE
    context = {
        "guide": guide_in_words(language),
        "blocks": blocks_in_words(language),
        "tips": tips_in_words(language),
        "leads": teams_led_by(request.actor).exists(),
        "fits": fitting(request.actor, SUBJECTS, for_clients=False, language=language, most=MOST_TO_READ),
    }
    return render(request, "conversations/guide.html", context)


@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
@charter_first
def plan(request: PersonRequest) -> HttpResponse:
    """Plan one, with the own manager or with somebody of the team one leads."""
    form = PlanForm(request.actor, request.POST or None)
    if form.is_valid():
        earlier = earlier_result(request.actor.person_id, form.cleaned_data["form_token"])
        return redirect(earlier or _planned(request, form))
    context = {"form": form}
    return render(request, "conversations/plan.html", context, status=422 if form.errors else 200)


def _planned(request: PersonRequest, form: PlanForm) -> str:
    """Plan it, and give its address."""
    cleaned = form.cleaned_data
    with transaction.atomic():
        made = plan_conversation(
            request.actor, cleaned["partner"], cleaned["planned_on"], cleaned["starts_at"]
        )
        address = reverse("conversation", args=[made.pk])
        if not store_once(request.actor.person_id, cleaned["form_token"], address):
            transaction.set_rollback(True)
    messages.success(request, _("The conversation is planned."))
    return address


@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
@charter_first
def move(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Give a conversation another day."""
    found = get_as_party(request.actor, Conversation, pk)
    initial = {"planned_on": found.planned_on, "starts_at": found.starts_at}
    form = MoveForm(request.actor.person_id, request.POST or None, initial=initial)
    if form.is_valid():
        try:
            move_conversation(
                request.actor, found, form.cleaned_data["planned_on"], form.cleaned_data["starts_at"]
            )
            messages.success(request, _("The conversation has another day."))
        except NotNow:
            messages.error(request, over_for_good())
        return redirect("conversation", pk=pk)
    context = {
        "form": form,
        "conversation": found,
        "going_on": is_going_on(request.actor, found),
        "once": OnceForm(request.actor.person_id),
    }
    return render(request, "conversations/move.html", context, status=422 if form.errors else 200)


@require_POST
@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
@charter_first
def cancel(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Call a conversation off."""
    call_off(request.actor, get_as_party(request.actor, Conversation, pk))
    messages.success(
        request,
        _("The conversation is called off. What was shown for it is private again."),
    )
    return redirect("conversations")


def over_for_good() -> str:
    """Why nothing can be changed any more."""
    return _(
        "This conversation was called off, or the manager no longer leads the team. Nothing was changed."
    )


def posted_with(request: PersonRequest, **fields: int) -> QueryDict:
    """What was sent, with other numbers: for showing a form again that was made from something older."""
    posted = request.POST.copy()
    for name, value in fields.items():
        posted[name] = str(value)
    return posted
