"""The own municipality beside others, what of it others see, and files of released counts."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from leerlus.access.forms import OnceForm
from leerlus.access.pages import PersonRequest, role_required
from leerlus.development.reflecting import prompts_in
from leerlus.organisations.models import Municipality
from leerlus.organisations.roles import Role
from leerlus.pictures.comparing import (
    SamePerson,
    confirm,
    end_taking_part,
    is_privacy_officer,
    keep_benchmark,
    newest_file,
    say_yes,
    taking_part_of,
    what_is_shared,
)
from leerlus.pictures.comparison_page import comparison_in_words, shared_in_words
from leerlus.pictures.forms import BenchmarkForm, TakingPartForm
from leerlus.pictures.rules.comparing import COUNTED
from leerlus.pictures.rules.period_tables import Measure

_FORM = ["GET", "HEAD", "POST"]


@require_safe
@role_required(Role.KNOWLEDGE_BROKER, Role.EXECUTIVE)
def comparison(request: PersonRequest) -> HttpResponse:
    """The own municipality beside others on one measure; no rank, no names but of those that agreed."""
    asked = request.GET.get("over", Measure.OUTFLOW.value)
    measure = next((one for one in COUNTED if one.value == asked), None)
    if measure is None:
        raise Http404
    own = _own(request)
    context = {
        **comparison_in_words(own.pk, own.name, measure),
        "prompts": prompts_in(request.LANGUAGE_CODE),
        "part": taking_part_of(own.pk),
        "actions": _actions(request),
    }
    return render(request, "pictures/comparison.html", context)


@require_http_methods(_FORM)
@role_required(Role.KNOWLEDGE_BROKER)
def read_in_benchmark(request: PersonRequest) -> HttpResponse:
    """Read in a file of released counts of other municipalities; the same file twice changes nothing."""
    form = BenchmarkForm(request.actor.person_id, request.POST or None, request.FILES or None)
    if form.is_valid():
        keep_benchmark(request.actor, _own(request).pk, form.cleaned_data["file"])
        messages.success(request, _("The file has been read in."))
        return redirect("between_municipalities")
    refused = request.method == "POST"
    return render(request, "pictures/read_in_benchmark.html", {"form": form}, status=422 if refused else 200)


@require_http_methods(_FORM)
@role_required(Role.EXECUTIVE)
def take_part(request: PersonRequest) -> HttpResponse:
    """The director decides whether others see the released counts, after seeing exactly which."""
    own = _own(request)
    part = taking_part_of(own.pk)
    now = "no" if part is None else "named" if part.shows_name else "yes"
    form = TakingPartForm(request.actor.person_id, request.POST or None, initial={"takes_part": now})
    if form.is_valid():
        return _decide(request, own.pk, form.cleaned_data["takes_part"])
    context = {
        "form": form,
        "part": part,
        **shared_in_words(what_is_shared(own.pk, own.name if now == "named" else "")),
    }
    refused = request.method == "POST"
    return render(request, "pictures/take_part.html", context, status=422 if refused else 200)


@require_safe
@role_required(Role.EXECUTIVE)
def shared_counts(request: PersonRequest) -> HttpResponse:
    """The newest half year of the own municipality as a file for a national host; absent until two people said yes."""
    own = _own(request)
    file = newest_file(request.actor, own.pk, own.name)
    if file is None:
        raise Http404
    name = f"leerlus-{file['first_day']}.json"
    return JsonResponse(file, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_http_methods(_FORM)
def confirm_taking_part(request: PersonRequest) -> HttpResponse:
    """The privacy officer confirms what the director said, or stops it; for anybody else this is absent."""
    if not is_privacy_officer(request.actor):
        raise Http404
    own = _own(request)
    form = OnceForm(request.actor.person_id, request.POST or None)
    if form.is_valid():
        if request.POST.get("stop") == "yes":
            end_taking_part(request.actor, own.pk)
            messages.success(request, _("From now on no other municipality sees these counts."))
        else:
            _confirm(request, own.pk, shows_name=request.POST.get("with_name") == "yes")
        return redirect("confirm_taking_part")
    part = taking_part_of(own.pk)
    shared = what_is_shared(own.pk, own.name if part and part.shows_name else "")
    context = {"form": form, "part": part, **shared_in_words(shared)}
    return render(request, "pictures/confirm_taking_part.html", context)


def _confirm(request: PersonRequest, municipality_id: UUID, *, shows_name: bool) -> None:
    try:
        confirmed = confirm(request.actor, municipality_id, shows_name=shows_name)
    except SamePerson:
        messages.error(request, _("You are director too. It takes two people: somebody else confirms this."))
        return
    if confirmed:
        messages.success(request, _("Confirmed. Other municipalities that take part see these counts now."))


def _actions(request: PersonRequest) -> list[tuple[str, str]]:
    """The pages on which this person can change something; each decides for itself who may."""
    found = []
    if request.actor.holds(Role.KNOWLEDGE_BROKER):
        found.append((reverse("read_in_benchmark"), _("Read in a file with released counts")))
    if request.actor.holds(Role.EXECUTIVE):
        found.append((reverse("take_part"), _("Decide whether we take part")))
    if is_privacy_officer(request.actor):
        found.append((reverse("confirm_taking_part"), _("Look at it as the privacy officer")))
    return found


def _decide(request: PersonRequest, municipality_id: UUID, answer: str) -> HttpResponse:
    if answer == "no":
        end_taking_part(request.actor, municipality_id)
        messages.success(request, _("From now on no other municipality sees these counts."))
        return redirect("between_municipalities")
    try:
        say_yes(request.actor, municipality_id, shows_name=answer == "named")
    except SamePerson:
        messages.error(request, _("You are the privacy officer as well. This takes two people."))
        return redirect("take_part")
    messages.success(request, _("Kept. Others see the counts once the privacy officer has confirmed it."))
    return redirect("between_municipalities")


def _own(request: PersonRequest) -> Municipality:
    found = Municipality.objects.filter(people=request.actor.person_id).first()
    if found is None:
        raise Http404
    return found
