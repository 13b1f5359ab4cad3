"""Settings of the municipality, its teams, and the health of the installation."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from leerlus.access.door import visible
from leerlus.access.pages import PersonRequest, role_required
from leerlus.administration.forms import DepartmentForm, SettingsForm, TeamForm
from leerlus.administration.health import checks, counts, is_working
from leerlus.administration.municipality import (
    change_settings,
    keep_department,
    keep_team,
    municipality_of,
)
from leerlus.organisations.models import Department, Team
from leerlus.organisations.roles import Role


@role_required(Role.TENANT_ADMINISTRATOR)
def municipality_settings(request: PersonRequest) -> HttpResponse:
    """Name, words, language, consent of the works council, and the teams."""
    municipality = municipality_of(request.actor)
    form = SettingsForm(request.POST or None, instance=municipality)
    if form.is_valid():
        change_settings(request.actor, form.save(commit=False))
        messages.success(request, _("The settings are saved."))
        return redirect("municipality_settings")
    return _settings_page(request, form, status=422 if form.errors else 200)


@require_POST
@role_required(Role.TENANT_ADMINISTRATOR)
def add_team(request: PersonRequest) -> HttpResponse:
    """A new team."""
    form = TeamForm(request.POST, instance=Team(municipality=municipality_of(request.actor)), prefix="team")
    if form.is_valid():
        keep_team(request.actor, form.save(commit=False))
        messages.success(request, _("The team %(name)s is there.") % {"name": form.instance.name})
        return redirect("municipality_settings")
    municipality = municipality_of(request.actor)
    return _settings_page(request, SettingsForm(instance=municipality), form, status=422)


@role_required(Role.TENANT_ADMINISTRATOR)
def rename_team(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Another name for a team."""
    team = visible(request.actor, Team).filter(pk=pk).first()
    if team is None:
        raise Http404
    form = TeamForm(request.POST or None, instance=team)
    if form.is_valid():
        keep_team(request.actor, form.save(commit=False))
        messages.success(request, _("The team is now called %(name)s.") % {"name": team.name})
        return redirect("municipality_settings")
    return render(request, "administration/team.html", {"form": form}, status=422 if form.errors else 200)


@role_required(Role.TENANT_ADMINISTRATOR)
def add_department(request: PersonRequest) -> HttpResponse:
    """A new department."""
    return _department_page(request, Department(municipality=municipality_of(request.actor)))


@role_required(Role.TENANT_ADMINISTRATOR)
def rename_department(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Another name for a department."""
    found = visible(request.actor, Department).filter(pk=pk).first()
    if found is None:
        raise Http404
    return _department_page(request, found)


def _department_page(request: PersonRequest, department: Department) -> HttpResponse:
    form = DepartmentForm(request.POST or None, instance=department)
    if form.is_valid():
        keep_department(request.actor, form.save(commit=False))
        messages.success(request, _("The department %(name)s is saved.") % {"name": form.instance.name})
        return redirect("municipality_settings")
    return render(
        request, "administration/department.html", {"form": form}, status=422 if form.errors else 200
    )


def _settings_page(
    request: PersonRequest, form: SettingsForm, team_form: TeamForm | None = None, status: int = 200
) -> HttpResponse:
    municipality = municipality_of(request.actor)
    new_team = Team(municipality=municipality)
    context = {
        "form": form,
        "team_form": team_form or TeamForm(instance=new_team, prefix="team"),
        "teams": visible(request.actor, Team).select_related("department"),
        "departments": visible(request.actor, Department).distinct(),
    }
    return render(request, "administration/settings.html", context, status=status)


@require_safe
@role_required(Role.TENANT_ADMINISTRATOR)
def health(request: PersonRequest) -> HttpResponse:
    """Whether the installation works, in words and counts."""
    found = checks()
    context = {
        "checks": found,
        "all_well": all(check.well for check in found),
        "counts": counts(request.actor),
    }
    return render(request, "administration/health.html", context)


@require_safe
@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """For machines that watch: 200 "ok", or 503. Says nothing else."""
    working = is_working()
    return HttpResponse(
        "ok" if working else "not ok", status=200 if working else 503, content_type="text/plain"
    )
