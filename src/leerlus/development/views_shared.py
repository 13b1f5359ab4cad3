"""A step or a whole plan, as somebody reads it with whom it is shared; the preview of its owner is the same page."""

from typing import Final
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from leerlus.access.door import get_own, visible
from leerlus.access.pages import PersonRequest, role_required
from leerlus.access.shared_pages import Showing
from leerlus.access.views_sharing import share_page, shown_to_me
from leerlus.development.models import Goal, Plan
from leerlus.development.plan import plan_of
from leerlus.organisations.roles import Role

GOALS_PER_PAGE: Final = 20


@role_required(Role.CASEWORKER)
def share_goal(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Show one step to one person or one team, until a date."""
    found = get_own(request.actor, Goal, pk)
    return share_page(
        request,
        found,
        back_url=reverse("goal", args=[pk]),
        title=_("Share this step"),
        about="development/about_sharing.html",
    )


@role_required(Role.CASEWORKER)
def share_plan(request: PersonRequest) -> HttpResponse:
    """Show the whole plan to one person or one team, until a date; also steps that are added later."""
    return share_page(
        request,
        plan_of(request.actor),
        back_url=reverse("plan"),
        title=_("Share your whole plan"),
        about="development/about_sharing.html",
    )


def shared_plan(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The plan of somebody who shares it; one's own is the page to work on."""
    found, showing = shown_to_me(request, Plan, pk)
    return redirect("plan") if showing is None else show_plan(request, found, showing)


def show_goal(request: PersonRequest, goal: Goal, showing: Showing) -> HttpResponse:
    context = {"goal": goal, "owner": goal.person, "showing": showing}
    return render(request, "development/shared_goal.html", context)


def show_plan(request: PersonRequest, plan: Plan, showing: Showing) -> HttpResponse:
    """The open steps first, by date, then those that are done."""
    goals = (
        visible(request.actor, Goal).filter(person=plan.person_id).order_by("done_at", "due_on", "created_at")
    )
    page = Paginator(goals, GOALS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"owner": plan.person, "showing": showing, "page": page}
    return render(request, "development/shared_plan.html", context)
