"""The privacy line on top of everything personal: who sees this."""

from typing import Any, Final

from django import template
from django.db.models import Model

from leerlus.access.looks import looks_at, who_looked
from leerlus.access.shared_pages import Showing
from leerlus.access.shares import shares_of
from leerlus.organisations.models import Person

register = template.Library()

NEWEST_LOOKS: Final = 5


@register.inclusion_tag("access/share_line.html", takes_context=True)
def privacy_line(context: dict[str, Any], row: Model | None = None) -> dict[str, Any]:
    """Who sees this row of one's own: only you, or the people and teams you share it with, and who of them looked.

    Without a row, for a page that is only about oneself: "Only you see this."
    """
    request = context["request"]
    shares = [] if row is None else shares_of(request.actor, row)
    looks = list(looks_at(request.actor, row)[:NEWEST_LOOKS]) if shares and row is not None else []
    return {
        "shares": shares,
        "looks": who_looked(request.actor, looks) if looks else [],
        "path": request.get_full_path(),
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("access/received_line.html", takes_context=True)
def received_line(context: dict[str, Any], showing: Showing, owner: Person) -> dict[str, Any]:
    """Above a thing of somebody else: who shows it, until when; or that this is a preview, with what to do next."""
    return {"showing": showing, "owner": owner, "csrf_token": context.get("csrf_token")}
