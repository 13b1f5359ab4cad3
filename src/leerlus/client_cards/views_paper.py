"""The card on paper: a page to print, and a PDF of one A6 or of four on an A4."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from leerlus.access.door import get_own, get_visible
from leerlus.access.pages import PersonRequest, role_required
from leerlus.client_cards.codes import AnyCode
from leerlus.client_cards.models import PersonalCode, TeamCode
from leerlus.client_cards.paper import paper_card, pdf
from leerlus.organisations.roles import Role


@require_safe
@role_required(Role.CASEWORKER)
def own_paper(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The own card as a page to print."""
    return _paper(request, get_own(request.actor, PersonalCode, pk), "own_card_pdf")


@require_safe
@role_required(Role.CASEWORKER)
def own_pdf(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The own card as a PDF."""
    return _pdf(request, get_own(request.actor, PersonalCode, pk))


@require_safe
@role_required(Role.CASEWORKER, Role.TEAM_MANAGER, Role.TENANT_ADMINISTRATOR)
def team_paper(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The card of a team as a page to print."""
    return _paper(request, get_visible(request.actor, TeamCode, pk), "team_card_pdf")


@require_safe
@role_required(Role.CASEWORKER, Role.TEAM_MANAGER, Role.TENANT_ADMINISTRATOR)
def team_pdf(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The card of a team as a PDF."""
    return _pdf(request, get_visible(request.actor, TeamCode, pk))


def _paper(request: PersonRequest, code: AnyCode, pdf_name: str) -> HttpResponse:
    pdf_url = reverse(pdf_name, args=[code.pk])
    context = {
        "card": paper_card(code),
        "pdf_url": pdf_url,
        "withdrawn_on": code.withdrawn_on,
    }
    return render(request, "client_cards/paper.html", context)


def _pdf(request: PersonRequest, code: AnyCode) -> HttpResponse:
    on_a4 = request.GET.get("vorm") == "a4"
    name = "clientkaart-vier-op-a4.pdf" if on_a4 else "clientkaart-a6.pdf"
    return HttpResponse(
        pdf(paper_card(code), four_on_a4=on_a4),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
