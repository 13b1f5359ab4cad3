"""How long mail that left, or could not leave, stays in the outbox."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from leerlus.access.retention import Kind, Scope, register_retention, rows
from leerlus.reminders.models import OutboxMail


def _settled(scope: Scope) -> "QuerySet[OutboxMail]":
    return OutboxMail.objects.filter(
        Q(sent_at__lte=scope.moment) | Q(given_up_at__lte=scope.moment),
        person__municipality=scope.municipality_id,
    )


def register() -> None:
    """Tell about mail; dates go with what they are about."""
    register_retention(
        Kind("outbox", _("Mail that left or was given up"), days=90, least=31, most=365, **rows(_settled))
    )
