"""What a manager promises a team, and the charter."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from leerlus.access.colleagues import teams_led_by
from leerlus.access.door import get_visible
from leerlus.access.forms import OnceForm
from leerlus.access.forms_once import earlier_result, store_once
from leerlus.access.pages import PersonRequest, role_required
from leerlus.content.conversation import load_charter
from leerlus.conversations.charter import accept_charter, charter_first, has_accepted
from leerlus.conversations.models import Promise
from leerlus.conversations.promise_forms import OutcomeForm, PromiseForm
from leerlus.conversations.promises import make_promise, preconditions, promises_for, tell_outcome
from leerlus.framework.sections import cited
from leerlus.organisations.roles import Role

PROMISES_PER_PAGE = 20


@require_safe
@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
def promises(request: PersonRequest) -> HttpResponse:
    """What was promised to the teams one works in or leads, and what became of it."""
    page = Paginator(promises_for(request.actor), PROMISES_PER_PAGE).get_page(request.GET.get("page"))
    names = preconditions(request.LANGUAGE_CODE)
    led = set(teams_led_by(request.actor).values_list("pk", flat=True))
    lines = [(one, names.get(one.precondition, ""), one.team_id in led) for one in page]
    return render(request, "conversations/promises.html", {"page": page, "lines": lines, "leads": bool(led)})


@role_required(Role.TEAM_MANAGER)
@charter_first
def new_promise(request: PersonRequest) -> HttpResponse:
    """Promise a team something, with a date."""
    form = PromiseForm(
        teams_led_by(request.actor),
        request.LANGUAGE_CODE,
        request.actor.person_id,
        request.POST or None,
        initial={"precondition": request.GET.get("over", ""), "team": request.GET.get("team", "")},
    )
    if form.is_valid():
        _promised(request, form)
        return redirect("promises")
    context = {"form": form}
    return render(request, "conversations/new_promise.html", context, status=422 if form.errors else 200)


@role_required(Role.TEAM_MANAGER)
@charter_first
def promise(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Say what became of a promise to a team one leads."""
    found = get_visible(request.actor, Promise, pk)
    if not teams_led_by(request.actor).filter(pk=found.team_id).exists():
        raise Http404
    if found.state != Promise.State.OPEN:
        messages.info(request, _("What became of this promise was told already."))
        return redirect("promises")
    form = OutcomeForm(found, request.POST or None)
    if form.is_valid():
        tell_outcome(
            request.actor, found, Promise.State(form.cleaned_data["state"]), form.cleaned_data["outcome"]
        )
        messages.success(request, _("The team can read what became of it."))
        return redirect("promises")
    context = {"form": form, "promise": found}
    return render(request, "conversations/promise.html", context, status=422 if form.errors else 200)


@role_required(Role.TEAM_MANAGER)
def charter(request: PersonRequest) -> HttpResponse:
    """Learning, not judging: to read and to accept once."""
    form = OnceForm(request.actor.person_id, request.POST or None)
    if request.method == "POST" and form.is_valid():
        accept_charter(request.actor)
        messages.success(request, _("You accepted the charter. You can read it again at any time."))
        return redirect("today")
    found, language = load_charter(), request.LANGUAGE_CODE
    context = {
        "form": form,
        "title": found.title.in_language(language),
        "introduction": found.introduction.in_language(language),
        "statements": [statement.in_language(language) for statement in found.statements],
        "source": cited(found.seed, language),
        "accepted": has_accepted(request.actor),
    }
    return render(request, "conversations/charter.html", context, status=422 if form.errors else 200)


def _promised(request: PersonRequest, form: PromiseForm) -> None:
    cleaned, person_id = form.cleaned_data, request.actor.person_id
    if earlier_result(person_id, cleaned["form_token"]):
        return
    with transaction.atomic():
        if not store_once(person_id, cleaned["form_token"], reverse("promises")):
            return
        make_promise(
            request.actor,
            cleaned["team"],
            precondition=cleaned["precondition"],
            text=cleaned["text"],
            due_on=cleaned["due_on"],
        )
    messages.success(request, _("The team can read your promise."))
