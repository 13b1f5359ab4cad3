"""Instruments of the municipality, for the administrator: look, add from a file, withdraw."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Max
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leerlus.access.door import get_visible, visible
from leerlus.access.forms_once import earlier_result, new_token, store_once
from leerlus.access.pages import PersonRequest, role_required
from leerlus.content.instrument import Instrument
from leerlus.instruments.adding import (
    Audiences,
    DraftGone,
    as_draft,
    from_draft,
    keep,
    read_upload,
    withdraw,
)
from leerlus.instruments.finding import content_of, names_of
from leerlus.instruments.forms import AudienceForm, FileForm
from leerlus.instruments.models import OwnInstrument
from leerlus.instruments.pages import lines, pages_of
from leerlus.organisations.roles import Role

PER_PAGE = 25
MOST_PROBLEMS = 200


@require_safe
@role_required(Role.TENANT_ADMINISTRATOR)
def own_instruments(request: PersonRequest) -> HttpResponse:
    """What the municipality added, withdrawn ones too."""
    own = visible(request.actor, OwnInstrument).annotate(newest=Max("versions__number")).order_by("code")
    page = Paginator(own, PER_PAGE).get_page(request.GET.get("page"))
    names = names_of(list(page), request.LANGUAGE_CODE)
    return render(
        request, "instruments/own.html", {"page": page, "rows": [(one, names[one.pk]) for one in page]}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.TENANT_ADMINISTRATOR)
def add_instrument(request: PersonRequest) -> HttpResponse:
    """Choose a file; then all that is wrong with it, or what it would become. Nothing is kept yet."""
    if request.method != "POST":
        return render(request, "instruments/add.html", {"form": FileForm()})
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "instruments/add.html", {"form": form}, status=422)
    reading = read_upload(request.actor, form.cleaned_data["file"])
    language = request.LANGUAGE_CODE
    if reading.instrument is None:
        context = {
            "form": FileForm(),
            "problems": lines(reading.problems[:MOST_PROBLEMS], language),
            "number": len(reading.problems),
        }
        return render(request, "instruments/add.html", context, status=422)
    form_token = new_token(request.actor.person_id)
    audience = AudienceForm(
        initial={
            "draft": as_draft(request.actor, reading.instrument),
            "form_token": form_token,
            "caseworkers": "caseworker" in reading.instrument.filled_in_by,
            "managers": "team_manager" in reading.instrument.filled_in_by,
        }
    )
    return _preview(request, reading.instrument, audience, remarks=lines(reading.remarks, language))


@require_POST
@role_required(Role.TENANT_ADMINISTRATOR)
def keep_instrument(request: PersonRequest) -> HttpResponse:
    """Keep what was looked at, for whom was chosen; a second click keeps it once."""
    actor = request.actor
    if earlier := earlier_result(actor.person_id, request.POST.get("form_token", "")):
        return redirect(earlier)
    form = AudienceForm(request.POST)
    try:
        instrument = from_draft(actor, request.POST.get("draft", ""))
        if not form.is_valid():
            return _preview(request, instrument, form, status=422)
        asked = form.cleaned_data
        with transaction.atomic():
            own = keep(actor, instrument, Audiences(asked["caseworkers"], asked["managers"]))
            store_once(actor.person_id, asked["form_token"], f"/beheer/vragenlijsten/{own.pk}/")
    except DraftGone:
        messages.warning(
            request, _("Nothing was kept: the file was looked at too long ago. Choose it again.")
        )
        return redirect("add_instrument")
    messages.success(
        request,
        _("Version %(number)s of %(name)s is ready to fill in.")
        % {"number": instrument.version, "name": instrument.name.in_language(request.LANGUAGE_CODE)},
    )
    return redirect("own_instrument", own.pk)


@require_safe
@role_required(Role.TENANT_ADMINISTRATOR)
def own_instrument(request: PersonRequest, pk: UUID) -> HttpResponse:
    """One instrument with its versions, and what the chosen one asks."""
    own = get_visible(request.actor, OwnInstrument, pk)
    versions = list(own.versions.defer("content"))
    shown = next((one for one in versions if str(one.number) == request.GET.get("versie")), versions[0])
    instrument = content_of(shown)
    context = {
        "own": own,
        "versions": versions,
        "shown": shown,
        "name": instrument.name.in_language(request.LANGUAGE_CODE),
        "pages": pages_of(instrument, request.LANGUAGE_CODE),
    }
    return render(request, "instruments/one.html", context)


@require_safe
@role_required(Role.TENANT_ADMINISTRATOR)
def instrument_file(request: PersonRequest, pk: UUID, number: int) -> HttpResponse:
    """A version as a YAML file, to change and add as the next one."""
    own = get_visible(request.actor, OwnInstrument, pk)
    version = own.versions.filter(number=number).first()
    if version is None:
        raise Http404
    return HttpResponse(
        version.content,
        content_type="application/yaml; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{own.code}-{number}.yaml"'},
    )


@require_POST
@role_required(Role.TENANT_ADMINISTRATOR)
def withdraw_instrument(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Let nobody begin it any more."""
    withdraw(request.actor, get_visible(request.actor, OwnInstrument, pk))
    messages.success(request, _("The instrument is withdrawn. What people filled in they can still read."))
    return redirect("own_instrument", pk)


def _preview(
    request: PersonRequest,
    instrument: Instrument,
    form: AudienceForm,
    *,
    remarks: list[tuple[str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    language = request.LANGUAGE_CODE
    context: dict[str, Any] = {
        "form": form,
        "name": instrument.name.in_language(language),
        "introduction": instrument.introduction.in_language(language),
        "version": instrument.version,
        "minutes": instrument.minutes,
        "number": len(instrument.items),
        "pages": pages_of(instrument, language),
        "remarks": remarks or [],
    }
    return render(request, "instruments/preview.html", context, status=status)
