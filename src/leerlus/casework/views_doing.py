"""Looking at one's own contacts: how many, how often, what was done and seen the time after. Only for oneself."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from leerlus.access.actor import Actor
from leerlus.access.pages import PersonRequest, role_required
from leerlus.casework.doing import own_contacts, own_doing
from leerlus.casework.rhythm import own_rhythm
from leerlus.organisations.roles import Role


@require_safe
@role_required(Role.CASEWORKER)
def what_i_did(request: PersonRequest) -> HttpResponse:
    """One's own contacts of the last year."""
    context = {**own_doing(own_contacts(request.actor)), "person_id": request.actor.person_id}
    return render(request, "casework/what_i_did.html", context)


@require_safe
@role_required(Role.CASEWORKER)
def contact_rhythm(request: PersonRequest) -> HttpResponse:
    """How long it takes until one speaks a client again."""
    context = {**own_rhythm(request.actor), "person_id": request.actor.person_id}
    return render(request, "casework/rhythm.html", context)


def rhythm_looked_at(actor: Actor, person_id: UUID) -> str | None:
    """What somebody looks back on: their own rhythm, and nobody else's."""
    return _("How often I speak my clients") if person_id == actor.person_id else None


def doing_looked_at(actor: Actor, person_id: UUID) -> str | None:
    """What somebody looks back on: their own contacts, and nobody else's."""
    return _("What I did in my contacts") if person_id == actor.person_id else None
