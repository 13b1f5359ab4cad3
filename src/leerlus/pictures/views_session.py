"""A team looks together at its own work, in a session."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from leerlus.access.actor import Actor
from leerlus.access.door import get_visible, visible
from leerlus.access.pages import PersonRequest, role_required
from leerlus.development.reflecting import prompts_in
from leerlus.measurement.group import group_of, works_in
from leerlus.measurement.life import NotNow
from leerlus.measurement.models import MeasurementSet
from leerlus.organisations.roles import Role
from leerlus.pictures.forms import SessionForm
from leerlus.pictures.models import TeamPicture
from leerlus.pictures.session import NoPicture, make_picture, waits_for
from leerlus.pictures.session_page import WAITS, picture_in_words, weeks_in_words

PICTURES_PER_PAGE = 1
MOST_PICTURES = 13
"""Of how many pictures the weeks are drawn: a year at the shortest rhythm."""


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
def team_session(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The pictures of the team of a measurement, the newest first; and making the next one, at one table."""
    found = get_visible(request.actor, MeasurementSet, pk)
    form = SessionForm(group_of(found.team_id), request.actor.person_id, request.POST or None)
    if form.is_valid():
        return _make(request, found, form)
    pictures = (
        visible(request.actor, TeamPicture)
        .filter(team_id=found.team_id, team__municipality__works_council_date__isnull=False)
        .exclude(team__municipality__works_council_reference="")
        .select_related("measurement")
    )
    page = Paginator(pictures, PICTURES_PER_PAGE).get_page(request.GET.get("page"))
    waits = waits_for(found)
    context = {
        "set": found,
        "form": form,
        "waits": WAITS[waits] if waits else "",
        "page": page,
        "shown": [picture_in_words(picture, request.LANGUAGE_CODE) for picture in page.object_list],
        **weeks_in_words(list(pictures[:MOST_PICTURES])),
        "looks_back": works_in(request.actor, found.team_id),
        "prompts": prompts_in(request.LANGUAGE_CODE),
    }
    refused = request.method == "POST"
    return render(request, "pictures/team_session.html", context, status=422 if refused else 200)


def session_looked_at(actor: Actor, set_id: UUID) -> str | None:
    """What somebody looks back on: what their own team saw together."""
    found = visible(actor, MeasurementSet).filter(pk=set_id).first()
    return _("What we saw together of our work") if found and works_in(actor, found.team_id) else None


def _make(request: PersonRequest, found: MeasurementSet, form: SessionForm) -> HttpResponse:
    try:
        make_picture(
            request.actor,
            found,
            caseworkers=form.cleaned_data["caseworkers"],
            managers=form.cleaned_data["managers"],
        )
        messages.success(
            request, _("Here is the picture. It stays as it is; the next one is about the weeks after.")
        )
    except NoPicture as problem:
        messages.info(request, str(WAITS[problem.why]))
    except NotNow:
        messages.info(request, _("Somebody of your team was just before you. Look how it stands now."))
    return redirect("team_session", found.pk)
