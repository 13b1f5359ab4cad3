"""The privacy line on top of everything personal: who sees this."""

from typing import Any

from django import template
from django.db.models import Model

from leerlus.access.door import owner_of
from leerlus.access.models import Share
from leerlus.access.shares import shares_of

register = template.Library()


@register.inclusion_tag("access/share_line.html", takes_context=True)
def privacy_line(context: dict[str, Any], row: Model | None = None) -> dict[str, Any]:
    """Who sees this row: only you, the people you share it with (with a button to stop), or you as a receiver.

    Without a row, for a page that is only about oneself: "Only you see this."
    """
    request = context["request"]
    mine = row is None or owner_of(row) == request.actor.person_id
    return {
        "shares": list(shares_of(request.actor, row)) if row is not None and mine else [],
        "received": None if row is None or mine else _received(request.actor.person_id, row),
        "mine": mine,
        "path": request.get_full_path(),
        "csrf_token": context.get("csrf_token"),
    }


def _received(person_id: Any, row: Model) -> Share | None:
    return (
        Share.objects.active()
        .filter(owner_id=owner_of(row), receiver_id=person_id, object_id=row.pk)
        .select_related("owner")
        .first()
    )
