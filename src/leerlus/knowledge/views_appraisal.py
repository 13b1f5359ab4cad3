"""Judging by the checklist, the history of judgements, agreement of assessors, and activities of the municipality."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from leerlus.access.door import get_visible, visible
from leerlus.access.forms_once import earlier_result, store_once
from leerlus.access.matrix import Record
from leerlus.access.pages import PersonRequest, full_reach_required
from leerlus.knowledge.activities import find_activity
from leerlus.knowledge.appraising import agreement_in, differing, history_of, judge
from leerlus.knowledge.catalogue_page import who_judged
from leerlus.knowledge.finding import offered
from leerlus.knowledge.forms import AppraisalForm, InterventionForm
from leerlus.knowledge.interventions import ChangedElsewhere, Described, add, change
from leerlus.knowledge.models import Appraisal, Intervention
from leerlus.knowledge.words import characteristics, value_names

PER_PAGE: Final = 10


@full_reach_required(Record.KNOWLEDGE_EDITING)
def appraise(request: PersonRequest, code: str) -> HttpResponse:
    """Judge an activity or a knowledge item by the checklist; the form opens with one's own newest judgement."""
    name, url = _subject(request, code)
    mine = visible(request.actor, Appraisal).filter(subject=code, assessor_id=request.actor.person_id).first()
    form = AppraisalForm(request.LANGUAGE_CODE, mine, request.actor.person_id, request.POST or None)
    if form.is_valid():
        return _judged(request, code, form, url)
    context = {"form": form, "name": name, "url": url}
    return render(request, "knowledge/appraise.html", context, status=422 if form.errors else 200)


@require_safe
@full_reach_required(Record.KNOWLEDGE)
def appraisal_history(request: PersonRequest, code: str) -> HttpResponse:
    """Every judgement of a thing, the newest first, and where two assessors differ."""
    name, url = _subject(request, code)
    language = request.LANGUAGE_CODE
    history = history_of(request.actor, code)
    labels, words = characteristics(language), value_names(language)
    page = Paginator(history, PER_PAGE).get_page(request.GET.get("page"))
    shown = [
        (
            who_judged(one, number),
            [(labels[key], words[judged["value"]], judged["basis"]) for key, judged in one.values.items()],
        )
        for number, one in enumerate(page, start=page.start_index())
    ]
    context = {
        "name": name,
        "url": url,
        "page": page,
        "shown": shown,
        "differing": [labels[key] for key in differing(history)],
        "columns": [_("Characteristic"), _("Value"), _("Why")],
    }
    return render(request, "knowledge/appraisal_history.html", context)


@require_safe
@full_reach_required(Record.KNOWLEDGE_EDITING)
def assessors_agree(request: PersonRequest) -> HttpResponse:
    """How far two assessors agree over everything they judged: about the checklist, not about a person."""
    return render(request, "knowledge/agreement.html", {"agreement": agreement_in(request.actor)})


@full_reach_required(Record.KNOWLEDGE_EDITING)
def new_intervention(request: PersonRequest) -> HttpResponse:
    """Add an activity of the municipality to the catalogue."""
    form = InterventionForm(request.LANGUAGE_CODE, request.actor.person_id, request.POST or None)
    if form.is_valid():
        return _added(request, form)
    context = {"form": form, "intervention": None}
    return render(request, "knowledge/intervention.html", context, status=422 if form.errors else 200)


@full_reach_required(Record.KNOWLEDGE_EDITING)
def change_intervention(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Change an activity of the municipality, with what its goal still lacks."""
    own = get_visible(request.actor, Intervention, pk)
    form = InterventionForm(
        request.LANGUAGE_CODE, request.actor.person_id, request.POST or None, initial=_filled_in(own)
    )
    status = 422 if form.errors else 200
    if form.is_valid():
        try:
            change(request.actor, own, described(form), edition=form.cleaned_data["edition"] or 0)
        except ChangedElsewhere:
            status = 409
            form.add_error(
                None, _("Somebody changed this activity meanwhile. Open it again to see what it says now.")
            )
        else:
            messages.success(request, _("The activity is changed."))
            return redirect("activity", own.code)
    return render(request, "knowledge/intervention.html", {"form": form, "intervention": own}, status=status)


def described(form: InterventionForm) -> Described:
    """What was filled in, as it is stored."""
    given = form.cleaned_data
    return Described(
        name=given["name"],
        about=given["about"],
        party=given["party"],
        target=given["target"],
        goal=form.goal,
        without_goal=given["without_goal"],
        stages=tuple(given["stages"]),
        determinants=tuple(given["determinants"]),
        evidence=given["evidence"],
        only_worked_here=given["only_worked_here"],
        link=given["link"],
        follow_up_on=given["follow_up_on"],
    )


def _filled_in(own: Intervention) -> dict[str, Any]:
    names = ("name", "about", "party", "target", "without_goal", "stages", "determinants", "evidence")
    more = ("only_worked_here", "link", "follow_up_on", "edition")
    goal = {f"goal_{part}": text for part, text in own.goal.items()}
    return {name: getattr(own, name) for name in (*names, *more)} | goal


def _subject(request: PersonRequest, code: str) -> tuple[str, str]:
    """The name and the page of what a code stands for; absent when there is no such thing."""
    activity = find_activity(request.actor, code, request.LANGUAGE_CODE)
    if activity is not None:
        return activity.name, reverse("activity", args=[code])
    item = offered(request.actor).filter(code=code).first()
    if item is None:
        raise Http404
    return item.title(request.LANGUAGE_CODE), reverse("knowledge_item", args=[item.pk])


def _judged(request: PersonRequest, code: str, form: AppraisalForm, url: str) -> HttpResponse:
    actor, token = request.actor, form.cleaned_data["form_token"]
    if not earlier_result(actor.person_id, token):
        with transaction.atomic():
            if store_once(actor.person_id, token, url):
                shows_name = form.cleaned_data["shows_name"]
                judge(actor, request.user, code, form.values, shows_name=shows_name)
        messages.success(request, _("Your judgement is kept. Earlier ones stay in the history."))
    return redirect(url)


def _added(request: PersonRequest, form: InterventionForm) -> HttpResponse:
    person_id, token = request.actor.person_id, form.cleaned_data["form_token"]
    if earlier := earlier_result(person_id, token):
        return redirect(earlier)
    with transaction.atomic():
        own = add(request.actor, described(form))
        url = reverse("activity", args=[own.code])
        if not store_once(person_id, token, url):
            transaction.set_rollback(True)
            return redirect("catalogue")
    messages.success(request, _("The activity is in the catalogue. Somebody can judge it now."))
    return redirect(url)
