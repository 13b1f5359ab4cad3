"""What becomes of a design: laid before the group, agreed to, begun, looked at, reopened, renewed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from leerlus.access.door import get_visible
from leerlus.access.forms import OnceForm
from leerlus.access.pages import PersonRequest, role_required
from leerlus.content.measurement import load_measurement_charter
from leerlus.framework.sections import cited
from leerlus.measurement.designing import gaps_of
from leerlus.measurement.group import group_of, leads
from leerlus.measurement.life import (
    NotNow,
    agree,
    begin,
    looked_together,
    own_yes,
    propose,
    renew,
    reopen,
    standing_of,
    take_back,
)
from leerlus.measurement.life_forms import ProposeForm, RenewForm
from leerlus.measurement.models import MeasurementSet
from leerlus.measurement.rules.standing import Standing
from leerlus.measurement.summary import steps_in_words
from leerlus.measurement.words import missing_lines
from leerlus.organisations.roles import Role


@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
def propose_set(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Lay the design before the group; a design without consequences is refused, with why (acceptance check 39)."""
    found = get_visible(request.actor, MeasurementSet, pk)
    if standing_of(found) is not Standing.DRAFT:
        messages.info(request, _("This design was laid before the team already."))
        return redirect("measurement_set", pk)
    missing = missing_lines(gaps_of(found))
    form = ProposeForm(group_of(found.team_id), request.actor.person_id, request.POST or None)
    if form.is_valid() and not missing:
        try:
            propose(
                request.actor,
                found,
                caseworkers=form.cleaned_data["caseworkers"],
                managers=form.cleaned_data["managers"],
            )
            messages.success(request, _("Everybody of the team can read the design now, and say yes."))
        except NotNow:
            messages.info(request, _("Somebody of your team was just before you. Look how it stands now."))
        return redirect("measurement_set", pk)
    context = {"set": found, "form": form, "missing": missing}
    refused = request.method == "POST"
    return render(request, "measurement/propose.html", context, status=422 if refused else 200)


@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
def agree_to_set(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Say yes for oneself, after reading what it is; whoever leads the team reads and accepts the charter here."""
    found = get_visible(request.actor, MeasurementSet, pk)
    now = standing_of(found)
    if now not in {Standing.PROPOSED, Standing.ACTIVE, Standing.RESTING} or own_yes(request.actor, found):
        return redirect("measurement_set", pk)
    form = OnceForm(request.actor.person_id, request.POST or None)
    if form.is_valid():
        try:
            if agree(request.actor, found):
                messages.success(request, _("You said yes, and everybody did. You are measuring this now."))
            else:
                messages.success(request, _("You said yes. You can take it back at any moment."))
        except NotNow:
            messages.error(request, _not_now())
        return redirect("measurement_set", pk)
    language = request.LANGUAGE_CODE
    charter = load_measurement_charter() if leads(request.actor, found.team_id) else None
    context = {"set": found, "form": form, "steps": steps_in_words(found, language)}
    if charter:
        context |= {
            "title": charter.title.in_language(language),
            "introduction": charter.introduction.in_language(language),
            "statements": [statement.in_language(language) for statement in charter.statements],
            "source": cited(charter.seed, language),
        }
    return render(request, "measurement/agree.html", context, status=422 if form.errors else 200)


@require_POST
@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
def take_back_yes(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Take the own yes back; a set that runs stops."""
    found = get_visible(request.actor, MeasurementSet, pk)
    if own_yes(request.actor, found) is None:
        messages.info(request, _("You did not say yes to this version."))
    else:
        take_back(request.actor, found)
        messages.success(
            request, _("Your yes is taken back. Nothing is measured until everybody agrees again.")
        )
    return redirect("measurement_set", pk)


@require_POST
@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
def begin_set(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Begin, when everybody agreed before something else was in order, such as the consent of the works council."""
    if begin(request.actor, get_visible(request.actor, MeasurementSet, pk)):
        messages.success(request, _("You are measuring this now."))
    else:
        messages.info(request, _("It cannot begin yet. Below stands why."))
    return redirect("measurement_set", pk)


@require_POST
@role_required(Role.CASEWORKER)
def reopen_set(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Open the set again: it stops, and the design can be changed."""
    try:
        made = reopen(request.actor, get_visible(request.actor, MeasurementSet, pk))
    except NotNow:
        messages.error(request, _not_now())
        return redirect("measurement_set", pk)
    messages.success(
        request,
        _("The measurement stopped. You can change the design together; everybody agrees again after that."),
    )
    return redirect("measurement_set", made.pk)


@require_POST
@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
def looked(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The team looked together at what came out."""
    try:
        day = looked_together(request.actor, get_visible(request.actor, MeasurementSet, pk))
        messages.success(
            request, _("You look together again on %(date)s.") % {"date": date_format(day, "j F Y")}
        )
    except NotNow:
        messages.error(request, _not_now())
    return redirect("measurement_set", pk)


@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
def renew_set(request: PersonRequest, pk: UUID) -> HttpResponse:
    """First the question whether the measurement is worked towards, then a next version (acceptance check 41)."""
    found = get_visible(request.actor, MeasurementSet, pk)
    if standing_of(found) is not Standing.ENDED:
        messages.info(request, _("Only a measurement that stopped can be renewed."))
        return redirect("measurement_set", pk)
    form = RenewForm(found.team, request.actor.person_id, request.POST or None)
    if form.is_valid():
        try:
            made = renew(
                request.actor,
                found,
                worked_towards=form.cleaned_data["worked_towards"],
                why=form.cleaned_data["why"],
            )
        except NotNow:
            messages.error(request, _not_now())
            return redirect("measurement_set", pk)
        messages.success(
            request, _("There is a next version. Look at it together, and lay it before the team.")
        )
        return redirect("measurement_set", made.pk)
    context = {"set": found, "form": form}
    return render(request, "measurement/renew.html", context, status=422 if form.errors else 200)


def _not_now() -> str:
    """Why nothing was changed."""
    return _(
        "This was changed meanwhile by somebody of your team. Nothing was changed now; look how it stands."
    )
