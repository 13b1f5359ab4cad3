"""The yes to count in the team picture, and the team picture itself."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from leerlus.access.door import visible_own
from leerlus.access.pages import PersonRequest, role_required
from leerlus.organisations.models import Team
from leerlus.organisations.roles import Role
from leerlus.release.models import TeamPictureConsent
from leerlus.release.participation import count_in, count_out
from leerlus.release.pictures import team_pictures


@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
def team(request: PersonRequest) -> HttpResponse:
    """The own teams: what is published, or why it is hidden and what would show it."""
    actor = request.actor
    teams = Team.objects.filter(pk__in=actor.team_ids | actor.managed_team_ids).select_related("municipality")
    leads = Role.TEAM_MANAGER in actor.roles
    context = {
        "pictures": team_pictures(teams, leads=leads),
        "leads": leads,
        "may_count": Role.CASEWORKER in actor.roles,
        "counts": visible_own(actor, TeamPictureConsent).exists(),
    }
    return render(request, "release/team.html", context)


@require_POST
@role_required(Role.CASEWORKER)
def count_me(request: PersonRequest) -> HttpResponse:
    """Say yes or no to counting in the team picture; the same answer twice changes nothing."""
    if request.POST.get("counts") == "yes":
        count_in(request.actor.person_id)
        messages.success(request, _("From the next round on your answers count in the team picture."))
    else:
        count_out(request.actor.person_id)
        messages.success(request, _("Your answers count nowhere from now on."))
    return redirect("team")
