"""Making and withdrawing codes: a caseworker the own one, an administrator those of teams."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from leerlus.access.door import get_own, get_visible, visible
from leerlus.access.pages import PersonRequest, role_required
from leerlus.client_cards.codes import make_personal_code, make_team_code, withdraw
from leerlus.client_cards.models import PersonalCode, TeamCode
from leerlus.organisations.models import Team
from leerlus.organisations.roles import Role

TEAMS_PER_PAGE = 25


@require_POST
@role_required(Role.CASEWORKER)
def make_own_code(request: PersonRequest) -> HttpResponse:
    """Begin with own cards, in one of the own teams; a second click changes nothing."""
    team = Team.objects.filter(pk__in=request.actor.team_ids).filter(pk=_team_asked(request)).first()
    if team is None:
        messages.error(request, _("Choose one of your own teams."))
    else:
        make_personal_code(request.actor, team)
        messages.success(request, _("Your card is ready. Print it, or show the code on your screen."))
    return redirect("my_client_cards")


@require_POST
@role_required(Role.CASEWORKER)
def withdraw_own_code(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Stop with own cards; cards on paper no longer work."""
    withdraw(request.actor, get_own(request.actor, PersonalCode, pk))
    messages.success(request, _("Your card is withdrawn. Cards on paper no longer work."))
    return redirect("my_client_cards")


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.TENANT_ADMINISTRATOR)
def team_codes(request: PersonRequest) -> HttpResponse:
    """The teams with their code; makes one for a team. Shows no figures: those are not for administrators."""
    if request.method == "POST":
        team = visible(request.actor, Team).filter(pk=_team_asked(request)).first()
        if team is not None:
            _make(request, team)
        return redirect("team_card_codes")
    open_codes = visible(request.actor, TeamCode).filter(withdrawn_on=None)
    teams = (
        visible(request.actor, Team)
        .select_related("municipality")
        .prefetch_related(Prefetch("card_codes", queryset=open_codes, to_attr="open_codes"))
    )
    page = Paginator(teams, TEAMS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "client_cards/team_codes.html", {"page": page})


@require_POST
@role_required(Role.TENANT_ADMINISTRATOR)
def withdraw_team_code(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Let the code of a team stop working."""
    withdraw(request.actor, get_visible(request.actor, TeamCode, pk))
    messages.success(request, _("The card is withdrawn. Cards on paper no longer work."))
    return redirect("team_card_codes")


def _make(request: PersonRequest, team: Team) -> None:
    try:
        make_team_code(request.actor, team)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("The card of %(team)s is ready to print.") % {"team": team.name})


def _team_asked(request: PersonRequest) -> UUID:
    """The id of the team in the form; of no team at all when it is not an id."""
    try:
        return UUID(request.POST.get("team", ""))
    except ValueError:
        return UUID(int=0)
