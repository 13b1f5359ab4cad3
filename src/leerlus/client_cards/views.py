"""What clients said: for the caseworker about the own help, for a team and its manager about the team."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from leerlus.access.actor import Actor
from leerlus.access.door import visible, visible_own
from leerlus.access.pages import PersonRequest, role_required
from leerlus.client_cards.codes import address_of
from leerlus.client_cards.figures_page import on_screen
from leerlus.client_cards.lots import close_due_own_lots, close_due_team_lots, lots_told
from leerlus.client_cards.models import OwnLot, PersonalCode, TeamCode, TeamLot
from leerlus.development.reflecting import prompts_in
from leerlus.organisations.models import Team
from leerlus.organisations.roles import Role
from leerlus.release.lots import LEAST_CARDS, LEAST_CASEWORKERS

LOTS_PER_PAGE = 6
NEWEST_FIRST = ("-last_month", "team__name", "-number")


@require_safe
@role_required(Role.CASEWORKER)
def my_client_cards(request: PersonRequest) -> HttpResponse:
    """The own code, and the closed lots of the own cards, newest first."""
    close_due_own_lots(request.user, timezone.localdate())
    code = visible_own(request.actor, PersonalCode).filter(withdrawn_on=None).first()
    page = Paginator(visible_own(request.actor, OwnLot), LOTS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lots": on_screen(page.object_list, request.LANGUAGE_CODE),
        "code": code,
        "address": address_of(code) if code else "",
        "still_holds": code is not None and code.still_holds,
        "teams": Team.objects.filter(pk__in=request.actor.team_ids),
        "least_cards": LEAST_CARDS,
        "person_id": request.actor.person_id,
    }
    return render(request, "client_cards/mine.html", context)


@require_safe
@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
def team_client_cards(request: PersonRequest) -> HttpResponse:
    """The closed lots of the own teams, newest first."""
    actor = request.actor
    teams = list(
        Team.objects.filter(pk__in=actor.team_ids | actor.managed_team_ids).select_related("municipality")
    )
    close_due_team_lots(teams, timezone.localdate())
    lots = lots_told(visible(actor, TeamLot)).select_related("team").order_by(*NEWEST_FIRST)
    page = Paginator(lots, LOTS_PER_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    context = {
        "page": page,
        "lots": list(
            zip(on_screen(rows, request.LANGUAGE_CODE), (lot.team.name for lot in rows), strict=True)
        ),
        "several_teams": len(teams) > 1,
        "look_back_teams": [team for team in teams if team.pk in actor.team_ids - actor.managed_team_ids],
        "prompts": prompts_in(request.LANGUAGE_CODE),
        "agreed": all(team.municipality.works_council_agreed for team in teams),
        "codes": visible(actor, TeamCode).filter(withdrawn_on=None).select_related("team"),
        "least_cards": LEAST_CARDS,
        "least_caseworkers": LEAST_CASEWORKERS,
    }
    return render(request, "client_cards/team.html", context)


def own_cards_looked_at(actor: Actor, person_id: UUID) -> str | None:
    """What somebody looks back on: the cards about their own help."""
    return _("What clients say") if person_id == actor.person_id else None


def team_cards_looked_at(actor: Actor, team_id: UUID) -> str | None:
    """What somebody looks back on: the cards about the help of their own team."""
    return _("What clients say about the team") if team_id in actor.team_ids else None
