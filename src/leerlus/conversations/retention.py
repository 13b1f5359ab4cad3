"""How long a conversation is kept, with its preparations and agreements: from its day, or the last day to look back."""

from typing import Final

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerlus.access.retention import Kind, Scope, register_retention, rows
from leerlus.conversations.models import Agreement, Conversation

YEAR: Final = 365


def _over(scope: Scope) -> "QuerySet[Conversation]":
    day = timezone.localdate(scope.moment)
    looked_back_on_later = Agreement.objects.filter(conversation=OuterRef("pk"), return_on__gte=day)
    return Conversation.objects.filter(
        ~Exists(looked_back_on_later), planned_on__lt=day, caseworker__municipality=scope.municipality_id
    )


def register() -> None:
    """Tell about conversations. A step that came from one stays on the plan; a promise belongs to the team."""
    register_retention(
        Kind(
            "conversations",
            _("Conversations about the craft, with notes and agreements"),
            days=3 * YEAR + 1,
            least=183,
            most=10 * YEAR,
            **rows(_over),
        )
    )
