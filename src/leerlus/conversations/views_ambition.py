"""The behavioural ambition of a team: what holds, what held before, writing and withdrawing a sentence."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from leerlus.access.colleagues import teams_worked_in_or_led
from leerlus.access.door import get_visible
from leerlus.access.forms_once import earlier_result, store_once
from leerlus.access.pages import PersonRequest, role_required
from leerlus.conversations.ambition import (
    behaviours,
    former_sentences,
    sentences_now,
    withdraw_sentence,
    write_sentence,
)
from leerlus.conversations.ambition_forms import SentenceForm
from leerlus.conversations.models import AmbitionSentence
from leerlus.framework.sections import cited
from leerlus.organisations.roles import Role

SENTENCES_PER_PAGE = 20
SECTIONS = ("2.3", "6.1")
"""Where the note says why a team words together what good work is, and asks which behaviour belongs to it."""


@require_safe
@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
def behavioural_ambition(request: PersonRequest) -> HttpResponse:
    """What one's team wants to be seen doing, each sentence with its behaviour and date."""
    context = _listed(request, sentences_now(request.actor))
    context["source"] = cited(SECTIONS, request.LANGUAGE_CODE)
    return render(request, "conversations/ambition.html", context)


@require_safe
@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
def former_ambition(request: PersonRequest) -> HttpResponse:
    """The sentences one's team withdrew, with both dates."""
    context = _listed(request, former_sentences(request.actor))
    return render(request, "conversations/former_ambition.html", context)


@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
def new_sentence(request: PersonRequest) -> HttpResponse:
    """Write a sentence, linked to a behaviour."""
    form = SentenceForm(
        teams_worked_in_or_led(request.actor),
        request.LANGUAGE_CODE,
        request.actor.person_id,
        request.POST or None,
    )
    if form.is_valid():
        _written(request, form)
        return redirect("behavioural_ambition")
    context = {"form": form}
    return render(request, "conversations/new_sentence.html", context, status=422 if form.errors else 200)


@require_POST
@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
def withdraw(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Take a sentence out of the ambition; it stays readable as former."""
    if withdraw_sentence(request.actor, get_visible(request.actor, AmbitionSentence, pk)):
        messages.success(request, _("The sentence now stands with what you wanted before."))
    else:
        messages.info(request, _("This sentence was withdrawn already."))
    return redirect("behavioural_ambition")


def _listed(request: PersonRequest, sentences: QuerySet[AmbitionSentence]) -> dict[str, object]:
    page = Paginator(sentences, SENTENCES_PER_PAGE).get_page(request.GET.get("page"))
    words = behaviours(request.LANGUAGE_CODE)
    lines = [(one, one.own_behaviour or words.get(one.behaviour, one.behaviour)) for one in page]
    several = teams_worked_in_or_led(request.actor).count() > 1
    return {"page": page, "lines": lines, "several": several}


def _written(request: PersonRequest, form: SentenceForm) -> None:
    person_id, token = request.actor.person_id, form.cleaned_data["form_token"]
    if earlier_result(person_id, token):
        return
    with transaction.atomic():
        if not store_once(person_id, token, reverse("behavioural_ambition")):
            return
        write_sentence(request.actor, form.cleaned_data["team"], **form.sentence)
    messages.success(request, _("Your team and its manager can read the sentence."))
