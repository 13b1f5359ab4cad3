"""The seven steps of a design: back and forth, kept as one goes, with or without scripts."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from leerlus.access.colleagues import teams_worked_in_or_led
from leerlus.access.door import get_visible
from leerlus.access.pages import PersonRequest, role_required
from leerlus.measurement.designing import (
    Clash,
    NotADraft,
    Value,
    discard_design,
    gaps_of,
    start_design,
    store_fields,
)
from leerlus.measurement.forms import STEP_FORMS, AddedForm, StepForm, WhoSeesForm
from leerlus.measurement.models import MeasurementSet
from leerlus.measurement.summary import time_lines
from leerlus.measurement.words import STEPS, missing_lines, who_sees_what
from leerlus.organisations.roles import Role

LAST = len(STEP_FORMS)


@require_POST
@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
def start(request: PersonRequest) -> HttpResponse:
    """Begin a design for one of one's teams, or go on with the one that is there."""
    teams = {str(team.pk): team for team in teams_worked_in_or_led(request.actor)}
    team = teams.get(request.POST.get("team", ""))
    if team is None:
        messages.error(request, _("Choose one of your teams."))
        return redirect("measurement")
    found = start_design(request.actor, team)
    if found.proposed_on is not None:
        return redirect("measurement_set", found.pk)
    return redirect("design_step", found.pk, 1)


@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
def step(request: PersonRequest, pk: UUID, number: int) -> HttpResponse:
    """One step: read, fill in, and go on, back, or stop for now."""
    found = get_visible(request.actor, MeasurementSet, pk)
    if not 1 <= number <= LAST:
        raise Http404
    if found.proposed_on is not None or found.closed_on is not None:
        messages.info(request, _("This design does not change any more."))
        return redirect("measurement_set", pk)
    form = STEP_FORMS[number - 1](found, request.LANGUAGE_CODE, request.actor.person_id, request.POST or None)
    clashes: list[Clash] = []
    if form.is_valid():
        try:
            clashes = store_fields(request.actor, pk, form.values(), form.shown())
        except NotADraft:
            return redirect("measurement_set", pk)
        if not clashes:
            return _onwards(request, pk, number)
    return _step_page(request, found, number, form, clashes)


@require_POST
@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
def save_field(request: PersonRequest, pk: UUID, number: int) -> HttpResponse:
    """One field, as soon as it is filled in: 204 when kept, 409 when somebody changed it, 422 when it is not right."""
    found = get_visible(request.actor, MeasurementSet, pk)
    name = request.POST.get("autosave", "")
    if not 1 <= number <= LAST:
        raise Http404
    form = STEP_FORMS[number - 1](found, request.LANGUAGE_CODE, request.actor.person_id, request.POST)
    if name not in form.asked or name in form.errors or "form_token" in form.errors:
        return HttpResponse(status=422)
    try:
        clashes = store_fields(request.actor, pk, form.values(only=name), form.shown())
    except NotADraft:
        return HttpResponse(status=409)
    return HttpResponse(status=409 if clashes else 204)


@require_POST
@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
def discard(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Throw a design away that was not laid before the group."""
    if discard_design(request.actor, get_visible(request.actor, MeasurementSet, pk)):
        messages.success(request, _("The design is gone. You can begin a new one."))
    else:
        messages.info(request, _("This design does not change any more."))
    return redirect("measurement")


def _onwards(request: PersonRequest, pk: UUID, number: int) -> HttpResponse:
    where = request.POST.get("go", "next")
    if where == "stay":
        return redirect("design_step", pk, number)
    if where == "back" and number > 1:
        return redirect("design_step", pk, number - 1)
    if where == "next" and number < LAST:
        return redirect("design_step", pk, number + 1)
    return redirect("measurement_set", pk)


def _step_page(
    request: PersonRequest, found: MeasurementSet, number: int, form: StepForm, clashes: Sequence[Clash]
) -> HttpResponse:
    for clash in clashes:
        form.add_error(
            clash.name,
            _(
                "Somebody of your team changed this meanwhile. It now says: “%(text)s”. Send again to keep yours."
            )
            % {"text": _in_words(form, clash)},
        )
    stands = {clash.name: clash.stands for clash in clashes}
    context = {
        "set": found,
        "form": form,
        "number": number,
        "name": STEPS[number - 1],
        "shown": [(name, _shown(form, name, stands)) for name in form.asked],
        "missing": [line for line in missing_lines(gaps_of(found)) if line.step == number],
        "is_first": number == 1,
        "is_last": number == LAST,
        "time": time_lines(found),
    }
    if isinstance(form, AddedForm):
        context["own_fields"] = form.own_fields()
    if isinstance(form, WhoSeesForm):
        context["columns"], context["rows"] = who_sees_what()
    status = 409 if clashes else 422 if form.errors else 200
    return render(request, "measurement/step.html", context, status=status)


def _shown(form: StepForm, name: str, stands: dict[str, Value]) -> str:
    """What the hidden input of a field says: what stood there when the form was opened, or after a clash now."""
    if name in stands:
        value: Value = stands[name]
    elif form.is_bound:
        return str(form.data.get(f"shown-{name}", ""))
    else:
        value = form.found.design.get(name, "")
    return value if isinstance(value, str) else " ".join(value)


def _in_words(form: StepForm, clash: Clash) -> str:
    """What stands in a field, with the words of what was ticked."""
    words = dict(getattr(form.fields[clash.name], "choices", []))
    values = clash.stands if isinstance(clash.stands, list) else [clash.stands]
    return ", ".join(str(words.get(value, value)) for value in values)
