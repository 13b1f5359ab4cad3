"""Pictures of a municipality, from what was released only."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from leerlus.access.actor import Actor
from leerlus.access.pages import PersonRequest, role_required
from leerlus.development.reflecting import prompts_in
from leerlus.organisations.roles import Role
from leerlus.pictures.municipality_page import municipality_in_words


@require_safe
@role_required(Role.CASEWORKER, Role.TEAM_MANAGER, Role.KNOWLEDGE_BROKER, Role.EXECUTIVE)
def municipality_outcomes(request: PersonRequest) -> HttpResponse:
    """What became of the clients of the own municipality, half year by half year."""
    municipality_id = _own_municipality(request)
    context = {
        **municipality_in_words(municipality_id, request.GET.get("page")),
        "municipality_id": municipality_id,
        "looks_back": bool(request.actor.team_ids),
        "compares": request.actor.holds(Role.KNOWLEDGE_BROKER) or request.actor.holds(Role.EXECUTIVE),
        "prompts": prompts_in(request.LANGUAGE_CODE),
    }
    return render(request, "pictures/municipality.html", context)


def municipality_looked_at(actor: Actor, municipality_id: UUID) -> str | None:
    """What somebody looks back on: the own municipality."""
    return (
        _("What became of the clients of the municipality")
        if municipality_id == actor.municipality_id
        else None
    )


def _own_municipality(request: PersonRequest) -> UUID:
    if request.actor.municipality_id is None:
        raise Http404
    return request.actor.municipality_id
