"""The plan: the steps somebody chose, each with a date."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from leerlus.access.door import get_own
from leerlus.access.pages import PersonRequest, role_required
from leerlus.access.views_sharing import shown_to_me
from leerlus.advice.models import Advice
from leerlus.development.advised import AdvisedStep, advised_step
from leerlus.development.following_up import due_follow_ups
from leerlus.development.forms import GoalForm
from leerlus.development.models import Goal, Reflection
from leerlus.development.plan import (
    AlreadyStored,
    ChangedElsewhere,
    change_goal,
    done_goals,
    open_goals,
    own_plan,
    put_on_plan,
    tick_off,
)
from leerlus.development.reflecting import prompts_of
from leerlus.development.views_shared import show_goal
from leerlus.organisations.roles import Role

GOALS_PER_PAGE = 20


@role_required(Role.CASEWORKER)
def plan(request: PersonRequest) -> HttpResponse:
    """Open steps by date, then the ones that are done."""
    page = Paginator(done_goals(request.actor), GOALS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "open_goals": open_goals(request.actor),
        "follow_ups": due_follow_ups(request.actor)[:GOALS_PER_PAGE],
        "page": page,
        "whole": own_plan(request.actor),
    }
    return render(request, "development/plan.html", context)


@role_required(Role.CASEWORKER)
def new_goal(request: PersonRequest) -> HttpResponse:
    """A step of one's own."""
    form = GoalForm(request.POST.dict() or None, actor=request.actor)
    return _new_goal(request, form)


@role_required(Role.CASEWORKER)
def goal_again(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The form of a new step, filled with what an earlier one said: to start again, or go on a bit smaller."""
    earlier = get_own(request.actor, Goal, pk).content
    kept = {name: earlier[name] for name in ("title", *GoalForm.more) if earlier.get(name)}
    kept.pop("confidence", None)
    initial = kept | {"due_on": timezone.localdate() + timedelta(days=7)}
    form = GoalForm(request.POST.dict() or None, actor=request.actor, initial=initial)
    return _new_goal(request, form)


@role_required(Role.CASEWORKER)
def goal_from_advice(request: PersonRequest, pk: UUID, technique: str) -> HttpResponse:
    """A step from one's advice, with a date; the goal remembers the advice it came from."""
    advice = get_own(request.actor, Advice, pk)
    step = advised_step(advice, technique, request.LANGUAGE_CODE)
    if step is None:
        raise Http404
    if request.method == "POST":
        form = GoalForm(request.POST.dict(), actor=request.actor, asks_for=step.asks_for)
        if form.is_valid() and not form.proposes_a_smaller_step({}):
            content = form.content | {"technique": technique, "description": step.description}
            return _put_on_plan(request, form, content, advice)
    else:
        form = GoalForm(actor=request.actor, asks_for=step.asks_for, initial=step.initial())
    return _goal_form(request, form, reverse("profile", args=[advice.sitting_id]), step)


@role_required(Role.CASEWORKER)
def goal_from_reflection(request: PersonRequest, pk: UUID) -> HttpResponse:
    """A step that follows from looking back, filled with what somebody will try; it remembers what it came from."""
    reflection = get_own(request.actor, Reflection, pk)
    tried = reflection.content["answers"].get(prompts_of(reflection).goal_prompt.id, "")
    initial = {"title": tried[:200], "due_on": timezone.localdate() + timedelta(weeks=4)}
    form = GoalForm(request.POST.dict() or None, actor=request.actor, initial=initial)
    return _new_goal(request, form, reflection)


def goal(request: PersonRequest, pk: UUID) -> HttpResponse:
    """One step: for its owner to change, for somebody with whom it is shared to read."""
    found, showing = shown_to_me(request, Goal, pk)
    if showing is not None:
        return show_goal(request, found, showing)
    if request.method == "POST":
        return _change(request, found)
    return _goal_page(request, found, GoalForm.of(found, request.actor))


@require_POST
@role_required(Role.CASEWORKER)
def mark_goal(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Tick a step off, or open it again."""
    done = request.POST.get("done") == "yes"
    tick_off(request.actor, get_own(request.actor, Goal, pk), done=done)
    messages.success(request, _("Ticked off.") if done else _("The step is open again."))
    return redirect("plan")


def _new_goal(request: PersonRequest, form: GoalForm, reflection: Reflection | None = None) -> HttpResponse:
    if form.is_valid() and not form.proposes_a_smaller_step({}):
        return _put_on_plan(request, form, form.content, reflection)
    back = reverse("reflection", args=[reflection.pk]) if reflection else reverse("plan")
    return _goal_form(request, form, back)


def _goal_form(
    request: PersonRequest, form: GoalForm, back_url: str, step: AdvisedStep | None = None
) -> HttpResponse:
    """The form empty, with its mistakes, or with the proposal of a smaller step above what was typed."""
    proposal = form.is_bound and not form.errors
    context = {
        "form": form.after_proposing() if proposal else form,
        "proposal": proposal,
        "step": step,
        "back_url": back_url,
    }
    return render(request, "development/goal_form.html", context, status=422 if form.errors else 200)


def _put_on_plan(
    request: PersonRequest, form: GoalForm, content: dict[str, Any], origin: Advice | Reflection | None
) -> HttpResponse:
    try:
        put_on_plan(
            request.actor,
            content=content,
            due_on=form.cleaned_data["due_on"],
            token=form.cleaned_data["form_token"],
            result_url=reverse("plan"),
            origin=origin,
            review_on=form.cleaned_data["review_on"],
        )
        messages.success(request, _("Your step is on your plan."))
    except AlreadyStored:
        messages.info(request, _("This step was on your plan already."))
    return redirect("plan")


def _change(request: PersonRequest, found: Goal) -> HttpResponse:
    form = GoalForm(request.POST.dict(), actor=request.actor, asks_for=frozenset(found.content))
    if not form.is_valid():
        return _goal_page(request, found, form, status=422)
    if form.proposes_a_smaller_step(found.content):
        return _goal_page(request, found, form.after_proposing(), proposal=True)
    try:
        change_goal(
            request.actor,
            found,
            content=form.content,
            due_on=form.cleaned_data["due_on"],
            edition=form.cleaned_data["edition"] or 0,
            review_on=form.cleaned_data["review_on"],
        )
    except ChangedElsewhere:
        current = get_own(request.actor, Goal, found.pk)
        form.add_error(
            None,
            _("You changed this step in another window. There it now says: “%(title)s”, before %(date)s.")
            % {"title": current.title, "date": date_format(current.due_on, "j F Y")},
        )
        form.data = {**form.data, "edition": current.edition}
        return _goal_page(request, current, form, status=409)
    messages.success(request, _("Your change is saved."))
    return redirect("plan")


def _goal_page(
    request: PersonRequest, found: Goal, form: GoalForm, status: int = 200, *, proposal: bool = False
) -> HttpResponse:
    context = {"goal": found, "form": form, "proposal": proposal}
    return render(request, "development/goal.html", context, status=status)
