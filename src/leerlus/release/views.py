"""The yes to count, the pause, and the pictures of teams, departments and municipality."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leerlus.access.pages import PersonRequest, role_required
from leerlus.access.words import record_in_words
from leerlus.organisations.models import Department, Municipality, Team
from leerlus.organisations.roles import Role
from leerlus.release.history import Group, history_of
from leerlus.release.lines import scores_in_order
from leerlus.release.measures import Measure
from leerlus.release.participation import (
    count_in,
    count_out,
    counts,
    end_pause,
    is_paused,
    pause,
    paused_since,
)
from leerlus.release.pictures import municipality_pictures, team_pictures
from leerlus.release.purposes import RECORDS, Purpose
from leerlus.release.rules.series import Hidden
from leerlus.release.words import why_hidden
from leerlus.release.yes_questions import yes_questions


@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
def team(request: PersonRequest) -> HttpResponse:
    """The own teams: what is published, or why it is hidden and what would show it."""
    actor = request.actor
    teams = _own_teams(request)
    context = {
        "pictures": team_pictures(teams, actor.person_id, actor.managed_team_ids),
        "leads": Role.TEAM_MANAGER in actor.roles,
        "may_count": Role.CASEWORKER in actor.roles,
        "counts": counts(actor.person_id),
        "paused": is_paused(actor.person_id),
    }
    return render(request, "release/team.html", context)


@require_safe
@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
def team_rounds(request: PersonRequest) -> HttpResponse:
    """Earlier rounds of one of the own teams, on one measure."""
    teams = {str(one.pk): one for one in _own_teams(request)}
    chosen = (
        teams.get(request.GET.get("team", "")) if "team" in request.GET else next(iter(teams.values()), None)
    )
    if chosen is None:
        raise Http404
    group = Group(chosen.name, chosen.municipality_id, team_id=chosen.pk)
    return _rounds(request, group, chosen.municipality, "team")


@role_required(Role.KNOWLEDGE_BROKER, Role.EXECUTIVE)
def picture(request: PersonRequest) -> HttpResponse:
    """The municipality as a whole; a director also reads its departments."""
    municipality = _own_municipality(request)
    pictures = municipality_pictures(municipality, with_departments=Role.EXECUTIVE in request.actor.roles)
    context = {
        "pictures": pictures,
        "municipality": municipality,
        "follows_teams": Role.KNOWLEDGE_BROKER in request.actor.roles,
    }
    return render(request, "release/picture.html", context)


@require_safe
@role_required(Role.KNOWLEDGE_BROKER, Role.EXECUTIVE)
def picture_rounds(request: PersonRequest) -> HttpResponse:
    """Earlier rounds of the municipality, or for a director of one of its departments, on one measure."""
    municipality = _own_municipality(request)
    group = Group(municipality.name, municipality.pk)
    if "afdeling" in request.GET:
        departments = {str(one.pk): one for one in _departments(request, municipality)}
        department = departments.get(request.GET["afdeling"])
        if department is None:
            raise Http404
        group = Group(department.name, municipality.pk, department_id=department.pk)
    return _rounds(request, group, municipality, "picture")


@require_POST
@role_required(Role.CASEWORKER)
def count_me(request: PersonRequest) -> HttpResponse:
    """Say yes or no to counting for one purpose; the same answer twice changes nothing."""
    asked = request.POST.get("purpose", Purpose.TEAM_PICTURE.value)
    purpose = next((one for one in Purpose if one.value == asked), None)
    if purpose is None:
        raise Http404
    what = {"what": record_in_words(RECORDS[purpose])}
    if request.POST.get("counts") == "yes":
        count_in(request.actor.person_id, purpose)
        messages.success(request, _("From the next round on your answers count in %(what)s.") % what)
    else:
        count_out(request.actor.person_id, purpose)
        messages.success(request, _("From now on your answers no longer count in %(what)s.") % what)
    return redirect("participation" if "purpose" in request.POST else "team")


@require_http_methods(["GET", "HEAD", "POST"])
def participation(request: PersonRequest) -> HttpResponse:
    """Pause, or end the pause: about oneself, so it needs no role."""
    person_id = request.actor.person_id
    if request.method == "POST":
        if request.POST.get("pause") == "yes":
            pause(person_id)
            messages.success(request, _("Your answers count nowhere until you end the pause."))
        else:
            end_pause(person_id)
            messages.success(request, _("The pause has ended. What you said yes to holds again."))
        return redirect("participation")
    context = {
        "questions": yes_questions(person_id),
        "paused_since": paused_since(person_id),
        "may_count": Role.CASEWORKER in request.actor.roles,
    }
    return render(request, "release/participation.html", context)


def _rounds(request: PersonRequest, group: Group, municipality: Municipality, back: str) -> HttpResponse:
    measures = {measure.name: measure for measure in scores_in_order()}
    measure = _measure(request.GET.get("over", ""), measures)
    context = {
        "group": group,
        "measure": measure,
        "history": history_of(group, measure, request.GET.get("page"))
        if municipality.works_council_agreed
        else None,
        "why_nothing": why_hidden(Hidden.NO_CONSENT_OF_WORKS_COUNCIL, 0),
        "measures": list(measures.values()),
        "back": back,
    }
    return render(request, "release/rounds.html", context)


def _measure(asked: str, measures: dict[str, Measure]) -> Measure:
    found = measures.get(asked) if asked else next(iter(measures.values()), None)
    if found is None:
        raise Http404
    return found


def _own_teams(request: PersonRequest) -> list[Team]:
    own = request.actor.team_ids | request.actor.managed_team_ids
    return list(Team.objects.filter(pk__in=own).select_related("municipality"))


def _own_municipality(request: PersonRequest) -> Municipality:
    found = Municipality.objects.filter(people=request.actor.person_id).first()
    if found is None:
        raise Http404
    return found


def _departments(request: PersonRequest, municipality: Municipality) -> Iterable[Department]:
    """The departments somebody may read figures of: those of the municipality, for a director only."""
    if Role.EXECUTIVE not in request.actor.roles:
        return []
    return Department.objects.filter(municipality=municipality)
