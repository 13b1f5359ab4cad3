"""Profile and advice on one page: what moves somebody, then one step with the reason for it."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from leerlus.access.door import get_own, visible_own
from leerlus.access.forms_once import new_token, store_once
from leerlus.access.pages import PersonRequest, role_required
from leerlus.access.views_sharing import share_page, shown_to_me
from leerlus.advice.beside import to_read
from leerlus.advice.explanation import columns_of_points, explanation, points_of
from leerlus.advice.giving import advice_for, bring_back, given, put_aside, tiny_by_technique
from leerlus.advice.models import Advice, Dismissal
from leerlus.advice.presentation import profile_in_words
from leerlus.advice.profile_page import profile_parts
from leerlus.advice.shared_profile import show_profile
from leerlus.advice.words import other_steps, told_to_its_owner
from leerlus.content.advice import load_advice_content
from leerlus.organisations.roles import Role
from leerlus.scans.follow_ups import subject_of, waiting_follow_ups
from leerlus.scans.models import Sitting
from leerlus.scans.offered import offered
from leerlus.scans.result_pages import result_page_name, result_url
from leerlus.scans.sittings import QUICKSCAN, finished_sittings, profile_of
from leerlus.scans.views import go_on

SITTINGS_PER_PAGE = 20


@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
def my_craft(request: PersonRequest) -> HttpResponse:
    """The way in: the newest profile, what can be filled in, and earlier scans; or the first step towards them."""
    actor, language = request.actor, request.LANGUAGE_CODE
    can_fill_in = offered(actor)
    sittings = finished_sittings(actor)
    newest = sittings.first()
    context = {
        "newest": newest,
        "profile": profile_in_words(profile_of(newest, with_trend=False)) if newest else None,
        "quickscan": next((one for one in can_fill_in if one.instrument.code == QUICKSCAN), None),
        "offered": [
            {
                "name": one.instrument.name.in_language(language),
                "address": one.instrument.address,
                "minutes": one.instrument.minutes,
                "is_open": one.is_open,
                "finished_on": one.finished_on,
                "repeat_from": one.repeat_from,
            }
            for one in can_fill_in
        ],
        "waiting": [
            {
                "first": one.first.pk,
                "subject": subject_of(one.first),
                "moment": one.moment.name.in_language(language),
            }
            for one in waiting_follow_ups(actor)
        ],
        "page": Paginator(sittings, SITTINGS_PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "advice/my_craft.html", context)


def profile(request: PersonRequest, pk: UUID) -> HttpResponse:
    """A profile: with advice for its owner; for a colleague it is shared with, in words and only the chosen parts."""
    sitting, showing = shown_to_me(request, Sitting, pk)
    if showing is not None:
        return show_profile(request, sitting, showing)
    if sitting.finished_at is None:
        return go_on(sitting)
    if result_page_name(sitting) != "profile":
        return redirect(result_url(sitting))
    advice = advice_for(request.actor, sitting)
    context = {
        "sitting": sitting,
        "parts": profile_parts(sitting, advice),
        "to_read": to_read(request.actor, advice, request.LANGUAGE_CODE),
    }
    return render(request, "advice/profile.html", context)


@role_required(Role.CASEWORKER)
def share_profile(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Show the profile in words to one colleague or one team, until a date."""
    sitting = get_own(request.actor, Sitting, pk)
    if sitting.finished_at is None or result_page_name(sitting) != "profile":
        raise Http404
    return share_page(
        request,
        sitting,
        back_url=reverse("profile", args=[pk]),
        title=_("Share your profile"),
        about="advice/about_sharing.html",
    )


@role_required(Role.CASEWORKER)
def advice(request: PersonRequest, pk: UUID) -> HttpResponse:
    """One advice as it was given: every step with its reason, and every rule that was weighed."""
    found = get_own(request.actor, Advice, pk)
    told, steps = given(found), told_to_its_owner(found)
    context = {
        "advice": found,
        "steps": steps,
        "explanation": explanation(told.version, told.trace if steps.recommends else ()),
        "points_columns": columns_of_points(),
        "points": points_of(told.steps, told.version) if steps.recommends else [],
    }
    return render(request, "advice/advice.html", context)


@role_required(Role.CASEWORKER)
def put_step_aside(request: PersonRequest, pk: UUID, technique: str) -> HttpResponse:
    """“Do something else”: asks why (optional, private), and gives another step."""
    found = get_own(request.actor, Advice, pk)
    if technique not in tiny_by_technique(found):
        raise Http404
    if request.method == "POST":
        return _put_aside(request, found, technique)
    context = {
        "advice": found,
        "title": load_advice_content(found.content_version)
        .technique[technique]
        .name.in_language(request.LANGUAGE_CODE),
        "others": other_steps(found, technique),
        "form_token": new_token(request.actor.person_id),
    }
    return render(request, "advice/put_aside.html", context)


@role_required(Role.CASEWORKER)
def steps_put_aside(request: PersonRequest) -> HttpResponse:
    """The steps that stay away, with the date until which, and a way to bring each back."""
    page = Paginator(visible_own(request.actor, Dismissal), SITTINGS_PER_PAGE).get_page(
        request.GET.get("page")
    )
    content = load_advice_content()
    language = request.LANGUAGE_CODE
    rows = [
        {
            "pk": dismissal.pk,
            "until": dismissal.until,
            "title": content.technique[dismissal.content["technique"]].name.in_language(language),
            "reason": dismissal.content["reason"],
        }
        for dismissal in page
    ]
    return render(request, "advice/steps_put_aside.html", {"rows": rows, "page": page})


@require_POST
@role_required(Role.CASEWORKER)
def bring_step_back(request: PersonRequest, pk: UUID) -> HttpResponse:
    bring_back(request.actor, get_own(request.actor, Dismissal, pk))
    messages.success(request, _("The step can appear in your next advice again."))
    return redirect("steps_put_aside")


def _put_aside(request: PersonRequest, found: Advice, technique: str) -> HttpResponse:
    actor = request.actor
    result = redirect("profile", found.sitting_id)
    with transaction.atomic():
        if store_once(actor.person_id, request.POST.get("form_token", ""), result.url):
            put_aside(actor, found, technique, request.POST.get("reason", ""))
            messages.success(request, _("That step stays away for 90 days. Here is something else."))
    return result
